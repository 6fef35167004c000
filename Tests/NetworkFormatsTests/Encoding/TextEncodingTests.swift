import Testing

@testable import NetworkFormats

@Suite struct TextEncodingTests {
    /// 管 is B9 DC in GB 2312 and E7 AE A1 in UTF-8; 镕 is outside GB 2312, E9 46 in GBK.
    @Test(
        arguments: [
            ("gbk", "管段", [0xB9, 0xDC, 0xB6, 0xCE]), ("GB2312", "镕", [0xE9, 0x46]),
            ("utf8", "管", [0xE7, 0xAE, 0xA1]), ("cp1252", "é€", [0xE9, 0x80]), ("latin1", "é", [0xE9]),
            ("big5", "水", [0xA4, 0xF4]), ("gb18030", "😀", [0x94, 0x39, 0xFC, 0x36]),
        ] as [(String, String, [UInt8])])
    func knownBytes(_ name: String, _ text: String, _ bytes: [UInt8]) throws {
        let encoding = try TextEncoding(name)
        #expect(try TextConverter(encoding, .fromEncoding).decode(bytes) == text)
        #expect(try TextConverter(encoding, .toEncoding).encode(text) == bytes)
    }

    @Test(arguments: ["936", "CP936", "ANSI 936", "OEM 936", "gb2312"])
    func namesOfCodePages(_ name: String) throws {
        #expect(try TextEncoding(name) == .gbk)
    }

    @Test func otherNamesGoToTheSystem() throws {
        #expect(try TextEncoding("88592").name == "ISO-8859-2")
        #expect(try TextEncoding("ANSI 1251").name == "CP1251")
        #expect(try TextEncoding("65001") == .utf8)
    }

    @Test(arguments: ["klingon", "", "gbk//TRANSLIT", "//"])
    func unknownNames(_ name: String) {
        if name.hasPrefix("gbk") {
            return #expect((try? TextEncoding(name))?.iconvName.contains("/") != true)
        }
        #expect(formatError { _ = try TextEncoding(name) } != nil)
    }

    @Test func nothingIsGuessed() throws {
        let gbk = try TextConverter(.gbk, .fromEncoding)
        #expect(gbk.decode([0xB9]) == nil)
        #expect(gbk.decode([0xFF, 0x41]) == nil)
        // The descriptor starts afresh after a failure.
        #expect(gbk.decode([0xB9, 0xDC]) == "管")
        #expect(try TextConverter(.gbk, .toEncoding).encode("😀") == nil)
        #expect(try TextConverter(.windows1252, .toEncoding).encode("管") == nil)
        #expect(try TextConverter(.utf8, .fromEncoding).decode([0xC3, 0x28]) == nil)
    }
}
