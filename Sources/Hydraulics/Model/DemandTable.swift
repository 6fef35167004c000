import InputOutput
import PipeNetwork

/// What consumers ask for at any time: every demand category of every junction in flat columns, and the patterns.
struct DemandTable: Sendable {
    /// Number of nodes.
    let nodeCount: Int
    /// The junction of each category.
    private(set) var nodes: [Int32] = []
    /// Base demand of each category times the network's multiplier, m³/s.
    private(set) var bases: [Double] = []
    /// Pattern of each category; -1 for none.
    private(set) var patterns: [Int32] = []

    init(_ network: Network, patternIndex: PatternIndex) throws(HydraulicError) {
        nodeCount = network.nodes.count
        let multiplier = network.hydraulics.demandMultiplier
        let standard = network.hydraulics.defaultPattern
        let standardRow = try patternIndex.row(standard, of: Wording("the default demand", "默认用水量"))
        for row in 0..<nodeCount where network.nodes.kinds[row] == .junction {
            for demand in network.nodes.demands[row] where demand.base != 0 {
                nodes.append(Int32(row))
                bases.append(demand.base * multiplier)
                patterns.append(
                    demand.pattern == nil
                        ? standardRow
                        : try patternIndex.row(
                            demand.pattern, of: ElementWord.element("junction", network.nodes.ids[row])))
            }
        }
    }

    /// The sum of each node's categories in a pattern period, m³/s, into `sums`.
    func sum(_ sums: inout [Double], factors: [Double]) {
        if sums.count != nodeCount {
            sums = [Double](repeating: 0, count: nodeCount)
        } else {
            for node in sums.indices { sums[node] = 0 }
        }
        let (nodes, bases, patterns) = (nodes.span, bases.span, patterns.span)
        var totals = sums.mutableSpan
        for category in nodes.indices {
            let pattern = Int(patterns[category])
            let factor = pattern < 0 ? 1 : factors[pattern]
            totals[Int(nodes[category])] += bases[category] * factor
        }
    }
}

/// Patterns by row, so that loops need no names.
struct PatternIndex: Sendable {
    /// The multipliers of each pattern; never empty.
    private(set) var multipliers: [[Double]] = []
    private var rows: [String: Int32] = [:]

    init(_ patterns: [String: Pattern]) {
        for (id, pattern) in patterns.sorted(by: { $0.key < $1.key }) {
            rows[id] = Int32(multipliers.count)
            multipliers.append(pattern.multipliers.isEmpty ? [1] : pattern.multipliers)
        }
    }

    /// The row of a pattern, -1 for none.
    func row(_ id: String?, of element: @autoclosure () -> Wording) throws(HydraulicError) -> Int32 {
        guard let id else { return -1 }
        guard let row = rows[id] else {
            throw .missingReference(element: element(), kind: Wording("pattern", "模式"), id: id)
        }
        return row
    }

    /// Each pattern's multiplier in period `period` since its beginning.
    func factors(period: Int) -> [Double] {
        multipliers.map { $0[period % $0.count] }
    }
}
