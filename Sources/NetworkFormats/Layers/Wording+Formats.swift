import InputOutput

/// What several formats say of what they expect.
extension Wording {
    /// That a library got no memory.
    static let outOfMemory = Wording("out of memory", "内存不足")
    /// No value.
    static let nothing = Wording("nothing", "空")
    /// JSON text.
    static let utf8JSON = Wording("JSON in UTF-8", "UTF-8 编码的 JSON")
    /// A geometry as OGC's Simple Features write it.
    static let wellKnownBinary = Wording("well-known binary", "WKB 几何")

    /// A reference system that is known, as the one found is not, for the reason given.
    static func knownReferenceSystem(_ error: any Error) -> Wording {
        Wording("a known one", "已知的坐标参考系").because(error)
    }

    /// That a reference system cannot be written.
    static func referenceSystemWithoutText(_ error: any Error) -> Wording {
        Wording("the reference system has no text: ", "坐标参考系无法写成文本：") + Wording(describing: error)
    }

    /// The text with the reason in brackets.
    func because(_ error: any Error) -> Wording {
        let reason = Wording(describing: error)
        return Wording("\(english) (\(reason.english))", "\(chinese)（\(reason.chinese)）")
    }

    /// A name or a cell of a file in quotes: short, and without characters that a terminal would obey.
    static func named(_ text: String) -> Wording {
        Wording("'\(text.quotable)'", "“\(text.quotable)”")
    }

    /// A name, a number or the words of a library in quotes.
    static func quoted(_ text: String) -> Wording { Wording(verbatim: "“\(text)”") }
}
