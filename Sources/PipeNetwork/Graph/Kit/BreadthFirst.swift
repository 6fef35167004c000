extension NetworkGraph {
    /// Walks outwards from `seeds`, the nodes nearest by number of links first.
    ///
    /// - Parameters:
    ///   - seeds: rows of the nodes at which the walk begins, in its order.
    ///   - enters: asked with a link, the node that the walk stands at and the one at the other end; whether the walk goes
    ///     there. It must hold but once for a node, and for no seed: who asks keeps the marks.
    /// - Returns: the seeds and the nodes entered, in the order of the walk.
    package func walk(
        from seeds: [Int32], entering enters: (_ link: Int, _ from: Int, _ to: Int) -> Bool
    ) -> [Int32] {
        var nodes = seeds
        var head = 0
        while head < nodes.count {
            let node = Int(nodes[head])
            head += 1
            for place in incidences(of: node) {
                let neighbor = neighbors[place]
                if enters(Int(incidentLinks[place]), node, Int(neighbor)) { nodes.append(neighbor) }
            }
        }
        return nodes
    }
}
