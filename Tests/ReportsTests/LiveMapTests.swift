import InputOutput
import Foundation
import Geospatial
import LeakZones
import PipeNetwork
import Testing

@testable import Reports

@Suite("The map that pans and zooms")
struct LiveMapTests {
    /// Stands in for Leaflet, with what a page has to take out of it or to disarm.
    private let library = LeafletLibrary(
        script: """
            var a = '</script><!-- ', b = [[1]], c = b[b[0]]>1;
            //# sourceMappingURL=leaflet.js.map
            """,
        style: """
            .a{background:url(images/layers.png)}.b{behavior:url(#default#VML)}</style>
            /*# sourceMappingURL=leaflet.css.map */
            """,
        licence: "Copyright */ of others")

    private func data(_ html: String) throws -> DecodedMap {
        let start = try #require(html.range(of: "<script id=\"map-data\" type=\"application/json\">"))
        let end = try #require(html[start.upperBound...].range(of: "</script>"))
        return try DecodedMap(String(html[start.upperBound..<end.lowerBound]))
    }

    /// Whether XML parsers read the page too; what is not escaped rightly would end an element early.
    private func isWellFormed(_ html: String) -> Bool { PageReader(html).isWellFormed }

    /// A report of a network without zones and readings.
    private func report(_ network: Network) throws -> LossReport {
        let city = try TinyCity()
        return LossReport(
            name: "", period: city.period, calendar: .utc, network: network,
            scheme: .empty(nodeCount: network.nodes.count), zones: [])
    }

    @Test("Without the library the page has no script and no trace of the map")
    func withoutLibrary() throws {
        let report = try TinyCity().report()
        let html = report.html()
        for word in ["<script", "live-map", "Content-Security-Policy", "checkbox", "CDATA"] {
            #expect(!html.contains(word), "\(word)")
        }
        #expect(html == report.html(language: .english, map: nil))
        var noted = report
        noted.mapNote = Wording("only a drawing", "静态图")
        #expect(noted.html().contains("<p class=\"note\">only a drawing</p>"))
        #expect(noted.html(language: .chinese).contains("静态图"))
    }

    @Test("The map's data decode to the network's coordinates", arguments: ReportLanguage.allCases)
    func coordinates(language: ReportLanguage) throws {
        let city = try TinyCity()
        let html = try city.report().html(language: language, map: library)
        #expect(isWellFormed(html))
        let map = try data(html)
        let links = city.network.links
        #expect(Set(map.pipes.map(\.id)) == Set(links.ids))
        // Local metres count from the middle of the city: (0 … 620, 0 … 300).
        for pipe in map.pipes {
            let link = try #require(links.index(of: pipe.id))
            let path = city.network.path(ofLink: link)
            #expect(pipe.course.count == path.count)
            for (drawn, place) in zip(pipe.course, path) {
                #expect(abs(drawn.x - (place.x - 310)) <= 0.05)
                #expect(abs(drawn.y - (place.y - 150)) <= 0.05)
            }
            #expect(abs((pipe.length ?? .nan) - links.length[link]) <= 0.05)
        }
        let main = try #require(map.pipes.first { $0.id == "inA" })
        #expect(main.millimetres == 400 && main.from == -1 && main.to == 0)
        let closed = try #require(map.pipes.first { $0.id == "AB" })
        #expect(closed.millimetres == nil && closed.from == 0 && closed.to == 1)
        #expect(Set(map.devices.map(\.id)) == ["P1", "inA", "inB", "AB", "R", "T"])
        let tank = try #require(map.devices.first { $0.id == "T" })
        #expect(tank.kind == "tank" && tank.x == 310 && tank.y == -130 && tank.from == 0)
        #expect(map.zones == ["A", "B"])
    }

    @Test("Bends, long ways and small steps decode as well")
    func bends() throws {
        var network = Network()
        try network.add(Junction(id: "a", position: Coordinate(x: 500_000.04, y: 4_000_000)))
        try network.add(Junction(id: "b", position: Coordinate(x: 540_000, y: 3_999_000.5)))
        try network.add(
            Pipe(
                id: "p", start: "a", end: "b", length: 41_000,
                vertices: [Coordinate(x: 500_000.2, y: 4_000_000.1), Coordinate(x: 520_000, y: 4_020_000)]))
        let pipe = try #require(try data(report(network).html(map: library)).pipes.first)
        let path = network.path(ofLink: 0)
        let shift = (x: pipe.course[0].x - path[0].x, y: pipe.course[0].y - path[0].y)
        #expect(pipe.course.count == 4)
        for (drawn, place) in zip(pipe.course, path) {
            #expect(abs(drawn.x - place.x - shift.x) <= 0.11)
            #expect(abs(drawn.y - place.y - shift.y) <= 0.11)
        }
    }

