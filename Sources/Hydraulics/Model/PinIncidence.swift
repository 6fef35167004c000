import PipeNetwork
import SparseCholesky

/// For each pressure valve, what else meets at the node whose head it may set: the flow of a regulating valve is what
/// balances that node.
struct PinIncidence: Sendable {
    /// One flow at a pinned node.
    struct Flow: Sendable, BitwiseCopyable {
        /// What flows.
        enum Kind: Sendable, BitwiseCopyable {
            case chain
            case controlLink
            case outflow
        }

        var kind: Kind
        /// Row among those of its kind.
        var row: Int32
        /// 1 where a positive flow runs into the node, -1 where it leaves.
        var sign: Double
    }

    /// The flows at the node of pressure valve `v` are `flows[starts[v]..<starts[v + 1]]`.
    private(set) var starts: [Int32] = [0]
    private(set) var flows: [Flow] = []

    init(_ reduced: ReducedNetwork, _ table: ControlLinkTable, _ outflows: [Outflow]) {
        var pinned: [Int32: [Flow]] = [:]
        for row in table.pressureValves { pinned[table.links[Int(row)].pinnedNode] = [] }
        guard !pinned.isEmpty else { return }
        for chain in 0..<reduced.chainCount {
            let (from, to) = (reduced.chainFrom[chain], reduced.chainTo[chain])
            guard from != to else { continue }
            pinned[from]?.append(Flow(kind: .chain, row: Int32(chain), sign: -1))
            pinned[to]?.append(Flow(kind: .chain, row: Int32(chain), sign: 1))
        }
        for (row, controlLink) in table.links.enumerated() {
            pinned[controlLink.start]?.append(Flow(kind: .controlLink, row: Int32(row), sign: -1))
            pinned[controlLink.end]?.append(Flow(kind: .controlLink, row: Int32(row), sign: 1))
        }
        for (row, outflow) in outflows.enumerated() {
            pinned[outflow.node]?.append(Flow(kind: .outflow, row: Int32(row), sign: -1))
        }
        for row in table.pressureValves {
            let others = pinned[table.links[Int(row)].pinnedNode] ?? []
            flows += others.filter { $0.kind != .controlLink || $0.row != row }
            starts.append(Int32(flows.count))
        }
    }

    /// The flows at the node of pressure valve `valve`, counted among pressure valves.
    func flows(at valve: Int) -> Range<Int> { Int(starts[valve])..<Int(starts[valve + 1]) }

    /// What flows into the node of pressure valve `valve`, with what each of `flows` carries, added to `first`.
    @inline(__always)
    func inflow<Lane: SolveLane>(
        at valve: Int, beginning first: Lane, carried: (Flow.Kind, Int) -> Lane
    ) -> Lane {
        var sum = first
        for position in flows(at: valve) {
            let flow = flows[position]
            sum = sum + Lane(repeating: flow.sign) * carried(flow.kind, Int(flow.row))
        }
        return sum
    }
}
