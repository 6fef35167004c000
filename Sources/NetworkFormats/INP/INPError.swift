import InputOutput

/// One thing that is wrong in an EPANET input file, and where.
public struct INPError: Error, Hashable, Sendable {
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
    public enum Problem: Error, Hashable, Sendable {
        /// The file cannot be opened.
        case unreadable(reason: String)
        /// The file is something else than text that can be read.
        case notText(kind: String)
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
        case missingValue(element: String, expected: String)
        /// A row goes on where it should end.
        case tooManyWords(element: String, found: String)
        /// A word stands where a number belongs.
        case notANumber(element: String, found: String, expected: String)
        /// A number that cannot be, such as a negative length.
        case outOfRange(element: String, found: String, expected: String, allowed: String)
        /// A word that is none of those that may stand here.
        case unknownWord(element: String, found: String, expected: String, allowed: String)
        /// A unit that EPANET does not know.
        case unknownUnit(found: String, expected: String, allowed: String)
        /// An id that is taken.
        case duplicate(element: String, firstLine: Int)
        /// A node that no section defines.
        case unknownNode(element: String, found: String)
        /// A link that no section defines.
        case unknownLink(element: String, found: String)
        /// A pattern without a row in `[PATTERNS]`.
        case undefinedPattern(element: String, found: String)
        /// A curve without a row in `[CURVES]`.
        case undefinedCurve(element: String, found: String)
        /// A link whose two ends are one node.
        case selfLoop(element: String, node: String)
        /// A curve whose x does not rise.
        case curveNotRising(element: String, found: String, previous: String)
        /// A curve used in two senses whose units differ.
        case curveOfTwoKinds(element: String, curve: String, first: String, second: String)
        /// A status or setting for a link that cannot take it.
        case statusNotAllowed(element: String, found: String, reason: String)
    }
}

extension INPError: CustomStringConvertible {
    /// One sentence: where, what was found, what was expected.
    public var description: String {
        var place = file.onOneLine
        if let line { place += ":\(line)" }
        if let section { place += ": [\(section)]" }
        return "\(place): \(problem)"
    }
}

extension INPError.Problem: CustomStringConvertible {
    /// What was found and what was expected.
    public var description: String {
        switch self {
        case .unreadable(let reason): "the file cannot be read: \(reason.quotable)"
        case .notText(let kind): "the file is \(kind); expected an EPANET input file as plain text"
        case .notInEncoding(let name, _):
            "the text from here on is not \(name.quotable); state the encoding that the file has"
        case .unclearEncoding(_, let candidates):
            "the text is not UTF-8, and its bytes do not tell what it is; state its encoding (\(candidates))"
        case .fileTooLong(let limit): "the file is longer than \(limit) bytes, which is as much as is read"
        case .lineTooLong(let bytes, let limit):
            "the line is \(bytes) bytes long; at most \(limit) are read, so break it up"
        case .textBeforeSection(let found):
            "found '\(found.quotable)' before the first section; expected a section such as [JUNCTIONS]"
        case .missingValue(let element, let expected):
            "\(element.quotable): the row ends where the \(expected) is expected"
        case .tooManyWords(let element, let found):
            "\(element.quotable): found '\(found.quotable)' where the row should end; take it out"
        case .notANumber(let element, let found, let expected):
            "\(element.quotable): found '\(found.quotable)' where the \(expected) is expected; write a number"
        case .outOfRange(let element, let found, let expected, let allowed):
            "\(element.quotable): found '\(found.quotable)' as the \(expected); expected \(allowed)"
        case .unknownWord(let element, let found, let expected, let allowed):
            "\(element.quotable): found '\(found.quotable)' where the \(expected) is expected; use \(allowed)"
        case .unknownUnit(let found, let expected, let allowed):
            "found '\(found.quotable)' where the \(expected) is expected; use \(allowed)"
        case .duplicate(let element, let firstLine):
            "\(element.quotable) is there already, on line \(firstLine); ids must be unique"
        case .unknownNode(let element, let found):
            "\(element.quotable) names node '\(found.quotable)', which no section defines"
        case .unknownLink(let element, let found):
            "\(element.quotable) names link '\(found.quotable)', which no section defines"
        case .undefinedPattern(let element, let found):
            "\(element.quotable) names pattern '\(found.quotable)', which [PATTERNS] does not define"
        case .undefinedCurve(let element, let found):
            "\(element.quotable) names curve '\(found.quotable)', which [CURVES] does not define"
        case .selfLoop(let element, let node):
            "\(element.quotable) starts and ends at node '\(node.quotable)'; a link needs two nodes"
        case .curveNotRising(let element, let found, let previous):
            "\(element.quotable): found x '\(found.quotable)' after '\(previous.quotable)'; expected x to rise from point to point"
        case .curveOfTwoKinds(let element, let curve, let first, let second):
            "\(element.quotable) uses curve '\(curve.quotable)' as a \(second) curve, but it is a \(first) curve elsewhere; "
                + "give each use a curve of its own"
        case .statusNotAllowed(let element, let found, let reason):
            "\(element.quotable): found '\(found.quotable)', but \(reason.quotable)"
        }
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
public struct INPErrors: Error, Hashable, Sendable, CustomStringConvertible {
    /// The diagnostics; never empty when thrown.
    public var errors: [INPError]

    /// A list of diagnostics.
    public init(_ errors: [INPError]) { self.errors = errors }

    /// A line for each diagnostic, the first 50 of them.
    public var description: String {
        let limit = 50
        var lines = errors.prefix(limit).map(\.description)
        if errors.count > limit { lines.append("and \(errors.count - limit) more") }
        return lines.joined(separator: "\n")
    }
}
