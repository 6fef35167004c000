import InputOutput
import Testing

@testable import Reports

@Suite("Tables")
struct TableTests {
    private var table: Table {
        var table = Table(columns: [
            .init("zone", Wording("Zone", "分区")),
            .number("loss_m3", Wording("Loss", "漏损水量"), unit: "m³"),
            .init("flags", Wording("Flags", "标记")),
        ])
        table.append([.text("C"), .number(12.345, decimals: 1), .list(["a", "b"])])
        table.append([.text("老城区"), .missing, .list([])])
        return table
    }

    @Test("English titles and Chinese names line up: a Chinese character takes two columns")
    func alignment() {
        #expect(
            table.aligned() == """
                Zone    Loss (m³)  Flags
                ------  ---------  -----
                C            12.3  a; b
                老城区          -

                """)
    }

    @Test("Chinese titles line up too")
    func chineseTitles() {
        let lines = table.aligned(language: .chinese).split(separator: "\n").map(String.init)
        #expect(lines[0] == "分区    漏损水量 (m³)  标记")
        #expect(lines[1] == "------  -------------  ----")
        #expect(lines[2] == "C                12.3  a; b")
        #expect(lines[3] == "老城区              -")
    }

    @Test("Widths of wide, full-width, combining and plain characters")
    func widths() {
        #expect("漏损".displayWidth == 4)
        #expect("（）".displayWidth == 4)
        #expect("e\u{301}".displayWidth == 1)
        #expect("m³/d".displayWidth == 4)
        #expect("水a".displayWidth == 3)
    }

    @Test("A name with line breaks or escape codes stays on its line")
    func controlCharacters() {
        var table = Table(columns: [.init("name", Wording("Name", "名称"))])
        table.append([.text("a\u{1B}[31m\nb")])
        let lines = table.aligned().split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 4)
        #expect(lines[2] == "a [31m b")
    }

    @Test("CSV quotes commas, quotes and line breaks and nothing else; missing is empty")
    func csv() {
        var table = Table(columns: [
            .init("name", Wording("Name", "名称")), .number("v_m3", Wording("v", "v")),
            .init("flags", Wording("f", "f")),
        ])
        table.append([.text("a,b"), .number(1.5, decimals: 0), .list(["x", "y"])])
        table.append([.text("say \"hi\""), .missing, .list([])])
        table.append([.text("two\nlines"), .number(-2, decimals: 3), .text("plain text")])
        #expect(
            table.csv()
                == "name,v_m3,flags\r\n\"a,b\",1.5,x;y\r\n\"say \"\"hi\"\"\",,\r\n\"two\nlines\",-2,plain text\r\n"
        )
    }

    @Test("JSON: keys in the order of the columns, numbers as numbers, missing as null, lists as arrays")
    func json() {
        #expect(
            table.text(as: .json) == """
                [
                  {"zone": "C", "loss_m3": 12.345, "flags": ["a", "b"]},
                  {"zone": "老城区", "loss_m3": null, "flags": []}
                ]

                """)
    }

    @Test("JSON text escapes what it must")
    func jsonEscapes() {
        let value = JSONValue.object([
            "a\"b": .string("\\ \n \u{1}"), "n": .number(Double.nan), "t": .boolean(true),
        ])
        #expect(value.text(expandedTo: 0) == #"{"a\"b": "\\ \n \u0001", "n": null, "t": true}"#)
    }

    @Test(
        "Numbers as JSON",
        arguments: [
            (1.0, "1"), (-0.5, "-0.5"), (0.001, "0.001"), (123_456_789.125, "123456789.125"), (-0.0, "0"),
            (1e300, "1e+300"),
        ])
    func jsonNumbers(value: Double, text: String) {
        #expect(JSONValue.number(value).text() == text)
    }

    @Test("Rows too short are filled with missing, rows too long are cut")
    func rowLength() {
        var table = Table(columns: [.init("a", Wording("a", "a")), .init("b", Wording("b", "b"))])
        table.append([.text("1")])
        table.append([.text("1"), .text("2"), .text("3")])
        #expect(table.rows == [[.text("1"), .missing], [.text("1"), .text("2")]])
    }

    @Test(
        "Numbers for people",
        arguments: [
            (0.0, "0"), (-0.04, "0.0"), (99.94, "99.9"), (99.96, "100"), (1_234_567.4, "1,234,567"),
            (-1234.0, "−1,234"),
        ])
    func volumes(value: Double, text: String) {
        #expect(Figure.volume(value) == text)
    }

    @Test("A number that is no quantity is told by its power of ten, not by three hundred digits")
    func powersOfTen() {
        #expect(Figure.plain(1e308, decimals: 2) == "1e+308")
        #expect(Figure.plain(-1.8e15, decimals: 2) == "-1.8e+15")
        #expect(Figure.grouped(1e20, decimals: 1) == "1e+20")
        #expect(Figure.plain(999_999_999_999_999, decimals: 0) == "999999999999999")
    }
}
