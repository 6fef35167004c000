import InputOutput
import Telemetry
import WaterLoss

/// An audit as a workbook: the balance tables as boxes whose sums and residuals are formulas, where the water comes from, the
/// targets, the figures and the causes of their flags.
struct AuditWorkbook {
    let report: AuditReport
    let language: ReportLanguage

    /// The sheets.
    var workbook: Workbook {
        let name = report.audit.undertaking ?? AuditReport.nameless[language]
        // The end of the period, not the clock: the same report is the same bytes.
        let days = report.audit.to?.daysSince1970 ?? 0
        var workbook = Workbook(
            title: "\(AuditReport.balanceTitle[language]) · \(name)",
            date: Timestamp(Int64(days) * 86_400))
        for standard in report.tables { workbook.append(boxes(standard)) }
        workbook.append(inputs)
        if !report.targets.isEmpty {
            let table = Audit.Target.table(report.targets, language, units: report.units)
            workbook.append(list(Wording("Targets", "目标"), table.columns, table.rows))
        }
        var notes = FlagNotes()
        workbook.append(figures(&notes))
        workbook.append(flags(notes))
        return workbook
    }

    private func say(_ wording: Wording) -> String { wording[language] }

    /// The table as boxes: each level has a column of names and one of volumes.
    private func boxes(_ standard: LossStandard) -> Sheet {
        let whole = BalanceBox.table(report.audit, standard)
        let unit = BalanceUnit(standard, report.units)
        let depth = whole.depth
        let placed = whole.placed(columns: depth)
        let name = unit.name(in: language)
        let box = say(Wording("Box", "项目"))
        var sheet = Sheet(
            name: standard.isChinese ? "CJJ 92" : "IWA",
            headings: (0..<depth).flatMap { _ in [box, name] })
        sheet.isFiltered = false
        sheet.widest = 24
        var rows = Array(
            repeating: Array(repeating: SheetCell.empty, count: 2 * depth), count: whole.leafCount)
        for item in placed {
            let (row, column) = (item.row, 2 * item.column)
            let title = say(item.box.title) + (item.box.symbol.isEmpty ? "" : " " + item.box.symbol)
            rows[row][column] = .text(title, CellStyle.sentences.boxed)
            rows[row][column + 1] = volume(of: item, among: placed, unit)
            let last = item.row + item.rows
            sheet.boxes.append(
                CellRange(firstRow: row + 1, firstColumn: column, lastRow: last, lastColumn: column))
            // A box without parts reaches to the right edge.
            sheet.boxes.append(
                CellRange(
                    firstRow: row + 1, firstColumn: column + 1, lastRow: last,
                    lastColumn: column + 1 + 2 * (item.columns - 1)))
        }
        sheet.rows = rows
        return sheet
    }

    private func volume(
        of item: BalanceBox.Placed, among placed: [BalanceBox.Placed], _ unit: BalanceUnit
    ) -> SheetCell {
        let style = CellStyle.number(2).boxed
        let value = item.box.volume.map { $0.value / unit.size }
        func here(_ item: BalanceBox.Placed) -> Formula {
            .cell(CellReference(row: item.row + 1, column: 2 * item.column + 1))
        }
        func number(_ item: BalanceBox.Placed) -> Double? { item.box.volume.map { $0.value / unit.size } }
        let own = placed.firstIndex { $0.row == item.row && $0.column == item.column }
        switch item.box.rule {
        case .stated, .computed: return .number(value, style)
        case .sumOfParts:
            let parts = placed.filter { $0.parent != nil && $0.parent == own }
            let numbers = parts.compactMap(number)
            guard let first = parts.first, numbers.count == parts.count else { return .number(value, style) }
            let sum = parts.dropFirst().reduce(here(first)) { $0 + here($1) }
            return .formula(sum, value: value, result: numbers.reduce(0, +), style)
        case .rest:
            guard let parent = item.parent.map({ placed[$0] }), let all = number(parent) else {
                return .number(value, style)
            }
            let before = placed.filter { $0.parent == item.parent && $0.order < item.order }
            let numbers = before.compactMap(number)
            guard numbers.count == before.count else { return .number(value, style) }
            return .formula(
                before.reduce(here(parent)) { $0 - here($1) }, value: value,
                result: numbers.reduce(all, -), style)
        }
    }

    /// Whose balance it is, and where the water comes from.
    private var inputs: Sheet {
        var sheet = Sheet(
            name: say(Wording("Inputs", "供水来源")),
            headings: [
                Wording("Item", "项目"), Wording("Value", "数值"), Wording("± 95 %", "± 95 %"),
                Wording("Unit", "单位"),
            ]
            .map(say))
        sheet.isFiltered = false
        let audit = report.audit
        sheet.rows = [
            [.text(say(Wording("Undertaking", "供水单位"))), .text(audit.undertaking, .sentences)],
            [.text(say(Phrase.from.wording)), audit.from.map(SheetCell.date) ?? .empty],
            [.text(say(Wording("To, not included", "止（不含）"))), audit.to.map(SheetCell.date) ?? .empty],
            [.text(say(Wording("Days", "天数"))), .number(audit.days, .number(0)), .empty, .text("d")],
        ]
        let unit = report.units
        for (title, volume) in report.inputs {
            sheet.rows.append([
                .text(say(title), .sentences), .number(volume.value * unit.volumeFactor, .number(1)),
                .number(volume.halfWidth.map { $0 * unit.volumeFactor }, .number(1)), .text(unit.volume),
            ])
        }
        for doubt in audit.doubts {
            sheet.rows.append([
                .text(say(Wording("In doubt", "存疑"))), .text(doubt.sentence(in: language), .sentences),
            ])
        }
        return sheet
    }

    private func figures(_ notes: inout FlagNotes) -> Sheet {
        let columns = [Table.Column("standard", Wording("Standard", "标准"))] + Indicator.columns
        var rows: [[Table.Cell]] = []
        for standard in report.standards {
            for figure in report.audit.indicators(by: standard) {
                var cells = figure.converted(to: report.units).cells(isForPeople: true, language)
                cells[cells.count - 1] = .text(notes.marks(of: figure.flags))
                rows.append([.text(standard.rawValue)] + cells)
            }
        }
        return list(Wording("Figures", "指标"), columns, rows)
    }

    private func flags(_ notes: FlagNotes) -> Sheet {
        var sheet = Sheet(name: say(Wording("Flags", "标记")), headings: [say(Wording("Cause", "原因"))])
        sheet.isFiltered = false
        sheet.widest = 100
        sheet.rows = notes.lines(in: language).map { [.text($0, .sentences)] }
        return sheet
    }

    private func list(_ title: Wording, _ columns: [Table.Column], _ rows: [[Table.Cell]]) -> Sheet {
        var sheet = Sheet(
            name: say(title),
            headings: columns.map { $0.title[language] + ($0.unit.map { " (\($0))" } ?? "") })
        sheet.rows = rows.map { row in
            row.map { cell in
                switch cell {
                case .number(let value, let decimals): .number(value, .number(decimals))
                case .missing: .empty
                default: .text(cell.shown(in: language), .sentences)
                }
            }
        }
        return sheet
    }
}
