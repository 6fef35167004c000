import Foundation
import Testing

@Suite("Readings and zones that do not fit the city are refused in one sentence")
struct ReadingsAndZonesTests {
    @Test("A broken row: which line, which column, what is there")
    func brokenRows() throws {
        let springs = try Springs()
        try springs.makeTown()
        for (row, reason) in [
            ("2024-03-04 01:00:00,x10", "line 3, column 'P1': found 'x10', expected a number"),
            ("2024-03-04 01:00:00,10,11", "line 3: found 3 cells, expected 2, as many as headings"),
            (
                "2024-13-04 01:00:00,10",
                "line 3, column 'Timestamp': found '2024-13-04 01:00:00', "
                    + "expected a time such as 2018-01-01 00:05:00"
            ),
        ] {
            try springs.write(
                "flow.csv", "Timestamp,P1\n2024-03-04 00:00:00,10\n\(row)\n2024-03-04 02:00:00,10\n")
            let before = try springs.bytes("city.db")
            let outcome = try springs.run("readings", "import", "city.db", "flow.csv", "--kind", "flow")
            #expect(outcome.code == 1)
            #expect(outcome.errors == "Error: flow.csv, \(reason).\nNothing was read.\n")
            #expect(try springs.bytes("city.db") == before)
        }
    }

    @Test("A good file beside a bad one is not taken either")
    func allOrNothing() throws {
        let springs = try Springs()
        try springs.makeTown()
        try springs.writeFlows("good.csv")
        try springs.writeFlows("bad.csv", column: "P9")
        try springs.expectRefusal(
            ["readings", "import", "city.db", "good.csv", "bad.csv", "--kind", "flow"],
            "Error: bad.csv: 1 id not in the city as a meter or a link: P9; did you mean P1, P2, P3?")
    }

    @Test("Files, units and time zones that are none")
    func unusable() throws {
        let springs = try Springs()
        try springs.makeTown()
        try springs.writeFlows()
        let start = ["readings", "import", "city.db"]
        try springs.expectRefusal(
            start + ["none.csv", "--kind", "flow"],
            "Error: none.csv cannot be read: Failed to open 'none.csv'.")
        try springs.expectRefusal(
            start + ["flow.csv", "--kind", "flow", "--timezone", "Asia/Nowhere"],
            "Error: 'Asia/Nowhere' is no IANA time zone; give a name such as Asia/Shanghai, Europe/Berlin or "
                + "UTC.")
        try springs.write("empty.csv", "")
        try springs.expectRefusal(
            start + ["empty.csv", "--kind", "flow"],
            "Error: empty.csv is empty; expected a line of headings and rows of readings.")
        try springs.write("notime.csv", "a,b\n1,2\n")
        try springs.expectRefusal(
            start + ["notime.csv", "--kind", "flow"],
            "Error: notime.csv has no time column among 'a', 'b'; call it Timestamp, time, datetime, 时间, 日期 "
                + "or 采集时间.")
        try springs.write("twice.csv", "Timestamp,P1,P1\n2024-03-04,1,2\n")
        try springs.expectRefusal(
            start + ["twice.csv", "--kind", "flow"],
            "Error: twice.csv has more than one column 'P1'; give every element one column.")
    }

    @Test("Readings out of order are sorted and counted, doubled ones merged and counted")
    func outOfOrder() throws {
        let sorted = try Springs()
        let shuffled = try Springs()
        for springs in [sorted, shuffled] {
            try springs.makeTown()
            try springs.writeFlows()
        }
        var lines = String(decoding: try sorted.bytes("flow.csv"), as: UTF8.self)
            .split(separator: "\n").map(String.init)
        lines.swapAt(10, 11)
        lines.append(lines[20])
        try shuffled.write("flow.csv", lines.joined(separator: "\n"))
        let start = ["readings", "import", "city.db", "flow.csv", "--kind", "flow", "--unit", "m3/h"]
        let before = try counts(sorted.run(start + ["--format", "csv"]))
        #expect(before["rows"] == "49" && before["stored"] == "49")
        #expect(before["duplicates"] == "0" && before["out_of_order"] == "0")
        let after = try counts(shuffled.run(start + ["--format", "csv"]))
        #expect(after["rows"] == "50" && after["stored"] == "49")
        #expect(after["duplicates"] == "1" && after["conflicts"] == "0")
        // One for the pair that was exchanged, one for the row at the end.
        #expect(after["out_of_order"] == "2")
        let balance = [
            "balance", "city.db", "--from", "2024-03-04", "--to", "2024-03-06", "--by", "day", "--format",
            "csv",
        ]
        #expect(try sorted.run(balance).output == shuffled.run(balance).output)
    }

