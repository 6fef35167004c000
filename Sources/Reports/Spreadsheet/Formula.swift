/// A formula of a cell, built of references, numbers and a few operations.
///
/// It is never made from text: whatever a zone is called, it cannot become part of a formula. Sheets are named by
/// their position, as their names are settled only when the workbook is written.
indirect enum Formula: Hashable, Sendable {
    /// The value of a cell.
    case cell(CellReference)
    /// The cells from one to another of the same sheet.
    case range(CellReference, CellReference)
    /// A whole number.
    case number(Int)
    /// Two formulas and the sign between them.
    case operation(Formula, Sign, Formula)
    /// A function of the spreadsheet.
    case call(Function, [Formula])

    /// What stands between two operands.
    enum Sign: String, Sendable {
        case plus = "+"
        case minus = "-"
        case times = "*"
        case over = "/"
    }

    /// The functions in use.
    enum Function: String, Sendable {
        case sumIf = "SUMIF"
        case sumProduct = "SUMPRODUCT"
        case squareRoot = "SQRT"
    }

    /// The formula as spreadsheets write it, without the leading `=`.
    ///
    /// - Parameter sheets: the names of the workbook's sheets.
    func text(sheets: [String]) -> String {
        switch self {
        case .cell(let cell): Self.prefix(cell, sheets) + cell.text
        case .range(let first, let last): "\(Self.prefix(first, sheets))\(first.text):\(last.text)"
        case .number(let number): String(number)
        case .operation(let left, let sign, let right):
            left.operand(beside: sign, isRight: false, sheets) + sign.rawValue
                + right.operand(beside: sign, isRight: true, sheets)
        case .call(let function, let arguments):
            "\(function.rawValue)(\(arguments.map { $0.text(sheets: sheets) }.joined(separator: ",")))"
        }
    }

    /// In brackets where the order of operations would read it otherwise.
    private func operand(beside sign: Sign, isRight: Bool, _ sheets: [String]) -> String {
        guard case .operation(_, let own, _) = self else { return text(sheets: sheets) }
        let isSum = own == .plus || own == .minus
        let isBesideSum = sign == .plus || sign == .minus
        let stands = isRight ? isBesideSum && !isSum : isBesideSum || !isSum
        return stands ? text(sheets: sheets) : "(\(text(sheets: sheets)))"
    }

    private static func prefix(_ cell: CellReference, _ sheets: [String]) -> String {
        guard let sheet = cell.sheet, sheets.indices.contains(sheet) else { return "" }
        return "'\(sheets[sheet].replacing("'", with: "''"))'!"
    }

    static func + (left: Formula, right: Formula) -> Formula { .operation(left, .plus, right) }
    static func - (left: Formula, right: Formula) -> Formula { .operation(left, .minus, right) }
    static func * (left: Formula, right: Formula) -> Formula { .operation(left, .times, right) }
    static func / (left: Formula, right: Formula) -> Formula { .operation(left, .over, right) }
}
