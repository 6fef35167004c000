import InputOutput
import WaterLoss

/// The figures of a top-down audit, standard by standard, as text, JSON and CSV.
public struct AuditReport: Sendable {
    /// The audit.
    public var audit: Audit
    /// The standards whose figures are shown.
    public var standards: [Audit.Standard]
    /// The units in which people see figures.
    public var units: FigureUnits

    /// A report.
    public init(
        _ audit: Audit, standards: [Audit.Standard] = Audit.Standard.allCases, units: FigureUnits = .metric
    ) {
        self.audit = audit
        self.standards = standards
        self.units = units
    }

    /// What the figures are held against.
    var targets: [Audit.Target] { audit.targets(of: standards) }

    /// The report in a form; every form ends with a line break and says whose figures they are and of which period.
    public func text(as format: OutputFormat, language: ReportLanguage = .english) -> String {
        switch format {
        case .table: textForPeople(language)
        case .json: json.text(expandedTo: 4) + "\n"
        case .csv: rows(language).csv()
        }
    }

    /// The figures, the causes of their flags, the targets, and the inputs that are in doubt.
    private func textForPeople(_ language: ReportLanguage) -> String {
        var notes = FlagNotes()
        let figures = table(&notes, language).aligned(language: language)
        var text = heading(language) + "\n\n" + figures
        let lines = notes.lines(in: language)
        if !lines.isEmpty {
            text += "\n" + Wording("Flags", "标记")[language] + "\n" + lines.joined(separator: "\n") + "\n"
        }
        let targets = targets
        if !targets.isEmpty {
            text += "\n" + Audit.Target.table(targets, language, units: units).aligned(language: language)
        }
        guard !audit.doubts.isEmpty else { return text }
        return text + audit.doubts.map { "\n" + $0.sentence(in: language) }.joined() + "\n"
    }

    /// What an undertaking is called that the file does not name.
    static let nameless = Wording("undertaking without a name", "供水单位名称未填")

    /// The undertaking and its period: `Waterworks of Quellstadt, 2025-01-01 to 2025-12-31 (365 d)`.
    func heading(_ language: ReportLanguage) -> String {
        let name = audit.undertaking ?? Self.nameless[language]
        return name + (language == .english ? ", " : "，") + periodText(language)
    }

    /// The period: `2025-01-01 to 2025-12-31 (365 d)`.
    func periodText(_ language: ReportLanguage) -> String {
        let days = Figure.plain(audit.days, decimals: audit.days == audit.days.rounded() ? 0 : 1)
        return period.map { first, last in
            Wording("{0} to {1} ({2} d)", "{0} 至 {1}（{2} 天）").text(in: language, [first, last, days])
        } ?? Wording("{0} d", "{0} 天").text(in: language, [days])
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
    /// "unit":…, "ci95":…, "lower":…, "upper":…, "method":…, "source":…, "flags":[…]}, …}, …}, "targets":[…]}`.
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
                }), "targets": .array(targets.map(\.json)),
        ])
    }

    /// A row for each figure, rounded and named for people; flags are the numbers of their causes.
    private func table(_ notes: inout FlagNotes, _ language: ReportLanguage) -> Table {
        var table = Table(columns: [.init("standard", Wording("Standard", "标准"))] + Indicator.columns)
        for standard in standards {
            for indicator in audit.indicators(by: standard) {
                var cells = indicator.converted(to: units).cells(isForPeople: true, language)
                cells[cells.count - 1] = .text(notes.marks(of: indicator.flags))
                table.append([.text(standard.rawValue)] + cells)
            }
        }
        return table
    }

    /// The columns of ``rows(_:)``.
    static let columns: [Table.Column] =
        ownColumns + [.init("standard", Wording("Standard", "标准"))] + Indicator.columns

    /// A row for each figure with its key and in full, then two for each target, for programs.
    func rows(_ language: ReportLanguage) -> Table {
        var table = Table(columns: Self.columns)
        for standard in standards {
            for indicator in audit.indicators(by: standard) {
                table.append(
                    ownCells + [.text(standard.rawValue)] + indicator.cells(isForPeople: false, language))
            }
        }
        for target in targets {
            for row in target.rows { table.append(ownCells + [.text(target.standard.rawValue)] + row) }
        }
        return table
    }
}
