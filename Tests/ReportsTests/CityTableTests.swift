import InputOutput
import Geospatial
import PipeNetwork
import Testing

@testable import Reports

@Suite("Check, info, zones, import")
struct CityTableTests {
    private let defects = [
        Defect(
            kind: .unsnappedEnd, severity: .error, elements: ["p1", "p2"],
            position: Coordinate(x: 500_000.126, y: 4_400_000),
            measure: 0.37),
        Defect(kind: .missingElevation, severity: .notice, elements: ["n1"]),
        Defect(kind: .missingElevation, severity: .warning, elements: ["n2"]),
    ]

    @Test("Defects as CSV: a row each, elements separated by semicolons, no place is no number")
    func defectRows() {
        #expect(
            CheckReport(defects).text(as: .csv) == """
                kind,severity,elements,x,y,measure\r
                unsnapped_end,error,p1;p2,500000.126,4400000,0.37\r
                missing_elevation,notice,n1,,,\r
                missing_elevation,warning,n2,,,\r

                """)
    }

    @Test("The summary counts each kind, names the worst severity and says what it means")
    func summary() {
        let table = CheckReport(defects).summary(language: .chinese)
        #expect(table.rows.count == 2)
        #expect(table.rows[1][1] == .word(Wording("warning", "警告")))
        #expect(table.rows[1][2] == .count(2))
        #expect(table.rows[1][3] == .text("节点缺少高程。"))
    }

    @Test("At a terminal a long list is cut and says so")
    func longList() {
        let many = CheckReport(Array(repeating: defects[1], count: 60))
        #expect(many.text(as: .table, limit: 50).contains("… and 10 more"))
        #expect(!many.text(as: .table, limit: 60).contains("more;"))
        #expect(CheckReport([]).text(as: .table) == "No defects found.\n")
    }

    @Test("Facts of a city: counts and lengths, one JSON object")
    func info() throws {
        let city = try TinyCity()
        let sheet = FactSheet.city(city.network, scheme: city.scheme, name: "Tiny")
        let facts = Dictionary(uniqueKeysWithValues: sheet.facts.map { ($0.key, $0.value) })
        #expect(facts["junctions"] == .count(4))
        #expect(facts["tanks"] == .count(1))
        #expect(facts["pipes"] == .count(6))
        #expect(facts["mains_km"] == .number(1.75, decimals: 1))
        #expect(facts["pressure_points"] == .count(1))
        #expect(facts["zones"] == .count(2))
        #expect(facts["nodes_outside_zones"] == .count(1))
        #expect(facts["crs"] == .missing)
        #expect(
            sheet.text(as: .json).hasPrefix("{\n  \"city\": \"Tiny\",\n  \"crs\": null,\n  \"junctions\": 4,")
        )
    }

    @Test("Zones with their meters, closed and open links")
    func zones() throws {
        let city = try TinyCity()
        let table = ZoneList(city.scheme, in: city.network).table
        #expect(
            table.csv() == """
                id,name,parent,nodes,mains_km,connections,meters_in,meters_out,closed,open\r
                A,Old town,,3,0.73,0,inA,,1,\r
                B,Mountain,,2,0.81,0,inB,,1,\r

                """)
    }

    @Test("An import summary keeps its notes")
    func importSummary() {
        let summary = ImportSummary(
            entries: [.init(source: "a.shp", layer: nil, element: "pipe", imported: 10, skipped: 1)],
            notes: [Wording("no .prj beside a.shp", "a.shp 旁没有 .prj")])
        #expect(summary.text(as: .table).hasSuffix("note: no .prj beside a.shp\n"))
        let chinese = summary.text(as: .table, language: .chinese)
        #expect(chinese.hasSuffix("说明：a.shp 旁没有 .prj\n"))
        #expect(summary.text(as: .json, language: .chinese).contains(#""no .prj beside a.shp""#))
        #expect(summary.text(as: .json).contains(#""notes": ["#))
        #expect(summary.text(as: .csv).contains("a.shp,,pipe,10,1\r\n"))
    }
}
