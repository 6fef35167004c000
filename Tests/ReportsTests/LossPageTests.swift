import InputOutput
import Foundation
import Geospatial
import LeakZones
import PipeNetwork
import Telemetry
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@testable import Reports

@Suite("Loss report as a page")
struct LossPageTests {
    /// Collects the text of a page and where its links lead, as an XML parser sees it.
    private final class Reader: NSObject, XMLParserDelegate {
        var text = ""
        var ids: Set<String> = []
        var targets: [String] = []
        var elements: [String: Int] = [:]
        var language: String?

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            elements[name, default: 0] += 1
            if let id = attributes["id"] { ids.insert(id) }
            if let target = attributes["href"] ?? attributes["src"] { targets.append(target) }
            if name == "html" { language = attributes["lang"] }
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
    }

    private func read(_ html: String) throws -> Reader {
        let parser = XMLParser(data: Data(html.utf8))
        let reader = Reader()
        parser.delegate = reader
        let isWellFormed = parser.parse()
        #expect(isWellFormed, "line \(parser.lineNumber): \(String(describing: parser.parserError))")
        return reader
    }

    @Test(
        "Well-formed in both languages; every link leads somewhere inside; nothing comes from elsewhere",
        arguments: ReportLanguage.allCases)
    func wellFormed(language: ReportLanguage) throws {
        let html = try TinyCity().report().html(language: language)
        let page = try read(html)
        #expect(page.language == language.tag)
        for target in page.targets {
            #expect(target.hasPrefix("#") && page.ids.contains(String(target.dropFirst())), "\(target)")
        }
        #expect(page.elements["script"] == nil)
        #expect(page.elements["link"] == nil)
        #expect(page.elements["img"] == nil)
        #expect(!html.contains("url("))
        #expect((page.elements["svg"] ?? 0) > 4)
        #expect(!page.text.contains("{0}"))
    }

    @Test("The page shows the numbers that went in, with their limits and units")
    func numbers() throws {
        let page = try read(try TinyCity().report().html())
        for number in [
            "1,100", "± 31.3 m³", "250 m³", "22.7 %", "34.2 m³/(km·d)", "500 L/d", "1.96 m³/h", "0.73 km",
        ] {
            let isShown = page.text.contains(number)
            #expect(isShown, "\(number)")
        }
        #expect(page.text.contains("95 % limits 219 to 281 m³"))
        // Flags are sentences for people; their codes are for programs.
        #expect(!page.text.contains("filled:inA"))
        #expect(page.text.contains("Gaps in the flow of boundary meter inA were filled"))
    }

    @Test("A zone that claims no loss shows no number for it, and says why, in both languages")
    func unclaimed() throws {
        let city = try TinyCity()
        for (language, words, reason) in [
            (ReportLanguage.english, "no loss claimed", "Boundary meter inB has no usable readings"),
            (.chinese, "不给出漏损水量", "边界流量计 inB 无有效读数"),
        ] {
            let html = try city.report().html(language: language)
            let row = try #require(html.split(separator: "<tr").last { $0.contains("class=\"unclaimed\"") })
            let loss = try #require(row.split(separator: "<td").dropFirst().first)
            #expect(loss.contains(words))
            #expect(!loss.contains { $0.isNumber })
            let part = try #require(html.split(separator: "<article").first { $0.contains("id=\"zone-1\"") })
            #expect(part.contains(words))
            #expect(part.contains(reason))
        }
    }

    @Test("A city where nothing is claimed has no total at all")
    func nothingClaimed() throws {
        let city = try TinyCity()
        let report = try city.report(first: city.second)
        #expect(report.total == nil)
        let page = try read(report.html())
        #expect(page.text.contains("No zone has a complete balance"))
        #expect(report.summary().contains("No zone has a complete balance"))
    }

