import InputOutput
import WaterLoss

/// Several years of one undertaking, side by side.
public struct YearsReport: Sendable {
    /// The years' reports, the earliest first.
    public let reports: [AuditReport]

    /// Years in the order of their periods; those without a period come last, in the order in which they were given.
    public init(_ reports: [AuditReport]) {
        let places = reports.enumerated().sorted {
            ($0.element.audit.from?.daysSince1970 ?? .max, $0.offset)
                < ($1.element.audit.from?.daysSince1970 ?? .max, $1.offset)
        }
        self.reports = places.map(\.element)
    }

    /// Why the reports are no years of one undertaking; `nil` when they are.
    public var objection: Wording? {
        let names = Set(reports.compactMap(\.audit.undertaking))
        if names.count > 1 {
            let list = names.sorted().map(\.quotable)
            return Wording(
                "these are the years of several undertakings: \(list.joined(separator: ", "))",
                "这些文件属于不同的供水单位：\(list.joined(separator: "、"))")
        }
        for (earlier, later) in zip(reports, reports.dropFirst()) {
            guard let end = earlier.audit.to, let start = later.audit.from, start < end else { continue }
            return Wording(
                "two periods overlap: one ends on \(end), not included, the next begins on \(start)",
                "两个统计期重叠：前一期止于 \(end)（不含），后一期始于 \(start)")
        }
        return nil
    }

    /// A figure in each year, with how it changed from the first year that has it to the last.
    struct Line {
        var standard: LossStandard
        var key: IndicatorKey
        var figures: [Indicator?]

        /// The last number less the first; `nil` unless both years have one.
        var change: Double? {
            guard let first = figures.first??.number, let last = figures.last??.number, figures.count > 1
            else { return nil }
            return last - first
        }

        /// 95 % half-width of the change: errors of different years count as independent. `nil` where a year has none.
        var changeHalfWidth: Double? {
            guard let first = figures.first??.halfWidth, let last = figures.last??.halfWidth,
                figures.count > 1
            else { return nil }
            return (first * first + last * last).squareRoot()
        }

        /// Whether the change is larger than its limits; `nil` where they are not known.
        var isBeyondLimits: Bool? {
            guard let change, let changeHalfWidth else { return nil }
            return abs(change) > changeHalfWidth
        }
    }

    /// Every figure that any year has.
    var lines: [Line] {
        guard let standards = reports.first?.standards else { return [] }
        return standards.flatMap { standard -> [Line] in
            let years = reports.map { $0.audit.indicators(by: standard) }
            var keys: [IndicatorKey] = []
            for key in years.flatMap({ $0.map(\.key) }) where !keys.contains(key) { keys.append(key) }
            return keys.map { key in
                Line(
                    standard: standard, key: key,
                    figures: years.map { year in
                        year.first { $0.key == key }?.converted(to: reports.first?.units ?? .metric)
                    })
            }
        }
    }

    /// The report in a form; every form ends with a line break. CSV has the rows of each year's audit, one after another.
    public func text(as format: OutputFormat, language: ReportLanguage = .english) -> String {
        switch format {
        case .table: return textForPeople(language)
        case .json:
            return JSONValue.object([
                "years": .array(reports.map(\.json)), "changes": .array(lines.compactMap(\.json)),
            ]).text(expandedTo: 5) + "\n"
        case .csv:
            var table = Table(columns: AuditReport.columns)
            for row in reports.flatMap({ $0.rows(language).rows }) { table.append(row) }
            return table.csv()
        }
    }

    private func textForPeople(_ language: ReportLanguage) -> String {
        let name = reports.first?.audit.undertaking ?? AuditReport.nameless[language]
        var columns: [Table.Column] = [
            .init("standard", Wording("Standard", "标准")), .init("figure", Wording("Figure", "指标")),
            .init("unit", Wording("Unit", "单位")),
        ]
        for report in reports {
            columns.append(.number("value", Wording(verbatim: report.shortPeriod(language))))
            columns.append(.number("ci95", Wording("± 95 %", "± 95 %")))
        }
        columns += [
            .number("change", Wording("Change", "变化")), .number("change_ci95", Wording("± 95 %", "± 95 %")),
            .init("beyond_limits", Wording("Beyond the limits", "超出置信区间")),
        ]
        var table = Table(columns: columns)
        for line in lines {
            func number(_ value: Double?) -> Table.Cell {
                .number(value, decimals: Figure.significantDecimals(value ?? 0))
            }
            let unit = line.figures.compactMap(\.?.unit).first
            var row: [Table.Cell] = [
                .text(line.standard.rawValue), .text(line.key.title[language]), .text(unit),
            ]
            for figure in line.figures {
                let cells = figure?.cells(isForPeople: true, language)
                row += [cells?[1] ?? .missing, number(figure?.halfWidth)]
            }
            let beyond = line.isBeyondLimits.map {
                ($0 ? Wording("yes", "是") : Wording("no", "否"))[language]
            }
            table.append(row + [number(line.change), number(line.changeHalfWidth), .text(beyond)])
        }
        return name + "\n\n" + table.aligned(language: language)
    }
}

extension AuditReport {
    /// The period in as few letters as say it: a calendar year by its number.
    fileprivate func shortPeriod(_ language: ReportLanguage) -> String {
        if let from = audit.from?.components, let to = audit.to?.components, from.month == 1, from.day == 1,
            to.month == 1, to.day == 1, to.year == from.year + 1
        {
            return String(from.year)
        }
        return period.map { "\($0.first)–\($0.last)" } ?? periodText(language)
    }
}

extension YearsReport.Line {
    /// `{"standard":…, "figure":…, "change":…, "ci95":…, "beyond_limits":…}`; `nil` for words and for what a year lacks.
    fileprivate var json: JSONValue? {
        guard let change else { return nil }
        return .object([
            "standard": .string(standard.rawValue), "figure": .string(key.rawValue),
            "change": .number(change), "ci95": .number(changeHalfWidth),
            "beyond_limits": isBeyondLimits.map { .boolean($0) } ?? .null,
        ])
    }
}
