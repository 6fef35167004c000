import Foundation
import Telemetry

/// Public holidays on which a night flow may differ, by the country that a time zone stands for. A short list of the
/// nationwide ones; a utility that knows better sets ``StepAlarmPolicy/holidays``.
public enum PublicHolidays {
    /// The holidays from one date to another, both included; none for a time zone without rules here.
    ///
    /// China: New Year's Day, the Spring Festival from its eve to its seventh day, 1–5 May and 1–7 October. Europe, the
    /// Americas and Oceania: New Year's Day, Easter Sunday and Monday, 24–26 and 31 December; Italy its own besides.
    public static func dates(
        from first: LocalDate, to last: LocalDate, timeZone: String
    ) -> Set<LocalDate> {
        guard first <= last else { return [] }
        var found: Set<LocalDate> = []
        for year in first.components.year...last.components.year {
            found.formUnion(dates(year, timeZone).filter { first <= $0 && $0 <= last })
        }
        return found
    }

    private static func dates(_ year: Int, _ timeZone: String) -> [LocalDate] {
        func fixed(_ days: [(Int, Int)]) -> [LocalDate] {
            days.compactMap { LocalDate(year: year, month: $0.0, day: $0.1) }
        }
        let chinese = ["Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Harbin", "PRC"]
        if chinese.contains(timeZone) {
            let festival =
                springFestival(year).map { start in (-1...6).map { start.advanced(byDays: $0) } } ?? []
            return fixed([(1, 1)] + (1...5).map { (5, $0) } + (1...7).map { (10, $0) }) + festival
        }
        let christian = ["Europe/", "America/", "Australia/", "Atlantic/", "Pacific/"]
        guard christian.contains(where: timeZone.hasPrefix) else { return [] }
        let sunday = easter(year)
        let common =
            fixed([(1, 1), (12, 24), (12, 25), (12, 26), (12, 31)])
            + [sunday, sunday?.advanced(byDays: 1)].compactMap { $0 }
        guard timeZone == "Europe/Rome" else { return common }
        return common + fixed([(1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8)])
    }

    /// Easter Sunday of the Gregorian calendar (Meeus, J., *Astronomical Algorithms*, 2nd ed., 1998, ch. 8).
    static func easter(_ year: Int) -> LocalDate? {
        let (a, b, c) = (year % 19, year / 100, year % 100)
        let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30
        let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7
        let m = (a + 11 * h + 22 * l) / 451
        let sum = h + l - 7 * m + 114
        return LocalDate(year: year, month: sum / 31, day: sum % 31 + 1)
    }

    /// The first day of the Chinese year that begins in a Gregorian one.
    static func springFestival(_ year: Int) -> LocalDate? {
        var chinese = Calendar(identifier: .chinese)
        guard let zone = TimeZone(secondsFromGMT: 8 * 3600),
            let first = LocalDate(year: year, month: 1, day: 20)
        else { return nil }
        chinese.timeZone = zone
        return (0..<33).map { first.advanced(byDays: $0) }.first { date in
            // Noon in Beijing.
            let noon = Date(timeIntervalSince1970: Double(date.daysSince1970) * 86_400 + 4 * 3600)
            let parts = chinese.dateComponents([.month, .day, .isLeapMonth], from: noon)
            return parts.month == 1 && parts.day == 1 && parts.isLeapMonth != true
        }
    }
}
