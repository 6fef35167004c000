import Testing

@testable import Reports

@Suite("Formulas of a workbook")
struct FormulaTests {
    private func cell(_ row: Int, _ column: Int) -> Formula { .cell(CellReference(row: row, column: column)) }

    @Test("Columns are named as spreadsheets do")
    func letters() {
        let names = [0, 25, 26, 51, 701, 702, 16_383].map(CellReference.letters)
        #expect(names == ["A", "Z", "AA", "AZ", "ZZ", "AAA", "XFD"])
    }

    @Test("Brackets stand where the order of operations needs them, and only there")
    func brackets() {
        let (a, b, c) = (cell(0, 0), cell(0, 1), cell(0, 2))
        let formulas: [(Formula, String)] = [
            (a - b - c, "A1-B1-C1"), (a - (b - c), "A1-(B1-C1)"), (a - (b + c), "A1-(B1+C1)"),
            (a / b / c, "A1/B1/C1"), (a / (b / c), "A1/(B1/C1)"), (a / (b * c), "A1/(B1*C1)"),
            ((a + b) * c, "(A1+B1)*C1"), (a + b * c, "A1+B1*C1"), (a * b - c, "A1*B1-C1"),
            (a * (b + c), "A1*(B1+C1)"), (a - b * .number(100), "A1-B1*100"),
        ]
        for (formula, text) in formulas { #expect(formula.text(sheets: []) == text) }
    }

    @Test("Cells of other sheets are named with the sheet, quoted")
    func sheets() {
        let far = CellReference(sheet: 1, row: 3, column: 1, isFixed: true)
        #expect(Formula.cell(far).text(sheets: ["a", "it's 1"]) == "'it''s 1'!$B$4")
        let range = Formula.range(CellReference(row: 1, column: 0), CellReference(row: 9, column: 0))
        let sum = Formula.call(.sumIf, [range, .number(1), range])
        #expect(sum.text(sheets: []) == "SUMIF(A2:A10,1,A2:A10)")
    }
}
