import InputOutput
import LeakZones
import WaterLoss

extension LossWorkbook {
    /// What each column, figure, flag and method is, with its formula and where that was published.
    var glossary: Sheet {
        let headings = [
            Wording("Where", "所在"), Wording("Term", "术语"), Wording("Formula or meaning", "公式或含义"),
            Phrase.source.wording,
        ]
        var sheet = Sheet(name: LossSheet.glossary.title[language], headings: headings.map { say($0) })
        for part in sheets {
            sheet.rows += part.columns.map { column in
                entry(
                    part.title, column.heading(in: language), column.meaning[language],
                    column.source?[language])
            }
        }
        sheet.rows += figureEntries
        sheet.rows += BalanceFlag.Code.allCases.map { code in
            entry(Phrase.flags.wording, code.title[language], code.wording.text(in: language, ["…"]), nil)
        }
        sheet.rows += MethodNote.all.map { note in
            let lines = note.formulas.map { FormulaWords.text($0, in: language) } + [note.text[language]]
            return entry(
                Phrase.methods.wording, note.title[language], lines.joined(separator: "\n"),
                note.source[language])
        }
        return sheet
    }

    /// Every figure once, in the order they are met.
    private var figureEntries: [[SheetCell]] {
        var seen: Set<IndicatorKey> = []
        let all = report.zones.flatMap { $0.evaluation?.indicators ?? [] }
        return all.filter { seen.insert($0.key).inserted }.map { indicator in
            entry(
                LossSheet.figures.title, "\(indicator.key.title[language]) (\(indicator.key))",
                FormulaWords.text(indicator.method, in: language),
                FormulaWords.text(indicator.source, in: language))
        }
    }

    private func entry(
        _ place: Wording, _ term: String, _ meaning: String, _ source: String?
    ) -> [SheetCell] {
        [
            .text(place[language]), .text(term, .sentences), .text(meaning, .sentences),
            .text(source, .sentences),
        ]
    }
}
