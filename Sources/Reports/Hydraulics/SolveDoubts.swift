import InputOutput
import PipeNetwork

/// What no network does, in the solve of a map whose gaps were filled in, and which filling may have made it.
///
/// A map is no model: a wrong unit of one pump or a diameter that was taken from a neighbour gives heads of thousands of
/// metres that look like results. Mains are laid for about 1 m/s, pipes burst above 160 m (PN 16), and few systems hold more
/// than 200 m.
public struct SolveDoubts: Sendable, Hashable {
    /// Faster than any water in a main, m/s.
    public static let velocity = 10.0
    /// More than any pipe of a supply network holds, m of water; below zero by as much no pump could bear.
    public static let pressure = 300.0
    /// Multiples of these at which the figures are no results at all and are refused.
    public static let refusal = 5.0

    /// A sentence each: where, how much, and what was assumed there.
    public private(set) var remarks: [Wording] = []
    /// Whether the figures are no results at all.
    public private(set) var isRefused = false

    /// Looks at what a solve found.
    ///
    /// - Parameters:
    ///   - summary: its extremes.
    ///   - completion: what was filled in.
    public init(_ summary: SolveSummary, of completion: ModelCompletion) {
        let network = completion.network
        if let fastest = summary.highestVelocity, fastest.value > Self.velocity, let id = fastest.element {
            let row = network.links.index(of: id)
            let diameter = Figure.plain((row.map { network.links.diameter[$0] } ?? .nan) * 1000, decimals: 0)
            let isAssumed = row.map(completion.assumedDiameterRows.contains) ?? false
            note(
                fastest.value / Self.velocity,
                "doubtful: \(id) has \(Figure.plain(fastest.value, decimals: 1)) m/s, which no network has; its diameter of "
                    + "\(diameter) mm is " + (isAssumed ? "assumed from its neighbours" : "the map's"),
                "存疑：\(id) 流速 \(Figure.plain(fastest.value, decimals: 1)) m/s，实际管网不会出现；其管径 \(diameter) mm "
                    + (isAssumed ? "系由相邻管道假定" : "取自图层"))
        }
        for (extreme, sign) in [(summary.highestPressure, 1.0), (summary.lowestPressure, -1.0)] {
            guard let extreme, extreme.value * sign > Self.pressure, let id = extreme.element else {
                continue
            }
            let value = Figure.plain(extreme.value, decimals: 0)
            let causes = Self.causes(at: id, completion)
            note(
                abs(extreme.value) / Self.pressure,
                "doubtful: the pressure at \(id) is \(value) m, which no network has; "
                    + causes.map(\.english).joined(separator: "; "),
                "存疑：节点 \(id) 的压力为 \(value) m，实际管网不会出现；" + causes.map(\.chinese).joined(separator: "；"))
        }
    }

    private mutating func note(_ share: Double, _ english: String, _ chinese: String) {
        remarks.append(Wording(english, chinese))
        if share > Self.refusal { isRefused = true }
    }

    /// What a pressure may come from: the ground there, pumps of constant power, assumed lifts and heads.
    private static func causes(at node: String, _ completion: ModelCompletion) -> [Wording] {
        let network = completion.network
        var causes: [Wording] = []
        if let row = network.nodes.index(of: node), completion.assumedElevationRows.contains(row) {
            causes.append(Wording("the height of that node is assumed", "该节点高程为假定值"))
        }
        let strongest = network.pumps.filter { $0.power != nil && $0.status != .closed }
            .max { ($0.power ?? 0) < ($1.power ?? 0) }
        if let strongest, let power = strongest.power {
            let kilowatts = Figure.plain(power / 1000, decimals: 1)
            causes.append(
                Wording(
                    "pump \(strongest.id) puts \(kilowatts) kW into the water, as the map gives it: is that its unit?",
                    "水泵 \(strongest.id) 按图层给定功率 \(kilowatts) kW 计算，请核对单位"))
        }
        if !completion.boosters.isEmpty {
            let names = completion.boosters.prefix(3).joined(separator: ", ")
            causes.append(Wording("the lift of boosters is assumed (\(names))", "加压泵站扬程为假定值（\(names)）"))
        }
        for works in completion.waterworks.prefix(3) {
            let head = Figure.plain(works.head, decimals: 1)
            causes.append(
                Wording(
                    "the head of waterworks \(works.id) is \(head) m, assumed unless it has one",
                    "水厂 \(works.id) 水头 \(head) m（无资料时为假定值）"))
        }
        if completion.assumedDiameters > 0 {
            causes.append(
                Wording(
                    "the diameters of \(completion.assumedDiameters) pipes are assumed",
                    "\(completion.assumedDiameters) 条管道的管径为假定值"))
        }
        if causes.isEmpty {
            causes.append(
                Wording(
                    "nothing that was assumed reaches so far: look at demands, diameters and statuses of the map",
                    "假定值不致如此：请核对图层中的水量、管径与状态"))
        }
        return causes
    }
}
