extension LossReport {
    /// The report as one HTML file: no script, no font, no picture from elsewhere; it opens offline and prints.
    ///
    /// The markup is XML as well (XHTML with inline SVG). Everything from the city's data is escaped.
    public func html(language: ReportLanguage = .english) -> String {
        LossPage(self, language: language).html()
    }
}
