import Testing

@testable import InputOutput

@Suite("What messages quote")
struct QuotationTests {
    @Test("A short text is quoted as it is", arguments: ["", "P-1", "管段 7", "e\u{301}"])
    func short(_ text: String) {
        #expect(text.quotable == text)
    }

    @Test("80 characters are quoted whole, of 81 the middle is left out")
    func limit() {
        let whole = String(repeating: "a", count: 40) + String(repeating: "b", count: 40)
        #expect(whole.quotable == whole)
        let cut = ("a" + whole).quotable
        #expect(cut == String(repeating: "a", count: 39) + "…" + String(repeating: "b", count: 40))
        #expect(cut.unicodeScalars.count == 80)
    }

    @Test("A visible character may be made of any number of scalars; they are counted one by one")
    func stacked() {
        let stacked = "a" + String(repeating: "\u{301}", count: 100_000)
        #expect(stacked.quotable.unicodeScalars.count == 80)
    }

    @Test("What steers a terminal or turns the line is not passed on")
    func steering() {
        let text = "a\u{1B}[31mb\u{9B}c\u{0}d\n\u{202E}e\u{7F}"
        let shown = text.quotable
        #expect(shown == "a\u{FFFD}[31mb\u{FFFD}c\u{FFFD}d\u{FFFD}\u{FFFD}e\u{FFFD}")
        #expect(shown.unicodeScalars.filter { $0.steersOutput }.isEmpty)
    }

    @Test("A long list is cut, and says how many names are left out")
    func lists() {
        #expect(["a", "b"].quotable == "a, b")
        #expect(["a", "b"].quotableInQuotes == "'a', 'b'")
        let many = (1...1000).map(String.init)
        #expect(many.quotable.hasSuffix("19, 20 and 980 more"))
    }

    @Test("Several lines keep their breaks and tabs, one line does not")
    func lines() {
        let text = "a\tb\r\nc\u{1B}]0;x\u{7}"
        #expect(text.forTerminal == "a\tb\r\nc\u{FFFD}]0;x\u{FFFD}")
        #expect(text.onOneLine == "a b  c ]0;x ")
        #expect("管径 DN300".onOneLine == "管径 DN300")
    }

    @Test(
        "A text that begins as a formula does is marked as text",
        arguments: ["=1+1", "+49", "-1", "@SUM(A1)", "\tx", "\rx", "＝1"])
    func formulas(_ text: String) {
        #expect(text.guardedForSpreadsheet == "'" + text)
    }

    @Test("Other texts are left alone", arguments: ["", "P-1", "1=1", "'=1", " =1"])
    func harmless(_ text: String) {
        #expect(text.guardedForSpreadsheet == text)
    }
}
