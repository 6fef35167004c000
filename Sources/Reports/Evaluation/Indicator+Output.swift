import InputOutput
import WaterLoss

/// One figure as JSON and as a row of a table.
extension Indicator {
    /// `{"value":…, "unit":…, "ci95":…, "lower":…, "upper":…, "method":…, "source":…, "flags":[…]}`.
    var json: JSONValue {
        func limit(_ sign: Double) -> JSONValue {
            guard let number, let halfWidth else { return .null }
            return .number(number + sign * halfWidth)
        }
        let value: JSONValue =
            switch self.value {
            case .number(let number): .number(number)
            case .word(let word): .string(word)
            case nil: .null
            }
        return .object([
            "value": value, "unit": .string(unit), "ci95": .number(halfWidth), "lower": limit(-1),
            "upper": limit(1), "method": .string(method), "source": .string(source),
            "flags": .array(flags.map { .string($0.text) }),
        ])
    }

    /// The columns of ``cells(isForPeople:_:)``.
    static var columns: [Table.Column] {
        [
            .init("figure", Wording("Figure", "指标")), .number("value", Wording("Value", "数值")),
            .number("ci95", Wording("± 95 %", "± 95 %")), .init("unit", Wording("Unit", "单位")),
            .init("method", Wording("Method", "计算方法")), .init("flags", Wording("Flags", "标记")),
        ]
    }

    /// A row. People see names and rounded figures, programs keys and figures in full.
    func cells(isForPeople: Bool, _ language: ReportLanguage) -> [Table.Cell] {
        let name = isForPeople ? key.title[language] : key.rawValue
        let value: Table.Cell =
            switch self.value {
            case .number(let number): .number(number, decimals: Figure.significantDecimals(number))
            case .word(let word): .text(key.wording(of: word)[language])
            case nil: .missing
            }
        return [
            .text(name), value, .number(halfWidth, decimals: Figure.significantDecimals(halfWidth ?? 0)),
            .text(unit),
            .text(method), .list(flags.map(\.text)),
        ]
    }
}
