/// A script or a style sheet of ours, embedded by the build from a file of the folder Assets.
struct EmbeddedText {
    /// The text; it ends with a line break.
    let text: String

    /// The text of an embedded file, which is UTF-8.
    init(_ bytes: [UInt8]) { text = String(decoding: bytes, as: UTF8.self) }
}

/// The page's style rules.
///
/// Dark text on light paper throughout (contrast above 4.5:1); one column on a phone, two where there is room; colours and
/// page breaks of their own for print.
enum PageStyles {
    /// Of every page.
    static let page = EmbeddedText(PackageResources.page_css)
    /// Of a page whose map pans and zooms: the drawing stays for paper and for browsers without scripts.
    static let liveMap = EmbeddedText(PackageResources.live_map_css)
    /// Of a page with balance tables.
    static let balance = EmbeddedText(PackageResources.balance_css)
}
