import WaterLoss
import Foundation
import PipeNetwork

/// Heads at nodes from heads at a few loggers, by distance along the pipes.
///
/// h(node) = Σ h_j/d_j^p / Σ 1/d_j^p over the nearest loggers j that water can reach, with d the shortest way along
/// pipes. Heads are interpolated, not pressures: between two loggers the head falls smoothly, while the pressure follows
/// every hill. Pumps, valves and closed pipes part the network, for heads jump there. This is a geometric estimate
/// (inverse distance weighting, Shepard 1968); where a hydraulic model is at hand, use its heads instead.
///
/// Which loggers serve a node depends on the network only and is found once; heads can then be had for any number of
/// instants.
public struct HeadInterpolation: Sendable {
    /// Rows of the nodes.
    public let nodes: [Int]
    /// Elevation of each of ``nodes``, m; NaN where unknown.
    public let elevations: [Double]
    /// How many loggers.
    public let loggerCount: Int
    /// Where each node's loggers start; one more entry than nodes.
    private let offsets: [Int]
    private let loggers: [Int32]
    private let weights: [Double]

    /// Finds the loggers of every node.
    ///
    /// - Parameters:
    ///   - network: the network.
    ///   - nodes: rows of the nodes whose heads are wanted, such as those of a zone.
    ///   - loggerNodes: row of the node each logger sits at.
    ///   - power: how fast a logger's say falls with distance; 1 or more, 2 by default.
    ///   - nearest: how many loggers speak for a node at most.
    ///   - levels: elevation of every node of the network, m, for those who know more than the network says.
    ///   - graph: the network's graph, for those who interpolate many zones of one network.
    ///   - isPassable: which links heads are continuous along; by default open pipes.
    public init(
        _ network: Network, nodes: [Int], loggerNodes: [Int], power: Double = 2, nearest: Int = 4,
        levels: [Double]? = nil, graph: NetworkGraph? = nil, isPassable: ((Int) -> Bool)? = nil
    ) {
        let graph = graph ?? NetworkGraph(network)
        let nodes = nodes.filter { $0 >= 0 && $0 < graph.nodeCount }
        let links = network.links
        let passable = isPassable ?? { links.kinds[$0] == .pipe && links.status[$0] != .closed }
        let found = graph.nearestSources(
            loggerNodes, of: nodes, count: max(1, nearest), lengths: links.length, through: passable)
        var offsets = [0]
        var loggers: [Int32] = []
        var weights: [Double] = []
        for nearby in found {
            for one in nearby {
                loggers.append(Int32(one.source))
                // A centimetre at least: a logger at the node itself outweighs all others without a division by zero.
                weights.append(1 / pow(max(one.distance, 0.01), max(1, power)))
            }
            offsets.append(loggers.count)
        }
        self.nodes = nodes
        let levels = levels ?? network.nodes.elevation
        elevations = nodes.map { $0 < levels.count ? levels[$0] : .nan }
        loggerCount = loggerNodes.count
        self.offsets = offsets
        self.loggers = loggers
        self.weights = weights
    }

    /// The head of every node at one instant, m; NaN where no logger that reaches it is known.
    ///
    /// - Parameter heads: head at each logger, m above datum; NaN where not known, and then the others speak.
    public func heads(_ heads: [Double]) -> [Double] {
        nodes.indices.map { place in
            var sum = 0.0
            var weight = 0.0
            for at in offsets[place]..<offsets[place + 1] {
                let logger = Int(loggers[at])
                guard logger < heads.count, heads[logger].isFinite else { continue }
                sum += weights[at] * heads[logger]
                weight += weights[at]
            }
            return weight > 0 ? sum / weight : .nan
        }
    }

    /// The pressure of every node at one instant, m: what a pressure map shows.
    public func pressures(_ heads: [Double]) -> [Double] {
        zip(self.heads(heads), elevations).map { $0 - $1 }
    }

    /// The connection-weighted average pressure at every instant.
    ///
    /// The average is linear in the heads, so while every logger is known one number a logger does for all nodes.
    ///
    /// - Parameters:
    ///   - heads: heads of each logger on one grid.
    ///   - connections: weight of each of ``nodes``.
    /// - Returns: `nil` when there is no logger or the grids differ.
    public func averagePressure(
        _ heads: [ZonePressureSeries], connections: [Double]
    ) throws -> ZonePressureSeries? {
        guard let grid = heads.first?.grid, heads.count == loggerCount,
            heads.allSatisfy({ $0.grid == grid })
        else { return nil }
        let whole = combined(connections)
        let values = (0..<grid.count).map { cell -> Double in
            let now = heads.map { $0.values[cell] }
            if let whole, now.allSatisfy(\.isFinite) {
                return zip(whole.weights, now).reduce(-whole.groundLevel) { $0 + $1.0 * $1.1 }
            }
            return AverageZonePressure.fromHeads(
                self.heads(now), elevations: elevations, connections: connections) ?? .nan
        }
        return try ZonePressureSeries(grid: grid, values: values)
    }

    /// The weight of each logger in the zone's average and the average ground level; `nil` when nothing is reached.
    private func combined(_ connections: [Double]) -> (weights: [Double], groundLevel: Double)? {
        var combined = [Double](repeating: 0, count: loggerCount)
        var level = 0.0
        var total = 0.0
        for (place, connections) in zip(nodes.indices, connections) {
            let range = offsets[place]..<offsets[place + 1]
            guard connections > 0, elevations[place].isFinite, !range.isEmpty else { continue }
            let sum = range.reduce(0) { $0 + weights[$1] }
            for at in range { combined[Int(loggers[at])] += connections * weights[at] / sum }
            level += connections * elevations[place]
            total += connections
        }
        guard total > 0 else { return nil }
        return (combined.map { $0 / total }, level / total)
    }
}
