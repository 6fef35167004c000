import Foundation
import Telemetry
import Testing

@testable import NetworkFormats

@Suite("Files of readings as spreadsheets and loggers leave them")
struct FieldFileTests {
    private func read(
        _ text: String, _ kind: ReadingKind = .level, decimal: DecimalMark? = nil,
        marks: ReadingMarks = ReadingMarks()
    ) throws -> RawReadings {
        try TemporaryFile.with(text.utf8) {
            try ReadingsCSV(path: $0, decimal: decimal, marks: marks).read(kind: kind, calendar: .utc)
        }
    }

    private func failure(_ text: String, _ kind: ReadingKind = .level) throws -> String {
        do {
            _ = try read(text, kind)
            Issue.record("\(text) was read")
            return ""
        } catch let error as ReadingsFileError {
            return error.description
        }
    }

    private let newYear: Int64 = 1_514_764_800

    @Test(
        "Plain in spite of what stands around the readings",
        arguments: [
            // Rows of separators below, and columns beside.
            "Time,A,,\n2018-01-01 00:00,1.5,,\n2018-01-01 00:15,2,,\n,,,\n,,,\n",
            "Time,A\n2018-01-01 00:00,1.5,\n2018-01-01 00:15,2,,\n",
            // Lines above the headings.
            "sep=;\nTime;A\n2018-01-01 00:00;1,5\n2018-01-01 00:15;2\n",
            "\"sep=,\"\nTime,A\n2018-01-01 00:00,1.5\n2018-01-01 00:15,2\n",
            "Logger: LX-7\nSerial,12345\nDate,2018-01-02\n\nTime,A\n2018-01-01 00:00,1.5\n2018-01-01 00:15,2\n",
            "Time,2018-01-02 12:00\nTime,A\n2018-01-01 00:00,1.5\n2018-01-01 00:15,2\n",
            "# made by X;Y;Z\n# 1\nTime,A\n2018-01-01 00:00,1.5\n2018-01-01 00:15,2\n",
            // Units below the headings, in brackets or not.
            "Time,A\n,m\n2018-01-01 00:00,1.5\n2018-01-01 00:15,2\n",
            "Time,A\nyyyy-mm-dd,[cm]\n2018-01-01 00:00,150\n2018-01-01 00:15,200\n",
            // Headings again, and totals.
            "Time,A\n2018-01-01 00:00,1.5\nTime,A\n2018-01-01 00:15,2\nTotal,3.5\n合计,3.5\n",
            // Separators and line ends.
            "Time|A\n2018-01-01 00:00|1.5\n2018-01-01 00:15|2\n",
            "Time,A\r2018-01-01 00:00,1.5\r2018-01-01 00:15,2\r",
            "Time;Name, long;A\r\n2018-01-01 00:00;;1,5\r\n2018-01-01 00:15;;2\r\n",
            // Times in two columns, and of other spellings.
            "Date,Time,A\n2018-01-01,00:00,1.5\n2018-01-01,00:15,2\n",
            "日期;时间;A\n2018年1月1日;0:00;1,5\n2018年1月1日;0:15;2\n",
            "Time,A\n\"2018-01-01\n00:00\",1.5\n2018-01-01 00:15,2\n",
            // Ids, signs and digits.
            "Time,=\"A\"\n2018-01-01 00:00,+1.5\n2018-01-01 00:15,\u{A0}2 \n",
            "Time,A\u{A0}\n２０１８－０１－０１ ００：００,１．５\n2018-01-01 00:15,２\n",
            // What a logger writes about itself.
            "Time,A,Battery (V),Signal (dBm)\n2018-01-01 00:00,1.5,3.6,-80\n2018-01-01 00:15,2,3.6,-81\n",
            "Time,A\n2018-01-01 00:00,1.5\n2018-01-01 00:15,2\n\0\0\0\0\n\u{1A}\n",
        ])
    func plain(text: String) throws {
        let raw = try read(text)
        let series = try #require(raw.series.first { $0.id == "A" })
        #expect(series.values == [1.5, 2])
        #expect(series.times == [newYear, newYear + 900])
    }

