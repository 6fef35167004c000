/// Elevations from what stands at nodes, spread along the pipes.
extension ModelCompletion {
    mutating func fillElevations() {
        let count = network.nodes.count
        var isKnown = network.nodes.elevation.map(\.isFinite)
        guard isKnown.contains(false) else { return }
        assumedElevationRows = Set(isKnown.indices.filter { !isKnown[$0] })
        var sums = [Double](repeating: 0, count: count)
        var given = [Double](repeating: 0, count: count)
        for asset in 0..<network.assets.count where network.assets.node[asset] >= 0 {
            let node = Int(network.assets.node[asset])
            guard !isKnown[node], let z = network.assets.attributes[asset, "elevation"].number else {
                continue
            }
            sums[node] += z
            given[node] += 1
        }
        for node in 0..<count where given[node] > 0 {
            network.nodes.elevation[node] = sums[node] / given[node]
            isKnown[node] = true
            interpolatedElevations += 1
        }
        let graph = NetworkGraph(network)
        let lengths = network.links.length
        let reached = graph.nearest(
            of: (0..<count).filter { isKnown[$0] }, by: { lengths[$0].isFinite ? max(lengths[$0], 0.1) : 1 })
        var elevation = network.nodes.elevation
        var open: [Int] = []
        for node in 0..<count where !isKnown[node] {
            let source = reached.seed[node]
            if source < 0 {
                elevation[node] = 0
                unknownElevations += 1
            } else {
                elevation[node] = elevation[Int(source)]
                open.append(node)
            }
        }
        interpolatedElevations += open.count
        // Gauss-Seidel on the weighted mean: along a street between two hydrants it is a straight line in the end.
        for _ in 0..<200 {
            var change = 0.0
            for node in open {
                var (sum, weights) = (0.0, 0.0)
                for place in graph.incidences(of: node) {
                    let length = lengths[Int(graph.incidentLinks[place])]
                    let weight = 1 / (length.isFinite ? max(length, 0.1) : 1)
                    sum += weight * elevation[Int(graph.neighbors[place])]
                    weights += weight
                }
                guard weights > 0 else { continue }
                change = max(change, abs(sum / weights - elevation[node]))
                elevation[node] = sum / weights
            }
            if change < 0.01 { break }
        }
        network.nodes.elevation = elevation
    }
}
