/// Leaflet, the JavaScript library that a page's map pans and zooms with, as the texts that go into the page.
///
/// Springline does not carry Leaflet: whoever writes a page reads the installed one and hands it in. What would
/// make a browser look for another file is taken out when the page is written (see ``script`` and ``style``).
public struct LeafletLibrary: Sendable, Hashable {
    /// The library's script, `leaflet.js` or `leaflet.min.js`.
    public var script: String
    /// The library's style sheet, `leaflet.css`.
    public var style: String
    /// The licence that has to go wherever the library goes, with its copyright lines.
    public var licence: String?

    /// A library of these texts.
    public init(script: String, style: String, licence: String? = nil) {
        self.script = script
        self.style = style
        self.licence = licence
    }

    /// The script without the comment that names its source map: developer tools would go and fetch it.
    var pageScript: String {
        script.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.hasPrefix("//# sourceMappingURL") }.joined(separator: "\n")
    }

    /// The style sheet without pictures and source map; the map uses none of the controls that need them.
    var pageStyle: String {
        style.replacing(/\/\*# sourceMappingURL.*?\*\//, with: "")
            .replacing(/@import[^;]*;/, with: "")
            .replacing(/url\([^)]*\)/, with: "none")
    }

    /// The comment in front of the script.
    var notice: String {
        let terms = licence ?? "BSD-2-Clause, https://leafletjs.com"
        return "/*! Leaflet\n\(terms.replacing("*/", with: "* /"))\n*/"
    }
}
