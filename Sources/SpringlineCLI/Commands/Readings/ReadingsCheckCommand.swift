import ArgumentParser
import InputOutput
import Springline

extension ReadingsCommand {
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what is odd in the readings of a period, and what a balance does about it.",
            discussion: """
                Gaps, values that stand still, spikes, jumps of registers: each with its series, its span, the water it \
                is about and whether a balance fills, drops or leaves it out.
                """)

        @OptionGroup var period: PeriodOptions

        @Option(help: "Of this kind of readings only; once for each.")
        var kind: [ReadingKind] = []

        @Option(help: "Of this meter, tank or point only; once for each.")
        var id: [String] = []

        @Option(help: "Also write the findings: .csv or .json, or a map layer .geojson, .gpkg, .shp.")
        var output: String?

        @OptionGroup var form: FormatOption

        func run() throws {
            let city = try City(path: period.city, readOnly: true)
            let label = Wording("looking through the readings", "正在检查读数")
            let findings = try city.readingFindings(
                from: period.from, to: period.to, kinds: Set(kind), elements: id
            ) { Terminal.progress(label, $0) }
            Terminal.endProgress()
            if let output {
                try findings.write(to: output, language: form.language)
                Terminal.note(output)
            }
            try Terminal.show(findings.text(as: form.format, language: form.language))
        }
    }
}
