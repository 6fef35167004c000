import InputOutput
import ArgumentParser
import Springline

extension ZoneDesignOptions.BalanceCriterion: ExpressibleByArgument {}

extension ZonesCommand {
    struct Design: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Design zones: balanced, with few devices, few inlets and no customer short of pressure.",
            discussion: """
                Every proposal is solved before and after, verified and ranked. A network that cannot be solved is divided \
                all the same, with inlets by diameter; a remark says so.
                """)

        @Argument(help: "The city's file, or an EPANET input file (.inp).")
        var file: String

        @Option(help: "What the size of a zone is counted in: connections or length.")
        var by: ZoneDesignOptions.BalanceCriterion = .connections

        @Option(name: .customLong("min-connections"), help: "Least connections of a zone; 500.")
        var minimumConnections: Double?

        @Option(name: .customLong("max-connections"), help: "Most connections of a zone; 5000.")
        var maximumConnections: Double?

        @Option(name: .customLong("min-length"), help: "Least length of a zone, m, with --by length; 4000.")
        var minimumLength: Double?

        @Option(name: .customLong("max-length"), help: "Most length of a zone, m, with --by length; 30000.")
        var maximumLength: Double?

        @Option(help: "How many zones; the sizes decide without it.")
        var zones: Int?

        @Option(
            name: .customLong("trunk"), help: "Mains of this diameter, mm, and larger stay outside the zones."
        )
        var trunk: Double?

        @Flag(name: .customLong("no-trunk"), help: "All mains lie in zones.")
        var hasNoTrunk = false

        @Option(help: "Decides where the search starts; the same seed gives the same design.")
        var seed: Int32 = 1

        @Option(help: "The number of the proposal to list, write and save.")
        var proposal: Int = 1

        @Flag(help: "Put METIS by itself beside the proposals.")
        var compare = false

        @OptionGroup var service: ZoneServiceOptions

        func validate() throws {
            if by == .connections, minimumLength != nil || maximumLength != nil {
                throw ValidationError(
                    Wording(
                        "--min-length and --max-length need --by length",
                        "--min-length 与 --max-length 须与 --by length 并用"))
            }
            if by == .length, minimumConnections != nil || maximumConnections != nil {
                throw ValidationError(
                    Wording(
                        "--min-connections and --max-connections need --by connections",
                        "--min-connections 与 --max-connections 须与 --by connections 并用"))
            }
            if hasNoTrunk, trunk != nil {
                throw ValidationError(
                    Wording("give --trunk or --no-trunk, not both", "--trunk 与 --no-trunk 只能给出其一"))
            }
        }

        func run() throws {
            var options = ZoneDesignOptions(
                criterion: by, minimum: minimumConnections ?? minimumLength,
                maximum: maximumConnections ?? maximumLength)
            options.zones = zones
            options.trunkDiameter = trunk.map { $0 / 1000 }
            options.allowsTrunk = !hasNoTrunk
            options.seed = seed
            options.serviceMinimum = service.serviceMinimum
            options.maximumInlets = service.inlets
            Terminal.progress(Wording("designing zones", "正在设计分区"))
            defer { Terminal.endProgress() }
            let run = try service.run(file)
            let (chosen, report) = try run.design(options, chosen: proposal, comparesPlain: compare)
            try service.finish(run, chosen, report)
        }
    }
}
