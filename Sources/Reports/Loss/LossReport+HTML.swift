import InputOutput

extension LossReport {
    /// The report as one HTML file: no font, no picture, no script from elsewhere; it opens offline and prints.
    ///
    /// The markup is XML as well (XHTML with inline SVG). Everything from the city's data is escaped.
    ///
    /// - Parameters:
    ///   - language: the language of the page.
    ///   - map: what the map pans and zooms with; it goes into the page. Without it the map is a drawing, and the
    ///     page has no script at all.
    public func html(language: ReportLanguage = .english, map: LeafletLibrary? = nil) -> String {
        LossPage(self, language: language, library: map).html()
    }
}
