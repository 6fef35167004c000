import InputOutput
import ArgumentParser
import Springline

extension IsolationValves.PlacementRule: ExpressibleByArgument {}

struct IsolateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "isolate",
        abstract: "Say which valves to close for a burst, and who is without water then.",
        discussion: """
            Without --pipe and --at every part between valves is taken out once: what a burst there costs, what each valve \
            is worth, and where valves are missing.
            """)

    @OptionGroup var source: NetworkOptions

    @Option(help: "The pipe that burst.")
    var pipe: String?

    @Option(help: "X,Y: where it burst; the nearest pipe is taken.")
    var at: PlaceArgument?

    @Option(help: "The reference system of --at, such as EPSG:4326; without it the network's own.")
    var crs: String?

    @Option(
        help:
            "A valve that cannot be closed or found, or a check valve, pump or pressure valve that does not hold; may be given again."
    )
    var stuck: [String] = []

    @Option(
        help:
            "Take valves to stand where none is drawn: n, at every end of a crossing, or n-1, all but the widest."
    )
    var placeValves: IsolationValves.PlacementRule?

    @Flag(help: "Regulating valves can be closed too.")
    var useRegulatingValves = false

    @Flag(help: "Pumps can be stopped and closed too.")
    var usePumps = false

    @Flag(help: "A tank does not keep a part supplied.")
    var ignoreTanks = false

    @Option(help: "Pressure promised to customers, m.")
    var serviceMinimum: Double = 14

    @Option(help: "The time of the solve, hours from the start of the simulation.")
    var hour: Double = 0

    @Flag(help: "Do not solve; pressures are not known then.")
    var noSolve = false

    @Option(
        help:
            "Also write the answer: .xlsx, .csv (valves, and customers beside it), or map layers: .gpkg, or .geojson with QGIS styles beside it."
    )
    var output: String?

    @OptionGroup var listed: ListOption

    @OptionGroup var form: FormatOption

    func validate() throws {
        if pipe != nil, at != nil {
            throw ValidationError(
                Wording("Give --pipe or --at, not both.", "--pipe 与 --at 只能给出其一。"))
        }
        if pipe == nil, at == nil, !stuck.isEmpty {
            throw ValidationError(
                Wording("--stuck needs a burst: give --pipe or --at.", "--stuck 需要爆管位置：请给出 --pipe 或 --at。"))
        }
        guard (0...200).contains(serviceMinimum) else {
            throw ValidationError(
                Wording(
                    "--service-minimum: found \(serviceMinimum), expected 0 to 200 m",
                    "--service-minimum：给出 \(serviceMinimum)，应为 0 至 200 m"))
        }
        guard hour >= 0, hour < 1e6 else {
            throw ValidationError(
                Wording("--hour: found \(hour), expected 0 or more", "--hour：给出 \(hour)，不能小于 0"))
        }
    }

    func run() throws {
        // A name that says no form is refused now, not when all is solved.
        if let output { _ = try StudyForm(output) }
        let (network, _) = try source.readZoned()
        var options = IsolationStudy.Options()
        options.rule = placeValves
        if useRegulatingValves { options.usable.insert(.regulatingValves) }
        if usePumps { options.usable.insert(.pumps) }
        options.tanksAreSources = !ignoreTanks
        options.serviceMinimum = serviceMinimum
        options.time = hour * 3600
        options.isSolved = !noSolve && (pipe != nil || at != nil)
        let place = try at?.coordinate(crs: crs, in: network)
        let study = IsolationStudy(network, options: options)
        guard pipe != nil || place != nil else {
            let review = study.review
            let report = review.report
            try listed.validate(in: report)
            try Terminal.show(report.text(as: form.format, language: form.language, list: listed.list))
            if let output {
                let title = Wording("Segments between valves", "关断分段")
                try Terminal.note(
                    files: report.write(
                        to: output, title: title[form.language], layers: review.layers, list: listed.list,
                        language: form.language))
            }
            return
        }
        let burst =
            try pipe.map { try study.burst(onPipe: $0, stuck: stuck) }
            ?? place.map { try study.burst(at: $0, stuck: stuck) }
        guard let burst else { return }
        let report = burst.report
        try listed.validate(in: report)
        try Terminal.show(report.text(as: form.format, language: form.language, list: listed.list))
        if let output {
            let title = Wording(
                "Burst on \(network.links.ids[burst.link])", "爆管管段 \(network.links.ids[burst.link])")
            try Terminal.note(
                files: report.write(
                    to: output, title: title[form.language], layers: burst.layers, list: listed.list,
                    companions: ["customers"], language: form.language))
        }
    }
}
