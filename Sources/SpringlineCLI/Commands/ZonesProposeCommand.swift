import InputOutput
import ArgumentParser
import Springline

extension ZonesCommand {
    struct Propose: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Propose the valves and meters of a new zone.",
            discussion: """
                The border is moved to meters and valves that stand near it where no customer changes sides by that. Links are \
                shut from the smallest flow upwards as long as everyone keeps the pressure they are due.
                """)

        @Argument(help: "The city's file, or an EPANET input file (.inp).")
        var file: String

        @Option(
            name: .customLong("elements"), parsing: .upToNextOption,
            help: "Nodes and links of the zone; a link brings both its ends.")
        var elements: [String] = []

        @Option(help: "A file with the zone's outline, in place of elements or besides.")
        var polygon: String?

        @Option(help: "What the zone is to be called.")
        var name: String = "new"

        @OptionGroup var service: ZoneServiceOptions

        func validate() throws {
            if elements.isEmpty, polygon == nil {
                throw ValidationError(
                    Wording("Give --elements ID... or --polygon FILE.", "请用 --elements 编号… 或 --polygon 文件。"))
            }
        }

        func run() throws {
            var options = ZoneDesignOptions()
            options.serviceMinimum = service.serviceMinimum
            options.maximumInlets = service.inlets
            Terminal.progress(Wording("looking for valves and meters", "正在查找阀门与流量计"))
            defer { Terminal.endProgress() }
            let run = try service.run(file)
            let (proposal, report) = try run.propose(
                elements: elements, polygon: polygon, id: name, options)
            try service.finish(run, proposal, report)
        }
    }
}
