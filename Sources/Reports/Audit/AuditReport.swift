import LeakZones

/// The figures of a top-down audit, standard by standard, as text, JSON and CSV.
public struct AuditReport: Sendable {
    /// The audit.
    public var audit: Audit
    /// The standards whose figures are shown.
    public var standards: [Audit.Standard]

    /// A report.
    public init(_ audit: Audit, standards: [Audit.Standard] = Audit.Standard.allCases) {
        self.audit = audit
        self.standards = standards
    }

    /// The report in a form; every form ends with a line break.
    public func text(as format: OutputFormat, language: ReportLanguage = .english) -> String {
        switch format {
        case .table: table(isForPeople: true, language).aligned(language: language)
        case .json: json.text(expandedTo: 4) + "\n"
        case .csv: table(isForPeople: false, language).csv()
        }
    }

    /// `{"undertaking":…, "days":…, "standards":{"cjj92-2018":{"r_wl_percent":{"value":…, "unit":…, "ci95":…,
    /// "lower":…, "upper":…, "method":…, "source":…, "flags":[…]}, …}, …}}`.
    public var json: JSONValue {
        .object([
            "undertaking": .string(audit.undertaking), "days": .number(audit.days),
            "standards": .object(
                standards.map { standard in
                    JSONValue.Member(
                        standard.rawValue,
                        .object(
                            audit.indicators(by: standard).map { JSONValue.Member($0.key, Self.json($0)) }))
                }),
        ])
    }

    private static func json(_ indicator: Indicator) -> JSONValue {
        let (number, width) = (indicator.number, indicator.halfWidth)
        func limit(_ sign: Double) -> JSONValue {
            guard let number, let width else { return .null }
            return .number(number + sign * width)
        }
        let value: JSONValue
        switch indicator.value {
        case .number(let number): value = .number(number)
        case .word(let word): value = .string(word)
        case nil: value = .null
        }
        return .object([
            "value": value, "unit": .string(indicator.unit), "ci95": .number(width), "lower": limit(-1),
            "upper": limit(1), "method": .string(indicator.method), "source": .string(indicator.source),
            "flags": .array(indicator.flags.map { .string($0.text) }),
        ])
    }

    /// A row for each figure. People see names and rounded figures, programs keys and figures in full.
    private func table(isForPeople: Bool, _ language: ReportLanguage) -> Table {
        var table = Table(columns: [
            .init("standard", Wording("Standard", "标准")), .init("figure", Wording("Figure", "指标")),
            .number("value", Wording("Value", "数值")), .number("ci95", Wording("± 95 %", "95% 区间（±）")),
            .init("unit", Wording("Unit", "单位")), .init("method", Wording("Method", "计算方法")),
            .init("flags", Wording("Flags", "标记")),
        ])
        for standard in standards {
            for indicator in audit.indicators(by: standard) {
                let name = isForPeople ? AuditTerm.wording(of: indicator.key)[language] : indicator.key
                let value: Table.Cell =
                    switch indicator.value {
                    case .number(let number): .number(number, decimals: Self.decimals(number))
                    case .word(let word): .text(AuditTerm.word(word, of: indicator.key)[language])
                    case nil: .missing
                    }
                table.append([
                    .text(standard.rawValue), .text(name), value,
                    .number(indicator.halfWidth, decimals: Self.decimals(indicator.halfWidth ?? 0)),
                    .text(indicator.unit), .text(indicator.method), .list(indicator.flags.map(\.text)),
                ])
            }
        }
        return table
    }

    /// Four significant digits, and whole numbers from a thousand on.
    private static func decimals(_ value: Double) -> Int {
        switch abs(value) {
        case 1000...: 0
        case 100...: 1
        case 10...: 2
        default: 3
        }
    }
}
