import Foundation
import Springline
import Testing

/// A month of one zone: 2 m³/h in, 1488 m³; two customers of 24 and 18 m³ a day, 1302 m³; a loss of 186 m³.
@Suite("A month's balance in spite of how its registers were read")
struct RegisterBalanceTests {
    /// The town with a month of inflow, and rows of its two registers.
    ///
    /// - Parameters:
    ///   - days: of the reads, counted from 1 March 2024; each at midnight.
    ///   - heading: of the file.
    ///   - row: the text after the time, by day and by what the register shows then.
    private func town(
        _ days: [Int], heading: String = "户号,抄表日期,抄见数", _ row: (Int, Double) -> String?
    ) throws -> Springs {
        let springs = try Springs()
        try springs.makeTown()
        var flow = "Timestamp,P1 [m3/h]\n"
        for hour in 0..<31 * 24 { flow += "2024-03-\(two(hour / 24 + 1)) \(two(hour % 24)):00,2\n" }
        try springs.write("flow.csv", flow)
        var registers = "\(heading)\n"
        for (id, rate) in [("J2", 24.0), ("J3", 18.0)] {
            for day in days {
                let date = try #require(LocalDate(year: 2024, month: 3, day: 1)?.advanced(byDays: day))
                if let text = row(day, 1000 + rate * Double(day)) { registers += "\(id),\(date),\(text)\n" }
            }
        }
        try springs.write("registers.csv", registers)
        for (file, kind) in [("flow.csv", "flow"), ("registers.csv", "register")] {
            let outcome = try springs.run(
                "readings", "import", "city.db", file, "--kind", kind, "--timezone", "Asia/Shanghai")
            try #require(outcome.code == 0, "\(outcome.errors)")
        }
        return springs
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private func expectTruth(_ springs: Springs) throws {
        let outcome = try springs.run(
            "balance", "city.db", "--from", "2024-03-01", "--to", "2024-04-01", "--zone", "Town", "--format",
            "json")
        try #require(outcome.code == 0, "\(outcome.errors)")
        let period = try #require(try BalanceJSON(outcome.output).zones.first?.periods.first)
        #expect(abs((period.input_m3 ?? .nan) - 1488) < 1e-6)
        #expect(abs((period.metered_m3 ?? .nan) - 1302) < 1e-6)
        #expect(abs((period.loss_m3 ?? .nan) - 186) < 1e-6)
    }

    @Test("Reads of every day, with failed ones of zero in a row")
    func zeros() throws {
        try expectTruth(town(Array(0...31)) { day, value in (10...13).contains(day) ? "0" : "\(value)" })
    }

    @Test("Zeros that began long before the month and end in it")
    func longZeros() throws {
        try expectTruth(
            town(Array(-150...40)) { day, value in (-100..<20).contains(day) ? "0" : "\(value + 9000)" })
    }

    @Test("Once a month, in the middle of it")
    func monthly() throws {
        try expectTruth(town([-45, -16, 14, 45]) { _, value in "\(value)" })
    }

    @Test("Estimates are left out, and the true total is spread")
    func estimates() throws {
        try expectTruth(
            town([-31, 0, 10, 20, 31, 61], heading: "户号,抄表日期,抄见数,抄表方式") { day, value in
                [10, 20].contains(day) ? "\(value + 70),估抄" : "\(value),实抄"
            })
    }

    @Test("The column of the kind, with thousands marked in a file with a decimal comma")
    func columns() throws {
        try expectTruth(
            town([-1, 0, 31, 32], heading: "户号,抄表日期,用水量,抄见数") { _, value in
                // 1744 is "1.744,00", quoted, for commas separate here.
                let whole = Int(value)
                let thousands = whole < 1000 ? "" : "\(whole / 1000)."
                let rest = whole < 1000 ? "\(whole)" : String(format: "%03d", whole % 1000)
                return "24,\"\(thousands)\(rest),00\""
            })
    }

    @Test("An exchange on record at the instant of the old register's last reading")
    func exchange() throws {
        let springs = try town(Array(0...31)) { day, value in
            // The new register starts at zero at midnight of the 15th day, when the old one is read for the
            // last time.
            let rate = (value - 1000) / Double(max(day, 1))
            return day <= 15 ? "\(value)" : "\(rate * Double(day - 15))"
        }
        let city = try City(path: springs.path("city.db"))
        let date = try city.timestamp("2024-03-16")
        try city.importing { writer in
            for (id, rate) in [("J2", 24.0), ("J3", 18.0)] {
                try writer.addReplacement(
                    .init(at: date, oldFinal: 1000 + 15 * rate, newInitial: 0), ofMeter: id)
            }
        }
        try expectTruth(springs)
    }
}
