import PipeNetwork

/// Which links are bridges between two parts of a network, and whether the part behind each holds anything.
///
/// One walk in depth (Tarjan 1974): a link of the walk's tree is a bridge when nothing below it leads back above
/// it. Time and memory are linear in nodes and links.
struct Bridges {
    /// For each link whether it is a bridge to a part that holds neither a source nor a use, while what it leads from
    /// holds a source.
    private(set) var leadsNowhere: [Bool]

    init(_ graph: NetworkGraph, _ roles: NodeRoles, through isPassable: [Bool]) {
        let (offsets, neighbors, incident) = (graph.offsets, graph.neighbors, graph.incidentLinks)
        let count = graph.nodeCount
        leadsNowhere = [Bool](repeating: false, count: graph.linkCount)
        var order = [Int32](repeating: -1, count: count)
        var lowest = order
        var arrival = order
        var next = Array(offsets.dropLast())
        var sources = roles.isSource.map { Int32($0 ? 1 : 0) }
        var uses = roles.hasUse.map { Int32($0 ? 1 : 0) }
        var stack: [Int32] = []
        var number: Int32 = 0
        var bridges: [(link: Int32, below: Int32)] = []
        for root in 0..<count where order[root] < 0 {
            stack.append(Int32(root))
            order[root] = number
            lowest[root] = number
            number += 1
            bridges.removeAll(keepingCapacity: true)
            while let top = stack.last {
                let node = Int(top)
                let place = Int(next[node])
                if place < Int(offsets[node + 1]) {
                    next[node] += 1
                    let link = incident[place]
                    let neighbor = Int(neighbors[place])
                    guard isPassable[Int(link)], link != arrival[node] else { continue }
                    if order[neighbor] >= 0 {
                        lowest[node] = min(lowest[node], order[neighbor])
                    } else {
                        order[neighbor] = number
                        lowest[neighbor] = number
                        number += 1
                        arrival[neighbor] = link
                        stack.append(Int32(neighbor))
                    }
                    continue
                }
                stack.removeLast()
                guard let above = stack.last.map({ Int($0) }) else { continue }
                if lowest[node] > order[above] { bridges.append((arrival[node], top)) }
                lowest[above] = min(lowest[above], lowest[node])
                sources[above] += sources[node]
                uses[above] += uses[node]
            }
            let (allSources, allUses) = (sources[root], uses[root])
            guard allSources > 0 else { continue }
            for (link, below) in bridges {
                let (source, use) = (sources[Int(below)], uses[Int(below)])
                let isEmptyBelow = source == 0 && use == 0
                let isEmptyAbove = source == allSources && use == allUses
                leadsNowhere[Int(link)] = isEmptyBelow || isEmptyAbove
            }
        }
    }
}
