import InputOutput
import LeakZones

/// A loss report being written as a page in one language.
struct LossPage {
    let report: LossReport
    let language: ReportLanguage
    let colours: LossColours
    let total: LossTotal?
    /// What the map pans and zooms with; `nil` makes it a drawing.
    let library: LeafletLibrary?

    init(_ report: LossReport, language: ReportLanguage, library: LeafletLibrary? = nil) {
        self.report = report
        self.language = language
        // Without a place for anything there is no map to pan.
        self.library = MapFrame(report.network) == nil ? nil : library
        total = report.total
        colours = LossColours(
            rates: report.leafZones.compactMap { report.zones[$0].lossPerKilometreAndDay })
    }

    /// The whole page.
    func html() -> String {
        var markup = Markup()
        let xmlns = "http://www.w3.org/1999/xhtml"
        markup.element("html", ["xmlns": xmlns, "lang": language.tag]) { html in
            html.element("head") { head in
                head.empty("meta", ["charset": "utf-8"])
                head.empty("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
                head.empty("meta", ["name": "generator", "content": "Springline"])
                if let library { contentPolicy(library, &head) }
                head.element("title", "\(say(.title)) · \(report.name)")
                head.style(PageStyles.page)
                if let library { liveMapStyles(library, &head) }
            }
            html.newLine()
            html.element("body", ["id": "top"]) { body in
                header(&body)
                body.element("main") { main in
                    summary(&main)
                    map(&main)
                    zoneTable(&main)
                    comparison(&main)
                    months(&main)
                    zoneSections(&main)
                    methods(&main)
                }
                body.element("footer", say(.footer))
                if let library { liveMapScripts(library, &body) }
            }
        }
        return "<!DOCTYPE html>\n" + markup.text + "\n"
    }

    func say(_ phrase: Phrase, _ values: String...) -> String {
        phrase.wording.text(in: language, values)
    }

    private func header(_ body: inout Markup) {
        body.element("header") { header in
            header.element("p", ["class": "kind"], say(.title))
            header.element("h1", report.name)
            let count = Figure.plain(report.days, decimals: report.days == report.days.rounded() ? 0 : 1)
            header.element("p", ["class": "when"]) { line in
                line.element("strong", report.dates)
                line.write(" · \(say(.days, count)) · \(say(.localTime, report.calendar.timeZoneIdentifier))")
            }
            header.element("nav", ["aria-label": say(.contents)]) { nav in
                var links = [
                    ("#summary", say(.summary)), ("#map", say(.map)), ("#table", say(.zoneTable)),
                ]
                if let comparison = report.comparison {
                    links.append(("#comparison", say(.comparison, report.dates(of: comparison.compared))))
                }
                if report.hasMonths { links.append(("#months", say(.months))) }
                links += [("#zones", say(.zoneSections)), ("#methods", say(.methods))]
                for (target, title) in links { nav.element("a", ["href": target], title) }
            }
        }
        body.newLine()
    }

    /// A section with its heading.
    func section(
        _ id: String, _ heading: Phrase, _ text: Phrase? = nil, in markup: inout Markup,
        _ content: (inout Markup) -> Void
    ) {
        section(id, say(heading), text.map { say($0) }, in: &markup, content)
    }

    /// A section with its heading, which names something of this report.
    func section(
        _ id: String, _ heading: String, _ text: String?, in markup: inout Markup,
        _ content: (inout Markup) -> Void
    ) {
        markup.element("section", ["id": id]) { section in
            section.element("h2", heading)
            if let text { section.element("p", ["class": "lead"], text) }
            content(&section)
        }
        markup.newLine()
    }

    /// A patch of the colour a zone has on the map.
    func swatch(_ position: Int, in markup: inout Markup) {
        let colour = colours.colour(of: report.zones[position].lossPerKilometreAndDay)
        swatch(colour: colour, in: &markup)
    }

    /// A patch of colour.
    func swatch(colour: String, in markup: inout Markup) {
        markup.element("svg", ["class": "swatch", "viewBox": "0 0 12 12", "aria-hidden": "true"]) {
            $0.empty("rect", ["width": "12", "height": "12", "rx": "3", "fill": colour])
        }
    }
}
