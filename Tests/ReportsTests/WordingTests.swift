import InputOutput
import LeakZones
import PipeNetwork
import Testing
import WaterLoss

@testable import Reports

@Suite("Languages")
struct WordingTests {
    /// Names of units and signs that are the same in both languages.
    private let common: Set<String> = ["± 95 %"]

    private func check(_ wording: Wording, _ name: String) {
        #expect(!wording.english.isEmpty, "\(name) has no English")
        #expect(!wording.chinese.isEmpty, "\(name) has no Chinese")
        if common.contains(wording.english) { return }
        let isChinese = wording.chinese.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
        #expect(isChinese, "\(name): '\(wording.chinese)' is not Chinese")
        let isMixed = wording.english.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
        #expect(!isMixed, "\(name): '\(wording.english)' is not English")
    }

    private func placeholders(_ text: String) -> Set<String> {
        Set((0..<4).map { "{\($0)}" }.filter { text.contains($0) })
    }

    @Test("Every phrase is there in both languages, with the same placeholders")
    func phrases() {
        for phrase in Phrase.allCases {
            check(phrase.wording, "\(phrase)")
            #expect(placeholders(phrase.wording.english) == placeholders(phrase.wording.chinese))
        }
    }

    @Test("Every flag is a sentence in both languages and names its element")
    func flags() {
        for code in BalanceFlag.Code.allCases {
            check(code.wording, code.rawValue)
            #expect(placeholders(code.wording.english) == placeholders(code.wording.chinese))
        }
        let flag = BalanceFlag(.stuckMeter, "M-7{0}")
        #expect(flag.sentence(in: .english).contains("meter M-7{0} stood still"))
        #expect(flag.sentence(in: .chinese).contains("流量计 M-7{0} 读数"))
    }

    @Test("Every kind of defect is a sentence in both languages")
    func defects() {
        for kind in Defect.Kind.allCases { check(kind.wording, kind.rawValue) }
    }

    @Test("Words that tables show are there in both languages")
    func words() {
        for severity in [Defect.Severity.error, .warning, .notice] {
            check(severity.wording, severity.rawValue)
            // Programs read the English word.
            #expect(severity.wording.english == severity.rawValue)
        }
        for word in ChangeWord.allCases { check(word.wording, word.rawValue) }
        for kind in Asset.Kind.allCases {
            check(kind.plural, kind.rawValue)
            check(ElementWord.kind(kind.rawValue), kind.rawValue)
            #expect(ElementWord.kind(kind.rawValue).english == kind.rawValue)
        }
        for method in ZonePressure.Method.allCases { check(method.wording, method.rawValue) }
        for reason in IneffectiveMeter.Reason.allCases { check(reason.wording, reason.rawValue) }
        for kind in WarningGroup.Kind.allCases {
            let group = WarningGroup(kind)
            check(Wording(group.sentence(in: .english), group.sentence(in: .chinese)), kind.rawValue)
        }
    }

    @Test("A word of the program is shown in the language and written in English for programs")
    func cells() {
        var table = Table(columns: [.init("change", Wording("Change", "变化"))])
        table.append([.change(.added)])
        table.append([.words([Wording("one", "一"), Wording("two", "二")])])
        #expect(table.aligned(language: .chinese).contains("新增"))
        #expect(table.aligned(language: .chinese).contains("一；二"))
        #expect(table.aligned().contains("one; two"))
        #expect(table.csv() == "change\r\nadded\r\none;two\r\n")
        #expect(table.json.text(expandedTo: 0).contains("\"added\""))
    }

    @Test("Every method note is there in both languages with its source")
    func methods() {
        for note in MethodNote.all {
            check(note.title, "title")
            check(note.text, note.title.english)
            check(note.source, note.title.english)
        }
    }

    @Test("Values are put in once: a value that looks like a placeholder stays")
    func substitution() {
        let wording = Wording("{1} of {0}, {x} {9}", "{0}")
        #expect(wording.text(in: .english, ["{1}", "b"]) == "b of {1}, {x} {9}")
    }
}
