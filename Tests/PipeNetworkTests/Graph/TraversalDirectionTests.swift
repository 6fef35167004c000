import TestSupport
import Testing

@testable import PipeNetwork

@Suite("How links may be passed")
struct TraversalDirectionTests {
    /// A link of each sort between A and B, and who may pass it by the words of each barrier.
    private struct Sort {
        var id: String
        var isShut = false
        var isOneWay = false
        var isPump = false
        var isResting = false
        var isRegulator = false
        var hasMeter = false
        var hasValve = false
    }

    private let sorts = [
        Sort(id: "pipe"), Sort(id: "shut pipe", isShut: true), Sort(id: "check valve", isOneWay: true),
        Sort(id: "shut check valve", isShut: true, isOneWay: true),
        Sort(id: "pump", isOneWay: true, isPump: true),
        Sort(id: "resting pump", isOneWay: true, isPump: true, isResting: true),
        Sort(id: "prv", isOneWay: true, isRegulator: true),
        Sort(id: "psv", isOneWay: true, isRegulator: true), Sort(id: "open prv", isRegulator: true),
        Sort(id: "shut prv", isShut: true, isRegulator: true), Sort(id: "tcv", isRegulator: true),
        Sort(id: "fcv", isRegulator: true), Sort(id: "metered", hasMeter: true),
        Sort(id: "valved", hasValve: true),
    ]

    private func network() throws -> Network {
        var network = Network()
        for id in ["A", "B"] { try network.add(Junction(id: id)) }
        for sort in sorts {
            let (id, start, end) = (sort.id, "A", "B")
            if sort.isPump {
                try network.add(
                    Pump(
                        id: id, start: start, end: end, power: 1, status: sort.isResting ? .closed : .open))
            } else if sort.isRegulator {
                let kind = Valve.Kind(rawValue: String(id.suffix(3)).uppercased()) ?? .gpv
                let status: LinkStatus = sort.isShut ? .closed : id.hasPrefix("open") ? .open : .active
                try network.add(Valve(id: id, start: start, end: end, kind: kind, status: status))
            } else {
                try network.add(
                    Pipe(
                        id: id, start: start, end: end, status: sort.isShut ? .closed : .open,
                        hasCheckValve: sort.isOneWay))
            }
        }
        try network.add(Asset(kind: .meter, id: "M", attachment: .link("metered", node: "B")))
        try network.add(Asset(kind: .isolationValve, id: "V", attachment: .link("valved", node: "A")))
        // At a node they are in no link, and a hydrant holds nothing.
        try network.add(Asset(kind: .meter, id: "M2", attachment: .node("A")))
        try network.add(Asset(kind: .hydrant, id: "H", attachment: .link("pipe", node: "A")))
        return network
    }

    @Test("Every choice of barriers holds what its words say", arguments: 0..<128)
    func everyChoice(bits: Int) throws {
        let barriers = TraceBarriers(rawValue: bits)
        let passages = try network().passages(barriers: barriers)
        for (sort, passage) in zip(sorts, passages) {
            let isHeld =
                barriers.contains(.closed) && sort.isShut || barriers.contains(.meters) && sort.hasMeter
                || barriers.contains(.isolationValves) && sort.hasValve
                || barriers.contains(.regulatingValves) && sort.isRegulator
                || barriers.contains(.pumps) && sort.isPump
                || barriers.contains(.restingPumps) && sort.isResting
            let expected: TraversalDirection =
                isHeld ? [] : barriers.contains(.oneWay) && sort.isOneWay ? .forward : .both
            #expect(passage == expected, "\(sort.id)")
        }
    }

    @Test("A link between two zones is not passed, whatever else it is")
    func zones() throws {
        let network = try network()
        let apart = network.passages(barriers: [], zoneOfNode: [1, 2])
        #expect(apart.allSatisfy { $0.isEmpty })
        #expect(network.passages(zoneOfNode: [-1, -1]) == network.passages())
    }

    @Test("The four passages reversed: forward and backward change places, twice is nothing")
    func reversal() {
        #expect(TraversalDirection.forward.reversed == .backward)
        #expect(TraversalDirection.backward.reversed == .forward)
        #expect(TraversalDirection.both.reversed == .both)
        #expect(TraversalDirection().reversed.isEmpty)
        for bits in UInt8(0)...3 {
            #expect(TraversalDirection(rawValue: bits).reversed.reversed.rawValue == bits)
        }
    }

    @Test("Downstream is along the flow, upstream against it; no flow and no number are no way")
    func flows() {
        let all = [TraversalDirection](repeating: .both, count: 6)
        let flows = [1, -1, 0, .nan, 1e-7, -2e-7]
        let down: [TraversalDirection] = [.forward, .backward, [], [], [], .backward]
        #expect(all.following(flows) == down)
        #expect(all.following(flows, upstream: true) == down.map(\.reversed))
        #expect(all.following(flows, tolerance: 0.5)[5].isEmpty)
        // Flows of which some are missing: links without one are not passed.
        #expect(all.following([1]) == [.forward, [], [], [], [], []])
        // What may be passed one way only stays so: against a check valve there is no downstream.
        #expect([TraversalDirection.forward, .forward].following([1, -1]) == [.forward, []])
    }

    @Test("Upstream of flows is downstream of the opposite flows", arguments: 0..<30)
    func symmetry(seed: UInt64) {
        var random = SplitMix(seed)
        let passages = (0..<20).map { _ in
            TraversalDirection(rawValue: UInt8.random(in: 0...3, using: &random))
        }
        let flows = (0..<20).map { _ in Double(Int.random(in: -2...2, using: &random)) }
        #expect(passages.following(flows, upstream: true) == passages.following(flows.map { -$0 }))
    }
}
