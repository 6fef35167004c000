import InputOutput
import PipeNetwork
import Telemetry

/// The values of a file of scenarios: numbers, numbers with a unit, words.
enum ScenarioValue {
    /// Why a value is not taken.
    struct Refusal: Error {
        var what: Wording

        init(_ what: Wording) { self.what = what }

        /// An id that the network does not have, with those that may be meant.
        static func unknown(_ kind: Wording, _ id: String, _ nearest: [String]) -> Refusal {
            let guess =
                nearest.isEmpty
                ? .empty
                : Wording(
                    "; did you mean \(nearest.quotableInQuotes)?", "；是否指 \(nearest.quotable)？")
            return Refusal(
                Wording(
                    "the network has no \(kind.english) '\(id.quotable)'",
                    "管网中没有\(kind.chinese)“\(id.quotable)”") + guess)
        }
    }

    /// A factor: 0 or more, or above 0.
    static func factor(_ text: String, isAboveZero: Bool = false) throws(Refusal) -> Double {
        if let value = number(text), isAboveZero ? value > 0 : value >= 0 { return value }
        throw isAboveZero
            ? refusal(text, Wording("a number above 0", "大于 0 的数"))
            : refusal(text, Wording("a number of 0 or more", "不小于 0 的数"))
    }

    /// A flow with its unit, m³/s; negative for an inflow.
    static func flow(_ text: String) throws(Refusal) -> Double {
        let (value, unit) = parts(text)
        if let value, let unit = FlowUnit(parsing: unit) { return value * unit.siFactor }
        let units = FlowUnit.allCases.map(\.rawValue).joined(separator: ", ")
        throw refusal(
            text,
            Wording(
                "a flow with its unit, such as 180 m3/h (\(units))", "带单位的流量，如 180 m3/h（\(units)）"))
    }

    /// A pressure with its unit, m of water.
    private static func pressure(_ text: String) throws(Refusal) -> Double {
        let (value, unit) = parts(text)
        if let value, let unit = PressureUnit(parsing: unit) { return value * unit.siFactor }
        let units = PressureUnit.allCases.map(\.rawValue).joined(separator: ", ")
        throw refusal(
            text,
            Wording(
                "a pressure with its unit, such as 25 m (\(units))", "带单位的压力，如 25 m（\(units)）"))
    }

    /// What a link is to do.
    static func status(_ text: String, isValve: Bool) throws(Refusal) -> LinkStatus {
        switch text.lowercased() {
        case "open": return .open
        case "closed": return .closed
        case "active" where isValve: return .active
        default:
            throw isValve
                ? refusal(text, Wording("open, closed or active", "open、closed 或 active"))
                : refusal(text, Wording("open or closed", "open 或 closed"))
        }
    }

    /// A setting in the unit of ``PipeNetwork/Valve/setting`` or ``PipeNetwork/Pump/speed``.
    static func setting(_ text: String, ofLink row: Int, _ network: Network) throws(Refusal) -> Double {
        if network.links.kinds[row] == .pump { return try factor(text) }
        switch network.valve(at: row)?.kind {
        case .prv, .psv, .pbv: return try pressure(text)
        case .fcv: return try flow(text)
        case .tcv: return try factor(text)
        case .pcv:
            if let value = number(text), (0...100).contains(value) { return value }
            throw refusal(text, Wording("an opening from 0 to 100 percent", "0 至 100 的开度百分数"))
        case .gpv:
            throw Refusal(
                Wording("a general purpose valve follows its curve and has no setting", "通用阀按曲线工作，没有设定值"))
        case nil:
            throw Refusal(Wording("a pipe has no setting; give its status", "管道没有设定值；请给出 status"))
        }
    }

    private static func refusal(_ text: String, _ expected: Wording) -> Refusal {
        Refusal(
            Wording("found '\(text.quotable)'; expected ", "发现“\(text.quotable)”；应为") + expected)
    }

    private static func number(_ text: some StringProtocol) -> Double? {
        // Not 0x10, which Swift reads as a number too.
        guard let value = Double(text), value.isFinite, !text.lowercased().contains("x") else { return nil }
        return value
    }

    /// A number and what stands behind it.
    private static func parts(_ text: String) -> (value: Double?, unit: String) {
        let words = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard let first = words.first else { return (nil, "") }
        return (number(first), words.count > 1 ? String(words[1]) : "")
    }
}
