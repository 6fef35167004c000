import InputOutput

/// One thing that is wrong in an EPANET input file, and where.
public struct INPError: ExplainedError, Hashable, Sendable {
    /// The file as it was named to the reader.
    public var file: String
    /// The line, from 1; `nil` when the whole file is meant.
    public var line: Int?
    /// The section's name without brackets; `nil` before the first section.
    public var section: String?
    /// What is wrong.
    public var problem: Problem

    /// A diagnostic.
    public init(file: String, line: Int? = nil, section: String? = nil, problem: Problem) {
        self.file = file
        self.line = line
        self.section = section
        self.problem = problem
    }

    /// What can be wrong. `element` reads like `pipe 'P1'`; `expected` names the value and its unit.
    public enum Problem: ExplainedError, Hashable, Sendable {
        /// The file cannot be opened.
        case unreadable(reason: Wording)
        /// The file is something else than text that can be read.
        case notText(kind: Wording)
        /// The text is not of the encoding that it was said to be of, from this line on.
        case notInEncoding(name: String, line: Int)
        /// The encoding of the text cannot be told from its bytes; the first line that is not plain.
        case unclearEncoding(line: Int, candidates: String)
        /// The file is longer than what is read.
        case fileTooLong(limit: Int)
        /// A line is longer than what is read.
        case lineTooLong(bytes: Int, limit: Int)
        /// Text stands where no section is in the whole file.
        case textBeforeSection(found: String)
        /// A row ends too early.
        case missingValue(element: Wording, expected: Wording)
        /// A row goes on where it should end.
        case tooManyWords(element: Wording, found: String)
        /// A word stands where a number belongs.
        case notANumber(element: Wording, found: String, expected: Wording)
        /// A number that cannot be, such as a negative length.
        case outOfRange(element: Wording, found: String, expected: Wording, allowed: Wording)
        /// A word that is none of those that may stand here.
        case unknownWord(element: Wording, found: String, expected: Wording, allowed: Wording)
        /// A unit that EPANET does not know.
        case unknownUnit(found: String, expected: Wording, allowed: Wording)
        /// An id that is taken.
        case duplicate(element: Wording, firstLine: Int)
        /// A node that no section defines.
        case unknownNode(element: Wording, found: String)
        /// A link that no section defines.
        case unknownLink(element: Wording, found: String)
        /// A pattern without a row in `[PATTERNS]`.
        case undefinedPattern(element: Wording, found: String)
        /// A curve without a row in `[CURVES]`.
        case undefinedCurve(element: Wording, found: String)
        /// A link whose two ends are one node.
        case selfLoop(element: Wording, node: String)
        /// A curve whose x does not rise.
        case curveNotRising(element: Wording, found: String, previous: String)
        /// A curve used in two senses whose units differ.
        case curveOfTwoKinds(element: Wording, curve: String, first: Wording, second: Wording)
        /// A status or setting for a link that cannot take it.
        case statusNotAllowed(element: Wording, found: String, reason: Wording)
    }
}

extension INPError {
    /// One sentence: where, what was found, what was expected.
    public var explanation: Wording {
        var place = file.onOneLine
        if let line { place += ":\(line)" }
        if let section { place += ": [\(section)]" }
        return Wording("\(place): ", "\(place)：") + problem.explanation
    }
}

