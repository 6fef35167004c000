import Geospatial
import TestSupport
import Testing

@testable import PipeNetwork

@Suite("Prefixes, transforms and settings of networks")
struct NetworkMergingTests {
    /// A network in which every place that can hold an id holds one.
    private func network() throws -> Network {
        var network = Network()
        network.title = ["title"]
        network.hydraulics.defaultPattern = "p0"
        network.energy.pricePattern = "p1"
        network.energy.price = 0.5
        for id in ["p0", "p1"] { network.patterns[id] = Pattern(id: id, multipliers: [1, 2]) }
        network.curves["c"] = Curve(id: "c", kind: .pumpHead, points: [.init(x: 1, y: 2)])
        try network.add(
            Junction(
                id: "J", position: .init(x: 1, y: 2), elevation: 3,
                demands: [Demand(base: 1, pattern: "p1", category: "p1"), Demand(base: 2)],
                emitterCoefficient: 0.1, attributes: ["ref": .text("J")]))
        try network.add(Reservoir(id: "R", head: 9, headPattern: "p0"))
        try network.add(Tank(id: "T", position: .init(x: 5, y: 5), volumeCurve: "c", canOverflow: true))
        try network.add(
            Pipe(
                id: "P", start: "J", end: "R", length: 4, hasCheckValve: true,
                leakage: PipeLeakage(area: 1e-8, expansion: 1e-9), vertices: [.init(x: 2, y: 2)]))
        try network.add(
            Pump(
                id: "U", start: "R", end: "T", headCurve: "c", speedPattern: "p0", efficiencyCurve: "c",
                pricePattern: "p1"))
        try network.add(Valve(id: "V", start: "T", end: "J", kind: .gpv, curve: "c"))
        try network.add(
            Asset(kind: .meter, id: "M", position: .init(x: 2, y: 2), attachment: .link("P", node: "R")))
        try network.add(Asset(kind: .hydrant, id: "H", attachment: .node("J")))
        try network.add(Asset(kind: .hydrant, id: "far"))
        network.controls = [Control(link: "U", action: .set(0.5), condition: .below(node: "T", value: 1))]
        network.rules = [
            Rule(
                id: "rule",
                premises: [
                    .init(.and, .node("T", .level), .less, .number(2)),
                    .init(.or, .link("P", .status), .equal, .status(.closed)),
                    .init(.and, .clockTime, .greater, .number(3600)),
                ], actions: [.init(link: "U", action: .open)], otherwise: [.init(link: "V", action: .close)])
        ]
        network.verbatim = [VerbatimSection(name: "REPORT", lines: ["NODES J"])]
        return network
    }

