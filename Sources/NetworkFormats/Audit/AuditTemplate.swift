import Foundation
import InputOutput
import Telemetry
import WaterLoss

/// An audit file to fill in: the keys of a standard in either language, with what is known already.
///
/// A template reads back as it is. What nobody filled in counts as not given; ``AuditFile`` names what no balance can do
/// without.
public struct AuditTemplate: Sendable {
    /// Whose inputs are asked for.
    public enum Form: String, Sendable, Hashable, CaseIterable {
        /// CJJ 92: volumes in 万m³, R1 to R4, the parts of leakage and metering loss.
        case cjj92
        /// The IWA: volumes in m³, network, meters, prices.
        case iwa
        /// AWWA M36: the same in US units.
        case awwa
    }

    /// What is known of one input.
    public struct Known: Sendable, Hashable {
        /// In SI: m³, m, m of water, or a count.
        public var value: Double
        /// 95 % half-width, likewise; `nil` when not known.
        public var halfWidth: Double?

        /// A known input.
        public init(_ value: Double, halfWidth: Double? = nil) {
            self.value = value
            self.halfWidth = halfWidth
        }
    }

    /// Whose inputs are asked for.
    public var form: Form
    /// The language of keys and remarks.
    public var language: ReportLanguage
    /// The undertaking's name.
    public var undertaking: String?
    /// The first day of the period.
    public var from: LocalDate?
    /// The day after its last.
    public var to: LocalDate?
    /// What is known, by the English place of the input, such as `volumes.own_sources`.
    public var known: [String: Known] = [:]
    /// What to know of it, as remarks at the head.
    public var remarks: [Wording] = []

    /// An empty template.
    public init(_ form: Form, language: ReportLanguage = .english) {
        self.form = form
        self.language = language
    }

    /// The file's text.
    public var yaml: String {
        var text = head
        func word(_ english: String, _ vocabulary: AuditVocabulary) -> String {
            vocabulary.word(english, in: language)
        }
        func section(_ name: String, _ lines: [String]) {
            text += word(name, .file) + ":\n" + lines.map { "  " + $0 + "\n" }.joined()
        }
        text += word("undertaking", .file) + ":" + (undertaking.map { " " + Self.quoted($0) } ?? "") + "\n"
        let days = [("from", from), ("to", to)].map { key, day in
            "\(word(key, .period)): \(day?.description ?? "")"
        }
        text += word("period", .file) + ": {" + days.joined(separator: ", ") + "}  # "
        text +=
            Wording(
                "the first day, and the day after the last, as 2025-01-01 and 2026-01-01",
                "首日，以及末日的次日，如 2025-01-01 与 2026-01-01")[language] + "\n"
        section("volumes", volumes)
        switch form {
        case .cjj92:
            section("cjj92", cjj92)
        case .iwa, .awwa:
            text += remark(Self.note("customer_meters")) + "\n"
            text +=
                word("customer_meters", .file) + ": "
                + flow(["under_registration_percent", "limits_percent", "grade"], .customerMeters) + "\n"
            section("network", network)
            section("prices", prices)
            for name in ["defaults", "world"] {
                text += remark(Self.note(name)) + "\n" + word(name, .file) + ":\n"
            }
        }
        section("targets", targets)
        return text
    }

    /// What stands above the inputs: whose form it is, how to fill it in, and what to know of what is filled in.
    package var headLines: [Wording] {
        let title: Wording =
            switch form {
            case .cjj92:
                Wording(
                    "Water audit of a year by CJJ 92-2016 and its revision of 2018",
                    "年度水量核算，CJJ 92-2016（2018 年局部修订）")
            case .iwa: Wording("Water audit of a year by the IWA", "年度水量核算，IWA")
            case .awwa: Wording("Water audit of a year by AWWA M36", "年度水量核算，AWWA M36")
            }
        return
            [
                title,
                Wording(
                    "Fill in the values. What stays empty is not known, and so is every figure that needs it.",
                    "请填写数值。留空表示未知，依赖它的指标也不给出。"),
                Wording(
                    "percent: 95 % limits in percent of the value; grade: trust, 1 (a guess) to 10 (verified).",
                    "误差百分比：占数值的 95 % 置信区间半宽；可信度：1（估计）至 10（已核实）。"),
                Wording(
                    "A volume of several parts is a list: - {name: Works A, value: 1, unit: m3, percent: 2}",
                    "由多项组成的水量写成列表：- {名称: 一水厂, 数值: 1, 单位: m3, 误差百分比: 2}"),
            ] + remarks
    }

    private var head: String { headLines.map { remark($0) + "\n" }.joined() }

