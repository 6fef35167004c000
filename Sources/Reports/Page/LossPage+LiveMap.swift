extension LossPage {
    /// Holds the page to its promise: the browser itself refuses every request, whatever a script asks for, and every
    /// script and style but those whose digests stand here.
    func contentPolicy(_ library: LeafletLibrary, _ head: inout Markup) {
        let scripts = scripts(library).map { ContentDigest(Markup.content($0)).source }
        let styles = [
            Markup.content(LossPage.styles), Markup.content(library.pageStyle),
            Markup.content(LossPage.liveMapStyles),
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
        head.style(LossPage.liveMapStyles)
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

    /// The drawing stays for paper and for browsers without scripts; the script shows the map in its place.
    static let liveMapStyles: StaticString = """
        #live-map { display: none; position: relative; z-index: 0; height: 70vh; min-height: 20rem;
          max-height: 46rem; background: #fbfcfc; font: inherit; font-size: .9rem; line-height: 1.5; color: var(--ink); }
        #live-map:focus-visible { outline: 3px solid #56b4e9; outline-offset: -3px; }
        #live-map canvas { pointer-events: none; }
        #live-map.pointing { cursor: pointer; }
        .is-live #live-map { display: block; }
        .is-live .drawing { display: none; }
        .legend label { display: inline-flex; align-items: center; }
        .legend input { display: none; flex: none; margin: 0 .4em 0 0; width: 1.05em; height: 1.05em;
          accent-color: var(--water); }
        .legend label .key { flex: none; }
        .legend .switch { display: none; }
        .is-live .legend input, .is-live .legend .switch { display: inline-block; }
        .is-live .legend label { cursor: pointer; min-height: 1.8rem; }
        #live-map .leaflet-bar a { width: 36px; height: 36px; line-height: 36px; font-size: 20px; color: var(--deep); }
        #live-map .leaflet-bar svg { width: 18px; height: 18px; vertical-align: -3px; fill: none; stroke: currentColor;
          stroke-width: 2; }
        #live-map .north { font-weight: 700; line-height: 1; text-align: center; color: var(--deep); }
        #live-map .north svg { display: block; width: 20px; height: 26px; fill: currentColor; }
        #live-map .leaflet-control-attribution { font-size: .75rem; color: var(--quiet); }
        #live-map .leaflet-control-scale-line { font-size: .78rem; color: var(--ink); border-color: var(--ink);
          line-height: 1.3; padding: 1px 5px; box-sizing: border-box; overflow: visible; }
        #live-map .leaflet-popup-content-wrapper { border-radius: 10px; }
        #live-map .leaflet-popup-content { margin: .8rem 1.1rem; font-size: .9rem; line-height: 1.45; }
        #live-map .leaflet-popup-content strong { overflow-wrap: anywhere; padding-right: .8rem; display: block; }
        #live-map dl { display: grid; grid-template-columns: auto 1fr; gap: .1rem .9rem; margin: .4rem 0 0; }
        #live-map dd { overflow-wrap: anywhere; font-weight: 600; }
        #live-map .leaflet-popup-content a { display: inline-block; margin-top: .5rem; color: var(--water); }
        #live-map a.leaflet-popup-close-button { width: 32px; height: 32px; font-size: 20px; line-height: 30px;
          padding: 0; color: var(--quiet); }
        .locate { font: inherit; font-size: .8rem; line-height: 1; border: 1px solid var(--line); background: #fff;
          border-radius: 99px; padding: .25em .45em; margin-left: .4em; cursor: pointer; color: var(--water);
          vertical-align: .05em; }
        .locate svg { width: 1em; height: 1em; vertical-align: -.12em; fill: currentColor; }
        .locate:hover { background: #e8f2f7; }
        th .locate { border-color: transparent; padding: .15em .3em; margin-left: .1em; }
        tr.locates, .worst li.locates { cursor: pointer; }
        @media (max-width: 40rem) {
          #live-map { height: 56vh; }
          .is-live .legend .layers { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.4rem, 1fr));
            gap: .1rem .6rem; margin-top: .5rem; }
          .is-live .legend label { min-height: 2.2rem; line-height: 1.2; }
          .is-live .legend input { width: 1.3em; height: 1.3em; }
          .locate { padding: .45em .6em; }
          th .locate { display: none; }
        }
        @media print {
          .is-live .drawing { display: block; }
          .is-live #live-map, .is-live .legend input, .is-live .legend .switch, .locate,
          #map .lead { display: none; }
        }
        """
}
