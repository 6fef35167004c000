/// A branch that ends: the pipes from a node that one pipe reaches back to where others meet.
public struct DeadEnd: Sendable, Hashable {
    /// Row of the node at the end.
    public let node: Int32
    /// Rows of the links from there back to the first node where three or more meet, or to a source.
    public let links: [Int32]
    /// Their length, m; links of unknown length count as 0.
    public let length: Double
}

extension NetworkGraph {
    /// Every branch that ends in a node which only one link that is open reaches, and which is no source.
    ///
    /// Water stands in such branches: they are flushed, and a burst there has no second way round.
    ///
    /// - Parameters:
    ///   - lengths: of each link, m.
    ///   - passages: links without any passage are left out.
    ///   - isSource: whether a node is one; a branch does not end there.
    public func deadEnds(
        lengths: [Double], passages: [TraversalDirection], isSource: (_ node: Int) -> Bool
    ) -> [DeadEnd] {
        func openPlaces(_ node: Int) -> [Int] {
            incidences(of: node).filter { place in
                !passages[Int(incidentLinks[place])].isEmpty && Int(neighbors[place]) != node
            }
        }
        var ends: [DeadEnd] = []
        for node in 0..<nodeCount where !isSource(node) {
            guard degree(of: node) > 0, let first = openPlaces(node).first, openPlaces(node).count == 1
            else { continue }
            var links: [Int32] = []
            var length = 0.0
            var place = first
            while true {
                let link = incidentLinks[place]
                links.append(link)
                if lengths[Int(link)].isFinite { length += lengths[Int(link)] }
                let at = Int(neighbors[place])
                let onward = openPlaces(at)
                guard onward.count == 2, !isSource(at),
                    let next = onward.first(where: { incidentLinks[$0] != link })
                else { break }
                place = next
            }
            ends.append(DeadEnd(node: Int32(node), links: links, length: length))
        }
        return ends
    }
}
