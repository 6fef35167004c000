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
                            audit.indicators(by: standard).map { JSONValue.Member($0.key, $0.json) }))
                }),
        ])
    }

    /// A row for each figure. People see names and rounded figures, programs keys and figures in full.
    private func table(isForPeople: Bool, _ language: ReportLanguage) -> Table {
        var table = Table(
            columns: [
                .init("standard", Wording("Standard", "标准"))
            ] + Indicator.columns)
        for standard in standards {
            for indicator in audit.indicators(by: standard) {
                table.append(
                    [.text(standard.rawValue)] + indicator.cells(isForPeople: isForPeople, language))
            }
        }
        return table
    }
}