extension INPError.Problem {
    /// What was found and what was expected.
    public var explanation: Wording {
        switch self {
        case .unreadable(let reason):
            return Wording(
                "the file cannot be read: \(reason.english.quotable)", "文件无法读取：\(reason.chinese.quotable)")
        case .notText(let kind):
            return Wording(
                "the file is \(kind.english); expected an EPANET input file as plain text",
                "文件是\(kind.chinese)；应为纯文本的 EPANET 输入文件")
        case .notInEncoding(let name, _):
            return Wording(
                "the text from here on is not \(name.quotable); state the encoding that the file has",
                "此后的文本不是 \(name.quotable)；请注明文件的字符编码")
        case .unclearEncoding(_, let candidates):
            return Wording(
                "the text is not UTF-8, and its bytes do not tell what it is; state its encoding (\(candidates))",
                "文本不是 UTF-8，从字节也无法判断；请注明其字符编码（\(candidates)）")
        case .fileTooLong(let limit):
            return Wording(
                "the file is longer than \(limit) bytes, which is as much as is read",
                "文件超过 \(limit) 字节的读取上限")
        case .lineTooLong(let bytes, let limit):
            return Wording(
                "the line is \(bytes) bytes long; at most \(limit) are read, so break it up",
                "该行有 \(bytes) 字节；至多读取 \(limit) 字节，请拆分")
        case .textBeforeSection(let found):
            return Wording(
                "found '\(found.quotable)' before the first section; expected a section such as [JUNCTIONS]",
                "第一个节之前有“\(found.quotable)”；应为 [JUNCTIONS] 之类的节")
        case .missingValue(let element, let expected):
            return Self.about(
                element,
                Wording(
                    "the row ends where the \(expected.english) is expected", "该行缺少\(expected.chinese)"))
        case .tooManyWords(let element, let found):
            return Self.about(
                element,
                Wording(
                    "found '\(found.quotable)' where the row should end; take it out",
                    "行尾多出“\(found.quotable)”；请去除"))
        case .notANumber(let element, let found, let expected):
            return Self.about(
                element,
                Wording(
                    "found '\(found.quotable)' where the \(expected.english) is expected; write a number",
                    "\(expected.chinese)写作“\(found.quotable)”；应为数值"))
        case .outOfRange(let element, let found, let expected, let allowed):
            return Self.about(
                element,
                Wording(
                    "found '\(found.quotable)' as the \(expected.english); expected \(allowed.english)",
                    "\(expected.chinese)为“\(found.quotable)”；应为：\(allowed.chinese)"))
        case .unknownWord(let element, let found, let expected, let allowed):
            return Self.about(element, Self.unknown(found, expected, allowed))
        case .unknownUnit(let found, let expected, let allowed): return Self.unknown(found, expected, allowed)
        case .duplicate(let element, let firstLine):
            return Wording(
                "\(element.english.quotable) is there already, on line \(firstLine); ids must be unique",
                "\(element.chinese.quotable)在第 \(firstLine) 行已有；编号须唯一")
        case .unknownNode(let element, let found):
            return Self.names(
                element, Wording("node", "节点"), found, Wording("no section defines", "没有任何节定义"))
        case .unknownLink(let element, let found):
            return Self.names(
                element, Wording("link", "管段"), found, Wording("no section defines", "没有任何节定义"))
        case .undefinedPattern(let element, let found):
            return Self.names(
                element, Wording("pattern", "模式"), found,
                Wording("[PATTERNS] does not define", "[PATTERNS] 中没有定义"))
        case .undefinedCurve(let element, let found):
            return Self.names(
                element, Wording("curve", "曲线"), found, Wording("[CURVES] does not define", "[CURVES] 中没有定义"))
        case .selfLoop(let element, let node):
            return Wording(
                "\(element.english.quotable) starts and ends at node '\(node.quotable)'; a link needs two nodes",
                "\(element.chinese.quotable)的两端均为节点“\(node.quotable)”；管段须有两个节点")
        case .curveNotRising(let element, let found, let previous):
            return Self.about(
                element,
                Wording(
                    "found x '\(found.quotable)' after '\(previous.quotable)'; expected x to rise from point to point",
                    "“\(previous.quotable)”之后的 x 为“\(found.quotable)”；x 须逐点递增"))
        case .curveOfTwoKinds(let element, let curve, let first, let second):
            return Wording(
                "\(element.english.quotable) uses curve '\(curve.quotable)' as a \(second.english) curve, "
                    + "but it is a \(first.english) curve elsewhere; give each use a curve of its own",
                "\(element.chinese.quotable)将曲线“\(curve.quotable)”用作\(second.chinese)曲线，"
                    + "而别处用作\(first.chinese)曲线；请为每种用途各设一条曲线")
        case .statusNotAllowed(let element, let found, let reason):
            return Self.about(
                element,
                Wording(
                    "found '\(found.quotable)', but \(reason.english.quotable)",
                    "写作“\(found.quotable)”，但\(reason.chinese.quotable)"))
        }
    }

    private static func about(_ element: Wording, _ what: Wording) -> Wording {
        Wording("\(element.english.quotable): ", "\(element.chinese.quotable)：") + what
    }

    private static func unknown(_ found: String, _ expected: Wording, _ allowed: Wording) -> Wording {
        Wording(
            "found '\(found.quotable)' where the \(expected.english) is expected; use \(allowed.english)",
            "\(expected.chinese)写作“\(found.quotable)”；可用：\(allowed.chinese)")
    }

    private static func names(
        _ element: Wording, _ what: Wording, _ found: String, _ where: Wording
    ) -> Wording {
        Wording(
            "\(element.english.quotable) names \(what.english) '\(found.quotable)', which \(`where`.english)",
            "\(element.chinese.quotable)引用的\(what.chinese)“\(found.quotable)”，\(`where`.chinese)")
    }

    /// The line that a mistake of the whole text begins on.
    var line: Int? {
        switch self {
        case .notInEncoding(_, let line), .unclearEncoding(let line, _): line
        default: nil
        }
    }
}

/// Everything that is wrong in an EPANET input file, in the order of its lines.
public struct INPErrors: ExplainedError, Hashable, Sendable {
    /// The diagnostics; never empty when thrown.
    public var errors: [INPError]

    /// A list of diagnostics.
    public init(_ errors: [INPError]) { self.errors = errors }

    /// A line for each diagnostic, the first 50 of them.
    public var explanation: Wording {
        let limit = 50
        var lines = errors.prefix(limit).map(\.explanation)
        if errors.count > limit {
            let more = errors.count - limit
            lines.append(Wording("and \(more) more", "另有 \(more) 处"))
        }
        return .joined(lines, separator: Wording(verbatim: "\n"))
    }
}
