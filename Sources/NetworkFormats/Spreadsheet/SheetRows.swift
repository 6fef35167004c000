import CArchive
import Foundation
import InputOutput

/// The cells of a workbook's sheets as another program left them: words and numbers, row by row.
struct SheetRows {
    /// A row: its number as the spreadsheet shows it, and its cells by column from 0.
    struct Row {
        var number: Int
        var cells: [Int: Cell]
    }

    /// What a cell shows.
    struct Cell: Hashable {
        var text: String
        /// Whether the spreadsheet holds it as a number, as it does dates.
        var isNumber: Bool
    }

    /// Why a workbook is not read.
    struct Refusal: Error {
        var what: Wording
    }

    /// The sheets in the order of their parts.
    private(set) var sheets: [[Row]] = []

    /// A part larger than this is no table that a person filled in, bytes.
    private static let largest = 8_000_000

    /// Reads the workbook at `path`.
    init(path: String) throws(Refusal) {
        let parts = try Self.parts(of: path)
        let strings =
            try parts["xl/sharedStrings.xml"].map { part throws(Refusal) in try Self.strings(part) } ?? []
        let names = parts.keys.filter { $0.hasPrefix("xl/worksheets/sheet") }
        // sheet10 comes after sheet9.
        for name in names.sorted(by: { ($0.count, $0) < ($1.count, $1) }) {
            sheets.append(try Self.rows(parts[name] ?? [], strings))
        }
        if sheets.isEmpty {
            throw Refusal(what: Wording("this is no workbook: it has no sheet", "这不是工作簿：没有工作表"))
        }
    }

    private static func parts(of path: String) throws(Refusal) -> [String: [UInt8]] {
        guard let archive = archive_read_new() else {
            throw Refusal(what: Wording("out of memory", "内存不足"))
        }
        defer { archive_read_free(archive) }
        archive_read_support_format_zip(archive)
        guard archive_read_open_filename(archive, path, 1 << 16) == ARCHIVE_OK else { throw damaged }
        var parts: [String: [UInt8]] = [:]
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        for _ in 0..<1000 {
            var entry: OpaquePointer?
            let status = archive_read_next_header(archive, &entry)
            if status == ARCHIVE_EOF { return parts }
            guard status >= ARCHIVE_WARN, let raw = archive_entry_pathname(entry) else { throw damaged }
            let name = String(cString: raw)
            guard name == "xl/sharedStrings.xml" || name.hasPrefix("xl/worksheets/sheet") else { continue }
            var bytes: [UInt8] = []
            while true {
                let count = buffer.withUnsafeMutableBytes {
                    archive_read_data(archive, $0.baseAddress, $0.count)
                }
                guard count >= 0 else { throw damaged }
                if count == 0 { break }
                bytes += buffer[..<count]
                guard bytes.count <= largest else {
                    throw Refusal(
                        what: Wording(
                            "\(name.quotable) is larger than \(largest) bytes, which no audit is",
                            "\(name.quotable) 超过 \(largest) 字节，不可能是核算表"))
                }
            }
            parts[name] = bytes
        }
        throw damaged
    }

    private static let damaged = Refusal(
        what: Wording("the workbook is damaged or protected by a password", "工作簿已损坏或受密码保护"))

    /// The texts that cells refer to by number.
    private static func strings(_ bytes: [UInt8]) throws(Refusal) -> [String] {
        var events = XMLEvents(bytes)
        var strings: [String] = []
        var (isText, isPhonetic) = (false, false)
        while let event = events.next() {
            switch event {
            case .start("si", _, _): strings.append("")
            case .start("t", _, let isEmpty): isText = !isEmpty && !isPhonetic
            case .end("t"): isText = false
            case .start("rPh", _, let isEmpty): isPhonetic = !isEmpty
            case .end("rPh"): isPhonetic = false
            case .text(let text) where isText && !strings.isEmpty: strings[strings.count - 1] += text
            default: break
            }
        }
        if events.isDamaged { throw damaged }
        return strings
    }

    private static func rows(_ bytes: [UInt8], _ strings: [String]) throws(Refusal) -> [Row] {
        var events = XMLEvents(bytes)
        var rows: [Row] = []
        var (column, kind, text, isValue) = (0, "", "", false)
        func finish() {
            guard !rows.isEmpty, !text.isEmpty else { return }
            var shown = text
            if kind == "s" {
                guard let index = Int(text), strings.indices.contains(index) else { return }
                shown = strings[index]
            }
            guard !shown.allSatisfy(\.isWhitespace) else { return }
            rows[rows.count - 1].cells[column] = Cell(text: shown, isNumber: ["", "n"].contains(kind))
        }
        while let event = events.next() {
            switch event {
            case .start("row", let attributes, _):
                let number = attributes["r"].flatMap { Int($0) } ?? (rows.last?.number ?? 0) + 1
                rows.append(Row(number: number, cells: [:]))
                column = -1
            case .start("c", let attributes, _):
                column = attributes["r"].flatMap(Self.column) ?? column + 1
                (kind, text) = (attributes["t"] ?? "", "")
            case .start("v", _, let isEmpty), .start("t", _, let isEmpty): isValue = !isEmpty
            case .end("v"), .end("t"): isValue = false
            case .end("c"): finish()
            case .text(let more) where isValue: text += more
            default: break
            }
        }
        if events.isDamaged { throw damaged }
        return rows
    }

    /// The column of a place such as `AB12`, from 0.
    private static func column(_ place: String) -> Int? {
        var column = 0
        for letter in place.utf8 {
            guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letter) else { break }
            column = column * 26 + Int(letter - UInt8(ascii: "A")) + 1
            guard column <= 16_384 else { return nil }
        }
        return column > 0 ? column - 1 : nil
    }
}
