import Geospatial
import TestSupport
import Testing

@testable import PipeNetwork

@Suite("Surveys with strange drawings")
struct StrangeSurveyTests {
    /// The network again, with the places of some nodes forgotten and no assets, whose places are not known either.
    private func forgetting(_ network: Network, _ random: inout SplitMix, all isAll: Bool) throws -> Network {
        var plain = Network()
        for row in 0..<network.nodes.count {
            let isForgotten = isAll || Bool.random(using: &random)
            switch network.node(at: row) {
            case .junction(var junction):
                if isForgotten { junction.position = nil }
                try plain.add(junction)
            case .reservoir(var reservoir):
                if isForgotten { reservoir.position = nil }
                try plain.add(reservoir)
            case .tank(let tank): try plain.add(tank)
            }
        }
        for row in 0..<network.links.count { try plain.add(network.link(at: row)) }
        return plain
    }

    @Test(
        "A model joined to a city keeps every link, though its nodes have no places", arguments: 0..<60,
        [
            true, false,
        ])
    func withoutPlaces(seed: Int, isAll: Bool) throws {
        var random = SplitMix(UInt64(seed) &+ 90)
        let model = try forgetting(
            try randomNetwork(seed, nodes: 2...10, oneWay: true), &random, all: isAll)
        var city = Network()
        for (id, x) in [("city A", -5000.0), ("city B", -6000)] {
            try city.add(Junction(id: id, position: .init(x: x, y: 0)))
        }
        try city.add(Pipe(id: "city", start: "city A", end: "city B", length: 7))
        let joined = try TopologyBuilder.network(city, adding: SurveyedFeatures(model)).network
        #expect(Set(joined.nodes.ids) == Set(city.nodes.ids + model.nodes.ids))
        #expect(Set(joined.links.ids) == Set(city.links.ids + model.links.ids), "seed \(seed)")
        // Nor is a node put where another lies, for want of a place of its own.
        for row in 0..<model.nodes.count {
            let found = joined.nodes.index(of: model.nodes.ids[row]) ?? 0
            #expect(joined.nodes.position(found) == model.nodes.position(row), "seed \(seed)")
        }
        for row in 0..<model.links.count {
            guard let found = joined.links.index(of: model.links.ids[row]) else { continue }
            let (before, after) = (model.link(at: row), joined.link(at: found))
            #expect(after.ends == before.ends && after.layer == before.layer, "seed \(seed)")
            #expect(joined.links.status[found] == model.links.status[row])
            #expect(joined.links.length[found] == model.links.length[row])
        }
    }

    @Test(
        "A length that nobody knows stays unknown where nothing is drawn, and is measured where something is")
    func unknownLengths() throws {
        var model = Network()
        for id in ["A", "B"] { try model.add(Junction(id: id)) }
        for (id, x) in [("C", 0.0), ("D", 30)] {
            try model.add(Junction(id: id, position: .init(x: x, y: 0)))
        }
        for (id, start, end) in [("ab", "A", "B"), ("cd", "C", "D")] {
            try model.add(Pipe(id: id, start: start, end: end))
        }
        let joined = try TopologyBuilder.network(Network(), adding: SurveyedFeatures(model)).network
        #expect(joined.links.index(of: "ab").flatMap { joined.pipe(at: $0) }.map { $0.length == nil } == true)
        #expect(joined.links.index(of: "cd").flatMap { joined.pipe(at: $0) }?.length == 30)
        // So it is for what stood before, when a survey of nothing is joined to it.
        let again = try TopologyBuilder.network(model, adding: SurveyedFeatures()).network
        #expect(again.pipe(at: 0).map { $0.length == nil } == true && again.pipe(at: 1)?.length == 30)
    }

    private static let shapes: [[(Double, Double)]] = [
        [], [(0, 0)], [(0, 0), (0, 0)], [(0, 0), (0, 0), (0, 0), (50, 0)], [(0, 0), (50, 0), (0, 0)],
        [(0, 0), (.nan, 0), (50, 0)], [(.nan, .nan), (50, 0)], [(0, 0), (.infinity, 0)],
        [(0, 0), (1e300, 1e300)], [(0, 0), (1e-300, 0)], [(0, 0), (0.3, 0)],
        [(0, 0), (50, 50), (50, 0), (0, 50), (0, 0)], [(25, -25), (25, 25)], [(25, 0.2), (25, 90)],
    ]

    @Test(
        "Whatever two lines look like, each is a link or its pieces between nodes that are there",
        arguments: 0..<14)
    func strangePairs(first: Int) throws {
        for second in Self.shapes.indices {
            for tolerance in [0, 0.5, 10, 1e6, .infinity] {
                var survey = SurveyedFeatures()
                for (id, shape) in [("一", Self.shapes[first]), ("2", Self.shapes[second])] {
                    survey.lines.append(
                        .init(
                            element: .pipe(Pipe(id: id, start: "", end: "")),
                            path: shape.map { Coordinate(x: $0.0, y: $0.1) }))
                }
                survey.assets = [
                    Asset(kind: .meter, id: "M", position: .init(x: 25, y: 0)),
                    Asset(kind: .isolationValve, id: "V", position: .init(x: .nan, y: 0), isClosed: true),
                    Asset(kind: .customerPoint, id: "K", position: .init(x: 1e300, y: 0)),
                    Asset(kind: .hydrant, id: "H"),
                ]
                let (network, report) = try TopologyBuilder.network(
                    Network(), adding: survey, tolerance: .init(snap: tolerance))
                let wholes = Set(network.links.ids.map { PieceID($0)?.whole ?? $0 })
                let drawn = zip(["一", "2"], [first, second]).filter { !Self.shapes[$0.1].isEmpty }.map(\.0)
                #expect(wholes == Set(drawn), "\(first) \(second) \(tolerance)")
                #expect(network.assets.count == 4)
                for asset in 0..<4 where network.assets.link[asset] >= 0 {
                    let link = Int(network.assets.link[asset])
                    #expect(
                        [network.links.start[link], network.links.end[link]].contains(
                            network.assets.node[asset]))
                }
                // The valve is nowhere, the customer beyond the sky, the hydrant without a place.
                #expect((1..<4).allSatisfy { network.assets.node[$0] < 0 })
                #expect(report.unattachedAssets >= 3)
                // The same survey once more is the same network.
                let again = try TopologyBuilder.network(
                    Network(), adding: survey, tolerance: .init(snap: tolerance)
                ).network
                #expect(again.links.ids == network.links.ids && again.nodes.ids == network.nodes.ids)
            }
        }
    }

    @Test("A tolerance that is no number joins nothing and ends")
    func noNumber() throws {
        var survey = SurveyedFeatures()
        for (id, x) in [("1", 0.0), ("2", 50)] {
            survey.lines.append(
                .init(
                    element: .pipe(Pipe(id: id, start: "", end: "")),
                    path: [.init(x: x, y: 0), .init(x: x + 50, y: 0)]))
        }
        survey.assets = [Asset(kind: .meter, id: "M", position: .init(x: 25, y: 0))]
        let network = try TopologyBuilder.network(
            Network(), adding: survey, tolerance: .init(snap: .nan, device: .nan, reach: .nan)
        ).network
        #expect(network.links.ids == ["1", "2"] && network.nodes.count == 4)
        #expect(network.asset(at: 0).attachment == nil)
    }
}