    /// The one row of a table in CSV, by its headings.
    private func counts(_ outcome: Springs.Outcome) throws -> [Substring: Substring] {
        let rows = outcome.output.split(whereSeparator: \.isNewline).map { $0.split(separator: ",") }
        try #require(rows.count == 2 && rows[0].count == rows[1].count, "\(outcome.output)")
        return Dictionary(uniqueKeysWithValues: zip(rows[0], rows[1]))
    }

    @Test("A period without readings has no loss and says why; it is never zero")
    func noReadings() throws {
        let springs = try Springs()
        try springs.makeTown()
        try springs.writeFlows()
        #expect(
            try springs.run(
                "readings", "import", "city.db", "flow.csv", "--kind", "flow", "--unit", "m3/h"
            ).code == 0)
        let outcome = try springs.run(
            "balance", "city.db", "--from", "2024-03-05", "--to", "2024-03-08", "--by", "day", "--format",
            "json")
        #expect(outcome.code == 0)
        let days = try BalanceJSON(outcome.output).zones[0].periods
        try #require(days.count == 3)
        // 10 m³/h for a day, less 2 L/s that the model's customers use: 240 − 172.8.
        #expect(days[0].input_m3 == 240)
        #expect(days[0].loss_m3.map { abs($0 - 67.2) < 1e-3 } == true)
        #expect(days[0].flags == [])
        for day in days.dropFirst() {
            #expect(day.input_m3 == nil)
            #expect(day.loss_m3 == nil)
            #expect(day.loss_ci95_m3 == nil)
            #expect(day.flags.contains("missing_inlet:P1"))
        }
        #expect(days[2].coverage == 0)
    }

    @Test("Periods, zones, cuts and names that are none")
    func unknown() throws {
        let springs = try Springs()
        try springs.makeTown()
        let balance = ["balance", "city.db", "--from", "2024-03-06", "--to"]
        try springs.expectRefusal(
            balance + ["2024-03-04"],
            "Error: The period ends at 2024-03-04T00:00:00Z, before its start at 2024-03-06T00:00:00Z; exchange "
                + "the two.")
        try springs.expectRefusal(
            balance + ["2024-03-99"],
            "Error: '2024-03-99' is no time; expected a form such as 2018-01-01 00:05:00, 2018/1/1 0:05, "
                + "2018-01-01 or 2018-01-01T00:05:00+08:00.")
        try springs.expectRefusal(
            balance + ["2024-03-07", "--zone", "Twn"], "Error: there is no zone 'Twn'; there are: Town")
        let derive = ["zones", "derive", "city.db", "--cut"]
        try springs.expectRefusal(
            derive + ["P11"],
            "Error: cut 'P11' is no link, meter or valve of the city; did you mean 'P1'?")
        try springs.expectRefusal(
            derive + ["P1", "--name", "J9=Town"],
            "Error: node 'J9' is not in the city; did you mean 'J1', 'J2', 'J3'?")
        try springs.expectRefusal(
            derive + ["P1", "--name", "R=Town"],
            "Error: node 'R' lies outside every zone, so nothing can be called 'Town' by it")
        try springs.expectRefusal(
            derive + ["P1", "--name", "J1=Town", "--name", "J3=City"],
            "Error: 'Town' and 'City' name the same zone (holds J3); a cut between them is missing")
    }

    @Test("A layer of lines is no layer of zones")
    func zonesOfLines() throws {
        let springs = try Springs()
        try springs.makeStreet()
        try springs.expectRefusal(
            ["zones", "import", "city.db", "pipes.geojson"],
            "Error: zone feature P1 is a linestring; a polygon or multipolygon was expected")
        try springs.expectRefusal(
            ["zones", "import", "city.db", "none.geojson"], "Error: none.geojson: there is no such file.")
    }
}
