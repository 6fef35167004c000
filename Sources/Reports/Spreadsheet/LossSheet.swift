import InputOutput

/// The sheets of a loss report's workbook, in their order.
enum LossSheet: Int, CaseIterable {
    case summary, zones, comparison, months, weeks, nights, figures, glossary

    /// What its tab says.
    var title: Wording {
        switch self {
        case .summary: Wording("Summary", "摘要")
        case .zones: Wording("Zones", "分区")
        case .comparison: Wording("Comparison", "两期对比")
        case .months: Wording("Months", "逐月")
        case .weeks: Wording("Weeks", "逐周")
        case .nights: Wording("Nights", "夜间")
        case .figures: Wording("Figures", "指标")
        case .glossary: Wording("Glossary", "术语与公式")
        }
    }

    /// Whether a report has it. Formulas name sheets by their position, so only what stands in front of those that are
    /// never left out (``summary`` and ``zones``) has to be there.
    func isIn(_ report: LossReport) -> Bool {
        switch self {
        case .comparison: report.comparison != nil
        case .months: report.hasMonths
        default: true
        }
    }

    /// The columns that the glossary explains.
    var columns: [SheetColumn] {
        switch self {
        case .summary: SummaryItem.allCases.map(\.column)
        case .zones: ZoneColumn.allCases.map(\.column)
        case .comparison: ComparisonColumn.allCases.map(\.column)
        case .months: MonthColumn.allCases.map(\.column)
        case .weeks: WeekColumn.allCases.map(\.column)
        case .nights: NightColumn.allCases.map(\.column)
        case .figures: FigureColumn.allCases.map(\.column)
        case .glossary: []
        }
    }
}

/// The columns of a sheet, in their order.
protocol SheetColumns: CaseIterable, RawRepresentable, Hashable where RawValue == Int {
    /// What it is.
    var column: SheetColumn { get }
}

extension SheetColumns {
    /// The cell of this column in a row of the same sheet.
    func cell(_ row: Int) -> Formula { .cell(CellReference(row: row, column: rawValue)) }

    /// The cells of this column from one row to another, whichever row the formula moves to.
    func range(_ rows: ClosedRange<Int>) -> Formula {
        .range(
            CellReference(row: rows.lowerBound, column: rawValue, isFixed: true),
            CellReference(row: rows.upperBound, column: rawValue, isFixed: true))
    }

    /// A row of cells, one a column.
    static func row(_ cell: (Self) -> SheetCell) -> [SheetCell] { allCases.map(cell) }

    /// The headings of all columns.
    static func headings(in language: ReportLanguage) -> [String] {
        allCases.map { $0.column.heading(in: language) }
    }
}
