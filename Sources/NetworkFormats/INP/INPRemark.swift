import InputOutput

/// What was read of an EPANET input file in spite of a flaw that changes nothing in the network, and how.
public struct INPRemark: Hashable, Sendable {
    /// The file as it was named to the reader.
    public var file: String
    /// The first line that it is about, from 1; `nil` when the whole file is meant.
    public var line: Int?
    /// The section's name without brackets; `nil` before the first section and for the whole file.
    public var section: String?
    /// What was done.
    public var kind: Kind
    /// What it was done with: ids, words or lines, the first ``limit`` of them.
    public var names: [String]
    /// How many there are.
    public var count: Int

    /// How many names a remark keeps.
    public static let limit = 8

    /// What can be done with a flaw.
    public enum Kind: String, Hashable, Sendable {
        /// The text was taken for that of the encoding named, by what its bytes look like.
        case likelyEncoding
        /// The text was read as of the encoding that it was said to be of, and is UTF-8 too.
        case toldEncoding
        /// Lines before the first section were left out.
        case textBeforeSection
        /// Rows about nodes that no section defines were left out.
        case unknownNodes
        /// Rows about links that no section defines were left out.
        case unknownLinks
        /// Labels beside nodes that no section defines were kept as they stand.
        case unknownAnchors
        /// Places in the drawing that are no numbers were left out.
        case noPlace
        /// Numbers with a comma were read as decimal numbers.
        case decimalComma
    }
}

extension INPRemark: CustomStringConvertible {
    /// One sentence in English.
    public var description: String { wording.english }

    /// One sentence: where, what was done with what.
    public var wording: Wording {
        var place = file.onOneLine
        if let line { place += ":\(line)" }
        if let section { place += ": [\(section)]" }
        return Wording("\(place): ", "\(place)：") + what
    }

    private var what: Wording {
        let name = names.first ?? ""
        switch kind {
        case .likelyEncoding:
            return Wording(
                "read as \(name), which its bytes look like; where names look wrong, state the file's encoding",
                "按字节特征以 \(name) 读取；如名称有误，请注明文件的字符编码")
        case .toldEncoding:
            return Wording(
                "read as \(name), as stated; the text is UTF-8 too, so look at the names",
                "按注明的 \(name) 读取；该文本也符合 UTF-8，请核对名称")
        case .textBeforeSection:
            return Wording("left out, for it stands before the first section: ", "位于第一个节之前，未读取：") + list
        case .unknownNodes:
            return Wording("left out, for no section defines these nodes: ", "没有定义这些节点，未读取：") + list
        case .unknownLinks:
            return Wording("left out, for no section defines these links: ", "没有定义这些管段，未读取：") + list
        case .unknownAnchors:
            return Wording(
                "labels beside nodes that no section defines, kept as they stand: ",
                "标注所在的节点没有定义，原样保留：") + list
        case .noPlace:
            return Wording("left out, for these places are no numbers: ", "这些坐标不是数值，未读取：") + list
        case .decimalComma:
            return Wording(
                "read as decimal numbers, with a comma where a point is expected: ",
                "以逗号作小数点，按小数读取：") + list
        }
    }

    /// The names, and how many more there are.
    private var list: Wording {
        let more = count - names.count
        return Wording(
            names.map { "'\($0.quotable)'" }.joined(separator: ", ") + (more > 0 ? " and \(more) more" : ""),
            names.map { "“\($0.quotable)”" }.joined(separator: "、") + (more > 0 ? "，另有 \(more) 个" : ""))
    }
}

extension INPReader {
    /// Notes what was done with `name` of the row.
    mutating func remark(_ kind: INPRemark.Kind, _ name: String) {
        let key = INPRemarkKey(section: section, kind: kind)
        if let place = remarkPlaces[key] {
            remarks[place].count += 1
            if remarks[place].names.count < INPRemark.limit { remarks[place].names.append(name) }
            return
        }
        remarkPlaces[key] = remarks.count
        remarks.append(
            INPRemark(
                file: file, line: row.line, section: section.rawValue, kind: kind, names: [name], count: 1))
    }
}

/// What one remark gathers.
struct INPRemarkKey: Hashable, Sendable {
    var section: INPSection
    var kind: INPRemark.Kind
}
