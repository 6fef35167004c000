import Foundation
import Telemetry
import Testing

@testable import NetworkFormats

@Suite("Which column holds the values, and what other columns say of them")
struct ValueColumnTests {
    private func read(
        _ text: String, _ kind: ReadingKind, marks: ReadingMarks = ReadingMarks()
    ) throws -> RawReadings {
        try TemporaryFile.with(text.utf8) {
            try ReadingsCSV(path: $0, marks: marks).read(kind: kind, calendar: .utc)
        }
    }

    private func value(_ headings: String, _ kind: ReadingKind) throws -> (value: String, remarks: [String]) {
        let columns = headings.split(separator: ",").count
        let cells = (3...max(3, columns)).map { "\($0)" }.joined(separator: ",")
        let raw = try read("\(headings)\nM,2018-01-01,\(cells)\n", kind)
        guard case .long(_, _, let value, _, _) = raw.layout else { return ("wide", []) }
        return (value, raw.remarks.map(\.english))
    }

    @Test(
        "The one whose name or unit fits the kind",
        arguments: [
            ("表号,采集时间,累计流量,瞬时流量", ReadingKind.flow, "瞬时流量"), ("表号,采集时间,瞬时流量,累计流量", .register, "累计流量"),
            ("户号,抄表日期,上次读数,本次读数,用水量", .register, "本次读数"), ("户号,抄表日期,用水量,抄见数", .register, "抄见数"),
            ("户号,抄表日期,抄见数,用水量", .consumption, "用水量"), ("设备编号,采集时间,压力(MPa),瞬时流量", .flow, "瞬时流量"),
            ("设备编号,采集时间,压力(MPa),瞬时流量", .pressure, "压力(MPa)"),
            ("meter,time,reading,value", .register, "reading"),
            ("meter,time,flow,value", .flow, "flow"), ("meter,time,flow,value", .level, "value"),
            // The unit tells what a loose name means: a flow in cubic metres is the counter.
            ("meter,time,流量(m3/h),流量(m3)", .flow, "流量(m3/h)"),
            ("meter,time,流量(m3/h),流量(m3)", .register, "流量(m3)"),
            ("meter,time,value [kPa],value [L/s]", .pressure, "value [kPa]"),
            ("meter,time,reading", .level, "reading"),
            ("meter,time,totalizer,flow rate", .register, "totalizer"),
        ])
    func fits(headings: String, kind: ReadingKind, expected: String) throws {
        let (found, remarks) = try value(headings, kind)
        #expect(found == expected)
        let others = headings.split(separator: ",").dropFirst(2).map(String.init).filter { $0 != expected }
        #expect(others.allSatisfy { other in remarks.contains { $0.contains("'\(other)'") } })
    }

    @Test(
        "None or several that fit are refused",
        arguments: [
            ("表号,采集时间,累计流量", ReadingKind.flow, "no column of flow readings; '累计流量' is something else"),
            ("户号,抄表日期,用水量(m3)", .register, "no column of register readings"),
            ("meter,time,压力,水位", .flow, "'压力', '水位' are something else"),
            ("表号,时间,本次读数,抄见数", .register, "several columns that may hold register readings: '本次读数', '抄见数'"),
            ("meter,time,value,值", .flow, "several columns"),
            ("meter,time,reading,value", .flow, "several columns"),
            ("meter,time,value [furlong]", .flow, "'furlong' is no unit of flow readings"),
        ])
    func refused(headings: String, kind: ReadingKind, message: String) throws {
        do {
            let found = try value(headings, kind)
            Issue.record("\(found) was read")
        } catch let error as ReadingsFileError {
            #expect(error.description.contains(message))
        }
    }

