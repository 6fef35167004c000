import InputOutput
import PipeNetwork

/// What a network check found, as a list of defects and a count for each kind.
public struct CheckReport: Sendable {
    /// The defects.
    public var defects: [Defect]

    /// A report.
    public init(_ defects: [Defect]) {
        self.defects = defects
    }

    /// The report in a form. At a terminal the counts come first and no more than `limit` defects follow; JSON has
    /// both as `summary` and `defects`; CSV has the defects.
    public func text(
        as format: OutputFormat, language: ReportLanguage = .english, limit: Int = 50
    ) -> String {
        switch format {
        case .csv: return table.csv()
        case .json:
            let document = JSONValue.object([
                "summary": summary(language: language).json, "defects": table.json,
            ])
            return document.text(expandedTo: 2) + "\n"
        case .table:
            guard !defects.isEmpty else { return Phrase.noDefects.wording[language] + "\n" }
            var text = summary(language: language).aligned(language: language) + "\n"
            let shown = defects.prefix(limit).map { defect in
                var defect = defect
                defect.elements = CheckReport.shortened(defect.elements)
                return defect
            }
            text += CheckReport(shown).table.aligned(language: language)
            if defects.count > limit {
                text += Phrase.moreDefects.wording.text(in: language, [String(defects.count - limit)]) + "\n"
            }
            return text
        }
    }

    /// The first of many ids, and how many more there are: a line may be drawn a thousand times.
    public static func shortened(_ ids: [String], to most: Int = 8) -> [String] {
        ids.count > most ? ids.prefix(most) + ["… +\(ids.count - most)"] : ids
    }

    /// A row for each defect.
    public var table: Table {
        var table = Table(columns: [
            .init("kind", Wording("Defect", "问题")),
            .init("severity", Wording("Severity", "级别")),
            .init("elements", Wording("Elements", "对象")),
            .number("x", Wording("x", "x")),
            .number("y", Wording("y", "y")),
            .number("measure", Wording("Measure", "量值")),
        ])
        for defect in defects {
            table.append([
                .text(defect.kind.rawValue), .word(defect.severity.wording), .list(defect.elements),
                CheckReport.ordinate(defect.position?.x), CheckReport.ordinate(defect.position?.y),
                .number(defect.measure, decimals: 2),
            ])
        }
        return table
    }

    /// A row for each kind that occurs, with its severity (the worst), how many there are, and what it means.
    public func summary(language: ReportLanguage = .english) -> Table {
        var counts: [Defect.Kind: (count: Int, severity: Defect.Severity)] = [:]
        let order: [Defect.Severity] = [.error, .warning, .notice]
        for defect in defects {
            let before = counts[defect.kind]
            let worst = order.first { $0 == defect.severity || $0 == before?.severity } ?? defect.severity
            counts[defect.kind] = ((before?.count ?? 0) + 1, worst)
        }
        var table = Table(columns: [
            .init("kind", Wording("Defect", "问题")),
            .init("severity", Wording("Severity", "级别")),
            .number("count", Wording("Count", "数量")),
            .init("meaning", Wording("What it means", "说明")),
        ])
        for kind in Defect.Kind.allCases {
            guard let (count, severity) = counts[kind] else { continue }
            table.append([
                .text(kind.rawValue), .word(severity.wording), .count(count),
                .text(kind.sentence(in: language)),
            ])
        }
        return table
    }

    /// Degrees need seven decimals for a centimetre, metres two.
    private static func ordinate(_ value: Double?) -> Table.Cell {
        .number(value, decimals: abs(value ?? 0) <= 180 ? 6 : 2)
    }
}
