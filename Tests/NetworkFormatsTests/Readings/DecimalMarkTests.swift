import Foundation
import Telemetry
import Testing

@testable import NetworkFormats

@Suite("One decimal mark a file")
struct DecimalMarkTests {
    private func read(_ text: String, decimal: DecimalMark? = nil) throws -> [[Double]] {
        try TemporaryFile.with(text.utf8) {
            try ReadingsCSV(path: $0, decimal: decimal).read(kind: .register, calendar: .utc).series.map(
                \.values)
        }
    }

    /// A file of one meter with these values, in cells separated by `separator`.
    private func file(_ separator: String, _ cells: [String]) -> String {
        "time\(separator)A\n"
            + cells.enumerated().map { "2018-01-\($0 < 9 ? "0" : "")\($0 + 1)\(separator)\($1)\n" }.joined()
    }

    @Test(
        "A cell that can be read in one way only says how all are read",
        arguments: [
            (";", ["998,4", "1.004,9", "1.012,4"], [998.4, 1004.9, 1012.4]),
            (";", ["998,4", "1.005", "1.012"], [998.4, 1005, 1012]),
            // Known only at the end.
            (";", ["1.234", "1.250", "987,5"], [1234, 1250, 987.5]),
            ("\t", ["998.4", "1,005", "1,012"], [998.4, 1005, 1012]),
            ("\t", ["998", "1,005", "1,000,012"], [998, 1005, 1_000_012]),
            ("\t", ["\"9,998\"", "\"10,005\"", "\"112.25\""], [9998, 10_005, 112.25]),
            (",", ["\"1,234.5\"", "\"1,250\"", "7"], [1234.5, 1250, 7]),
            (",", ["\"10,5\"", "\"11,5\"", "\"1.234\""], [10.5, 11.5, 1234]),
            (";", ["0.512", "1.250"], [0.512, 1.25]), (";", ["10.5", "11.250"], [10.5, 11.25]),
            // Thousands without a mark show that the mark is none of thousands.
            (";", ["998,125", "1005,250", "1006"], [998.125, 1005.25, 1006]),
            (";", ["1.234", "12345"], [1.234, 12_345]),
            // Apostrophes and blanks group.
            (";", ["1'234.5", "1’250.0"], [1234.5, 1250]),
            (";", ["1 234,5", "1\u{A0}234,5", "1\u{202F}235"], [1234.5, 1234.5, 1235]),
            // With commas between the cells a point is what it looks like.
            (",", ["1.234", "1.250"], [1.234, 1.25]),
            (";", ["1e3", "2,5e1", "\u{2212}0,5"], [1000, 25, -0.5]),
        ])
    func read(separator: String, cells: [String], values: [Double]) throws {
        #expect(try read(file(separator, cells)) == [values])
    }

    @Test("One column tells for the other")
    func columns() throws {
        #expect(
            try read("time;C1;C2\n2018-01-01;998,4;12\n2018-01-02;1005,2;1.004\n2018-01-03;1012,1;1.012\n")
                == [[998.4, 1005.2, 1012.1], [12, 1004, 1012]])
    }

    @Test(
        "Where nothing tells, or cells contradict each other, the file is refused",
        arguments: [
            (";", ["1.234", "1.250"], "nothing in the file says whether the mark in '1.234'"),
            ("\t", ["1,234", "998"], "nothing in the file says whether the mark in '1,234'"),
            (",", ["\"1,234\"", "\"1,250\""], "nothing in the file says whether the mark in '1,234'"),
            (";", ["10.5", "10,5"], "'10.5' in line 2, '10,5' in line 3"),
            (";", ["1,234.5", "1.234,5"], "a decimal point and numbers with a decimal comma"),
            (";", ["10,5", "1.2345.6"], "expected a number"),
            (";", ["10,5", "12.34.567"], "expected a number"),
            (";", ["10,5", "1 23"], "expected a number"), (";", ["10,5", "1234.567"], "'10,5' in line 2"),
        ])
    func refused(separator: String, cells: [String], message: String) throws {
        do {
            let values = try read(file(separator, cells))
            Issue.record("\(cells) were read as \(values)")
        } catch let error as ReadingsFileError {
            #expect(error.description.contains(message))
        }
    }

    @Test("A person may say what the file does not")
    func told() throws {
        #expect(try read(file(";", ["1.234", "1.250"]), decimal: .comma) == [[1234, 1250]])
        #expect(try read(file(";", ["1.234", "1.250"]), decimal: .point) == [[1.234, 1.25]])
        #expect(try read(file("\t", ["1,234", "998"]), decimal: .point) == [[1234, 998]])
        #expect(throws: ReadingsFileError.self) { try read(file(";", ["10,5"]), decimal: .point) }
    }
}
