import NetworkFormats
import NetworkStudies
import PipeNetwork

extension ConditionStudy {
    /// Single ways and dead ends as map layers.
    public var layers: [StyledLayer] {
        let behind = Dictionary(failures.bridges.map { (Int($0.row), $0) }) { a, _ in a }
        let inDeadEnds = Set(deadEnds.flatMap(\.links)).subtracting([])
        let bridges = failures.bridges.map(\.row)
        let links = network.linkLayer(
            "weak_links",
            fields: [FeatureField("nodes_behind", .integer), FeatureField("connections_behind", .real)],
            groups: [
                ("bridge", bridges.filter { !inDeadEnds.contains($0) }),
                ("dead_end", inDeadEnds.sorted()),
            ]
        ) { row in
            [
                behind[row].map { .integer(Int64($0.nodesBehind)) } ?? .null,
                behind[row].map { .real($0.weightBehind) } ?? .null,
            ]
        }
        let weights = Dictionary(failures.articulations.map { (Int($0.row), $0.weightBehind) }) { a, _ in a }
        let nodes = network.nodeLayer(
            "single_points", fields: [FeatureField("connections_behind", .real)],
            groups: [("found", failures.articulations.map(\.row))]
        ) { [.real(weights[$0] ?? 0)] }
        return [StyledLayer(links, style: .weakLinks), StyledLayer(nodes, style: .tracedNodes)]
    }
}
