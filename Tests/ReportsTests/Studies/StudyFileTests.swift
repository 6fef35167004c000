import Foundation
import InputOutput
import NetworkStudies
import PipeNetwork
import Testing

@testable import Reports

@Suite("Answers of studies as workbooks and lists")
struct StudyFileTests {
    /// R ─a─ A ─b─ B ─c─ C with valves at both ends of b; a customer at A, one at B and one at C, which b alone supplies.
    private func burst() throws -> IsolatedBurst {
        var network = Network()
        try network.add(Reservoir(id: "R", head: 60))
        for id in ["A", "B", "C"] {
            try network.add(Junction(id: id, elevation: 10, demands: [Demand(base: 0.002)]))
        }
        for (id, from, to) in [("a", "R", "A"), ("b", "A", "B"), ("c", "B", "C")] {
            try network.add(
                Pipe(id: id, start: from, end: to, length: 200, diameter: 0.2, roughness: 120))
        }
        for (id, link, node) in [("V1", "b", "A"), ("V2", "b", "B")] {
            try network.add(Asset(kind: .isolationValve, id: id, attachment: .link(link, node: node)))
        }
        for (id, node, attributes) in [
            (
                "=cmd", "B",
                [
                    "account": AttributeValue.text("007"), "地址": .text("泉城路 \"7\" 号, 2 楼"),
                    "connections": .integer(3), "households": .integer(40), "type": .text("居民"),
                ]
            ), ("K2", "C", ["address": .text("Spring Road 9")]), ("K3", "A", [:]),
        ] as [(String, String, [String: AttributeValue])] {
            try network.add(
                Asset(kind: .customerPoint, id: id, attachment: .node(node), attributes: attributes))
        }
        var options = IsolationStudy.Options()
        options.isSolved = false
        return try IsolationStudy(network, options: options).burst(onPipe: "b")
    }

    @Test(
        "Every customer without water is listed once, with account, address, connections and kind; K3 keeps its water"
    )
    func customers() throws {
        let report = try burst().report
        let table = try #require(report.lists.first { $0.key == "customers" }?.table)
        func cell(_ row: Int, _ key: String) -> Table.Cell {
            table.rows[row][table.columns.firstIndex { $0.key == key } ?? -1]
        }
        #expect(Set(table.rows.map { $0[0] }) == [.text("=cmd"), .text("K2")])
        let first = table.rows.firstIndex { $0[0] == .text("=cmd") } ?? -1
        #expect(cell(first, "account") == .text("007"))
        #expect(cell(first, "address") == .text("泉城路 \"7\" 号, 2 楼"))
        #expect(cell(first, "connections") == .count(3))
        #expect(cell(first, "households") == .count(40))
        #expect(cell(first, "kind") == .text("居民"))
        #expect(cell(1 - first, "address") == .text("Spring Road 9"))
        #expect(cell(1 - first, "account") == .missing)
    }

    @Test(
        "The workbook has a sheet for each list, text stays text, and what is missing is empty",
        arguments: ReportLanguage.allCases)
    func workbook(language: ReportLanguage) throws {
        let folder = try WorkbookFolder()
        let path = folder.path("burst.xlsx")
        let files = try burst().report.write(to: path, title: "Burst", layers: [], language: language)
        #expect(files == [path])
        let book = try ReadWorkbook(path)
        #expect(book.names.first == LossSheet.summary.title[language])
        let report = try burst().report
        #expect(book.names.count == 1 + report.lists.count { !$0.table.rows.isEmpty })
        let valves = try #require(book.sheets[book.names[1]])
        #expect(valves["A2"]?.number == 1)
        #expect(valves["C2"]?.text == ValveAction.close.wording[language])
        let customers = try #require(
            book.sheets.values.first { $0["A1"]?.text == Wording("Customer", "用户")[language] })
        let ids = customers.filter { $0.key.hasPrefix("A") }.compactMap(\.value.text)
        #expect(ids.contains("=cmd"))
        #expect(customers.values.allSatisfy { $0.formula == nil })
        // The account is text: its zeros stay.
        #expect(customers.values.contains { $0.text == "007" })
        // The same answer is the same bytes.
        let again = folder.path("again.xlsx")
        try burst().report.write(to: again, title: "Burst", layers: [], language: language)
        #expect(
            try Data(contentsOf: URL(fileURLWithPath: path)) == Data(contentsOf: URL(fileURLWithPath: again)))
    }

    @Test("Every word of a valve is there in both languages; programs read the English one")
    func words() {
        for action in ValveAction.allCases {
            let isChinese = action.wording.chinese.unicodeScalars.contains {
                (0x4E00...0x9FFF).contains($0.value)
            }
            #expect(isChinese)
            #expect(action.wording.english == action.rawValue)
        }
    }

    @Test("Lists that belong together appear together: valves, and customers beside them")
    func lists() throws {
        let folder = try WorkbookFolder()
        let files = try burst().report.write(
            to: folder.path("burst.csv"), title: "", layers: [], companions: ["customers"], language: .chinese
        )
        #expect(files == [folder.path("burst.csv"), folder.path("burst-customers.csv")])
        let bytes = try Data(contentsOf: URL(fileURLWithPath: files[1]))
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        let text = String(decoding: bytes.dropFirst(3), as: UTF8.self)
        #expect(text.hasPrefix("用户,户号,地址,接户数,户数,类型,所在节点,连带停水\r\n"))
        // A spreadsheet takes no id for a formula, and a quote in an address stays inside its field.
        #expect(text.contains("'=cmd,007,\"泉城路 \"\"7\"\" 号, 2 楼\",3,40,居民,B,是\r\n"), "\(text)")
        #expect(try folder.names() == ["burst-customers.csv", "burst.csv"])
    }
}
