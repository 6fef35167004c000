import InputOutput
import Telemetry

/// Finds how the times of a file are written, from times that may each mean several days: the file is read in that form
/// in which every one of its times is a time, if there is one such form only.
struct TimeFormSearch {
    /// A time that could be read, and where.
    struct Place: Hashable {
        var line: Int
        var text: String
    }

    /// The forms in which every time so far is a time.
    private(set) var possible: Set<TimeForm>
    /// The first time.
    let first: Place
    /// The first time that each form could not be.
    private(set) var ruledOut: [TimeForm: Place] = [:]
    private let plausible: ClosedRange<Int64>

    /// Begins with the first time; `nil` where it can be read in no form.
    init?(_ text: String, line: Int, within plausible: ClosedRange<Int64>) {
        possible = TimeForm.possible(text, within: plausible)
        guard !possible.isEmpty else { return nil }
        first = Place(line: line, text: text)
        self.plausible = plausible
    }

    /// Whether there is nothing left to find out.
    var isDecided: Bool { possible.count == 1 }

    /// Takes the next time into account.
    ///
    /// - Returns: whether it is a time in one of the forms that were possible.
    mutating func note(_ text: String, line: Int) -> Bool {
        let left = TimeForm.possible(text, within: plausible).intersection(possible)
        guard left != possible else { return true }
        for form in possible.subtracting(left) { ruledOut[form] = Place(line: line, text: text) }
        // The last forms are kept, so that the error can name them.
        guard !left.isEmpty else { return false }
        possible = left
        return true
    }

    /// The readings of the first time, form by form.
    var readings: [Wording] {
        TimeForm.allCases.filter(possible.contains).compactMap { form in
            form.reading(of: first.text).map { Wording(verbatim: $0) + form.bracketed }
        }
    }
}

extension TimeForm {
    /// How the form is called in a sentence.
    var wording: Wording {
        switch self {
        case .dayFirst: Wording("day first", "日在前")
        case .monthFirst: Wording("month first", "月在前")
        case .yearFirst: Wording("year first", "年在前")
        case .unixSeconds: Wording("seconds since 1970", "1970 年以来的秒数")
        case .unixMilliseconds: Wording("milliseconds since 1970", "1970 年以来的毫秒数")
        case .spreadsheetDays: Wording("a spreadsheet's day numbers", "电子表格的日期序号")
        case .compactHours: Wording("year, month, day and hour", "年月日时连写")
        }
    }

    var bracketed: Wording {
        Wording(" (\(wording.english))", "（\(wording.chinese)）")
    }
}
