import Foundation
import InputOutput
import PipeNetwork

/// The settings of `[TIMES]` by their names.
enum INPTime: String, CaseIterable, Sendable {
    case duration = "DURATION"
    case hydraulicStep = "HYDRAULIC TIMESTEP"
    case qualityStep = "QUALITY TIMESTEP"
    case ruleStep = "RULE TIMESTEP"
    case travelTime = "MINIMUM TRAVELTIME"
    case patternStep = "PATTERN TIMESTEP"
    case patternStart = "PATTERN START"
    case reportStep = "REPORT TIMESTEP"
    case reportStart = "REPORT START"
    case startClock = "START CLOCKTIME"

    /// Puts a setting into the property that holds it, if one does.
    func set(_ seconds: Double, in times: inout TimeOptions) {
        if self == .ruleStep { times.ruleStep = seconds > 0 ? seconds : nil }
        if let property { times[keyPath: property] = seconds }
    }

    /// What the property holds; `nil` for a setting that is only kept as written, 0 for one that is open.
    func value(in times: TimeOptions) -> Double? {
        self == .ruleStep ? times.ruleStep ?? 0 : property.map { times[keyPath: $0] }
    }

    private var property: WritableKeyPath<TimeOptions, Double>? {
        switch self {
        case .duration: \.duration
        case .hydraulicStep: \.hydraulicStep
        case .patternStep: \.patternStep
        case .patternStart: \.patternStart
        case .reportStep: \.reportStep
        case .reportStart: \.reportStart
        case .startClock: \.startClock
        case .qualityStep, .ruleStep, .travelTime: nil
        }
    }

    /// The setting that the row's first words mean; `nil` for none.
    init?(_ row: INPRow) {
        let isStart = row.matches(1, "STAR")
        let isStep = row.matches(1, "TIME")
        if row.matches(0, "DURA") {
            self = .duration
        } else if row.matches(0, "HYDR") {
            self = .hydraulicStep
        } else if row.matches(0, "QUAL") {
            self = .qualityStep
        } else if row.matches(0, "RULE") {
            self = .ruleStep
        } else if row.matches(0, "MINI") {
            self = .travelTime
        } else if row.matches(0, "PATT"), isStart || isStep {
            self = isStart ? .patternStart : .patternStep
        } else if row.matches(0, "REPO"), isStart || isStep {
            self = isStart ? .reportStart : .reportStep
        } else if row.matches(0, "STAR") {
            self = .startClock
        } else {
            return nil
        }
    }

    /// Seconds that `words` mean for this setting: a time of day begins again after 24 hours.
    func seconds(_ words: [String]) -> Double? {
        guard let seconds = Self.seconds(words) else { return nil }
        return self == .startClock ? seconds.truncatingRemainder(dividingBy: 86400) : seconds
    }

    /// Seconds that `words` mean, such as `5` (hours), `90 MIN`, `13:50`, `1:50:30 PM`; `nil` for no time.
    ///
    /// As in EPANET a last word that is a time by itself is one, else it is the unit of the word before it.
    /// The result is rounded to whole seconds, and none is negative.
    static func seconds(_ words: [String]) -> Double? {
        guard let last = words.last else { return nil }
        let unit = words.count > 1 ? words[words.count - 2] : ""
        return (hours(last, "") ?? hours(unit, last.uppercased())).flatMap(seconds)
    }

    /// Seconds that `time` means in `unit`, which is empty for hours; `nil` for no time.
    static func seconds(_ time: String, unit: String) -> Double? {
        hours(time, unit.uppercased()).flatMap(seconds)
    }

    /// What a time may be, for messages.
    static let allowed = Wording(
        "hours, h:mm, h:mm:ss, or a number with SEC, MIN, HOURS, DAYS, AM or PM",
        "小时数、h:mm、h:mm:ss，或数值加 SEC、MIN、HOURS、DAYS、AM 或 PM")

    private static func seconds(hours: Double) -> Double? {
        hours >= 0 && hours < 1e12 ? (hours * 3600 + 0.5).rounded(.down) : nil
    }

    private static func hours(_ time: String, _ unit: String) -> Double? {
        let parts = time.split(separator: ":", omittingEmptySubsequences: true)
        guard (1...3).contains(parts.count) else { return nil }
        var hours = 0.0
        for (part, share) in zip(parts, [1.0, 60, 3600]) {
            let bytes = Array(part.utf8)
            guard let value = INPNumber.parse(bytes, bytes.indices) else { return nil }
            hours += value / share
        }
        if unit.isEmpty { return hours }
        if parts.count == 1 {
            if unit.hasPrefix("SEC") { return hours / 3600 }
            if unit.hasPrefix("MIN") { return hours / 60 }
            if unit.hasPrefix("HOU") { return hours }
            if unit.hasPrefix("DAY") { return hours * 24 }
        }
        guard hours < 13 else { return nil }
        if unit.hasPrefix("AM") { return hours >= 12 ? hours - 12 : hours }
        if unit.hasPrefix("PM") { return hours >= 12 ? hours : hours + 12 }
        return nil
    }

    /// `seconds` as h:mm:ss, rounded to whole seconds.
    static func text(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 0, seconds < 1e15 else { return "0:00:00" }
        let whole = Int(seconds.rounded())
        let minutes = whole / 60 % 60
        let rest = whole % 60
        return "\(whole / 3600):\(minutes < 10 ? "0" : "")\(minutes):\(rest < 10 ? "0" : "")\(rest)"
    }
}

extension INPReader {
    /// A row of `[TIMES]`: kept as written, and read where the network has a property for it.
    mutating func readTime() {
        if row.matches(0, "STAT") {
            // EPANET looks at the last word.
            guard let value = id(max(1, row.count - 1), Wording("statistic", "统计方式")) else { return }
            let key = value.uppercased()
            if ["NO", "AVERAGE", "MINIMUM", "MAXIMUM", "RANGE"].contains(where: key.hasPrefix) {
                network.times.written["STATISTIC"] = value
            } else {
                report(
                    .unknownWord(
                        element: element, found: value, expected: Wording("statistic", "统计方式"),
                        allowed: Wording(
                            "NONE, AVERAGED, MINIMUM, MAXIMUM or RANGE",
                            "NONE、AVERAGED、MINIMUM、MAXIMUM 或 RANGE")))
            }
            return
        }
        guard let setting = INPTime(row) else {
            return report(
                .unknownWord(
                    element: element, found: row.text(from: 0), expected: Wording("time setting", "时间设置"),
                    allowed: .joined(
                        INPTime.allCases.map { Wording(verbatim: $0.rawValue) }, separator: Wording(", ", "、")
                    )))
        }
        let isNamedByTwo = setting != .duration && row.text(1).first?.isLetter == true
        let words = (1..<max(1, row.count)).dropFirst(isNamedByTwo ? 1 : 0).map { row.text($0) }
            .filter { !$0.isEmpty }
        guard !words.isEmpty else {
            return report(.missingValue(element: element, expected: Wording("time", "时间")))
        }
        guard let seconds = setting.seconds(words) else {
            return report(
                .unknownWord(
                    element: element, found: words.joined(separator: " "), expected: Wording("time", "时间"),
                    allowed: INPTime.allowed))
        }
        network.times.written[setting.rawValue] = words.joined(separator: " ")
        setting.set(seconds, in: &network.times)
    }
}
