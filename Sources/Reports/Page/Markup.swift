/// Markup that is well-formed and escaped by construction: elements close where their closure ends, and text and
/// attribute values can hold anything.
///
/// It writes HTML that is XML too, so that a browser and an XML parser read the same.
struct Markup {
    /// The markup so far.
    private(set) var text = ""

    typealias Attributes = KeyValuePairs<String, String>

    /// An element with content.
    mutating func element(
        _ name: String, _ attributes: Attributes = [:], _ content: (inout Markup) -> Void
    ) {
        open(name, attributes)
        content(&self)
        text += "</\(name)>"
    }

    /// An element with text and no attributes.
    mutating func element(_ name: String, _ content: String) { element(name, [:], content) }

    /// An element with text.
    mutating func element(_ name: String, _ attributes: Attributes, _ content: String) {
        open(name, attributes)
        write(content)
        text += "</\(name)>"
    }

    /// An element without content: `<br/>`, `<path/>`.
    mutating func empty(_ name: String, _ attributes: Attributes = [:]) {
        open(name, attributes)
        text.removeLast()
        text += "/>"
    }

    /// Text.
    mutating func write(_ content: String) { Markup.escape(content, into: &text) }

    /// A line break in the source, for those who read it.
    mutating func newLine() { text += "\n" }

    /// Style rules; ours, so they hold nothing to escape.
    mutating func style(_ rules: EmbeddedText) { text += "<style>\(Markup.content(rules))</style>" }

    /// Style rules from elsewhere, which may not end their element.
    mutating func style(_ rules: String) { text += "<style>\(Markup.content(rules))</style>" }

    /// A script, which may not end its element.
    mutating func script(_ code: String) { text += "<script>\(Markup.content(code))</script>" }

    /// What stands between the tags of style rules of ours.
    static func content(_ rules: EmbeddedText) -> String { "\n" + rules.text }

    /// What stands between the tags of a script or of style rules from elsewhere.
    static func content(_ code: String) -> String {
        var text = "/*<![CDATA[*/\n"
        embed(code, into: &text)
        return text + "\n/*]]>*/"
    }

    /// Data for a script to read. JSON has these characters only inside its strings, where an escape means the same.
    mutating func data(_ id: String, _ json: String) {
        open("script", ["id": id, "type": "application/json"])
        for byte in json.unicodeScalars {
            switch byte {
            case "<": text += "\\u003c"
            case ">": text += "\\u003e"
            case "&": text += "\\u0026"
            case "\u{FFFE}", "\u{FFFF}": text += " "
            default: text.unicodeScalars.append(byte)
            }
        }
        text += "</script>"
    }

    private mutating func open(_ name: String, _ attributes: Attributes) {
        text += "<\(name)"
        for (key, value) in attributes {
            text += " \(key)=\""
            Markup.escape(value, into: &text)
            text += "\""
        }
        text += ">"
    }

    /// Code as both parsers leave it alone: HTML ends a script at `</script` and reads on wrongly after `<!--`, XML
    /// ends the section at `]]>`. In strings, where the first two occur, the backslash changes nothing; the last is
    /// an index in front of a comparison.
    private static func embed(_ code: String, into text: inout String) {
        let safe = code.replacing(/<(?=\/(?:script|style))/.ignoresCase(), with: "<\\")
            .replacing("<!--", with: "<\\!--").replacing("]]>", with: "]] >")
        for scalar in safe.unicodeScalars {
            let isText = scalar.value >= 0x20 || scalar == "\n" || scalar == "\t"
            text.unicodeScalars.append(isText && scalar != "\u{FFFE}" && scalar != "\u{FFFF}" ? scalar : " ")
        }
    }

    private static func escape(_ content: String, into text: inout String) {
        for scalar in content.unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            // Control characters are no XML, not even escaped.
            case _ where scalar.value < 0x20 && scalar != "\n" && scalar != "\t": text += " "
            case "\u{FFFE}", "\u{FFFF}": text += " "
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