    @Test("Names from the data are text, never markup")
    func escaping() throws {
        let evil = "<script>alert('x')</script>\"&\u{7}"
        var report = try TinyCity(firstName: evil).report(notes: [Wording(evil, evil)])
        report.name = evil
        report.zones[0].balance.flags = [BalanceFlag(.filled, evil)]
        for language in ReportLanguage.allCases {
            let html = report.html(language: language)
            #expect(!html.contains("<script"))
            let page = try read(html)
            #expect(page.elements["script"] == nil)
            #expect(page.text.contains("<script>alert('x')</script>\"&"))
        }
    }

    @Test("A negative loss is shown as it is")
    func negative() throws {
        let city = try TinyCity()
        var first = city.first
        first.loss = -50
        first.flags = [BalanceFlag(.negativeLoss)]
        let page = try read(try city.report(first: first).html())
        #expect(page.text.contains("−50.0"))
        #expect(page.text.contains("Surplus"))
        #expect(page.text.contains("The loss is negative"))
    }

    @Test("Without coordinates there is no map, and the page says so")
    func noPlaces() throws {
        let page = try read(try TinyCity(hasPlaces: false).report().html())
        #expect(page.text.contains("the network has no coordinates"))
        #expect(page.text.contains("250"))
    }

    @Test("A page without weeks, nights or zones is still a page")
    func empty() throws {
        let city = try TinyCity()
        let scheme = ZoneScheme.empty(nodeCount: city.network.nodes.count)
        let report = LossReport(
            name: "", period: city.period, calendar: .utc, network: Network(), scheme: scheme, zones: []
        )
        _ = try read(report.html())
        #expect(report.summary().contains("0 of 0"))
    }

    @Test("Degrees are drawn in true proportion: at 60° north a degree of longitude is half one of latitude")
    func geographic() throws {
        var network = Network(crs: try CoordinateReferenceSystem(epsg: 4326))
        try network.add(Junction(id: "sw", position: Coordinate(x: 10, y: 59.5)))
        try network.add(Junction(id: "ne", position: Coordinate(x: 12, y: 60.5)))
        let frame = try #require(MapFrame(network))
        let across = frame.x(12) - frame.x(10)
        let up = frame.y(59.5) - frame.y(60.5)
        #expect(abs(across - up) < 1)
        // A degree of a meridian is 111.32 km on the sphere of the equator's radius.
        #expect(abs(up * frame.metresPerUnit - 111_320) < 1)
    }

    @Test("However many pipes, the drawing keeps to its budget, and pipes of a zone stay in its group")
    func thinning() throws {
        var network = Network()
        let side = 60
        for row in 0..<side {
            for column in 0..<side {
                try network.add(
                    Junction(
                        id: "\(row)-\(column)", position: .init(x: Double(column) * 100, y: Double(row) * 100)
                    ))
            }
        }
        for row in 0..<side {
            for column in 1..<side {
                try network.add(
                    Pipe(
                        id: "h\(row)-\(column)", start: "\(row)-\(column - 1)", end: "\(row)-\(column)",
                        length: 100))
                try network.add(
                    Pipe(
                        id: "v\(row)-\(column)", start: "\(column - 1)-\(row)", end: "\(column)-\(row)",
                        length: 100))
            }
        }
        let scheme = try ZoneScheme(
            zones: [Zone(id: "W"), Zone(id: "E")],
            zoneOfNode: (0..<side * side).map { $0 % side < side / 2 ? 0 : 1 })
        let frame = try #require(MapFrame(network))
        let whole = PipeDrawing(network, scheme, frame)
        #expect(whole.stretches == 2 * side * (side - 1))
        #expect(whole.step == 1)
        #expect(whole.groups.allSatisfy { !$0.others.isEmpty && $0.mains.isEmpty })
        let thin = PipeDrawing(network, scheme, frame, budget: 1000)
        #expect(thin.stretches <= 1000)
        #expect(thin.step > 1)
        #expect(thin.stretches > 0)
    }
}
