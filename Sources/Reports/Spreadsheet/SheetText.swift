/// Text as a spreadsheet can hold it.
enum SheetText {
    /// What one cell can hold, in UTF-16 units as spreadsheets count.
    static let longest = 32_767
    /// What stands at the end of text that was cut.
    static let cutMark = " […]"

    /// The text of a cell: without control characters, escapes of spreadsheets spelt out, cut to what a cell holds.
    static func cell(_ text: String) -> String {
        cut(literal(printable(text)), to: longest, mark: cutMark)
    }

    /// A name for a sheet that spreadsheets accept: without the characters they forbid, at most 31 units long, and
    /// different from `taken` whatever the case of letters.
    static func sheetName(_ name: String, besides taken: [String]) -> String {
        var clean = String(
            printable(name).map { "[]:*?/\\".contains($0) || $0.isNewline || $0 == "\t" ? "_" : $0 })
        while let first = clean.first, first == "'" || first == " " { clean.removeFirst() }
        clean = cut(clean, to: 31, mark: "…")
        while let last = clean.last, last == "'" || last == " " { clean.removeLast() }
        // “History” is the one name that Excel keeps for itself.
        if clean.isEmpty || clean.lowercased() == "history" { clean = "Sheet " + clean }
        let others = Set(taken.map { $0.lowercased() })
        var candidate = clean.last == " " ? "Sheet" : clean
        let stem = candidate
        var number = 2
        while others.contains(candidate.lowercased()) {
            let ending = " (\(number))"
            candidate = cut(stem, to: 31 - ending.utf16.count, mark: "") + ending
            number += 1
        }
        return candidate
    }

    /// A space for every character that XML cannot hold, not even escaped, and for a NUL, at which C would stop.
    static func printable(_ text: String) -> String {
        var clean = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isControl = scalar.value < 0x20 && scalar != "\n" && scalar != "\t"
            let isForbidden = isControl || scalar.value == 0xFFFE || scalar.value == 0xFFFF
            clean.append(isForbidden ? " " : scalar)
        }
        return String(clean)
    }

    /// Spreadsheets read `_x0041_` as the letter A; with its first character escaped the text stays what it is.
    private static func literal(_ text: String) -> String {
        text.contains("_x") ? text.replacing(/_(?=x[0-9A-Fa-f]{4}_)/, with: "_x005F_") : text
    }

    /// The longest beginning of at most `limit` UTF-16 units, `mark` included where something was left out.
    static func cut(_ text: String, to limit: Int, mark: String) -> String {
        guard text.utf16.count > limit else { return text }
        var units = mark.utf16.count
        var kept = ""
        for scalar in text.unicodeScalars {
            units += UTF16.width(scalar)
            if units > limit { break }
            kept.unicodeScalars.append(scalar)
        }
        return kept + mark
    }
}
