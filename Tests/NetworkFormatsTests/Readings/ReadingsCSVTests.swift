import Foundation
import InputOutput
import Telemetry
import Testing

@testable import NetworkFormats

@Suite struct ReadingsCSVTests {
    private let newYear: Int64 = 1_514_764_800

    private func read(
        _ bytes: some Sequence<UInt8>, _ kind: ReadingKind = .flow, unit: ReadingUnit? = nil,
        calendar: LocalCalendar = .utc
    ) throws -> RawReadings {
        try TemporaryFile.with(bytes) {
            try ReadingsCSV(path: $0).read(kind: kind, unit: unit, calendar: calendar)
        }
    }

    private func read(
        _ text: String, _ kind: ReadingKind = .flow, unit: ReadingUnit? = nil, calendar: LocalCalendar = .utc
    ) throws -> RawReadings {
        try read(text.utf8, kind, unit: unit, calendar: calendar)
    }

    private func base64(_ text: String) throws -> Data { try #require(Data(base64Encoded: text)) }

    private func isNear(_ a: [Double], _ b: [Double]) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= 1e-12 * max(1, abs($1)) }
    }

    @Test func wideFile() throws {
        let raw = try read(
            "Timestamp,M1,M2\n2018-01-01 00:00:00,3.6,7200\n2018-01-01 00:05:00,-36,0\n")
        #expect(raw.layout == .wide(time: "Timestamp"))
        #expect(raw.rows == 2)
        #expect(raw.missingCells == 0)
        #expect(raw.series.map(\.id) == ["M1", "M2"])
        #expect(raw.series[0].times == [newYear, newYear + 300])
        #expect(isNear(raw.series[0].values, [0.001, -0.01]))
        #expect(isNear(raw.series[1].values, [2, 0]))
        #expect(raw.series[0].unit == .flow(.cubicMetersPerHour))
    }

    @Test func missingCellsAreNoZeros() throws {
        let raw = try read(
            "time,A,B\n2018-01-01,1,\n2018-01-02,NA,2\n2018-01-03,NaN,-\n2018-01-04,null,0\n", .level)
        #expect(raw.missingCells == 5)
        #expect(raw.series[0].values == [1])
        #expect(raw.series[0].times == [newYear])
        #expect(raw.series[0].missing == 3)
        #expect(raw.series[1].values == [2, 0])
        #expect(raw.series[1].times == [newYear + 86_400, newYear + 3 * 86_400])
    }

    @Test(arguments: [
        "Timestamp,A,B\r\n2018-01-01 00:00,1.5,2\r\n", "\u{FEFF}Timestamp;A;B\n2018-01-01 00:00;1,5;2\n",
        "Timestamp\tA\tB\n2018-01-01 00:00\t1.5\t2",
        "\"Timestamp\",\"A\",\"B\"\n\"2018-01-01 00:00\",\"1.5\",\" 2 \"\n",
        "\n\nTimestamp, A ,B\n\n2018-01-01 00:00, 1.50 ,2e0\n\n", ",A,B\n2018-01-01T00:00:00Z,+1.5,2.\n",
        "Timestamp,A,B,\n2018-01-01 00:00,15e-1,2,\n",
    ])
    func dialects(text: String) throws {
        let raw = try read(text, .level)
        #expect(raw.series.map(\.id) == ["A", "B"])
        #expect(raw.series.map(\.values) == [[1.5], [2]])
        #expect(raw.series.map(\.times) == [[newYear], [newYear]])
    }

    @Test func quotedHeadingsHoldSeparatorsQuotesAndLineEnds() throws {
        let raw = try read("time,\"a,b\",\"c\"\"d\",\"e\nf\"\n2018-01-01,1,2,3\n", .level)
        #expect(raw.series.map(\.id) == ["a,b", "c\"d", "e\nf"])
        // The line of a broken row counts the line end inside the heading.
        do {
            _ = try read("time,\"e\nf\"\n2018-01-01,1\n2018-01-02,x\n", .level)
            Issue.record("a broken number was read")
        } catch ReadingsFileError.brokenRows(_, let rows, _) {
            #expect(rows.map(\.line) == [4])
        }
    }

    @Test(arguments: [
        "H4sICCeRBGsAA3MuY3N2AAvJzE0tLknMLdDxNdTxNeIyMjC00DUwBCIFAwMrMNIx1jPTMddDlTOEyukYcAEAOdoJFkMAAAA=",
        "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ABCAC9dACoaSaZqau+QJGcKhQRhY+rJS6RQ6wJdYkxjI8yBlYySCKx8kl3BczlJsegC08fgAABn"
            + "KftzYH5zXwABS0PPM97cH7bzfQEAAAAABFla",
        "KLUv/SRDrQEAlAJUaW1lc3RhbXAsTTEsTTIKMjAxOC0wMS0wMSAwMDosMy42LDcuMSwwCgMAIBM/pVHBOQE4A2RI",
        "QlpoOTFBWSZTWbSQoxYAAB1fgAAQQAd50AACBAAiIkwAIABUUA0AxHpBKaUyeobU9QBBnArrXyzSTMQbhiQwPZikwqo0dSXEndNgo9IN8XckU4U"
            + "JC0kKMWA=",
    ])
    func compressedFiles(text: String) throws {
        let raw = try read(try base64(text))
        #expect(isNear(raw.series[0].values, [0.001]))
        #expect(isNear(raw.series[1].values, [0.002, 0]))
        #expect(raw.missingCells == 1)
    }

    @Test func damagedCompressionIsSaid() throws {
        let whole = try base64(
            "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ABCAC9dACoaSaZqau+QJGcKhQRhY+rJS6RQ6wJdYkxjI8yBlYySCKx8kl3BczlJsegC08fgAABn"
                + "KftzYH5zXwABS0PPM97cH7bzfQEAAAAABFla")
        #expect(throws: ReadingsFileError.self) { try read(whole.prefix(60)) }
    }

    @Test func chineseHeadingsInGB18030() throws {
        let raw = try read(
            try base64(
                "ssm8r8qxvOQs0ru6xbHtIFvBore9w9cv0KHKsV0stv66xbHto6i21i/KsaOpDQoyMDE4LzEvMSAwOjA1LDM2LDcyDQoyMDE4LzEvMSAwOjEwLC0s"
                    + "Ny4yDQo="))
        #expect(raw.isGB18030)
        #expect(raw.layout == .wide(time: "采集时间"))
        #expect(raw.series.map(\.id) == ["一号表", "二号表"])
        #expect(isNear(raw.series[0].values, [0.01]))
        #expect(isNear(raw.series[1].values, [0.02, 0.002]))
        #expect(raw.series[1].times == [newYear + 300, newYear + 600])
    }

    @Test func longFileInGB18030WithFourByteCharacters() throws {
        let raw = try read(
            try base64(
                "se26xSyzrbHtyrG85Cy2wcr9CrPHtquBOe8x1b4sMjAxOC0wMS0wMSwxMDAKs8fO99W+LDIwMTgtMDEtMDEsMjAwCrPHtquBOe8x1b4sMjAxOC0w"
                    + "Mi0wMSwxNTAK"), .register)
        #expect(raw.layout == .long(id: "表号", time: "抄表时间", value: "读数", unit: nil, kind: nil))
        #expect(raw.series.map(\.id) == ["城东㐂站", "城西站"])
        #expect(raw.series.map(\.values) == [[100, 150], [200]])
    }

    @Test func longFileWithUnitsAndKinds() throws {
        let text = """
            meter,time,value,unit,kind
            M1,2018-01-01 00:00,36,m3/h,flow
            M2,2018-01-01 00:00,10,L/s,flow
            T1,2018-01-01 00:00,3.2,m,level
            M1,2018-01-01 00:15,,m3/h,flow
            M1,2018-01-01 00:30,72,,flow
            M2,2018-01-01 00:15,20,L/s,flow
            """
        let raw = try read(text)
        #expect(raw.layout == .long(id: "meter", time: "time", value: "value", unit: "unit", kind: "kind"))
        #expect(raw.rows == 6)
        #expect(raw.otherRows == 1)
        #expect(raw.missingCells == 1)
        #expect(raw.series.map(\.id) == ["M1", "M2"])
        #expect(isNear(raw.series[0].values, [0.01, 0.02]))
        #expect(raw.series[0].times == [newYear, newYear + 1800])
        #expect(isNear(raw.series[1].values, [0.01, 0.02]))
        #expect(try read(text, .level).series.map(\.id) == ["T1"])
    }

    @Test func manyIdsInAnyOrder() throws {
        var text = "id,time,value\n"
        for day in 0..<3 {
            // 7 and 1000 share no divisor: every id once a day, in a scattered order.
            for at in 0..<1000 { text += "M\((at * (7 + 2 * day)) % 1000),2018-01-0\(day + 1),\(day)\n" }
        }
        let raw = try read(text, .register)
        #expect(Set(raw.series.map(\.id)).count == 1000)
        #expect(raw.series.count == 1000)
        #expect(raw.rows == 3000)
        #expect(
            raw.series.allSatisfy { $0.values == $0.values.sorted() && Set($0.times).count == $0.times.count }
        )
    }

    @Test func unitsByArgumentHeadingAndDefault() throws {
        let text = "time,A [L/s],B (kPa),C\n2018-01-01,5,5,5\n"
        let raw = try read(text, .flow, unit: .flow(.cubicMetersPerSecond))
        // Kilopascals are no flow, so the brackets belong to the id.
        #expect(raw.series.map(\.id) == ["A", "B (kPa)", "C"])
        #expect(isNear(raw.series.map { $0.values[0] }, [0.005, 5, 5]))
        #expect(throws: ReadingsFileError.unitDoesNotFit(unit: .length(.meters), kind: .flow)) {
            try read(text, .flow, unit: .length(.meters))
        }
        let rates = try read("time,n1\n2018-01-01,3600\n", .consumption, unit: .flow(.litersPerHour))
        #expect(isNear(rates.series[0].values, [0.001]))
        #expect(try rates.series[0].cleaned().series.consumptionForm == .rate)
        #expect(
            try read("time,n1\n2018-01-01,36\n", .consumption).series[0].cleaned().series.consumptionForm
                == .volume)
    }

    @Test func brokenRowsAreToldTogetherAndNothingIsRead() throws {
        let text = """
            Timestamp,A,B
            2018-01-01 00:00,1,2
            2018-01-01 00:05,1
            2018-13-01 00:10,1,2
            2018-01-01 00:15,x,2
            2018-01-01 00:20,1,1.2.3
            2018-01-01 00:25,inf,0x10
            """
        do {
            _ = try read(text)
            Issue.record("broken rows were read")
        } catch ReadingsFileError.brokenRows(let path, let rows, let hasMore) {
            #expect(rows.map(\.line) == [3, 4, 5, 6, 7, 7])
            #expect(rows.map(\.column) == ["", "Timestamp", "A", "B", "A", "B"])
            #expect(
                rows.map(\.found.english) == [
                    "2 cells", "'2018-13-01 00:10'", "'x'", "'1.2.3'", "'inf'", "'0x10'",
                ])
            #expect(!hasMore)
            let message = ReadingsFileError.brokenRows(path: path, rows: rows, hasMore: hasMore).description
            #expect(message.hasPrefix("\(path), line 3: found 2 cells, expected 3"))
        }
    }

    @Test func errorsStopAtTheLimit() throws {
        let text = "time,A\n" + String(repeating: "2018-01-01,x\n", count: 50)
        let (count, hasMore) = try TemporaryFile.with(text.utf8) { path in
            do {
                _ = try ReadingsCSV(path: path, maximumErrors: 3).read(kind: .flow, calendar: .utc)
                return (0, false)
            } catch ReadingsFileError.brokenRows(_, let rows, let hasMore) {
                return (rows.count, hasMore)
            }
        }
        #expect(count == 3 && hasMore)
    }

    @Test func headingsThatSayTooLittle() throws {
        func failure(_ text: String) -> ReadingsFileError? {
            do throws(ReadingsFileError) {
                _ = try FailingFile.read(text)
                return nil
            } catch {
                return error
            }
        }
        guard case .noTimeColumn(_, ["A", "B"])? = failure("A,B\n1,2\n") else {
            Issue.record("a file without times was read")
            return
        }
        guard case .noValueColumn? = failure("time\n2018-01-01\n") else {
            Issue.record("a file without values was read")
            return
        }
        guard case .repeatedColumn(_, "A")? = failure("time,A,A\n2018-01-01,1,2\n") else {
            Issue.record("a column was read twice")
            return
        }
        guard case .unknownUnit(_, "A [furlong]", "furlong", .flow)? = failure("time,A [furlong]\n") else {
            Issue.record("an unknown unit was read")
            return
        }
        guard case .empty? = failure("") else {
            Issue.record("an empty file was read")
            return
        }
    }

    @Test func aFileThatIsNotThere() {
        #expect(throws: ReadingsFileError.self) {
            try ReadingsCSV(path: "/nowhere/at/all.csv").read(kind: .flow, calendar: .utc)
        }
    }

    @Test func utf16IsRefused() throws {
        #expect(throws: ReadingsFileError.self) { try read([0xFF, 0xFE, 0x74, 0x00, 0x0A, 0x00]) }
    }

    @Test func clocksGoingBackAreToldApartByOrder() throws {
        let berlin = try LocalCalendar(timeZone: "Europe/Berlin")
        let expected: [Int64] = [1_540_681_200, 1_540_684_800, 1_540_688_400, 1_540_692_000]
        let hours = ["01:00", "02:00", "02:00", "03:00"]
        let wide = "time,A\n" + hours.map { "2018-10-28 \($0),1\n" }.joined()
        #expect(try read(wide, calendar: berlin).series[0].times == expected)
        // Two meters, time by time: each has its own order.
        let long =
            "id,time,value\n"
            + hours.flatMap { hour in ["A", "B"].map { "\($0),2018-10-28 \(hour),1\n" } }.joined()
        let series = try read(long, calendar: berlin).series
        #expect(series.map(\.times) == [expected, expected])
        #expect(throws: ReadingsFileError.self) { try read("time,A\n2018-03-25 02:30,1\n", calendar: berlin) }
    }

    @Test func filesLongerThanTheBuffer() throws {
        // About 3 MB, so that rows cross the ends of the buffer at many places.
        var text = "time"
        for column in 0..<40 { text += ",C\(column)" }
        text += "\n"
        for row in 0..<12_000 {
            text +=
                "2018-01-\(row / 1440 < 9 ? "0" : "")\(row / 1440 + 1) \(row / 60 % 24):\(row % 60 < 10 ? "0" : "")\(row % 60)"
            for column in 0..<40 { text += ",\((row * 40 + column) % 9973)" }
            text += "\n"
        }
        let raw = try read(text, .level)
        #expect(raw.rows == 12_000)
        #expect(raw.series.count == 40)
        for (column, series) in raw.series.enumerated() {
            let expected = (0..<12_000).map { row in Double((row * 40 + column) % 9973) }
            #expect(series.values == expected)
        }
        let times = (0..<12_000).map { row in newYear + Int64(row) * 60 }
        #expect(raw.series[0].times == times)
    }

    @Test(arguments: [
        "0", "-0", "0.1", "1e5", "1E-7", "123456789012345", "0.000000000000001", "9007199254740993",
        "3.14159265358979323846",
        "0.30000000000000004", "1.7976931348623157e308", "4.9e-324", "00012.50", "-273.15", "+7", ".5", "5.",
        "123456.789012345678", "99999999999999999999", "18446744073709551617.5",
        "0.0000000000000000000000123",
    ])
    func numbersRoundAsTheStandardLibraryDoes(text: String) throws {
        let expected = try #require(strtod(text, nil) as Double?)
        let raw = try read("time,A\n2018-01-01,\(text)\n", .level)
        #expect(raw.series[0].values.map(\.bitPattern) == [expected.bitPattern])
    }
}

/// Reads text from a file of its own and throws only what the reader throws.
private enum FailingFile {
    static func read(_ text: String) throws(ReadingsFileError) -> RawReadings {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent(
            "readings-\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: url) }
        guard FileManager.default.createFile(atPath: url.path, contents: Data(text.utf8)) else {
            throw .unreadable(path: url.path, reason: Wording("the test could not write it", "测试无法写入"))
        }
        return try ReadingsCSV(path: url.path).read(kind: .flow, calendar: .utc)
    }
}
