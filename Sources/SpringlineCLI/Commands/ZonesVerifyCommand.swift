import ArgumentParser
import Springline

extension ZonesCommand {
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check that every way out of a zone crosses a meter or a closed valve.",
            discussion: """
                Open, unmetered ways out are named, each with the shortest path by which water leaks; so are meters that \
                measure nothing, zones in several pieces, and zones that no water reaches. Ends with code 0 whatever is \
                found; see "passes" in JSON.
                """)

        @Argument(help: "The city's file.")
        var city: String

        @Option(help: "Also write the zones' pipes and the leaking paths: .gpkg, .geojson, .shp or .csv.")
        var output: String?

        @OptionGroup var form: FormatOption

        func run() throws {
            let (verification, scheme, network) = try City(path: city, readOnly: true).verifiedZones()
            if let output {
                let files = try [
                    ZoneLayers.links(scheme, in: network),
                    ZoneLayers.breaches(verification, scheme, in: network),
                ].write(to: output)
                for file in files { Terminal.note(file) }
            }
            let report = ZoneVerificationReport(verification, scheme: scheme, in: network)
            try Terminal.show(report.text(as: form.format, language: form.language))
        }
    }
}