    @Test("Rows marked bad are no readings, estimates are left out, and both are counted")
    func marks() throws {
        let raw = try read(
            """
            表号,抄表时间,抄见数,抄表方式,备注
            C1,2018-01-01,100,实抄,
            C1,2018-01-02,124,估抄,门锁
            C1,2018-01-03,999,异常,
            C1,2018-01-04,172,,估抄
            C1,2018-01-05,196,远传,
            """, .register)
        #expect(raw.series.map(\.values) == [[100, 196]])
        #expect(raw.markedRows == 3)
        let remarks = raw.remarks.map(\.english)
        #expect(
            remarks.contains(
                "line 3: marked in '抄表方式' as estimated, and left out: the meter was not read then"))
        #expect(remarks.contains("line 4: marked in '抄表方式' as no reading, and left out"))
        #expect(remarks.contains { $0.contains("'备注' holds words that say nothing of a reading") })
    }

    @Test(
        "Columns that say yes or no, wide files, and the column of kinds",
        arguments: [
            "id,time,value,estimated\nA,2018-01-01,1,no\nA,2018-01-02,2,yes\nA,2018-01-03,3,\n",
            "id,time,value,valid\nA,2018-01-01,1,1\nA,2018-01-02,2,0\nA,2018-01-03,3,1\n",
            "id,time,value,type\nA,2018-01-01,1,actual\nA,2018-01-02,2,E\nA,2018-01-03,3,level\n",
            "time,A,Quality\n2018-01-01,1,GOOD\n2018-01-02,2,Bad\n2018-01-03,3,192\n",
        ])
    func forms(text: String) throws {
        let raw = try read(text, .level)
        #expect(raw.series.map(\.values) == [[1, 3]])
        #expect(raw.markedRows == 1)
    }

    @Test("A word that is not known is refused, until somebody says what it means")
    func ownWords() throws {
        let text = "id,time,value,quality\nA,2018-01-01,1,64\nA,2018-01-02,2,Good\n"
        do {
            _ = try read(text, .level)
            Issue.record("a word was guessed")
        } catch let error as ReadingsFileError {
            #expect(
                error.description.contains("column 'quality': found '64', expected a word such as good, bad"))
        }
        #expect(try read(text, .level, marks: ReadingMarks(["64": .bad])).series.map(\.values) == [[2]])
        #expect(
            try read(text, .level, marks: ReadingMarks(["64": .good, "GOOD": .estimated])).series.map(
                \.values)
                == [[1]])
    }

    @Test(
        "Values that devices write for an error are no readings however long they last",
        arguments: [-9999.0, 9999, 99_999, 65_535, -99, -999.99])
    func errorCodes(code: Double) throws {
        for length in [1, 16, 90] {
            var text = "time,A [L/s]\n"
            for at in 0..<96 {
                let value = (4..<4 + length).contains(at) ? "\(code)" : "\(10 + Double(at % 7))"
                text +=
                    "2018-01-01 \(at / 4 < 10 ? "0" : "")\(at / 4):\(["00", "15", "30", "45"][at % 4]),\(value)\n"
            }
            let series = try read(text, .flow).series[0]
            #expect(series.values.count == 96 - length)
            #expect(series.errorCodes.map(\.value) == [code])
            #expect(series.errorCodes.map(\.count) == [length])
            #expect(series.errorCodes[0].first == Timestamp(1_514_764_800 + 3600))
        }
    }

    @Test("The same figures are readings where others are near, and on dials")
    func noCodes() throws {
        #expect(try read("time,A\n2018-01-01,9999\n2018-01-02,8700\n", .flow).series[0].values.count == 2)
        #expect(try read("time,A\n2018-01-01,-99\n2018-01-02,-80\n", .flow).series[0].values.count == 2)
        #expect(try read("time,A\n2018-01-01,99999\n2018-01-02,3\n", .register).series[0].values.count == 2)
        #expect(try read("time,A\n2018-01-01,9998\n2018-01-02,3\n", .flow).series[0].values.count == 2)
    }

    @Test("A dial that shows a code in no time, to the end of the file")
    func codesOnDials() throws {
        func register(_ last: [String]) throws -> RawSeries {
            var text = "time,C\n"
            for day in 1...20 { text += "2018-01-\(day < 10 ? "0" : "")\(day),\(1000 + 3 * day)\n" }
            for (at, value) in last.enumerated() { text += "2018-01-\(21 + at),\(value)\n" }
            return try read(text, .register).series[0]
        }
        let dead = try register(["99999", "99999", "99999"])
        #expect(dead.values.count == 20)
        #expect(dead.errorCodes.map(\.count) == [3])
        #expect(try register(["1063", "1066"]).values.count == 22)
        // 999 is a figure that is near.
        #expect(try register(["999", "1066"]).values.count == 22)
    }

    @Test("A wide file with a column of quality for each meter")
    func qualityBeside() throws {
        let raw = try read(
            "time,M1,M1_Quality,M2 [cm],M2 状态\n2018-01-01,1,Good,200,正常\n2018-01-02,2,Bad,300,\n2018-01-03,3,,400,异常\n",
            .level)
        #expect(raw.series.map(\.id) == ["M1", "M2"])
        #expect(raw.series.map(\.values) == [[1, 3], [2, 3]])
        #expect(raw.missingCells == 2)
    }

    @Test("One value in two units is one value; two values are not")
    func twoUnits() throws {
        func faults(_ rows: String) throws -> ReadingFaults {
            try read("id,time,value,unit\n\(rows)", .flow).series[0].cleaned().faults
        }
        let time = "M,2018-01-01"
        #expect(try faults("\(time),0.36,m3/h\n\(time),0.1,L/s\n").count(.duplicatesMerged) == 1)
        // 3.42 L/s are 12.312 m³/h, printed with one decimal as 12.3.
        #expect(try faults("\(time),12.3,m3/h\n\(time),3.42,L/s\n").count(.duplicatesMerged) == 1)
        #expect(try faults("\(time),12.3,m3/h\n\(time),3.6,L/s\n").count(.duplicateConflicts) == 2)
        #expect(try faults("\(time),10.1,m3/h\n\(time),10.2,m3/h\n").count(.duplicateConflicts) == 2)
        #expect(try faults("\(time),10.10,m3/h\n\(time),10.1,m3/h\n").count(.duplicatesMerged) == 1)
    }
}
