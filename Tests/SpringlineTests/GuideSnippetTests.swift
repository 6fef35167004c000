import Foundation
import Springline
import Testing

/// The Swift of the guides and of the DocC pages, word for word. The compiler checks it; what is to run is run by
/// ``ReadmeTests`` and ``TutorialTests``.
@Suite("Swift in the guides")
struct GuideSnippetTests {
    /// Pages whose Swift no test compiles yet: hydraulics has whole blocks that follow on each other, and
    /// SparseCholesky is no room that this target imports.
    private static let notCompiled: Set<String> = [
        "Docs/hydraulics.md", "Sources/SparseCholesky/SparseCholesky.docc/SparseCholesky.md",
    ]

    @Test("Every block of Swift on every page is compiled by a test")
    func everySnippetIsCompiled() throws {
        let tests = ["GuideSnippetTests.swift", "TutorialTests.swift"]
        let compiled = try tests.map { plain(try Guides.text("Tests/SpringlineTests/\($0)")) }
        for page in try Guides.pages() where !Self.notCompiled.contains(page) {
            for (place, snippet) in try Guides.snippets(on: page).enumerated() {
                // The tutorial's first block names its folders.
                if page == "Docs/tutorial.md", place == 0 { continue }
                let code = plain(snippet.joined())
                #expect(
                    compiled.contains { $0.contains(code) }, "\(page): \(snippet.joined(separator: "\n"))")
            }
        }
    }

    /// Code without blanks and line breaks, which depend on how far it is indented.
    private func plain(_ code: String) -> String { code.filter { !$0.isWhitespace } }
}

private func readmeCity() throws {
    let mapping = "SampleData/city-of-springs/mapping.yml"
    let options = ImportOptions(mapping: try ImportMapping(path: mapping), mappingPath: mapping)
    let (city, _) = try City.importing([], into: "springs.db", options: options)
    try city.importZones(from: "SampleData/city-of-springs/zones.gpkg")
    let readings = "SampleData/city-of-springs/readings/"
    try city.importReadings([readings + "flow.csv"], kind: .flow, timeZone: "Asia/Shanghai")
    try city.importReadings([readings + "level.csv"], kind: .level)
    try city.importReadings([readings + "registers.csv"], kind: .register)
    for zone in try city.balances(from: "2024-03-04", to: "2024-04-01", by: .week) {
        for week in zone { print(week.zone, week.period, week.loss ?? .nan, week.flags.map(\.text)) }
    }
}

private func studies(_ network: Network) throws {
    let study = IsolationStudy(network)
    let burst = try study.burst(onPipe: "P12", stuck: ["V7"])
    let dry = burst.plan.isolated.connections + burst.plan.cutOff.connections
    let tracer = NetworkTracer(network)
    let hydrants = try tracer.answer(.nearest(from: "P12", to: .asset(.hydrant), count: 3))
    _ = (dry, hydrants)
}

private func readmeModel() throws {
    let network = try INPFile.read(path: "model.inp")
    let state = try HydraulicSolver(network).steadyState(at: 8 * 3600)
    let (ids, kinds, demands) = (network.nodes.ids, network.nodes.kinds, state.demands)
    for row in ids.indices where kinds[row] == .junction && demands[row] > 0 && state.pressures[row] < 15 {
        print(ids[row], state.pressures[row])  // customers with less than 15 m
    }
    for warning in state.warnings { print(warning) }
}

private func evaluation(
    _ balance: WaterBalance, _ period: CalendarPeriod, _ zoneBalance: ZoneBalance, _ facts: ZoneFacts,
    _ pressure: ZonePressure?
) throws {
    // Balances, nights, night use, registers and pressures of every zone; then what the standards say of them.
    let measured = try balance.measurements(period)
    for zone in measured.reports(by: [.cjj92(.revision2018), .iwa]) {
        print(zone.zone.id, zone[.grossLossRate]?.number ?? .nan, zone[.ili]?.number ?? .nan)
    }
    // Or one zone, values in and value out.
    let measurements = ZoneMeasurements(balance: zoneBalance, facts: facts, pressure: pressure)
    let zone = measurements.report(by: [.iwa])
    _ = zone
}

private func springline() throws {
    let (city, result) = try City.importing(["old-town", "east.gpkg", "mountains"], into: "springs.db")
    for note in result.notes { print(note[.english]) }
    try city.importZones(from: "zones.gpkg")
    try city.importReadings(["flow.csv"], kind: .flow, timeZone: "Asia/Shanghai")
    try city.importReadings(["level.csv"], kind: .level)
    try city.importReadings(["registers.csv"], kind: .register)
    for weeks in try city.balances(from: "2024-03-04", to: "2024-04-01", by: .week) {
        print(weeks[0].zone, weeks.map { $0.loss ?? .nan })
    }
    try city.lossReport(from: "2024-03-04", to: "2024-04-01").write(to: "springs.html", language: .chinese)
}

private func inputOutput() throws {
    FilesOfRun.begin()
    let network = try INPFile.read(path: "model.inp")
    do {
        try INPFile.write(network, path: "model.inp")
    } catch {
        print(error)  // model.inp cannot be written: it is an input of this run, …
    }
}

private func geospatial() throws {
    let pipe = try Geometry(wkt: "LINESTRING (117.28 31.86, 117.29 31.87)")
    let grid = try CoordinateReferenceSystem.recommendedProjected(forLongitude: 117.28, latitude: 31.86)
    let onGrid = try CoordinateTransform(from: .wgs84, to: grid)(pipe)
    print(grid, onGrid.length)
}

