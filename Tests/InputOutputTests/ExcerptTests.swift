import Testing

@testable import InputOutput

@Suite("What messages quote")
struct ExcerptTests {
    @Test("A short text is quoted as it is", arguments: ["", "P-1", "管段 7", "e\u{301}"])
    func short(_ text: String) {
        #expect(Excerpt(text).description == text)
    }

    @Test("80 characters are quoted whole, of 81 the middle is left out")
    func limit() {
        let whole = String(repeating: "a", count: 40) + String(repeating: "b", count: 40)
        #expect(Excerpt(whole).description == whole)
        let cut = Excerpt("a" + whole).description
        #expect(cut == String(repeating: "a", count: 39) + "…" + String(repeating: "b", count: 40))
        #expect(cut.unicodeScalars.count == 80)
    }

    @Test("A visible character may be made of any number of scalars; they are counted one by one")
    func stacked() {
        let stacked = "a" + String(repeating: "\u{301}", count: 100_000)
        #expect(Excerpt(stacked).description.unicodeScalars.count == 80)
    }

    @Test("What steers a terminal or turns the line is named and not passed on")
    func steering() {
        let text = "a\u{1B}[31mb\u{9B}c\u{0}d\n\u{202E}e\u{7F}"
        let shown = Excerpt(text).description
        #expect(shown == "a\\u{1B}[31mb\\u{9B}c\\u{0}d\\u{A}\\u{202E}e\\u{7F}")
        #expect(shown.unicodeScalars.filter { $0.steersOutput }.isEmpty)
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
