/// How the times of a file are written where the text alone does not say it.
///
/// `04/03/2024` is a day of March to one program and of April to another, `45355.01` is a time to a spreadsheet and a
/// number to everybody else. What can mean one thing only, such as `2024-03-04 00:15`, is read under every form.
public enum TimeForm: String, Hashable, Sendable, CaseIterable {
    /// Day, month, year: `04/03/2024 00:15`, `4.3.24`.
    case dayFirst = "day-first"
    /// Month, day, year: `03/04/2024 12:15 AM`, `3-4-24`.
    case monthFirst = "month-first"
    /// Year, month, day, of which the year has two digits: `24/03/04 00:15`.
    case yearFirst = "year-first"
    /// Seconds since 1970-01-01T00:00:00Z: `1709482500`.
    case unixSeconds = "unix"
    /// Milliseconds since 1970-01-01T00:00:00Z: `1709482500000`.
    case unixMilliseconds = "unix-ms"
    /// Days since 1899-12-30 of the local clock, as spreadsheets count them: `45355.0104166667`.
    case spreadsheetDays = "excel"
    /// Year, month, day and hour without anything between: `2024030400`.
    case compactHours = "yyyymmddhh"

    /// The form of a name or of a pattern such as `DD/MM/YYYY HH:mm`; `nil` for what is neither.
    ///
    /// Of a pattern the order of day, month and year counts; the time of day is read as it is written.
    public init?(named text: String) {
        let word = text.lowercased()
        if let form = Self(rawValue: word) {
            self = form
            return
        }
        // A month and a minute are both called m: the date is what stands before the hour.
        let date = word.prefix { $0 != "h" }
        let letters = date.filter { "dmy日月年".contains($0) }
        guard date.allSatisfy({ "dmy日月年 /-.,t".contains($0) }) else { return nil }
        var order: [Character] = []
        for letter in letters.map({ Self.latin[$0] ?? $0 }) where order.last != letter {
            order.append(letter)
        }
        switch String(order) {
        case "dmy": self = .dayFirst
        case "mdy": self = .monthFirst
        case "ymd": self = .yearFirst
        default: return nil
        }
    }

    private static let latin: [Character: Character] = ["日": "d", "月": "m", "年": "y"]

    /// The forms that a text can be read in and that lead to a time between two instants; none for a text that means
    /// one thing only, or nothing.
    ///
    /// - Parameters:
    ///   - text: the text of a time.
    ///   - plausible: the times that can be meant, in seconds since 1970.
    public static func possible(_ text: String, within plausible: ClosedRange<Int64>) -> Set<TimeForm> {
        let bytes = Array(text.utf8)
        if WallTime(parsing: bytes, 0..<bytes.count) != nil { return [] }
        return Set(
            allCases.filter { form in
                guard let wall = WallTime(bytes, 0..<bytes.count, form: form) else { return false }
                return plausible.contains(wall.seconds)
            })
    }

    /// The clock's time that a text shows in this form, as `yyyy-mm-dd hh:mm:ss`; `nil` where it shows none.
    public func reading(of text: String) -> String? {
        let bytes = Array(text.utf8)
        guard let wall = WallTime(bytes, 0..<bytes.count, form: self) else { return nil }
        let shown = WallTime.text(seconds: wall.seconds).replacing("T", with: " ")
        return wall.isDateOnly ? String(shown.prefix(10)) : wall.offset == 0 ? shown + " UTC" : shown
    }
}
