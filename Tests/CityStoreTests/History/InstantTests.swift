import Geospatial
import LeakZones
import PipeNetwork
import Telemetry
import TestSupport
import Testing

@testable import CityStore

/// What a city says of an instant, against the list of what was imported when.
@Suite("A city at an instant")
struct InstantTests {
    /// A few pipes of chance between three junctions that may move.
    private func network(_ random: inout SplitMix) throws -> Network {
        var network = Network()
        for id in ["A", "B", "C"] {
            try network.add(
                Junction(
                    id: id, position: Coordinate(x: Double(Int.random(in: 0...3, using: &random)), y: 0),
                    elevation: Double(Int.random(in: 0...2, using: &random))))
        }
        for id in ["p", "q", "r", "A"] where Bool.random(using: &random) {
            try network.add(
                Pipe(
                    id: id, start: "A", end: Bool.random(using: &random) ? "B" : "C",
                    length: Double(Int.random(in: 1...2, using: &random)),
                    attributes: Bool.random(using: &random) ? ["dn": .integer(100)] : [:]))
        }
        return network
    }

    @Test("The states of an element are its values of every version, equal ones joined")
    func elementHistory() throws {
        var random = SplitMix(411)
        for _ in 0..<5 {
            let scratch = try Scratch()
            let city = try scratch.city()
            var states: [(start: Int64, network: Network)] = []
            for step in 0..<8 {
                let next = try network(&random)
                try city.importing {
                    try $0.replaceNetwork(next, validFrom: Timestamp(Int64(step) * 100))
                }
                states.append((Int64(step) * 100, next))
            }
            for id in ["p", "q", "r", "B"] {
                // By hand: the element of each version, and where it becomes another.
                var expected: [(from: Int64, to: Int64?, end: ElementState.End, fields: [ElementValue])] = []
                for (place, state) in states.enumerated() {
                    let element: (any NetworkElement)? =
                        state.network.links.index(of: id).map { state.network.link(at: $0) }
                        ?? state.network.nodes.index(of: id).map { state.network.node(at: $0) }
                    let isOpen = expected.last.map { $0.to == nil } ?? false
                    let before = place > 0 ? states[place - 1].network : Network()
                    let isSame =
                        before.links.index(of: id).map { before.link(at: $0) }
                        == state.network.links.index(of: id).map { state.network.link(at: $0) }
                        && before.nodes.index(of: id).map { before.node(at: $0) }
                            == state.network.nodes.index(of: id).map { state.network.node(at: $0) }
                    if isSame { continue }
                    if isOpen {
                        expected[expected.count - 1].to = state.start
                        expected[expected.count - 1].end = element == nil ? .removed : .changed
                    }
                    if let element { expected.append((state.start, nil, .present, element.fields)) }
                }
                guard !expected.isEmpty else {
                    #expect(throws: CityError.unknownElement(id)) { try city.history(ofElement: id) }
                    continue
                }
                let found = try city.history(ofElement: id)
                #expect(found.map(\.validFrom.secondsSince1970) == expected.map(\.from), "\(id)")
                #expect(found.map { $0.validTo?.secondsSince1970 } == expected.map(\.to), "\(id)")
                #expect(found.map(\.end) == expected.map(\.end), "\(id)")
                #expect(found.map(\.fields) == expected.map(\.fields), "\(id)")
            }
        }
    }

    @Test("The numbers of a city at its last instant are those of the city")
    func info() throws {
        var random = SplitMix(412)
        for number in 0..<3 {
            let scratch = try Scratch()
            let city = try scratch.city()
            let network =
                number == 0
                ? try SampleNetworks.rich()
                : try SampleNetworks.grid(
                    rows: 6, columns: 7, seed: UInt64(number))
            let scheme = try ZoneScheme(
                zones: [Zone(id: "a"), Zone(id: "b", parent: "a")],
                zoneOfNode: network.nodes.ids.map { _ in Int32.random(in: -1...1, using: &random) })
            try city.importing { writer in
                try writer.replaceNetwork(network, validFrom: Timestamp(0))
                try writer.saveZones(scheme, for: network, validFrom: Timestamp(5))
                try writer.appendReadings(of: "M", kind: .flow, times: [1, 2], values: [3, 4])
            }
            let (now, then) = (try city.info(), try city.info(asOf: Timestamp(9)))
            #expect(now.counts == then.counts)
            #expect(now.extent == then.extent, "\(number)")
            #expect(isNear(now.pipeLength, then.pipeLength))
            #expect(now.pipesWithoutLength == then.pipesWithoutLength)
            #expect(now.lengthsByDN.map(\.dn) == then.lengthsByDN.map(\.dn), "\(number)")
            #expect(now.lengthsByDN.map(\.pipes) == then.lengthsByDN.map(\.pipes))
            #expect(now.lengthsByMaterial.map(\.material) == then.lengthsByMaterial.map(\.material))
            #expect(now.zones == then.zones && now.readings == then.readings)
            // By hand from the network.
            let pipes = Array(network.pipes)
            #expect(
                now.counts["pipe"] == pipes.count
                    && now.lengthsByDN.reduce(0) { $0 + $1.pipes } == pipes.count)
            #expect(isNear(now.pipeLength, pipes.reduce(0) { $0 + ($1.length ?? 0) }))
            #expect(now.zones.map(\.nodes) == [0, 1].map { zone in scheme.zoneOfNode.count { $0 == zone } })
        }
    }

    @Test("Every instant between two changes is the former, the instant of a change the latter")
    func everySecond() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        var random = SplitMix(413)
        var changes: [(at: Int64, network: Network)] = []
        // Some of them at one instant: the last of those holds.
        for at in [0, 3, 3, 4, 9, 9, 9, 12] as [Int64] {
            let next = try network(&random)
            try city.importing { try $0.replaceNetwork(next, validFrom: Timestamp(at)) }
            changes.append((at, next))
        }
        for second in 0..<15 as Range<Int64> {
            let expected = changes.last { $0.at <= second }?.network
            #expect(try city.network(asOf: Timestamp(second)) == expected, "\(second)")
        }
        #expect(throws: CityError.beforeFirstVersion(asked: Timestamp(-1), first: Timestamp(0))) {
            try city.network(asOf: Timestamp(-1))
        }
    }
}
