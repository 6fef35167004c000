import InputOutput
import WaterLoss

extension Audit.Target.Origin {
    /// Whose target it is.
    var title: Wording {
        switch self {
        case .grade1: Wording("grade 1", "一级")
        case .grade2: Wording("grade 2", "二级")
        case .national2025: Wording("national aim for 2025", "2025 年全国目标")
        case .own: Wording("own target", "自定目标")
        }
    }
}

extension Audit.Target.Verdict {
    /// What the figure says of the target.
    var title: Wording {
        switch self {
        case .met: Wording("met", "达到")
        case .notMet: Wording("not met", "未达到")
        case .withinLimits: Wording("within the limits: not decided", "在置信区间内，无法判定")
        }
    }
}

/// Figures held against their targets, as rows for people and for programs.
extension Audit.Target {
    /// The name of the row for programs: `target:own:ili`.
    var name: String { "target:\(origin.rawValue):\(figure.key.rawValue)" }

    static func table(_ targets: [Audit.Target], _ language: ReportLanguage, units: FigureUnits) -> Table {
        var table = Table(columns: [
            .init("target", Wording("Target", "目标")), .init("figure", Wording("Figure", "指标")),
            .number("at_most", Wording("At most", "不超过")), .number("value", Wording("Value", "数值")),
            .number("ci95", Wording("± 95 %", "± 95 %")), .init("unit", Wording("Unit", "单位")),
            .init("verdict", Wording("Verdict", "结论")),
            .number("saving", Wording("Input to save", "需减少的供水量"), unit: units.volume),
            .number("saving_ci95", Wording("± 95 %", "± 95 %"), unit: units.volume),
        ])
        for target in targets {
            let figure = target.figure.converted(to: units)
            let factor = units.factor(of: target.figure.unit)
            func number(_ value: Double?) -> Table.Cell {
                .number(value, decimals: Figure.significantDecimals(value ?? 0))
            }
            let saving = target.saving.map { $0.value * units.volumeFactor }
            let width = target.saving?.halfWidth.map { $0 * units.volumeFactor }
            table.append([
                .text(target.origin.title[language]), .text(figure.key.title[language]),
                number(target.value * factor), number(figure.number), number(figure.halfWidth),
                .text(figure.unit), .text(target.verdict?.title[language]), number(saving), number(width),
            ])
        }
        return table
    }

    /// The rows for programs, under the columns of an indicator: the verdict, and the water to save.
    var rows: [[Table.Cell]] {
        let most = JSONValue.text(value) ?? "-"
        let method = "\(figure.key.rawValue) ≤ \(most)"
        return [
            [
                .text(name), .text(verdict?.rawValue), .missing, .text(""), .text(method),
                .list(figure.flags.map(\.text)),
            ],
            [
                .text(name + ":saving_m3"), .number(saving?.value, decimals: 0),
                .number(saving?.halfWidth, decimals: 0), .text("m3"), .text(method),
                .list(figure.flags.map(\.text)),
            ],
        ]
    }

    /// `{"origin":…, "standard":…, "figure":…, "at_most":…, "value":…, "ci95":…, "unit":…, "verdict":…, "saving_m3":…,
    /// "saving_ci95_m3":…}`.
    var json: JSONValue {
        .object([
            "origin": .string(origin.rawValue), "standard": .string(standard.rawValue),
            "figure": .string(figure.key.rawValue), "at_most": .number(value),
            "value": .number(figure.number), "ci95": .number(figure.halfWidth),
            "unit": .string(figure.unit),
            "verdict": .string(verdict?.rawValue), "saving_m3": .number(saving?.value),
            "saving_ci95_m3": .number(saving?.halfWidth),
        ])
    }
}
