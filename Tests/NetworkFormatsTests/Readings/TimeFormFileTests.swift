import Foundation
import NetworkFormats
import Telemetry
import Testing

@Suite("Files of readings whose times are written as loggers and spreadsheets do")
struct TimeFormFileTests {
    private func read(
        _ text: String, form: TimeForm? = nil, zone: String = "UTC"
    ) throws -> RawReadings {
        try TemporaryFile.with(text.utf8) {
            try ReadingsCSV(path: $0, timeForm: form, latest: Timestamp(1_798_675_200)).read(
                kind: .flow, calendar: LocalCalendar(timeZone: zone))
        }
    }

    private func times(_ text: String, form: TimeForm? = nil, zone: String = "UTC") throws -> [String] {
        try read(text, form: form, zone: zone).series.first?.times.map { Timestamp($0).description } ?? []
    }

    @Test("A heading that shows the pattern settles it, and its unit and NaN are read")
    func heading() throws {
        let raw = try read(
            """
            Date-time CET-CEST (DD/MM/YYYY HH:mm),DMA 1 (L/s),DMA 2 (L/s)
            01/02/2021 00:00,NaN,3.7
            01/02/2021 01:00,2,Null

            """, zone: "Europe/Rome")
        #expect(raw.series.map(\.id) == ["DMA 1", "DMA 2"])
        #expect(raw.series[1].times.map { Timestamp($0).description } == ["2021-01-31T23:00:00Z"])
        #expect(raw.series[1].values == [0.0037])
        #expect(raw.remarks.contains { $0.english.contains("'01/02/2021 00:00' is 2021-02-01 00:00:00") })
    }

    @Test("One day past the twelfth settles a whole file, wherever it stands")
    func oneReading() throws {
        #expect(
            try times("time,M1\n03/04/2024 00:00,1\n13/04/2024 00:00,2\n")
                == ["2024-04-03T00:00:00Z", "2024-04-13T00:00:00Z"])
        #expect(
            try times("time,M1\n03/04/2024 00:00,1\n03/13/2024 00:00,2\n")
                == ["2024-03-04T00:00:00Z", "2024-03-13T00:00:00Z"])
        #expect(
            try times("time;M1\n45355,0104166667;1,5\n45355,0208333333;2,5\n")
                == ["2024-03-04T00:15:00Z", "2024-03-04T00:30:00Z"])
        #expect(
            try times("time,M1\n1709511300,1\n1709511600,2\n", zone: "Asia/Shanghai")
                == ["2024-03-04T00:15:00Z", "2024-03-04T00:20:00Z"])
        #expect(
            try times("id,time,value\nM1,13/04/2024,1\nM1,14/04/2024,1\n").first == "2024-04-13T00:00:00Z")
    }

    @Test("Two readings of all times are refused with both")
    func ambiguous() throws {
        let error = #expect(throws: ReadingsFileError.self) {
            try read("time,M1\n03/04/2024 00:00,1\n04/04/2024 00:00,2\n")
        }
        guard case .ambiguousTimes(_, 2, "03/04/2024 00:00", let readings) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(
            readings.map(\.english) == [
                "2024-04-03 00:00:00 (day first)", "2024-03-04 00:00:00 (month first)",
            ])
        #expect(error?.remedy == .stateTimeForm)
        #expect(
            try times("time,M1\n03/04/2024 00:00,1\n04/04/2024 00:00,2\n", form: .monthFirst)
                == ["2024-03-04T00:00:00Z", "2024-04-04T00:00:00Z"])
    }

    @Test("Times of two forms are refused with their lines")
    func contradictory() throws {
        // The first line settles the form; the last is no time of it.
        let late = #expect(throws: ReadingsFileError.self) {
            try read("time,M1\n13/04/2024,1\n14/04/2024,2\n04/15/2024,2\n")
        }
        guard case .brokenRows(_, let rows, _) = late else {
            Issue.record("\(String(describing: late))")
            return
        }
        #expect(rows.map(\.line) == [4])
        // While two forms are possible, a time of a third belongs to neither.
        let early = #expect(throws: ReadingsFileError.self) { try read("time,M1\n03/04/2024,1\n45355,2\n") }
        guard case .contradictoryTimes(_, [2, 3], ["03/04/2024", "45355"]) = early else {
            Issue.record("\(String(describing: early))")
            return
        }
    }

    @Test("A first time that has not come yet says what it would be")
    func future() throws {
        let error = #expect(throws: ReadingsFileError.self) { try read("time,M1\n2034010100,1\n") }
        let text = error?.explanation.english ?? ""
        // As seconds since 1970 2034010100 is in June 2034.
        #expect(text.contains("as seconds since 1970 it would be 2034-06-"), "\(text)")
        #expect(throws: ReadingsFileError.self) { try read("time,M1\n01/02/2099,1\n") }
    }

    @Test("A time that is none is named by its line, whatever the form of the others")
    func broken() throws {
        let error = #expect(throws: ReadingsFileError.self) {
            try read("time,M1\n03/04/2024,1\nyesterday,2\n25/04/2024,3\n")
        }
        guard case .brokenRows(_, let rows, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(rows.map(\.line) == [3])
    }

    @Test("A heading that says UTC is believed, whatever the city's zone")
    func utc() throws {
        for heading in ["Time (UTC)", "Timestamp UTC", "UTC", "time [GMT]"] {
            let raw = try read(
                "\(heading),M1\n2024-03-04 00:15,1\n2024-03-04 00:30,2\n", zone: "Asia/Shanghai")
            #expect(raw.series.first?.times.first == 1_709_511_300, "\(heading)")
            #expect(raw.remarks.contains { $0.english.contains("UTC") })
        }
        #expect(
            try times("time,M1\n2024-03-04 08:15,1\n2024-03-04 08:30,2\n", zone: "Asia/Shanghai").first
                == "2024-03-04T00:15:00Z")
    }

    @Test("A numbered file of day and time in two columns is read")
    func parts() throws {
        #expect(
            try times("date,time,M1\n13/04/2024,00:15,1\n13/04/2024,00:30,2\n")
                == ["2024-04-13T00:15:00Z", "2024-04-13T00:30:00Z"])
        #expect(
            try times("date,time,M1\n45355,0.25,1\n45355,0.5,2\n")
                == ["2024-03-04T06:00:00Z", "2024-03-04T12:00:00Z"])
    }

    @Test("Names of a historian become ids; one of no id is left out")
    func names() throws {
        let names = try TemporaryFile.with("tag,id\nFT-101.PV,M1\nFT-102.PV (L/s),M2\nTT-1,\n".utf8) {
            try ReadingNames(path: $0)
        }
        #expect(names["FT-101.PV"] == "M1")
        #expect(names["FT-102.PV"] == "M2")
        #expect(names["TT-1"] == nil && names.leavesOut("TT-1"))
        #expect(names["other"] == nil && !names.leavesOut("other"))
        for text in ["tag,id\nA,M1\nA,M2\n", "a,b,c\n1,2,3\n", "tag,id\n,M1\n", ""] {
            #expect(throws: ReadingsFileError.self, "\(text)") {
                try TemporaryFile.with(text.utf8) { try ReadingNames(path: $0) }
            }
        }
    }
}