    private func remark(_ wording: Wording) -> String {
        "# " + wording[language].split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    private var volumeUnit: String {
        switch form {
        case .cjj92: language == .chinese ? "万m³" : VolumeUnit.tenThousandCubicMeters.rawValue
        case .iwa: VolumeUnit.cubicMeters.rawValue
        case .awwa: VolumeUnit.millionGallons.rawValue
        }
    }

    private var volumes: [String] {
        let bulk = ["own_sources", "imported", "exported"]
        let used = ["billed_metered", "billed_unmetered", "unbilled_metered", "unbilled_unmetered"]
        let lost = form == .cjj92 ? [] : ["unauthorised", "data_handling"]
        return (bulk + ["storage_change"] + used + lost).flatMap { key in
            let isBulk = bulk.contains(key)
            let more =
                key == "storage_change"
                ? ["percent"] : ["percent"] + (isBulk ? ["under_registration_percent"] : []) + ["grade"]
            return [
                remark(Self.note(key)),
                item("volumes", key, .volumes, volumeUnit, more, isBulk ? .bulkLine : .line),
            ]
        }
    }

    private var network: [String] {
        let isUS = form == .awwa
        let sizes: [(String, String?)] = [
            ("mains", isUS ? "mi" : "km"), ("connections", nil),
            ("private_pipe_mean", isUS ? "ft" : "m"), ("average_pressure", isUS ? "psi" : "m"),
        ]
        return sizes.flatMap { key, unit in
            [
                remark(Self.note(key)),
                item("network", key, .network, unit, ["percent", "grade"], .quantity),
            ]
        }
            // Without connections they are estimated from the households, which only a known number can do.
            + (known["network.households"] == nil
                ? [] : [item("network", "households", .network, nil, ["percent"], .quantity)])
    }

    private var prices: [String] {
        func word(_ key: String) -> String { AuditVocabulary.prices.word(key, in: language) }
        let value = flow(["value"], .quantity)
        // US customers pay by the thousand gallons.
        let price = form == .awwa ? flow(["value", "unit"], .quantity, ["unit": "kgal"]) : value
        return [
            "\(word("currency")):", "\(word("retail")): \(price)  " + remark(Self.note("retail")),
            "\(word("variable")): \(price)  " + remark(Self.note("variable")),
            "\(word("running_cost")): \(value)  " + remark(Self.note("running_cost")),
            "\(word("real_losses_at")):  " + remark(Self.note("real_losses_at")), "\(word("grade")):",
        ]
    }

    private var cjj92: [String] {
        func line(_ key: String, _ unit: String) -> [String] {
            [remark(Self.note(key)), item("cjj92", key, .cjj92, unit, [], .quantity)]
        }
        let plant = flow(["value", "unit"], .quantity, ["unit": "MPa"])
        let supply = flow(["value", "unit"], .quantity, ["unit": volumeUnit])
        let words = ["pressure", "supply"].map { AuditVocabulary.plant.word($0, in: language) }
        let plants = [
            remark(Self.note("plants")), AuditVocabulary.cjj92.word("plants", in: language) + ":",
            "  - {\(words[0]): \(plant), \(words[1]): \(supply)}",
        ]
        let parts = [
            "visible_leaks", "hidden_leaks", "background", "tanks", "master_meter_difference",
            "non_resident_meter_error",
        ]
        return line("households", volumeUnit) + line("pipes_dn75", "km") + plants + line("frost_depth", "m")
            + parts.flatMap { key in
                [
                    remark(Self.note(key)),
                    item("cjj92", key, .cjj92, volumeUnit, ["percent"], .quantity),
                ]
            }
    }

    private var targets: [String] {
        let keys = form == .cjj92 ? ["r_bl_percent"] : ["nrw_percent_of_ws", "ili", "rl_l_per_connection_d"]
        return keys.map {
            "\(AuditVocabulary.targets.word($0, in: language)):  " + remark(Self.note("targets." + $0))
        }
    }

    /// `key: {value: …, unit: …, …}` with what is known.
    private func item(
        _ group: String, _ key: String, _ words: AuditVocabulary, _ unit: String?, _ more: [String],
        _ vocabulary: AuditVocabulary
    ) -> String {
        var cells: [String: String] = [:]
        var names = ["value"] + (unit == nil ? [] : ["unit"]) + more
        if let unit { cells["unit"] = unit }
        if let known = known["\(group).\(key)"] {
            let factor = Self.factor(unit)
            cells["value"] = Self.text(known.value / factor)
            if let width = known.halfWidth {
                names = names.map { $0 == "percent" ? "limits" : $0 }
                if !names.contains("limits") { names.append("limits") }
                cells["limits"] = Self.text(width / factor)
            }
        }
        return "\(words.word(key, in: language)): " + flow(names, vocabulary, cells)
    }

    private func flow(
        _ names: [String], _ vocabulary: AuditVocabulary, _ cells: [String: String] = [:]
    ) -> String {
        "{" + names.map { "\(vocabulary.word($0, in: language)): \(cells[$0] ?? "")" }.joined(separator: ", ")
            + "}"
    }

    /// One of a unit of this form in SI.
    private static func factor(_ unit: String?) -> Double {
        guard let unit else { return 1 }
        if let volume = VolumeUnit(parsing: unit) { return volume.siFactor }
        if unit == "psi" { return PressureUnit.poundsPerSquareInch.siFactor }
        return LengthUnit(parsing: unit)?.siFactor ?? 1
    }

    /// Seven digits: no meter and no map is good for more.
    private static func text(_ value: Double) -> String {
        guard value.isFinite, value != 0 else { return "0" }
        var scale = 1.0
        while abs(value) * scale < 1e6, scale < 1e9 { scale *= 10 }
        let rounded = (value * scale).rounded() / scale
        return rounded == rounded.rounded() && abs(rounded) < 1e15 ? String(Int64(rounded)) : String(rounded)
    }

    /// A text as YAML has it in double quotes.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\" + String(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0x7F || scalar.steersOutput: quoted += " "
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
