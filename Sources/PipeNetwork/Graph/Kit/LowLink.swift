/// One walk in depth through a graph that finds the links and nodes whose loss parts it: bridges and articulation nodes
/// (Tarjan, R. E., *Depth-first search and linear graph algorithms*, SIAM Journal on Computing 1 (1972) 146–160).
///
/// A link of the walk's tree is a bridge when nothing below it leads back above it, which the lowest number tells that a node
/// reaches by one link back from its own branch. All links count as passable both ways; `DominatorTree` knows directions.
/// Time and memory are linear in nodes and links; the stack is explicit, for a city's streets are longer than any call stack.
package struct LowLink: Sendable {
    /// Nodes in the order in which the walk enters them: each before those below it, a component after the other.
    package private(set) var order: [Int32] = []
    /// The link over which the walk enters each node; -1 for the root of a component.
    package private(set) var arrival: [Int32]
    /// The position of each node in ``order``.
    package private(set) var number: [Int32]
    /// The least number that each node reaches by its branch and one link back.
    package private(set) var lowest: [Int32]
    private let graph: NetworkGraph

    /// Walks `graph` over the links for which `isPassable` holds.
    package init(_ graph: NetworkGraph, where isPassable: (_ link: Int) -> Bool = { _ in true }) {
        self.graph = graph
        let count = graph.nodeCount
        number = [Int32](repeating: -1, count: count)
        lowest = number
        arrival = number
        order.reserveCapacity(count)
        var next = Array(graph.offsets.dropLast())
        var stack: [Int32] = []
        for root in 0..<count where number[root] < 0 {
            enter(Int32(root), over: -1)
            stack.append(Int32(root))
            while let top = stack.last {
                let node = Int(top)
                let place = Int(next[node])
                guard place < Int(graph.offsets[node + 1]) else {
                    stack.removeLast()
                    if let above = stack.last { lowest[Int(above)] = min(lowest[Int(above)], lowest[node]) }
                    continue
                }
                next[node] += 1
                let link = graph.incidentLinks[place]
                let neighbor = Int(graph.neighbors[place])
                // The link walked down is no way back; one beside it is.
                guard link != arrival[node], isPassable(Int(link)) else { continue }
                if number[neighbor] >= 0 {
                    lowest[node] = min(lowest[node], number[neighbor])
                } else {
                    enter(Int32(neighbor), over: link)
                    stack.append(Int32(neighbor))
                }
            }
        }
    }

    private mutating func enter(_ node: Int32, over link: Int32) {
        number[Int(node)] = Int32(order.count)
        lowest[Int(node)] = Int32(order.count)
        arrival[Int(node)] = link
        order.append(node)
    }

    /// The node above `node` in the tree of the walk; `nil` for a root.
    package func parent(of node: Int) -> Int? {
        arrival[node] < 0 ? nil : graph.otherEnd(of: Int(arrival[node]), from: node)
    }

    /// The node at which the walk of each node's component begins.
    package var roots: [Int32] {
        var roots = [Int32](repeating: -1, count: order.count)
        for node in order { roots[Int(node)] = parent(of: Int(node)).map { roots[$0] } ?? node }
        return roots
    }

    /// The links whose loss parts what they connect, and the node at the lower end of each, in the order of the walk.
    package var bridges: [(link: Int32, below: Int32)] {
        order.compactMap { node in
            guard let above = parent(of: Int(node)), lowest[Int(node)] > number[above] else { return nil }
            return (arrival[Int(node)], node)
        }
    }

    /// The nodes whose loss parts what is connected over them, ascending.
    package var articulationNodes: [Int32] {
        var branches = [Int32](repeating: 0, count: order.count)
        for node in order {
            guard let above = parent(of: Int(node)) else { continue }
            // All branches of a root are apart; another node parts from what is above it the branches that do not go round it.
            if arrival[above] < 0 || lowest[Int(node)] >= number[above] { branches[above] += 1 }
        }
        return branches.indices.filter { branches[$0] > (arrival[$0] < 0 ? 1 : 0) }.map { Int32($0) }
    }

    /// Sums over each node and all that is below it in the tree of the walk.
    package func sumsBelow(_ values: [Int32]) -> [Int32] {
        var sums = values
        for node in order.reversed() {
            if let above = parent(of: Int(node)) { sums[above] += sums[Int(node)] }
        }
        return sums
    }
}
