import PipeNetwork

/// Which links are bridges between two parts of a network, and whether the part behind each holds anything.
struct Bridges {
    /// For each link whether it is a bridge to a part that holds neither a source nor a use, while what it leads from
    /// holds a source.
    private(set) var leadsNowhere: [Bool]

    init(_ graph: NetworkGraph, _ roles: NodeRoles, through isPassable: [Bool]) {
        leadsNowhere = [Bool](repeating: false, count: graph.linkCount)
        let walk = LowLink(graph) { isPassable[$0] }
        let sources = walk.sumsBelow(roles.isSource.map { $0 ? 1 : 0 })
        let uses = walk.sumsBelow(roles.hasUse.map { $0 ? 1 : 0 })
        let roots = walk.roots
        for (link, below) in walk.bridges {
            let (node, root) = (Int(below), Int(roots[Int(below)]))
            guard sources[root] > 0 else { continue }
            let isEmptyBelow = sources[node] == 0 && uses[node] == 0
            let isEmptyAbove = sources[node] == sources[root] && uses[node] == uses[root]
            leadsNowhere[Int(link)] = isEmptyBelow || isEmptyAbove
        }
    }
}
