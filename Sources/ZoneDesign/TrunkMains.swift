import PipeNetwork

/// The large mains that bring water to all parts: they may stay outside the zones, which then hang on them.
struct TrunkMains {
    /// The nodes of pipes of at least `diameter`, m, that hang together with a source over such pipes, pumps and valves.
    static func nodes(
        of network: Network, from diameter: Double, graph: NetworkGraph, isSource: [Bool], isOpen: [Bool]
    ) -> [Bool] {
        let (diameters, kinds) = (network.links.diameter, network.links.kinds)
        let trace = graph.trace(
            from: isSource.indices.filter { isSource[$0] },
            through: { link, _ in isOpen[link] && (kinds[link] != .pipe || diameters[link] >= diameter) })
        var isTrunk = [Bool](repeating: false, count: network.nodes.count)
        for node in trace.nodes { isTrunk[Int(node)] = true }
        return isTrunk
    }

    /// Diameters worth trying: each that leaves between 1 and 25 % of the length of all pipes in the trunk, the three
    /// largest.
    static func diameters(of network: Network) -> [Double] {
        var lengths: [Double: Double] = [:]
        var total = 0.0
        for link in 0..<network.links.count where network.links.kinds[link] == .pipe {
            let (length, diameter) = (network.links.length[link], network.links.diameter[link])
            guard length > 0, diameter > 0 else { continue }
            lengths[diameter, default: 0] += length
            total += length
        }
        var sum = 0.0
        var found: [Double] = []
        for (diameter, length) in lengths.sorted(by: { $0.key > $1.key }) {
            sum += length
            if sum >= 0.01 * total, sum <= 0.25 * total { found.append(diameter) }
        }
        // The many sizes of a real city would be tried one by one: three that are spread over them will do.
        guard found.count > 3 else { return found }
        return [found[0], found[found.count / 2], found[found.count - 1]]
    }
}
