import LeakZones
import PipeNetwork

/// The links that cross the borders of a division, before it is decided which are metered and which shut.
struct BoundaryPlan {
    /// A link whose ends lie in different zones.
    struct Crossing {
        var link: Int
        var from, to: Int32
        /// Whether nothing but its own device may shut it: a pump, a regulating valve, the main of a source.
        var staysOpen: Bool
        var isAtSource: Bool
        var isShut: Bool
    }

    private(set) var crossings: [Crossing] = []

    init(_ network: Network, zoneOfNode: [Int32], isOpen: [Bool]) {
        let links = network.links
        let (kinds, nodeKinds) = (network.links.kinds, network.nodes.kinds)
        for link in kinds.indices {
            let (start, end) = (Int(links.start[link]), Int(links.end[link]))
            let (from, to) = (zoneOfNode[start], zoneOfNode[end])
            guard from != to else { continue }
            let isAtSource = nodeKinds[start] == .reservoir || nodeKinds[end] == .reservoir
            crossings.append(
                Crossing(
                    link: link, from: from, to: to, staysOpen: isAtSource || kinds[link] != .pipe,
                    isAtSource: isAtSource, isShut: !isOpen[link]))
        }
    }

    /// The devices, when the crossings of `shut` are shut and all others that are open are metered.
    func devices(
        _ network: Network, shut: Set<Int>, flows: [Double]?, cost: DeviceCost
    ) -> [BoundaryDevice] {
        let assets = network.assets
        var meters: [Int: Int] = [:]
        for row in assets.rows(of: .meter) where assets.link[row] >= 0 {
            if meters[Int(assets.link[row])] == nil { meters[Int(assets.link[row])] = row }
        }
        return crossings.map { crossing in
            let link = crossing.link
            let isShut = crossing.isShut || shut.contains(link)
            let asset = isShut ? cost.valves[link] : meters[link]
            let flow = flows.map { $0[link] }
            let upstream = (flow ?? 0) < 0 ? network.links.end[link] : network.links.start[link]
            let diameter = network.links.diameter[link]
            return BoundaryDevice(
                role: isShut ? .valve : .meter,
                isExisting: crossing.isShut || asset != nil || (!isShut && cost.hasMeter[link]),
                existing: asset.map { assets.ids[$0] }, link: link, linkID: network.links.ids[link],
                node: Int(asset.map { assets.node[$0] } ?? upstream),
                diameter: diameter.isFinite ? diameter : nil,
                from: crossing.from < 0 ? nil : Int(crossing.from),
                to: crossing.to < 0 ? nil : Int(crossing.to), flow: flow, isAtSource: crossing.isAtSource,
                wasShut: crossing.isShut)
        }
    }
}
