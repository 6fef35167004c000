import InputOutput
import WaterLoss

/// The flags of a table, each cause once below it: a row has the numbers of its causes.
struct FlagNotes {
    /// Why figures are flagged.
    private struct Cause {
        var code: EvaluationFlag.Code
        var elements: [String]
        /// The same, to look up.
        var known: Set<String>
    }

    /// How many inputs a line names.
    private static let longestList = 20

    private var causes: [Cause] = []
    private var numbers: [String: Int] = [:]

    /// The numbers of a row's flags, those of new causes included.
    mutating func marks(of flags: [EvaluationFlag]) -> String {
        var marks: [Int] = []
        for flag in flags {
            // Inputs without limits are one cause, however many a figure rests on.
            let isOne = flag.code == .limitsIncomplete
            let name = isOne ? flag.code.rawValue : flag.text
            let number: Int
            if let known = numbers[name] {
                number = known
                if isOne, let element = flag.element, causes[known - 1].known.insert(element).inserted {
                    causes[known - 1].elements.append(element)
                }
            } else {
                let elements = flag.element.map { [$0] } ?? []
                causes.append(Cause(code: flag.code, elements: elements, known: Set(elements)))
                number = causes.count
                numbers[name] = number
            }
            if !marks.contains(number) { marks.append(number) }
        }
        return marks.sorted().map(String.init).joined(separator: " ")
    }

    /// A line for each cause: its number, the flag as programs see it, and what it means.
    func lines(in language: ReportLanguage) -> [String] {
        causes.enumerated().map { place, cause in
            var element = cause.elements.prefix(Self.longestList).map(\.quotable).joined(separator: ", ")
            let more = cause.elements.count - Self.longestList
            if more > 0 {
                element += Wording(" and {0} more", " 等，另有 {0} 项").text(in: language, [String(more)])
            }
            let sentence = cause.code.wording.text(in: language, [element.isEmpty ? "?" : element])
            return "\(place + 1)  \(sentence) [\(cause.code.rawValue)]"
        }
    }
}
