extension LossPage {
    /// Holds the page to its promise: the browser itself refuses every request, whatever a script asks for, and every
    /// script and style but those whose digests stand here.
    func contentPolicy(_ library: LeafletLibrary, _ head: inout Markup) {
        let scripts = scripts(library).map { ContentDigest(Markup.content($0)).source }
        let styles = [
            Markup.content(PageStyles.page), Markup.content(library.pageStyle),
            Markup.content(PageStyles.liveMap),
        ].map { ContentDigest($0).source }
        head.empty(
            "meta",
            [
                "http-equiv": "Content-Security-Policy",
                "content": "default-src 'none'; style-src \(styles.joined(separator: " ")); "
                    + "script-src \(scripts.joined(separator: " "))",
            ])
    }

    /// The library's rules, then ours, which have the last word.
    func liveMapStyles(_ library: LeafletLibrary, _ head: inout Markup) {
        head.newLine()
        head.style(library.pageStyle)
        head.newLine()
        head.style(PageStyles.liveMap)
    }

    /// The library with its licence, and our script.
    private func scripts(_ library: LeafletLibrary) -> [String] {
        ["\(library.notice)\n\(library.pageScript)", MapScript.text]
    }

    /// The data, the library and our script, at the end of the body, where all they look for is there.
    func liveMapScripts(_ library: LeafletLibrary, _ body: inout Markup) {
        guard let data = MapData(report, colours: colours, language: language) else { return }
        body.newLine()
        body.data("map-data", data.json.text(expandedTo: 0))
        for script in scripts(library) {
            body.newLine()
            body.script(script)
        }
        body.newLine()
    }
}
