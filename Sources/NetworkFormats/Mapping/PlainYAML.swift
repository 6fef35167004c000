import Foundation
import InputOutput
import Yams

/// YAML as people write settings: read without what makes small files large.
///
/// An alias (`*name`) stands for all that its anchor (`&name`) holds. A few lines of aliases of aliases are a tree of
/// billions, and as keys they are compared with one another while the file is read. Settings need none, so a file that
/// uses one is refused before anything of it is built.
enum PlainYAML {
    /// Why a file is not read.
    struct Refusal: Error, Hashable {
        /// The line, from 1; `nil` where the whole file is meant.
        var line: Int?
        var what: Wording
    }

    /// The largest file, bytes: a mapping of ten thousand layers has two million.
    static let largest = 8_000_000

    /// The tree of a file's text; `nil` for an empty one.
    static func compose(_ text: String) throws(Refusal) -> Node? {
        let count = text.utf8.count
        if count > largest {
            throw Refusal(
                line: nil,
                what: Wording(
                    "the file has \(count) bytes; files of settings are read up to \(largest) bytes",
                    "文件有 \(count) 字节；设置文件至多读取 \(largest) 字节"))
        }
        if let alias = alias(in: Array(text.utf8)) {
            let name = alias.name.prefix(40)
            throw Refusal(
                line: alias.line,
                what: Wording(
                    "'*\(name)' stands for what '&\(name)' holds; aliases are not read, write it out",
                    "“*\(name)”引用“&\(name)”的内容；不支持引用，请直接写出内容"))
        }
        do {
            return try Yams.compose(yaml: text)
        } catch {
            throw refusal(error, text)
        }
    }

    /// What YAML's parser says, in one line, with the line of the file.
    private static func refusal(_ error: any Error, _ text: String) -> Refusal {
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let lines = text.split(
                maxSplits: max(0, mark.line), omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            let line = lines.indices.contains(mark.line - 1) ? lines[mark.line - 1] : ""
            if line.prefix(while: { $0 == " " || $0 == "\t" }).contains("\t") {
                return Refusal(
                    line: mark.line,
                    what: Wording(
                        "this is not YAML: a tab indents this line; indent with spaces",
                        "不是 YAML：此行以制表符缩进；请用空格缩进"))
            }
            let parts = [context?.text, problem].compactMap(\.self)
                .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
            let what = parts.joined(separator: ", ").quotable
            return Refusal(line: mark.line, what: Wording("this is not YAML: \(what)", "不是 YAML：\(what)"))
        case .duplicatedKeysInMapping(let keys, let context):
            let keys = keys.quotableInQuotes
            return Refusal(
                line: context.mark.line,
                what: Wording(
                    "repeated: \(keys) stands here and again below", "\(keys) 重复出现：此处及其后"))
        default:
            let what =
                String(describing: error).split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
            return Refusal(
                line: nil, what: Wording("this is not YAML: \(what.quotable)", "不是 YAML：\(what.quotable)"))
        }
    }

    /// The first alias whose anchor is somewhere in the text, and its line.
    ///
    /// Neither quotes nor comments are looked at: whoever wants to hide an alias would put it where a reader of lines
    /// goes wrong. Text that has both `&name` and `*name` after a blank or a mark, and means neither, is rare enough to be
    /// asked for another word.
    private static func alias(in bytes: [UInt8]) -> (name: String, line: Int)? {
        var anchors: Set<Substring> = []
        var aliases: [(name: Substring, line: Int)] = []
        var line = 1
        var place = 0
        func isNamePart(_ byte: UInt8) -> Bool {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
            default: false
            }
        }
        func isLetter(_ byte: UInt8) -> Bool { isNamePart(byte) && byte != 0x2D }
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if byte == 0x0A { line += 1 }
            guard byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*") else { continue }
            if place > 1, isLetter(bytes[place - 2]) { continue }
            let start = place
            while place < bytes.count, isNamePart(bytes[place]) { place += 1 }
            guard place > start else { continue }
            let name = Substring(decoding: bytes[start..<place], as: UTF8.self)
            if byte == UInt8(ascii: "&") { anchors.insert(name) } else { aliases.append((name, line)) }
        }
        return aliases.first { anchors.contains($0.name) }.map { (String($0.name), $0.line) }
    }
}
