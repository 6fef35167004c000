import InputOutput
import Testing

@testable import Reports

@Suite("Tables laid into a width")
struct TableLayoutTests {
    private var table: Table {
        var table = Table(columns: [
            .init("zone", Wording("Zone", "分区")), .number("loss_m3", Wording("Loss", "漏损"), unit: "m³"),
            .init("flags", Wording("Flags", "标记")), .init("remark", Wording("Remark", "备注")),
        ])
        table.append([
            .text("OT-01"), .number(12.5, decimals: 1),
            .text("filled:M001; filled:M002; register_jump:1 customers"),
            .text("a remark of several words, which is rather long"),
        ])
        table.append([.text("OT-02"), .missing, .text(""), .text("短")])
        return table
    }

    private func lines(_ width: Int?, _ columns: [String]? = nil) -> [String] {
        TableLayout.$current.withValue(TableLayout(width: width, columns: columns)) {
            table.aligned().split(separator: "\n").map(String.init)
        }
    }

    @Test(
        "No line is wider than the terminal, and every word is still there", arguments: [40, 50, 60, 80, 200])
    func width(_ width: Int) {
        let lines = lines(width)
        #expect(lines.allSatisfy { $0.displayWidth <= width })
        let words = Set(lines.joined(separator: " ").split { " ;".contains($0) })
        for word in ["OT-01", "12.5", "filled:M001", "filled:M002"] where width >= 50 {
            #expect(words.contains(Substring(word)), "\(word) at \(width)")
        }
    }

    @Test("Columns without room are named")
    func noRoom() {
        let lines = lines(24)
        #expect(lines.last == "no room for: flags, remark")
        #expect(lines.first?.hasPrefix("Zone") == true)
    }

    @Test("Without a width a table is as wide as it is")
    func noWidth() {
        #expect(lines(nil) == lines(1000))
    }

    @Test("Columns are chosen by key in every form, in the order asked for; a wrong key is told")
    func columns() {
        let layout = TableLayout(columns: ["loss_m3", "zone", "lost"])
        TableLayout.$current.withValue(layout) {
            #expect(table.csv() == "loss_m3,zone\r\n12.5,OT-01\r\n,OT-02\r\n")
            #expect(table.aligned().hasPrefix("Loss (m³)  Zone\n"))
        }
        #expect(layout.unknownColumns.unknown == ["lost"])
        #expect(layout.unknownColumns.known == ["zone", "loss_m3", "flags", "remark"])
    }

    @Test("Folded text loses nothing but blanks at its breaks", arguments: [1, 2, 3, 5, 8, 13, 21])
    func folding(_ width: Int) {
        for text in ["", "one", "filled:M001; filled:M002", "管网漏损控制与评定", "aaaaaaaaaaaaaaaaaaaaaaaa b", "🚰 x"]
        {
            let lines = text.folded(to: width)
            let joined = lines.joined().filter { $0 != " " }
            #expect(joined == text.filter { $0 != " " })
            #expect(lines.allSatisfy { $0.displayWidth <= max(width, 2) })
        }
    }
}
