import TestSupport
import WaterLoss
import Telemetry
import Testing

@Suite struct PublicHolidaysTests {
    private func dates(_ year: Int, _ zone: String) -> Set<LocalDate> {
        PublicHolidays.dates(from: .of(year, 1, 1), to: .of(year, 12, 31), timeZone: zone)
    }

    @Test func springFestivalsAreThoseOfTheAlmanac() {
        // First days of the Chinese year as published by the State Council and Hong Kong Observatory.
        for (year, month, day) in [
            (2018, 2, 16), (2019, 2, 5), (2020, 1, 25), (2021, 2, 12), (2022, 2, 1), (2023, 1, 22),
            (2024, 2, 10),
            (2025, 1, 29), (2026, 2, 17), (2027, 2, 6),
        ] {
            let found = dates(year, "Asia/Shanghai")
            let first = LocalDate.of(year, month, day)
            #expect(found.isSuperset(of: (-1...6).map { first.advanced(byDays: $0) }))
            #expect(!found.contains(first.advanced(byDays: -2)) && !found.contains(first.advanced(byDays: 7)))
        }
    }

    @Test func easterIsWhereTheTablesHaveIt() {
        for (year, month, day) in [
            (2019, 4, 21), (2021, 4, 4), (2022, 4, 17), (2023, 4, 9), (2024, 3, 31), (2038, 4, 25),
        ] {
            let found = dates(year, "Europe/Rome")
            #expect(found.contains(.of(year, month, day)))
            #expect(found.contains(LocalDate.of(year, month, day).advanced(byDays: 1)))
        }
        #expect(dates(2022, "Europe/Rome").contains(.of(2022, 8, 15)))
        #expect(!dates(2022, "Europe/Berlin").contains(.of(2022, 8, 15)))
        #expect(dates(2022, "Etc/UTC").isEmpty)
    }
}
