import CArchive
import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// A written workbook as another program reads it: the parts of the archive, and the cells they hold.
struct ReadWorkbook {
    /// A cell: what is written, what a formula says, and which style it has.
    struct Cell: Equatable {
        var text: String?
        var number: Double?
        var formula: String?
    }

    /// The text of each part.
    let parts: [String: String]
    /// The names of the sheets in their order.
    let names: [String]
    /// The cells of each sheet by name and place.
    let sheets: [String: [String: Cell]]

    init(_ path: String) throws {
        var parts: [String: String] = [:]
        let archive = try #require(archive_read_new())
        defer { archive_read_free(archive) }
        archive_read_support_format_zip(archive)
        try #require(archive_read_open_filename(archive, path, 1 << 16) == ARCHIVE_OK)
        var entry: OpaquePointer?
        while archive_read_next_header(archive, &entry) == ARCHIVE_OK {
            let name = String(cString: try #require(archive_entry_pathname(entry)))
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = archive_read_data(archive, &buffer, buffer.count)
                try #require(count >= 0)
                if count == 0 { break }
                bytes += buffer[..<count]
            }
            let text: String = try #require(String(validating: bytes, as: UTF8.self))
            parts[name] = text
        }
        self.parts = parts
        let strings = try Element(parts["xl/sharedStrings.xml"] ?? "<sst/>").all("si").map(\.text)
            .map(Self.unescaped)
        names = try Element(#require(parts["xl/workbook.xml"])).all("sheet").compactMap {
            $0.attributes["name"]
        }
        var sheets: [String: [String: Cell]] = [:]
        for (position, name) in names.enumerated() {
            let sheet = try Element(#require(parts["xl/worksheets/sheet\(position + 1).xml"]))
            var cells: [String: Cell] = [:]
            for element in sheet.all("c") {
                guard let place = element.attributes["r"] else { continue }
                var cell = Cell()
                let value = element.all("v").first?.text
                cell.formula = element.all("f").first?.text
                if element.attributes["t"] == "s" {
                    let index = try #require(value.flatMap { Int($0) })
                    cell.text = try #require(strings.indices.contains(index) ? strings[index] : nil)
                } else if let value {
                    let number: Double = try #require(Double(value), "\(name)!\(place) holds \(value)")
                    #expect(number.isFinite)
                    cell.number = number
                }
                cells[place] = cell
            }
            sheets[name] = cells
        }
        self.sheets = sheets
    }

    /// The text of part `name`.
    func part(_ name: String) throws -> String { try #require(parts[name]) }

    /// A cell of a sheet by its position.
    func cell(_ sheet: Int, _ place: String) -> Cell { sheets[names[sheet]]?[place] ?? Cell() }

    /// The column that has a heading, as a letter.
    func column(_ heading: String, of sheet: Int) throws -> String {
        let head = sheets[names[sheet]]?.first { $0.value.text == heading && $0.key.last == "1" }
        let place = try #require(head?.key, "no column \(heading)")
        return place.filter(\.isLetter)
    }

    /// The row whose first cell holds `text`.
    func row(_ text: String, of sheet: Int) throws -> Int {
        let first = sheets[names[sheet]]?.first {
            $0.value.text == text && $0.key.filter(\.isLetter) == "A"
        }
        return try #require(first.flatMap { Int($0.key.dropFirst()) }, "no row \(text)")
    }

    /// The cell under a heading in the row that begins with `text`.
    func cell(_ sheet: Int, _ text: String, _ heading: String) throws -> Cell {
        try cell(sheet, column(heading, of: sheet) + String(row(text, of: sheet)))
    }

    /// `_x0041_` as spreadsheets read it.
    private static func unescaped(_ text: String) -> String {
        text.replacing(/_x([0-9A-Fa-f]{4})_/) { match in
            UInt32(match.1, radix: 16).flatMap { UnicodeScalar($0) }.map { String(Character($0)) } ?? ""
        }
    }
}

/// An element of XML with what is in it.
final class Element: NSObject, XMLParserDelegate {
    private(set) var name = ""
    private(set) var attributes: [String: String] = [:]
    private(set) var text = ""
    private var children: [Element] = []
    private var open: [Element] = []

    override private init() {}

    /// The root of a document; fails where it is not well-formed.
    init(_ xml: String) throws {
        super.init()
        let parser = XMLParser(data: Data(xml.utf8))
        open = [self]
        parser.delegate = self
        let isWellFormed = parser.parse()
        #expect(isWellFormed, "line \(parser.lineNumber): \(String(describing: parser.parserError))")
        open = []
    }

    /// All elements of a name below this one, in their order.
    func all(_ name: String) -> [Element] {
        children.flatMap { ($0.name == name ? [$0] : []) + $0.all(name) }
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        let element = Element()
        element.name = name
        element.attributes = attributes
        open.last?.children.append(element)
        open.append(element)
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        for element in open { element.text += string }
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
        open.removeLast()
    }
}
