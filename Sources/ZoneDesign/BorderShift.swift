import LeakZones
import PipeNetwork

/// Moves a border along pipes without branch or use to a meter or a valve that stands there already.
struct BorderShift {
    private let network: Network
    private let graph: NetworkGraph
    private let roles: NodeRoles
    private let cost: DeviceCost

    /// How many links a border may be moved over: a device farther off is another place.
    private static let reach = 6

    init(_ network: Network, _ graph: NetworkGraph, _ roles: NodeRoles, _ cost: DeviceCost) {
        (self.network, self.graph, self.roles, self.cost) = (network, graph, roles, cost)
    }

    /// Moves the border of zone 0 and returns the nodes that changed sides.
    func settle(_ zoneOfNode: inout [Int32]) -> [Int] {
        var moved: [Int] = []
        let (start, end) = (network.links.start, network.links.end)
        for link in start.indices {
            let (from, to) = (Int(start[link]), Int(end[link]))
            guard zoneOfNode[from] != zoneOfNode[to], !hasDevice(link) else { continue }
            for node in [from, to] {
                guard let passed = way(over: link, to: node, zoneOfNode) else { continue }
                // What lies between the link and the device changes sides.
                let other = zoneOfNode[node] == 0 ? Int32(-1) : 0
                for node in passed { zoneOfNode[node] = other }
                moved += passed
                break
            }
        }
        return moved
    }

    private func hasDevice(_ link: Int) -> Bool {
        cost.hasMeter[link] || cost.valves[link] != nil || network.isShut(link)
    }

    /// The nodes from `node`, reached over `link`, up to a link with a device; `nil` when there is a branch, a use or
    /// nothing before it.
    private func way(over link: Int, to node: Int, _ zoneOfNode: [Int32]) -> [Int]? {
        var passed: [Int] = []
        var (at, last) = (node, link)
        for _ in 0..<Self.reach {
            guard graph.degree(of: at) == 2, !roles.hasUse[at], !roles.isSource[at],
                zoneOfNode[at] == zoneOfNode[node],
                let next = graph.incidences(of: at).first(where: { Int(graph.incidentLinks[$0]) != last })
            else { return nil }
            passed.append(at)
            last = Int(graph.incidentLinks[next])
            at = Int(graph.neighbors[next])
            // Behind the device the same side must go on, or the border would swallow itself.
            if hasDevice(last) { return zoneOfNode[at] == zoneOfNode[node] ? passed : nil }
        }
        return nil
    }
}
