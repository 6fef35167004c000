import Foundation
import PipeNetwork

/// The year in what stands where a year is expected: a year, a date in any usual order, a serial number of a day.
enum YearText {
    private static let years: ClosedRange<Int> = 1800...2200

    /// The year; `nil` when there is none, when there are several, or when the date is one that programs write for
    /// none (1900-01-01, 1970-01-01).
    static func year(of value: AttributeValue) -> Int? {
        switch value {
        case .integer(let number): year(of: Double(number))
        case .real(let number): year(of: number)
        case .text(let text): year(in: text)
        case .null, .boolean: nil
        }
    }

    /// A year, a date as 20030512, 200305 or 2003051210…, a day of Excel's calendar, seconds or milliseconds since 1970.
    private static func year(of number: Double) -> Int? {
        guard number.isFinite, number > 0, number < 1e17 else { return nil }
        let whole = Int(number)
        if years.contains(whole) { return whole }
        switch whole {
        case 20_000...80_000: return date(days: whole - 25_569)
        case 180_001...220_012: return dated(whole / 100, whole % 100, 1)
        case 18_000_101...22_001_231: return dated(whole / 10_000, whole / 100 % 100, whole % 100)
        case 100_000_000...9_999_999_999: return date(days: whole / 86_400)
        case 100_000_000_000...9_999_999_999_999: return date(days: whole / 86_400_000)
        case 18_000_101_000_000...22_001_231_235_959:
            return dated(whole / 10_000_000_000, whole / 100_000_000 % 100, whole / 1_000_000 % 100)
        default: return nil
        }
    }

    private static func year(in text: String) -> Int? {
        let text = text.trimmingCharacters(in: .whitespaces)
        if let number = Double(text) { return year(of: number) }
        let parts = text.split { !$0.isASCII || !$0.isNumber }.prefix(6).compactMap { Int($0) }
        let lengths = text.split { !$0.isASCII || !$0.isNumber }.map(\.count)
        // "80年代" and "1990s" are ten years.
        if text.contains("年代") || text.lowercased().hasSuffix("0s") { return nil }
        let found = zip(parts, lengths).prefix(3).filter { $1 == 4 && years.contains($0) }.map(\.0)
        guard found.count == 1, let year = found.first, let place = parts.firstIndex(of: year) else {
            guard let first = parts.first, lengths.first == 8 || lengths.first == 14 else { return nil }
            return self.year(of: Double(first))
        }
        let others = parts.prefix(3).enumerated().filter { $0.offset != place && lengths[$0.offset] <= 2 }
            .map(\.element)
        return dated(year, others.first ?? 7, others.count > 1 ? others[1] : 7)
    }

    /// The year of a date, unless the date is the first of a calendar.
    private static func dated(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        guard years.contains(year), (1...31).contains(month), (1...31).contains(day) else { return nil }
        if (year == 1900 || year == 1970 || year == 1901), month == 1, day == 1 { return nil }
        if year == 1899, [month, day].contains(12), [month, day].contains(30) { return nil }
        return year
    }

    /// The year of a day counted from 1970-01-01 (Howard Hinnant, *chrono-compatible low-level date algorithms*).
    private static func date(days: Int) -> Int? {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * ofYear + 2) / 153
        let year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0)
        return years.contains(year) && days != 0 ? year : nil
    }
}
