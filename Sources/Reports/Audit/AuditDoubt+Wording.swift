import InputOutput
import Foundation
import WaterLoss

extension AuditDoubt {
    /// The doubt as a sentence: what was found, what can be, what was probably meant.
    public func sentence(in language: ReportLanguage) -> String {
        func amount(_ value: Double) -> String {
            let text =
                abs(value) >= 1000 ? Figure.plain(value, decimals: 0) : String(format: "%.4g", value)
            return unit.isEmpty ? text : "\(text) \(unit)"
        }
        let range = Wording(
            "{0}: found {1}, expected {2} to {3}", "{0}：数值为 {1}，合理范围为 {2} 至 {3}")
        let bound = Wording("{0}: found {1}, expected at most {3}", "{0}：数值为 {1}，不应超过 {3}")
        let floor = Wording("{0}: found {1}, expected at least {2}", "{0}：数值为 {1}，不应低于 {2}")
        let words = least <= 0 ? bound : most >= 1e9 ? floor : range
        let found = words.text(in: language, [key, amount(value), amount(least), amount(most)])
        guard let meant else { return found + (language == .english ? "." : "。") }
        if let meantUnit {
            let guess = Wording(
                "{0}; probably meant: {1} (the number is in {2}).", "{0}；可能应为 {1}（数字以 {2} 计）。")
            return guess.text(in: language, [found, meant, meantUnit])
        }
        let guess = Wording("{0}; probably meant: {1}.", "{0}；可能应为 {1}。")
        return guess.text(in: language, [found, meant])
    }

    /// `{"key":…, "value":…, "unit":…, "least":…, "most":…, "meant":…, "meant_unit":…}`.
    var json: JSONValue {
        .object([
            "key": .string(key), "value": .number(value), "unit": .string(unit), "least": .number(least),
            "most": .number(most), "meant": .string(meant), "meant_unit": .string(meantUnit),
        ])
    }
}