private func telemetry(
    _ times: [Int64], _ values: [Double], _ start: Timestamp, _ end: Timestamp
) throws {
    let calendar = try LocalCalendar(timeZone: "Asia/Shanghai")
    let (series, faults) = try ReadingSeries.cleaned(
        element: "M12", kind: .register, times: times, values: values)
    let register = try RegisterSeries(series, meter: Meter(id: "M12", registerDigits: 6, maximumFlow: 0.05))
    for month in calendar.periods(from: start, to: end, by: .month) {
        print(month.label, register.volume(in: month.period).net)
    }
    _ = faults
}

private func waterLoss() {
    let real = Uncertain(3_100_000, source: "real losses", percent: 12)
    let unavoidable = UnavoidableLosses.metric(
        mains: Uncertain(450_000), connections: Uncertain(32_000), privatePipe: Uncertain(160_000),
        pressure: Uncertain(48))
    if let index = UnavoidableLosses.infrastructureLeakageIndex(
        current: real / Uncertain(365), unavoidable: unavoidable)
    {
        print("ILI \(index.value) ± \(index.halfWidth ?? 0)")
    }
}

private func pipeNetwork() throws {
    var network = Network()
    try network.add(Reservoir(id: "R1", position: Coordinate(x: 0, y: 0), head: 60))
    try network.add(Junction(id: "J1", position: Coordinate(x: 400, y: 300), elevation: 21))
    try network.add(Pipe(id: "P1", start: "R1", end: "J1", length: 500, diameter: 0.3))

    // Where water comes from the sources through open links, one-way links taken as what they are.
    let graph = NetworkGraph(network)
    let reached = graph.reach(from: network.sourceNodes().map(Int.init), passages: network.passages()).nodes
    print("\(reached.count) of \(network.nodes.count) nodes have water")
    for defect in NetworkCheck(network).defects() { print(defect.kind, defect.elements) }
}

private func hydraulics() async throws {
    let network = try INPFile.read(path: "city.inp")
    let solver = try HydraulicSolver(network)

    let state = try solver.steadyState(at: 8 * 3600)
    print(state.pressures, state.flows, state.warnings)

    for try await step in solver.extendedPeriod() { print(step.time, step.pressures) }

    let base = try solver.demands()
    let scenarios = [0.9, 1, 1.1].map { factor in DemandScenario(demands: base.map { $0 * factor }) }
    let junctions = network.nodes.kinds.indices.filter { network.nodes.kinds[$0] == .junction }
    for state in try solver.ensemble(scenarios) {
        let pressures = state.pressures  // of a reservoir, 0
        print(junctions.map { pressures[$0] }.min() ?? .nan)
    }
}

private func leakZones(
    _ network: Network, _ calendar: LocalCalendar, _ readings: ReadingTable, _ year: Period,
    _ period: CalendarPeriod
) throws {
    let zones = try ZoneScheme.derived(from: network, cuts: ["M1", "M2"], names: [("J17", "North")]).scheme
    let options = BalanceOptions(calendar: calendar, unmetered: .perCapita(litresPerDay: 120))
    let balance = try WaterBalance(network, zones, source: readings, options: options)
    for periods in try balance.balances(calendar.periods(in: year, by: .week)) {
        for week in periods {
            guard let loss = week.loss, let doubt = week.lossHalfWidth else {
                print(week.zone, week.flags.map(\.text))
                continue
            }
            print("\(week.zone): \(loss) ± \(doubt) m³")
        }
    }

    let measured = try balance.measurements(period)
    for zone in measured.reports(by: [.cjj92Revision2018, .iwa]) {
        print(zone.zone.id, zone[.lossPerKilometreAndDay]?.number ?? .nan, zone[.ili]?.number ?? .nan)
    }
}

private func mappedImport() throws {
    let options = ImportOptions(mapping: try ImportMapping(path: "mapping.yml"), mappingPath: "mapping.yml")
    let result = try NetworkImport(options, note: { print($0) }).adding([], to: Network())
    print(result.network.links.count, result.notes)
}

private func layers() throws {
    let pipes = try LayerFile.open("east.gpkg").read("pipes")
    try pipes.write(to: "pipes.geojson")
}

private func readings(_ calendar: LocalCalendar) throws {
    let raw = try ReadingsCSV(path: "flow.csv.xz").read(kind: .flow, calendar: calendar)
    for series in raw.series { print(series.id, try series.cleaned().faults) }
}

private func models() throws {
    let network = try INPFile.read(path: "city.inp")
    try INPFile.write(network, path: "copy.inp")
}

private func cityStore(
    _ network: Network, _ zones: ZoneScheme, _ times: [Int64], _ values: [Double]
) throws {
    let city = try City.create(at: "jinan.db")
    try city.importing { writer in
        try writer.replaceNetwork(network)
        try writer.saveZones(zones, for: network)
        try writer.appendReadings(of: "M1", kind: .flow, times: times, values: values)
    }
    let balance = try WaterBalance(
        city.network(), city.zones(for: network), meters: city.meters(in: network), source: city)
    _ = balance
}

private func sampleCity(_ folder: URL) throws {
    let city = try SampleCity(junctions: 1_500, seed: 1, days: 30)
    try city.write(to: folder)
}

private func reports(
    _ balance: WaterBalance, _ period: CalendarPeriod, _ calendar: LocalCalendar, _ network: Network,
    _ scheme: ZoneScheme, _ url: URL
) throws {
    let measured = try balance.measurements(period)
    let report = LossReport(
        name: "L-Town", period: period.period, calendar: calendar, network: network, scheme: scheme,
        zones: measured.reports(by: [.cjj92Revision2018, .iwa]))
    try report.html(language: .chinese).write(to: url, atomically: true, encoding: .utf8)
    print(report.summary())
}
