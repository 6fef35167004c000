import InputOutput
import PipeNetwork
import Reports
import Testing

/// What a form promises it prints.
@Suite("Long lists")
struct LongListsTests {
    private func table(_ name: String, _ count: Int) -> Table {
        var table = Table(columns: [.init("id", Wording("Id", "编号"))])
        for row in 0..<count { table.append([.text("\(name)\(row)")]) }
        return table
    }

    @Test("each list that is cut names the words that print all of it, and they do")
    func graphReport() throws {
        var report = GraphReport()
        report.lists = [
            .init("first", Wording("First", "一"), table("a", 40)),
            .init("second", Wording("Second", "二"), table("b", 635)),
            .init("third", Wording("Third", "三"), table("c", 3)),
        ]
        let text = report.text(as: .table)
        #expect(text.contains("… and 10 more; the CSV form lists all."))
        #expect(text.contains("… and 605 more; the CSV form of the list 'second' has all."))
        #expect(!text.contains("--list third"))
        #expect(report.text(as: .csv).split(separator: "\r\n").count == 41)
        #expect(report.text(as: .csv, list: "second").split(separator: "\r\n").count == 636)
        let json = report.text(as: .json)
        for id in ["a39", "b634", "c2"] { #expect(json.contains("\"\(id)\"")) }
    }

    @Test("a defect of a thousand lines is cut at a terminal and whole in JSON and CSV")
    func checkReport() throws {
        let ids = (0..<1000).map { "P\($0)" }
        let report = CheckReport([Defect(kind: .duplicate, severity: .warning, elements: ids)])
        let text = report.text(as: .table)
        #expect(text.contains("P7; … +992"))
        #expect(!text.contains("P8;"))
        for format in [OutputFormat.csv, .json] { #expect(report.text(as: format).contains("P999")) }
    }
}