    @Test("UTF-16 in both orders, with and without its mark")
    func utf16() throws {
        let text = "Time\tA\r\n2018-01-01 00:00\t1,5\r\n2018-01-01 00:15\t2\r\n"
        for bigEndian in [false, true] {
            for hasMark in [false, true] {
                let units = (hasMark ? [UInt16(0xFEFF)] : []) + Array(text.utf16)
                let bytes = units.flatMap { unit -> [UInt8] in
                    let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
                    return bigEndian ? [high, low] : [low, high]
                }
                let raw = try TemporaryFile.with(bytes) {
                    try ReadingsCSV(path: $0).read(kind: .level, calendar: .utc)
                }
                #expect(raw.series.map(\.values) == [[1.5, 2]])
            }
        }
    }

    @Test("What was left out is said")
    func remarks() throws {
        let raw = try read(
            """
            Logger LX-7
            Time,A,Battery,Record
            ,m,V,
            2018-01-01 00:00,1,3.6,1
            2018-01-01 00:15,#DIV/0!,3.6,2
            2018-01-01 00:30,[-11059] No Good Data For Calculation,3.6,3
            Time,A,Battery,Record
            Sum,1,,
            """)
        #expect(raw.series.map(\.values) == [[1]])
        #expect(raw.missingCells == 2)
        #expect(
            raw.remarks.map(\.english) == [
                "what stands above the headings in line 2 is not read (1 line)",
                "columns not read: 'Battery', 'Record'",
                "line 3: the row below the headings holds the units",
                "2 times, the first in line 5: no reading, but a program's word for an error, such as '#DIV/0!'",
                "line 7: the headings are repeated",
                "line 8: a row of totals ('sum') is no reading and was left out",
            ])
    }

    @Test(
        "What is not plain is refused with the way out",
        arguments: [
            ("Time,A\n2018-01-01,10.5 m\n", "a number alone; the unit belongs in the heading, as in 'A [m]'"),
            ("Time,A\n2018-01-01,(10.5)\n", "a number, with a minus where it is negative"),
            ("Time,A\n2018-01-01,inf\n", "a number, or nothing where there is no reading"),
            ("Time,A\n2018-01-01,1e400\n", "expected a number"),
            ("Time,A\n,21\n", "found nothing, expected a time"),
            (
                "Time,A\n2018-01-01,1\n43101,1\n",
                "a spreadsheet's day number, and the rows before are written otherwise"
            ),
            (
                "Time,A\n2018-01-01,1\n1514764800,1\n",
                "seconds since 1970, and the rows before are written otherwise"
            ),
            ("Time,A\n01/02/2018 00:00,1\n", "write the year first, with four digits"),
            ("Time,A\n2018-01,1\n", "this is a month: give the day of the reading"),
            ("时间，A\n2018-01-01，1\n", "replace it by ','"),
            ("Time,A,A [cm]\n2018-01-01,1,2\n", "more than one column 'A'"),
        ])
    func refused(text: String, way: String) throws {
        #expect(try failure(text).contains(way))
    }

    @Test("Neither a control character nor a long cell reaches the terminal")
    func quoting() throws {
        let long = String(repeating: "x", count: 500)
        let message = try failure("Time,A\n2018-01-01,\u{1B}[31m\(long)\n")
        #expect(!message.unicodeScalars.contains("\u{1B}"))
        #expect(message.contains("…") && message.count < 300)
    }

    @Test(
        "Files of other kinds are called by their name",
        arguments: [
            ("PK\u{3}\u{4}..xl/workbook.xml", "an Excel workbook"),
            ("PK\u{3}\u{4}..readings.csv", "an archive"),
            ("%PDF-1.7", "a PDF document"), ("SQLite format 3\0....", "an SQLite database"),
            ("<html><table>", "a web page"), ("<?xml version=\"1.0\"?><Workbook>", "an XML file"),
            ("{\"a\":1}", "a JSON file"), ("PAR1....", "a Parquet file"),
            ("\u{1}\u{2}\u{3}\u{4}abc\u{5}\u{6}\u{7}\u{8}", "a binary file"),
        ])
    func foreign(text: String, name: String) throws {
        let message = try failure(text)
        #expect(message.contains("is \(name) and no text of separated values"))
        #expect(message.unicodeScalars.allSatisfy { $0.value >= 0x20 })
    }
}
