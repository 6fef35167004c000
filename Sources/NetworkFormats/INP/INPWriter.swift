import InputOutput
import PipeNetwork

/// Writes a network as the text of an EPANET input file, in the network's own flow unit.
struct INPWriter {
    let network: Network
    let units: INPUnits
    var bytes: [UInt8] = []

    init(_ network: Network) {
        self.network = network
        units = INPUnits(network.hydraulics)
        bytes.reserveCapacity(128 * (network.nodes.count + network.links.count) + 4096)
    }

    /// The whole file. Sections stand in an order in which nothing is named before it is defined.
    mutating func write() throws(INPWritingError) -> [UInt8] {
        try writeTitle()
        try writeNodes()
        try writeLinks()
        try writeTags()
        try writeDemands()
        try writeStatus()
        try writeEmitters()
        try writePatterns()
        try writeCurves()
        try writeControls()
        try writeRules()
        try writeEnergy()
        try writeLeakage()
        try writeVerbatim()
        try writeTimes()
        try writeOptions()
        try writePlaces()
        bytes += "\n[END]\n".utf8
        return bytes
    }

    private mutating func writeTitle() throws(INPWritingError) {
        bytes += "[TITLE]\n".utf8
        for line in network.title {
            for part in line.split(separator: "\n", omittingEmptySubsequences: false) {
                let first = part.first { !$0.isWhitespace }
                if first == "[" || part.first == ";" {
                    throw .unwritableText(element: Wording("title", "标题"), text: String(part))
                }
                bytes += part.utf8
                bytes.append(0x0A)
            }
        }
    }

    private mutating func writeVerbatim() throws(INPWritingError) {
        for section in network.verbatim where INPSection(rawValue: section.name)?.keepsComments != true {
            open(section.name)
            try write(section)
        }
    }

    private mutating func write(_ section: VerbatimSection) throws(INPWritingError) {
        for line in section.lines {
            if line.first(where: { !$0.isWhitespace }) == "[" || line.contains("\n") {
                throw .unwritableText(
                    element: Wording("section \(section.name)", "节 \(section.name)"), text: line)
            }
            bytes += line.utf8
            bytes.append(0x0A)
        }
    }

    /// Begins a section that has rows or comments of the file it came from, with those.
    mutating func openWithComments(_ section: INPSection, if hasRows: Bool) throws(INPWritingError) {
        let comments = network.verbatim.filter { $0.name == section.rawValue }
        if !hasRows, comments.isEmpty { return }
        open(section.rawValue)
        for comment in comments { try write(comment) }
    }

    // MARK: Words and rows

    /// Begins a section.
    mutating func open(_ name: String) { bytes += "\n[\(name)]\n".utf8 }

    /// Begins a section that has rows only for some networks, with its first row.
    mutating func open(_ section: INPSection, if isFirst: inout Bool) {
        if isFirst { open(section.rawValue) }
        isFirst = false
    }

    /// Begins a row with `words`.
    mutating func row(_ words: String...) throws(INPWritingError) {
        for word in words { try add(word) }
    }

    /// Adds a word to the row, in quotes where it has spaces.
    mutating func add(_ word: String) throws(INPWritingError) {
        var needsQuotes = word.isEmpty
        for byte in word.utf8 {
            switch byte {
            case 0x20, 0x09: needsQuotes = true
            case 0x0A, 0x0D, UInt8(ascii: ";"), UInt8(ascii: "\""):
                throw .unwritableText(element: Wording("id or tag", "编号或标签"), text: word)
            default: break
            }
        }
        if word.utf8.first == UInt8(ascii: "[") {
            throw .unwritableText(element: Wording("id or tag", "编号或标签"), text: word)
        }
        if needsQuotes { bytes.append(UInt8(ascii: "\"")) }
        bytes += word.utf8
        if needsQuotes { bytes.append(UInt8(ascii: "\"")) }
        bytes.append(0x09)
    }

    /// Adds a number as it is.
    mutating func add(_ number: Double) {
        bytes += INPNumber.text(number).utf8
        bytes.append(0x09)
    }

    /// Adds an SI number in `unit`.
    mutating func add(_ number: Double, _ unit: INPUnits.Unit) { add(unit.value(number)) }

    /// Adds the id of a pattern that the network must have.
    mutating func add(pattern: String, _ element: @autoclosure () -> Wording) throws(INPWritingError) {
        guard network.patterns[pattern] != nil else {
            throw .undefinedPattern(element: element(), pattern: pattern)
        }
        try add(pattern)
    }

    /// Adds the id of a curve that the network must have.
    mutating func add(curve: String, _ element: @autoclosure () -> Wording) throws(INPWritingError) {
        guard network.curves[curve] != nil else {
            throw .undefinedCurve(element: element(), curve: curve)
        }
        try add(curve)
    }

    /// Ends the row, with a comment where there is one.
    mutating func endRow(_ comment: String? = nil) {
        if let comment {
            bytes.append(UInt8(ascii: ";"))
            bytes += comment.utf8.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
            bytes.append(0x0A)
        } else if bytes.last == 0x09 {
            bytes[bytes.count - 1] = 0x0A
        } else {
            bytes.append(0x0A)
        }
    }
}

extension Network {
    /// The network as the text of an EPANET input file, in the flow unit of its `hydraulics`.
    ///
    /// Reading the text again gives an equal network. Not written, because the format has no place for them:
    /// assets, the reference system, heights of coordinates, and attributes other than `comment` and `tag`.
    /// `verbatim` sections, unused curves and options without a property of their own are in the units of
    /// the file they came from: they mean the same only while the flow unit stays the same. Times of controls and
    /// rules are written in whole seconds.
    ///
    /// - Throws: ``INPWritingError`` for what the format cannot say.
    public func inp() throws(INPWritingError) -> String {
        var writer = INPWriter(self)
        return String(decoding: try writer.write(), as: UTF8.self)
    }
}