    @Test("Hostile ids and names stay data: they end no script, break no line and change nothing else")
    func hostile() throws {
        let ids = [
            "</script><script>alert(1)</script>", "\"'&<>]]>", "__proto__", "a\nb\r\u{1}", "<!--", "漏损",
        ]
        var network = Network()
        try network.add(Junction(id: "a", position: Coordinate(x: 0, y: 0)))
        try network.add(Junction(id: "b", position: Coordinate(x: 100, y: 0)))
        for id in ids {
            try network.add(
                Pipe(id: id, start: "a", end: "b", length: 100, attributes: ["material": .text(id)]))
        }
        var report = try report(network)
        report.name = ids[0]
        let html = report.html(map: library)
        #expect(isWellFormed(html))
        // Our three: data, library, map.
        #expect(html.components(separatedBy: "<script").count == 4)
        #expect(html.components(separatedBy: "</script").count == 4)
        let map = try data(html)
        #expect(map.pipes.map(\.id) == ids.map { $0 == ids[3] ? "a b  " : $0 })
        #expect(map.pipes[2].material == "__proto__")
        #expect(map.pipes[0].material == ids[0])

        let tiny = try TinyCity(firstName: ids[0]).report().html(map: library)
        #expect(isWellFormed(tiny))
        #expect(tiny.components(separatedBy: "<script").count == 4)
    }

    @Test("What the library holds cannot end its element, and asks for no other file")
    func libraryText() throws {
        let html = try TinyCity().report().html(map: library)
        #expect(!html.contains("url("))
        #expect(!html.contains("sourceMappingURL"))
        #expect(html.contains("'<\\/script><\\!-- '"))
        #expect(html.contains("b[b[0]] >1"))
        #expect(html.contains("Copyright * / of others"))
        #expect(html.components(separatedBy: "</style>").count == 4)
        #expect(html.contains("default-src 'none'") || html.contains("default-src &#39;none&#39;"))
        for word in ["http://", "https://"] {
            let foreign = html.components(separatedBy: word).dropFirst().filter {
                !$0.hasPrefix("www.w3.org/")
            }
            #expect(foreign.isEmpty, "\(foreign.map { $0.prefix(40) })")
        }
    }

    @Test("A city without coordinates has no map, with the library or without")
    func noPlaces() throws {
        let report = try TinyCity(hasPlaces: false).report()
        #expect(report.html(map: library) == report.html())
    }

    @Test("A city without zones, and one of a single pipe")
    func singlePipe() throws {
        var network = Network()
        try network.add(Junction(id: "a", position: Coordinate(x: 5, y: 7)))
        try network.add(Junction(id: "b", position: Coordinate(x: 5, y: 7)))
        try network.add(Pipe(id: "p", start: "a", end: "b"))
        let map = try data(try report(network).html(map: library))
        let pipe = try #require(map.pipes.first)
        #expect(map.pipes.count == 1 && map.zones.isEmpty && map.devices.isEmpty)
        #expect(pipe.from == -1 && pipe.to == -1 && pipe.length == nil)
        #expect(pipe.course.allSatisfy { $0.x == 0 && $0.y == 0 })
    }

    @Test("Places that are not finite are left out; a wild one does not stop the report")
    func notFinite() throws {
        var network = Network()
        try network.add(Junction(id: "a", position: Coordinate(x: 0, y: 0)))
        try network.add(Junction(id: "b", position: Coordinate(x: 100, y: 50)))
        try network.add(Junction(id: "nowhere", position: Coordinate(x: .nan, y: 3)))
        try network.add(Junction(id: "never", position: Coordinate(x: .infinity, y: 3)))
        try network.add(Tank(id: "T", position: Coordinate(x: .nan, y: .nan), diameter: 1))
        try network.add(Pipe(id: "good", start: "a", end: "b", length: .infinity))
        try network.add(Pipe(id: "half", start: "a", end: "nowhere", length: 1))
        try network.add(Pipe(id: "none", start: "nowhere", end: "never", length: 1))
        var map = try data(try report(network).html(map: library))
        #expect(map.pipes.map(\.id) == ["good"])
        #expect(map.pipes[0].length == nil)
        #expect(map.devices.isEmpty)
        try network.add(Junction(id: "far", position: Coordinate(x: 1e300, y: -1e300)))
        try network.add(Pipe(id: "wild", start: "a", end: "far", length: 1))
        map = try data(try report(network).html(map: library))
        #expect(map.pipes.map(\.id) == ["good", "wild"])
    }

    @Test("Numbers as text and back", arguments: [0, 1, -1, 15, -16, 16, 31, 32, 1023, -1_000_000_000])
    func numbers(number: Int) {
        var text = NumberText()
        text.append(number)
        text.append(natural: UInt(number.magnitude))
        var reader = NumberReader(text.text)
        #expect(reader.signed() == number)
        #expect(reader.next() == Int(number.magnitude))
        #expect(text.text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
    }
}
