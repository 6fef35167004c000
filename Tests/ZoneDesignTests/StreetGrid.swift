import TestSupport
import Geospatial
import LeakZones
import PipeNetwork

/// A town of streets: a grid in which some blocks are open, fed from a reservoir at one corner.
enum StreetGrid {
    /// - Parameters:
    ///   - gaps: every so many streets one is not there.
    static func town(_ width: Int, _ height: Int, seed: UInt64 = 1, gaps: Int = 6) throws -> Network {
        var random = SplitMix(seed)
        var network = Network()
        for y in 0..<height {
            for x in 0..<width {
                try network.add(
                    Junction(
                        id: "\(x).\(y)", position: Coordinate(x: Double(x) * 100, y: Double(y) * 100),
                        elevation: 0, demands: [Demand(base: 0.0001)]))
            }
        }
        try network.add(Reservoir(id: "R", head: 60))
        try network.add(Pipe(id: "R-", start: "R", end: "0.0", length: 10, diameter: 0.6))
        for y in 0..<height {
            for x in 0..<width {
                for (toX, toY) in [(x + 1, y), (x, y + 1)] where toX < width && toY < height {
                    // The edge of the town keeps it in one piece.
                    let isEdge = (y == 0 && toY == 0) || (x == 0 && toX == 0)
                    if !isEdge, Int.random(in: 0..<gaps, using: &random) == 0 { continue }
                    let diameter = [0.1, 0.15, 0.2, 0.3].randomElement(using: &random) ?? 0.1
                    try network.add(
                        Pipe(
                            id: "\(x).\(y)-\(toX).\(toY)", start: "\(x).\(y)", end: "\(toX).\(toY)",
                            length: 100, diameter: isEdge ? 0.3 : diameter))
                }
            }
        }
        return network
    }
}
