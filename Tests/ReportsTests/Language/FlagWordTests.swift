import InputOutput
import LeakZones
import Testing
import WaterLoss

@testable import Reports

@Suite("Flags, formulas and units in words")
struct FlagWordTests {
    private func isChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }

    @Test("Every flag has a name in both languages, and no two have the same")
    func titles() {
        let titles = BalanceFlag.Code.allCases.map(\.title) + EvaluationFlag.Code.allCases.map(\.title)
        for title in titles {
            #expect(isChinese(title.chinese) && !isChinese(title.english) && !title.english.isEmpty)
        }
        #expect(Set(BalanceFlag.Code.allCases.map(\.title)).count == BalanceFlag.Code.allCases.count)
        #expect(Set(EvaluationFlag.Code.allCases.map(\.title)).count == EvaluationFlag.Code.allCases.count)
    }

    @Test(
        "What a flag is about is said in words; an id stays what it is",
        arguments: [
            ("average_pressure", "average pressure", "平均压力"),
            ("unbilled_unmetered=0", "no unbilled unmetered consumption", "无免费未计量用水"),
            ("3 customers", "3 customers", "3 户"), ("cjj92.frost_depth", "depth of frost", "最大冻土深度"),
            ("grade own_sources", "the grade of own sources", "自产水量的可信度等级"),
            ("night use of C{0}7", "night use of C{0}7", "C{0}7 的夜间用水"),
            ("missing_inlet:M:1", "boundary meter without readings: M:1", "边界流量计缺测：M:1"),
            ("no_customers", "no customers", "无用户"), ("M003", "M003", "M003"), ("", "", ""),
        ])
    func elements(_ element: String, _ english: String, _ chinese: String) {
        #expect(FlagWords.element(element, in: .english) == english)
        #expect(FlagWords.element(element, in: .chinese) == chinese)
    }

    @Test("No English word of four letters or more is left in the formula or unit of any figure in Chinese")
    func formulas() {
        // Names of people and symbols of the field stay.
        let kept: Set<String> = [
            "CARL", "UARL", "BMAC", "BUAC", "UMAC", "UUAC", "EURL", "AZNP", "Theil", "ESPB",
        ]
        for key in IndicatorCatalogue.all {
            let text =
                FormulaWords.text(key.method, in: .chinese) + " " + FormulaWords.unit(key.unit, in: .chinese)
            let left = text.matches(of: /[A-Za-z]{4,}/).map { String($0.output) }.filter {
                !kept.contains($0)
            }
            #expect(left.isEmpty, "\(key): \(text)")
            #expect(FormulaWords.text(key.method, in: .english) == key.method)
        }
        for note in MethodNote.all + MethodNote.evaluation {
            for formula in note.formulas {
                let text = FormulaWords.text(formula, in: .chinese)
                let left = text.matches(of: /[A-Za-z]{4,}/).map { String($0.output) }.filter {
                    !kept.contains($0)
                }
                #expect(left.isEmpty, "\(text)")
            }
        }
    }
}
