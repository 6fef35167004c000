import InputOutput
import LeakZones
import WaterLoss

/// The columns of the sheet of figures.
enum FigureColumn: Int, SheetColumns {
    // Programs’ names, formulas and sources stand last: they are not printed, for the glossary has them once.
    case zone, name, figure, value, unit, lower, upper, flags, key, method, source

    var column: SheetColumn {
        switch self {
        case .zone: .zone
        case .name: .name
        case .key:
            SheetColumn(
                Wording("Key", "代码"), meaning: Wording("The figure’s name for programs.", "供程序使用的指标名。"))
        case .figure:
            SheetColumn(
                Wording("Figure", "指标名称"),
                meaning: Wording(
                    "The figure’s name; each is explained below.", "指标名称，各指标的公式与依据见下。"))
        case .value:
            SheetColumn(
                Wording("Value", "数值"), .number(3),
                meaning: Wording(
                    "The figure; empty where it cannot be said, for which the flags give the reason.",
                    "指标数值；无法给出时留空，原因见数据标记。"))
        case .unit:
            SheetColumn(Wording("Unit", "单位"), meaning: Wording("The unit of the value.", "数值的单位。"))
        case .lower:
            SheetColumn(
                Wording("Lower limit", "下限"), .number(3),
                meaning: Wording("Value less its 95 % half-width.", "数值减 95 % 置信区间半宽。"))
        case .upper:
            SheetColumn(
                Wording("Upper limit", "上限"), .number(3),
                meaning: Wording("Value and its 95 % half-width.", "数值加 95 % 置信区间半宽。"))
        case .method:
            SheetColumn(
                Wording("Method", "计算方法"), .sentences, meaning: Wording("The formula.", "计算公式。"))
        case .source:
            SheetColumn(
                Phrase.source.wording, .sentences,
                meaning: Wording("Where the formula was published.", "公式的出处。"))
        case .flags: .flags
        }
    }
}

extension LossWorkbook {
    /// A row for each zone and figure.
    var figures: Sheet {
        var sheet = list(.figures, FigureColumn.self)
        sheet.widest = 80
        sheet.printedColumns = FigureColumn.key.rawValue
        for known in report.zones {
            sheet.rows += (known.evaluation?.indicators ?? []).map { row($0, of: known.zone) }
        }
        if sheet.rows.isEmpty {
            let none = Wording("No further figures were computed for the zones.", "未对各分区计算其他指标。")
            sheet.totals = [[.text(none[language])]]
        }
        return sheet
    }

    private func row(_ indicator: Indicator, of zone: Zone) -> [SheetCell] {
        let number = indicator.number
        // As many digits as the value is shown with, so that it can be compared with its limits.
        let style = CellStyle.number(number.map(Self.decimals) ?? 3)
        func limit(_ sign: Double) -> SheetCell {
            guard let number, let halfWidth = indicator.halfWidth else { return .empty }
            return .number(number + sign * halfWidth, style)
        }
        return FigureColumn.row { column in
            switch column {
            case .zone: return .text(zone.id)
            case .name: return .text(zone.name)
            case .key: return .text(indicator.key.rawValue)
            case .figure: return .text(indicator.key.title[language])
            case .value:
                guard case .word(let word) = indicator.value else { return .number(number, style) }
                return .text(indicator.key.wording(of: word)[language])
            case .unit:
                return .text(
                    indicator.unit.isEmpty ? nil : FormulaWords.unit(indicator.unit, in: language))
            case .lower: return limit(-1)
            case .upper: return limit(1)
            case .method: return .text(FormulaWords.text(indicator.method, in: language), .sentences)
            case .source: return .text(FormulaWords.text(indicator.source, in: language), .sentences)
            case .flags: return .text(flags(indicator.flags.titles(in: language)), .sentences)
            }
        }
    }

    /// Four significant digits or so, and whole numbers from a thousand on.
    private static func decimals(_ value: Double) -> Int {
        switch abs(value) {
        case 1000...: 0
        case 100...: 1
        case 10...: 2
        default: 3
        }
    }
}
