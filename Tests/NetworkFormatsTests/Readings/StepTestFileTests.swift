import Foundation
import LeakZones
import NetworkFormats
import Telemetry
import Testing

@Suite("Files of step tests")
struct StepTestFileTests {
    private func read(_ text: String) throws -> [StepTestWindow] {
        let file = FileManager.default.temporaryDirectory.appending(path: "steps-\(UUID().uuidString).csv")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try StepTestFile.read(path: file.path, calendar: LocalCalendar(timeZone: "Asia/Shanghai"))
    }

    @Test("Local times, in English and Chinese headings, in any order of columns")
    func times() throws {
        let windows = try read("zone,from,to\nEA-01,2024-03-20 01:00,2024-03-20 02:00\n")
        // 01:00 in Shanghai is 17:00 UTC of the day before.
        #expect(windows.map(\.period.start.secondsSince1970) == [1_710_867_600])
        #expect(windows[0].period.duration == 3600)
        let chinese = try read("起;止;分区\n2024-03-20 01:00;2024-03-20 02:00;EA-01\n")
        #expect(chinese == windows)
    }

    @Test("Every row that cannot be read is named, with line, column, what was found and expected")
    func broken() throws {
        let error = #expect(throws: ReadingsFileError.self) {
            try read(
                "zone,from,to\nA,soon,2024-03-20 02:00\n,2024-03-20 01:00,2024-03-20 02:00\nA,2024-03-20 03:00,2024-03-20 02:00\nA\n"
            )
        }
        let text = error?.description ?? ""
        #expect(text.contains("line 2, column 'from': found 'soon'"))
        #expect(text.contains("line 3, column 'zone': found nothing, expected a zone's id"))
        #expect(text.contains("line 4, column 'to'"))
        #expect(text.contains("line 5, column 'from'"))
    }

    @Test("A file without the columns, or empty, is refused")
    func columns() {
        let error = #expect(throws: ReadingsFileError.self) { try read("zone,start,end\nA,1,2\n") }
        #expect(error?.description.contains("the columns zone, from and to") == true)
        #expect(throws: ReadingsFileError.self) { try read("") }
    }
}
