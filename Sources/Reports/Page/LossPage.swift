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
                let links: [(String, Phrase)] = [
                    ("#summary", .summary), ("#map", .map), ("#table", .zoneTable), ("#zones", .zoneSections),
                    ("#methods", .methods),
                ]
                for (target, phrase) in links { nav.element("a", ["href": target], say(phrase)) }
            }
        }
        body.newLine()
    }

    /// A section with its heading.
    func section(
        _ id: String, _ heading: Phrase, _ text: Phrase? = nil, in markup: inout Markup,
        _ content: (inout Markup) -> Void
    ) {
        markup.element("section", ["id": id]) { section in
            section.element("h2", say(heading))
            if let text { section.element("p", ["class": "lead"], say(text)) }
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
