import InputOutput
import Hydraulics

extension WarningGroup {
    /// What is wrong, in one sentence; the worst number in it.
    func sentence(in language: ReportLanguage) -> String {
        let count = String(elements.count)
        switch kind {
        case .notConverged:
            return Wording("Not converged; relative flow change up to {0}", "迭代未收敛，流量相对变化最大 {0}")
                .text(in: language, [worst.map { JSONValue.text($0) ?? "–" } ?? "–"])
        case .statusesUnsettled:
            return Wording(
                "Links whose statuses contradict each other, settled one by one: {0}",
                "{0} 条管段的启闭状态相互矛盾，已逐一判定"
            ).text(in: language, [count])
        case .disconnected:
            return Wording(
                "Junctions without an open path to a source: {0}; {1} m³/h not supplied",
                "{0} 个节点与水源不连通，缺供 {1} m³/h"
            ).text(in: language, [count, Figure.rate((worst ?? .nan) * 3600)])
        case .demandsNotDelivered:
            return Wording(
                "Junctions that lack what shut or regulating links do not let through: {0}; up to {1} m³/h not delivered",
                "{0} 个节点因阀门或水泵关闭、限流而供水不足，最多缺供 {1} m³/h"
            ).text(in: language, [count, Figure.rate((worst ?? .nan) * 3600)])
        case .negativePressures:
            return Wording(
                "Junctions that draw water below pressure 0: {0}; lowest {1} m", "{0} 个节点负压供水，最低 {1} m"
            )
            .text(in: language, [count, Figure.rate(worst ?? .nan)])
        case .demandsNotMet:
            return Wording(
                "Junctions that get less than they ask for: {0}; up to {1} % is missing",
                "{0} 个节点用水量不能满足，最多缺 {1} %"
            ).text(in: language, [count, Figure.percent((worst ?? .nan) * 100)])
        case .pumpsCannotDeliverHead:
            return Wording("Pumps that cannot deliver the head: {0}", "{0} 台水泵扬程不足").text(
                in: language, [count])
        case .pumpsBeyondCurve:
            return Wording("Pumps that run beyond their curve: {0}", "{0} 台水泵超出特性曲线流量范围").text(
                in: language, [count])
        case .valvesCannotDeliverFlow:
            return Wording("Flow control valves that cannot deliver the flow: {0}", "{0} 个流量控制阀达不到设定流量")
                .text(in: language, [count])
        case .valvesCannotDeliverPressure:
            return Wording("Pressure valves that cannot deliver the pressure: {0}", "{0} 个压力控制阀达不到设定压力")
                .text(in: language, [count])
        }
    }

    /// When, such as `5:00–8:00, 23:00`; no more than `limit` spans.
    func times(limit: Int = 4) -> String {
        let shown = spans.prefix(limit).map { span in
            span.from == span.to
                ? SimulationClock.text(span.from)
                : "\(SimulationClock.text(span.from))–\(SimulationClock.text(span.to))"
        }
        return shown.joined(separator: ", ") + (spans.count > limit ? ", … (+\(spans.count - limit))" : "")
    }
}

/// Times since the start of a simulation, as people write them.
enum SimulationClock {
    /// Hours and minutes, and seconds where there are some: `27:30`, `0:05:12`.
    static func text(_ seconds: Double) -> String {
        guard seconds.isFinite, abs(seconds) < 1e15 else { return "–" }
        let whole = Int(seconds.rounded())
        let (hours, minutes, rest) = (whole / 3600, abs(whole) / 60 % 60, abs(whole) % 60)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(hours):\(two(minutes))" + (rest == 0 ? "" : ":\(two(rest))")
    }
}
