import InputOutput
import WaterLoss

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

    /// The report in a form; every form ends with a line break and says whose figures they are and of which period.
    public func text(as format: OutputFormat, language: ReportLanguage = .english) -> String {
        switch format {
        case .table:
            heading(language) + "\n\n" + table(isForPeople: true, language).aligned(language: language)
                + audit.doubts.map { "\n" + $0.sentence(in: language) }.joined()
                + (audit.doubts.isEmpty ? "" : "\n")
        case .json: json.text(expandedTo: 4) + "\n"
        case .csv: table(isForPeople: false, language).csv()
        }
    }

    /// The undertaking and its period: `Waterworks of Quellstadt, 2025-01-01 to 2025-12-31 (365 d)`.
    func heading(_ language: ReportLanguage) -> String {
        let nameless = Wording("undertaking without a name", "供水单位名称未填")
        let days = Figure.plain(audit.days, decimals: audit.days == audit.days.rounded() ? 0 : 1)
        let period =
            period.map { first, last in
                Wording("{0} to {1} ({2} d)", "{0} 至 {1}（{2} 天）").text(in: language, [first, last, days])
            } ?? Wording("{0} d", "{0} 天").text(in: language, [days])
        let name = audit.undertaking ?? nameless[language]
        return name + (language == .english ? ", " : "，") + period
    }

    /// The first and the last day; `nil` when the audit names none.
    var period: (first: String, last: String)? {
        guard let from = audit.from, let to = audit.to else { return nil }
        return (from.description, to.advanced(byDays: -1).description)
    }

    /// The cells of ``ownColumns``.
    var ownCells: [Table.Cell] {
        [.text(audit.undertaking), .text(audit.from?.description), .text(audit.to?.description)]
    }

    /// Whose figures a row has, for programs; `to` is not included, as in the file.
    static var ownColumns: [Table.Column] {
        [
            .init("undertaking", Wording("Undertaking", "供水单位")),
            .init("from", Phrase.from.wording), .init("to", Phrase.to.wording),
        ]
    }

    /// `{"undertaking":…, "from":…, "to":…, "days":…, "doubts":[…], "standards":{"cjj92-2018":{"r_wl_percent":{"value":…,
    /// "unit":…, "ci95":…, "lower":…, "upper":…, "method":…, "source":…, "flags":[…]}, …}, …}}`.
    public var json: JSONValue {
        .object([
            "undertaking": .string(audit.undertaking), "from": .string(audit.from?.description),
            "to": .string(audit.to?.description), "days": .number(audit.days),
            "doubts": .array(audit.doubts.map(\.json)),
            "standards": .object(
                standards.map { standard in
                    JSONValue.Member(
                        standard.rawValue,
                        .object(
                            audit.indicators(by: standard).map { JSONValue.Member($0.key.rawValue, $0.json) })
                    )
                }),
        ])
    }

    /// A row for each figure. People see names and rounded figures, programs keys and figures in full.
    private func table(isForPeople: Bool, _ language: ReportLanguage) -> Table {
        var table = Table(
            columns: (isForPeople ? [] : Self.ownColumns)
                + [.init("standard", Wording("Standard", "标准"))] + Indicator.columns)
        for standard in standards {
            for indicator in audit.indicators(by: standard) {
                table.append(
                    (isForPeople ? [] : ownCells) + [.text(standard.rawValue)]
                        + indicator.cells(isForPeople: isForPeople, language))
            }
        }
        return table
    }
}
