import InputOutput

/// What an engineer should know of a solved state; it names elements by id.
public enum HydraulicWarning: Hashable, Sendable {
    /// No state was found in which flows rest and every law of every element holds; `elements` are the links that break
    /// one, kept changing or had the largest errors.
    case notConverged(relativeError: Double, elements: [String])
    /// Statuses went round in circles and were settled as documented; these links took part.
    case statusesUnsettled(links: [String])
    /// Junctions that no open path joins to a source: their demand gets no water, or their inflow cannot leave. The sum of
    /// both without signs, m³/s.
    case disconnected(junctions: [String], demand: Double)
    /// Junctions that get less than they ask for because shut or regulating links let no more through; what they lack
    /// together, m³/s, and those links. Of demands that do not depend on pressure, this is what is left out.
    case demandsNotDelivered(junctions: [String], demand: Double, links: [String])
    /// Junctions that draw water at a pressure below 0; the lowest pressure, m.
    case negativePressures(junctions: [String], lowest: Double)
    /// Junctions that get less than they ask for; the share of their demand that is missing, 0 to 1.
    case demandsNotMet(junctions: [String], missing: Double)
    /// Pumps that run but cannot lift to the head behind them.
    case pumpsCannotDeliverHead([String])
    /// Pumps that deliver more than their curves cover.
    case pumpsBeyondCurve([String])
    /// Flow control valves whose flow stays below the setting.
    case valvesCannotDeliverFlow([String])
    /// Pressure valves that stand open because their settings contradict others.
    case valvesCannotDeliverPressure([String])
}

extension HydraulicWarning: CustomStringConvertible {
    /// One sentence in English.
    public var description: String { explanation.english }

    /// One sentence.
    public var explanation: Wording {
        switch self {
        case .notConverged(let error, let elements) where error <= 1e-3:
            Wording(
                "no state was found that obeys the laws of all elements; this one does not at ",
                "未求得所有元件均满足水力规律的状态；本结果在以下元件处不满足：") + Self.list(elements)
        case .notConverged(let error, let elements):
            Wording(
                "the solve did not converge: relative flow change \(error); look at ",
                "迭代未收敛：流量相对变化 \(error)；请检查") + Self.list(elements)
        case .statusesUnsettled(let links):
            Wording(
                "the statuses of \(Self.list(links).english) contradict each other and were settled one by one",
                "\(Self.list(links).chinese) 的启闭状态相互矛盾，已逐一判定")
        case .disconnected(let junctions, let demand):
            Wording(
                "\(junctions.count) junctions have no open path to a source and get none of their "
                    + "\(demand * 3600) m³/h: ",
                "\(junctions.count) 个节点与水源不连通，缺供 \(demand * 3600) m³/h：") + Self.list(junctions)
        case .demandsNotDelivered(let junctions, let demand, let links):
            Wording(
                "\(junctions.count) junctions lack \(demand * 3600) m³/h that \(Self.list(links).english) do not let "
                    + "through: ",
                "\(junctions.count) 个节点因 \(Self.list(links).chinese) 关闭或限流，缺供 \(demand * 3600) m³/h：")
                + Self.list(junctions)
        case .negativePressures(let junctions, let lowest):
            Wording(
                "\(junctions.count) junctions draw water below pressure 0, down to \(lowest) m: ",
                "\(junctions.count) 个节点负压供水，最低 \(lowest) m：") + Self.list(junctions)
        case .demandsNotMet(let junctions, let missing):
            Wording(
                "\(junctions.count) junctions lack \(missing * 100) % of their demand: ",
                "\(junctions.count) 个节点用水量缺 \(missing * 100) %：") + Self.list(junctions)
        case .pumpsCannotDeliverHead(let pumps):
            Wording("pumps that cannot deliver the head: ", "扬程不足的水泵：") + Self.list(pumps)
        case .pumpsBeyondCurve(let pumps):
            Wording("pumps that run beyond their curve: ", "超出特性曲线流量范围的水泵：") + Self.list(pumps)
        case .valvesCannotDeliverFlow(let valves):
            Wording("valves that cannot deliver the flow: ", "达不到设定流量的流量控制阀：") + Self.list(valves)
        case .valvesCannotDeliverPressure(let valves):
            Wording("valves that cannot deliver the pressure: ", "达不到设定压力的压力控制阀：") + Self.list(valves)
        }
    }

    /// The first ids, and how many more there are.
    static func list(_ ids: [String], limit: Int = 8) -> Wording {
        let shown = ids.prefix(limit)
        let english = shown.map { "'\($0)'" }.joined(separator: ", ")
        let chinese = shown.map { "“\($0)”" }.joined(separator: "、")
        let more = ids.count - limit
        return more > 0
            ? Wording("\(english) and \(more) more", "\(chinese)等，另有 \(more) 个") : Wording(english, chinese)
    }
}
