import Hydraulics

/// Pressures before and after.
public struct OutageEffect: Sendable {
    /// The state before.
    public let before: HydraulicState
    /// The state after.
    public let after: HydraulicState
    /// Node rows with customers or demand that keep their water and whose pressure falls below the service minimum, the
    /// lowest pressure first; those below it before are not among them.
    public let belowMinimum: [Int32]
    /// How many nodes with customers or demand are below the minimum before.
    public let belowBefore: Int
    /// The greatest fall of pressure at a node with customers or demand that keeps its water, m; 0 when none falls.
    public let greatestFall: Double
    /// Node row where that is; `nil` when none falls.
    public let greatestFallAt: Int32?

    init(before: HydraulicState, after: HydraulicState, serviceMinimum: Double, isServed: [Bool]) {
        self.before = before
        self.after = after
        let (then, now) = (before.pressures, after.pressures)
        var below: [Int32] = []
        var already = 0
        var greatest: (fall: Double, node: Int32)?
        for node in isServed.indices where isServed[node] {
            if then[node] < serviceMinimum {
                already += 1
            } else if !(now[node] >= serviceMinimum) {
                below.append(Int32(node))
            }
            let fall = then[node] - now[node]
            if fall > greatest?.fall ?? 0 { greatest = (fall, Int32(node)) }
        }
        belowMinimum = below.sorted { (now[Int($0)], $0) < (now[Int($1)], $1) }
        belowBefore = already
        greatestFall = greatest?.fall ?? 0
        greatestFallAt = greatest?.node
    }

    /// The greatest flow in any of `links` afterwards, m³/s: nothing flows into what is isolated.
    public func greatestFlow(in links: [Int32]) -> Double {
        links.reduce(0) { max($0, abs(after.flows[Int($1)])) }
    }
}
