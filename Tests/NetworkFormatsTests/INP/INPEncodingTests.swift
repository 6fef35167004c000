import Foundation
import NetworkFormats
import PipeNetwork
import Testing

@Suite("EPANET input files: encodings")
struct INPEncodingTests {
    /// A model whose names are Chinese.
    static let chinese = """
        [TITLE]
        供水管网模型
        [JUNCTIONS]
        水厂出口 10 5
        节点二 12 3
        [RESERVOIRS]
        R 60
        [PIPES]
        主管1 R 水厂出口 500 200 120 0 Open ;主干管
        P2 水厂出口 节点二 400 150 120 0 Open
        [OPTIONS]
        Units LPS
        """
    static let western = """
        [JUNCTIONS]
        nó 10 5
        Knoten_ä 12 3
        [RESERVOIRS]
        R 60
        [PIPES]
        cañería1 R nó 500 200 120
        Straße nó Knoten_ä 400 150 120 ;größte
        """

    /// The bytes of `text` in `encoding`, by the system's own converter.
    static func bytes(_ text: String, _ encoding: String) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["iconv", "-f", "UTF-8", "-t", encoding]
        let (input, output) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try input.fileHandleForWriting.close()
        return [UInt8](output.fileHandleForReading.readDataToEndOfFile())
    }

    struct Reading {
        var network: Network
        var remarks: [INPRemark]
    }

    static func read(_ bytes: [UInt8], _ encoding: TextEncoding? = nil) throws -> Reading {
        var remarks: [INPRemark] = []
        let network = try Network(inp: bytes, file: "net.inp", encoding: encoding) { remarks.append($0) }
        return Reading(network: network, remarks: remarks)
    }

    @Test(
        "A model in the encoding that is told is read as that, without a word",
        arguments: ["GBK", "GB18030", "BIG5"])
    func told(name: String) throws {
        let text =
            name == "BIG5"
            ? Self.chinese.replacing("节", with: "節").replacing("点", with: "點")
                .replacing("厂", with: "廠").replacing("网", with: "網").replacing("干", with: "幹")
                .replacing("点", with: "點") : Self.chinese
        let reading = try Self.read(Self.bytes(text, name), TextEncoding(name))
        #expect(reading.network == (try Network(inp: text, file: "net.inp")))
        #expect(reading.remarks.isEmpty)
    }

    @Test(
        "Chinese is known by its bytes, and a remark says as what it was read", arguments: ["GBK", "GB18030"])
    func detected(name: String) throws {
        let reading = try Self.read(Self.bytes(Self.chinese, name))
        #expect(reading.network.nodes.ids == ["水厂出口", "节点二", "R"])
        #expect(reading.network.links.ids == ["主管1", "P2"])
        #expect(reading.remarks.map(\.kind) == [.likelyEncoding])
        #expect(reading.remarks.first?.description.hasPrefix("net.inp: read as GB18030") == true)
    }

    @Test("Letters with accents stay those of western Europe", arguments: ["ISO-8859-1", "CP1252"])
    func western(name: String) throws {
        let reading = try Self.read(Self.bytes(Self.western, name))
        #expect(reading.network.nodes.ids == ["nó", "Knoten_ä", "R"])
        #expect(reading.network.links.ids == ["cañería1", "Straße"])
        #expect(reading.remarks.map(\.names) == [["CP1252"]])
    }

    @Test(
        "Words of each language are told from Chinese by their neighbours",
        arguments: ["Größe", "Füßen süß", "ESTAÇÃO", "créée ici", "LIGAÇÕES", "Señal", "Tårnhøj", "jäähöyry"])
    func westernWords(words: String) throws {
        let bytes = try Self.bytes("[TITLE]\n\(words)\n[JUNCTIONS]\nA 1", "CP1252")
        #expect(try Self.read(bytes).network.title == [words])
    }

    @Test("One Chinese name is enough", arguments: ["泵1", "J二", "阀门", "1号水厂", "DN300主管", "南京路－3", "加压站A"])
    func chineseNames(name: String) throws {
        let bytes = try Self.bytes("[JUNCTIONS]\n\(name) 1", "GB18030")
        #expect(try Self.read(bytes).network.nodes.ids == [name])
    }

    @Test("What bytes do not tell is refused by naming what it may be", arguments: ["BIG5", "CP1251"])
    func unclear(name: String) throws {
        let text =
            name == "BIG5" ? "[TITLE]\n水廠出口節點\n[JUNCTIONS]\n節點 1" : "[JUNCTIONS]\n1 1\n[TITLE]\nузел НАСОС\n"
        let bytes = try Self.bytes(text, name)
        let errors = #expect(throws: INPErrors.self) { try Network(inp: bytes, file: "net.inp") }
        #expect(
            errors?.description
                == "net.inp:\(name == "BIG5" ? 2 : 4): the text is not UTF-8, and its bytes do not tell what it is; "
                + "state its encoding (UTF-8, GB18030, Big5, CP1252)")
        #expect(try Self.read(bytes, TextEncoding(name)).network.nodes.count == 1)
    }

    @Test("What is told and is not so is refused, with the line")
    func toldWrongly() throws {
        let bytes = try Self.bytes(Self.chinese, "GBK")
        let errors = #expect(throws: INPErrors.self) {
            try Network(inp: bytes, file: "net.inp", encoding: .utf8)
        }
        #expect(
            errors?.description
                == "net.inp:2: the text from here on is not UTF-8; state the encoding that the file has")
    }

    @Test("What is told is believed, with a remark where the text is UTF-8 too")
    func toldAgainstUTF8() throws {
        let reading = try Self.read(Array("[JUNCTIONS]\n节点 1".utf8), .gb18030)
        #expect(reading.network.nodes.ids == ["鑺傜偣"])
        #expect(
            reading.remarks.map(\.description) == [
                "net.inp: read as GB18030, as stated; the text is UTF-8 too, so look at the names"
            ])
    }

    @Test("UTF-16 is read, with a mark and without", arguments: ["UTF-16", "UTF-16LE", "UTF-16BE"])
    func utf16(name: String) throws {
        let bytes = try Self.bytes(Self.chinese, name)
        #expect(try Self.read(bytes).network == (try Network(inp: Self.chinese, file: "net.inp")))
        #expect(try Self.read(bytes, TextEncoding(name)).network.nodes.count == 3)
    }

    @Test("Zeros that fill the last block of a file are nothing; those within it are no text")
    func zeros() throws {
        let text = Array("[JUNCTIONS]\nA 1\n".utf8)
        #expect(try Self.read(text + [0, 0, 0, 0]).network.nodes.ids == ["A"])
        #expect(throws: INPErrors.self) { try Network(inp: text + [0] + text, file: "net.inp") }
    }

    @Test("A mark is believed before what is told")
    func marked() throws {
        let marked = [0xEF, 0xBB, 0xBF] + Array(Self.chinese.utf8)
        #expect(try Self.read(marked, .gbk).network.nodes.ids.first == "水厂出口")
    }

    @Test(
        "What is no text is refused by its kind, in one line that a terminal can show",
        arguments: [
            ([0x50, 0x4B, 3, 4, 0, 0], "a ZIP archive or a workbook"),
            ([0x1F, 0x8B, 8], "compressed with gzip"),
            ([0x41, 0, 0, 7], "not text: it holds bytes of 0"),
            ([0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0], "text in UTF-32"),
        ] as [([UInt8], String)])
    func noText(bytes: [UInt8], kind: String) {
        let errors = #expect(throws: INPErrors.self) { try Network(inp: bytes, file: "net.inp") }
        #expect(
            errors?.description == "net.inp: the file is \(kind); expected an EPANET input file as plain text"
        )
    }

    @Test("Wide and no-break spaces at the edge of a word are spaces; within a word they stay")
    func wideSpaces() throws {
        let network = try Network(
            inp: "[JUNCTIONS]\nA\u{A0}\t1\u{A0}\nB\u{A0}2 3\nC \u{3000}\u{A0} 4", file: "net.inp")
        #expect(network.nodes.ids == ["A", "B\u{A0}2", "C"])
        #expect(network.nodes.elevation.map { ($0 / 0.3048).rounded() } == [1, 3, 4])
    }

    @Test("No control character of a file reaches a message, and what is long is cut in the middle")
    func quotations() throws {
        let long = String(repeating: "a", count: 200) + "\u{1B}[31m" + String(repeating: "z", count: 200)
        let messages = INPSample.messages("[JUNCTIONS]\n\u{1B}[2J\u{7} 1x\n\(long) 1y\n\u{202E}cba 1z")
        #expect(messages.count == 3)
        for message in messages {
            #expect(message.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
            #expect(message.count < 250)
        }
        #expect(messages[0].contains("'\u{FFFD}[2J\u{FFFD}'"))
        #expect(messages[1].contains("aaaa…") && messages[1].contains("zzz'"))
        #expect(!messages[2].contains("\u{202E}"))
    }

    @Test("A line has a length that is named when it is too long")
    func longLine() {
        let text = "[TITLE]\n" + String(repeating: "x", count: 1 << 20)
        #expect(INPSample.messages(text).isEmpty)
        #expect(
            INPSample.messages(text + "x") == [
                "net.inp:2: the line is 1048577 bytes long; at most 1048576 are read, so break it up"
            ])
    }

    @Test("A device is no file")
    func device() {
        let errors = #expect(throws: INPErrors.self) { try INPFile.read(path: "/dev/zero") }
        #expect(errors?.description.contains("the file is a device") == true)
    }
}