    @Test("A prefix stands before every id and changes nothing else; two prefixes are one longer")
    func prefix() throws {
        let plain = try network()
        let named = try plain.prefixed(by: "东-")
        #expect(named.nodes.ids == ["东-J", "东-R", "东-T"])
        #expect(named.links.ids == ["东-P", "东-U", "东-V"])
        #expect(named.assets.ids == ["东-M", "东-H", "东-far"])
        #expect(named.junction(at: 0)?.demands.map(\.pattern) == ["东-p1", nil])
        // A category is a word and no id, and what the source said is left as it is.
        #expect(named.junction(at: 0)?.demands.first?.category == "p1")
        #expect(named.junction(at: 0)?.attributes == ["ref": .text("J")])
        #expect(named.reservoir(at: 1)?.headPattern == "东-p0")
        #expect(named.tank(at: 2)?.volumeCurve == "东-c")
        #expect(named.pump(at: 1)?.efficiencyCurve == "东-c" && named.pump(at: 1)?.pricePattern == "东-p1")
        #expect(named.valve(at: 2)?.curve == "东-c")
        #expect(named.patterns["东-p1"]?.id == "东-p1" && named.curves["东-c"]?.id == "东-c")
        #expect(named.hydraulics.defaultPattern == "东-p0" && named.energy.pricePattern == "东-p1")
        #expect(
            named.controls == [
                Control(link: "东-U", action: .set(0.5), condition: .below(node: "东-T", value: 1))
            ])
        #expect(named.rules.first?.id == "东-rule")
        #expect(
            named.rules.first?.premises.map(\.subject) == [
                .node("东-T", .level), .link("东-P", .status), .clockTime,
            ])
        #expect(named.asset(at: 0).attachment == .link("东-P", node: "东-R"))
        // Words in sections kept as they are would mean other things now.
        #expect(named.verbatim.isEmpty)
        var twice = try plain.prefixed(by: "a").prefixed(by: "b")
        #expect(try plain.prefixed(by: "ba") == twice)
        twice.verbatim = plain.verbatim
        #expect(try plain.prefixed(by: "") == plain)
    }

    @Test("There and back again, every place within a tenth of a millimetre and all else as it was")
    func transform() throws {
        let (flat, round) = (
            try CoordinateReferenceSystem(epsg: 4548), try CoordinateReferenceSystem(epsg: 4490)
        )
        var plain = try network()
        plain.crs = flat
        let shift = Coordinate(x: 500_000, y: 3_300_000)
        let away = try plain.transformed(by: CoordinateTransform(from: flat, to: round))
        #expect(away.crs == round && away.nodes.ids == plain.nodes.ids)
        let back = try away.transformed(by: CoordinateTransform(from: round, to: flat))
        #expect(back.crs == flat)
        for row in 0..<plain.nodes.count {
            let (a, b) = (plain.nodes.position(row), back.nodes.position(row))
            #expect((a == nil) == (b == nil))
            if let a, let b { #expect(a.distance(to: b) < 1e-4) }
        }
        #expect(isNear(back.links.vertices(0).first?.x, 2, 1e-4))
        #expect(isNear(back.asset(at: 0).position?.y, 2, 1e-4))
        #expect(back.asset(at: 2).position == nil)
        #expect(back.controls == plain.controls && back.verbatim == plain.verbatim)
        // The central meridian of zone 39 is 117° E: x = 500 km lies on it.
        var one = Network(crs: flat)
        try one.add(Junction(id: "J", position: shift))
        let degrees = try one.transformed(by: CoordinateTransform(from: flat, to: round))
        #expect(isNear(degrees.nodes.x[0], 117, 1e-9))
    }

    @Test("Settings of another network are taken over; one id for two things is refused")
    func settings() throws {
        let other = try network()
        var city = Network()
        try city.takeSettings(of: other)
        #expect(city.patterns == other.patterns && city.curves == other.curves && city.energy == other.energy)
        // Again the same is no conflict, and the city's own price stays.
        city.energy.price = 0.9
        try city.takeSettings(of: other)
        #expect(city.energy.price == 0.9)
        var changed = other
        changed.patterns["p1"]?.multipliers = [3]
        #expect(throws: NetworkError.duplicatePattern("p1")) { try city.takeSettings(of: changed) }
        changed = other
        changed.curves["c"]?.points = []
        #expect(throws: NetworkError.duplicateCurve("c")) { try city.takeSettings(of: changed) }
    }

    @Test("A network taken as a survey and built again is itself", arguments: 0..<30)
    func survey(seed: Int) throws {
        let network = try randomNetwork(seed, nodes: 2...12, oneWay: true)
        let survey = SurveyedFeatures(network)
        #expect(survey.nodes.count == network.nodes.count && survey.lines.count == network.links.count)
        #expect(survey.idsIn(Network()).isEmpty)
        // Reservoirs and junctions that draw are described: each id is there already.
        let taken = Set(network.nodes.ids + network.links.ids + network.assets.ids)
        #expect(survey.idsIn(network) == taken.sorted())
        let named = SurveyedFeatures(try network.prefixed(by: "x"))
        #expect(named.idsIn(network).isEmpty)
    }
}
