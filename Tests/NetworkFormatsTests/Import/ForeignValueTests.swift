import Foundation
import Geospatial
import PipeNetwork
import Testing

@testable import NetworkFormats

@Suite("Values as other programs and hands write them")
struct ForeignValueTests {
    private func result(
        _ name: String, _ fields: [String], _ rows: [(geometry: Geometry?, values: [AttributeValue])],
        ending: String = "gpkg"
    ) throws -> (result: NetworkImport.Result, notes: [String]) {
        let bench = try Workbench()
        let path = try ForeignLayer(name: name, fields: fields, rows: rows).write(bench, ending)
        var notes: [String] = []
        let result = try NetworkImport(note: { notes.append($0.english) }).adding([path], to: Network())
        return (result, notes + result.notes.map(\.english))
    }

    @Test(
        "The year of what stands where a year is expected",
        arguments: [
            (AttributeValue.integer(2003), 2003), (.real(2003), 2003), (.integer(20_030_512), 2003),
            (.text("2003年"), 2003), (.text("2003年5月12日"), 2003), (.text("2003-05-12"), 2003),
            (.text("2003/5/12 0:00:00"), 2003), (.text("12.05.2003"), 2003), (.text("12/05/2003"), 2003),
            (.text("2003-05-12T08:00:00Z"), 2003), (.text("20030512"), 2003), (.text("May 12, 2003"), 2003),
            (.text("05/2003"), 2003), (.integer(200_305), 2003),
            // Day 37,753 of Excel, 2003-05-12; the same day in seconds and milliseconds since 1970.
            (.integer(37_753), 2003), (.integer(1_052_697_600), 2003), (.integer(1_052_697_600_000), 2003),
            (.text("1987"), 1987), (.text("1899"), 1899),
        ])
    func years(value: AttributeValue, year: Int) throws {
        #expect(YearText.year(of: value) == year)
    }

    @Test(
        "What tells no year is kept as it is, and said",
        arguments: [
            "80年代", "1998-2001", "0", "1900-01-01", "1970-01-01 00:00:00", "1990s", "旧", "13", "5.3.87",
        ])
    func noYears(text: String) throws {
        #expect(YearText.year(of: .text(text)) == nil)
        let (result, notes) = try result(
            "pipes", ["id", "installdate"], [(line(0, 100), [.text("P"), .text(text)])])
        #expect(result.network.links.attributes[0, "year"] == .null)
        #expect(result.network.links.attributes[0, "installdate"] == .text(text))
        #expect(notes.contains { $0.contains("installdate tells no year") })
    }

    @Test("A date keeps its day beside its year")
    func dates() throws {
        let (result, _) = try result(
            "pipes", ["id", "year"], [(line(0, 100), [.text("P"), .integer(20_030_512)])])
        #expect(result.network.links.attributes[0, "year"] == .integer(2003))
        #expect(result.network.links.attributes[0, "laid"] == .integer(20_030_512))
    }

    @Test("Names that a Shapefile cut are the one word that they begin", arguments: ["shp", "gpkg"])
    func cutNames(ending: String) throws {
        let (result, notes) = try result(
            "customers", ["id", "connection", "population", "base_deman", "accuracy_p"],
            [(point(0), [.text("C"), .integer(12), .integer(40), .real(6.5), .real(2.5)])], ending: ending)
        let found = result.network.assets.attributes[0]
        #expect(found["connections"]?.number == 12)
        #expect(found["base_demand_m3_per_d"]?.number == 6.5)
        #expect(found["accuracy_percent"]?.number == 2.5)
        #expect(notes.contains { $0.contains("connections ← connection") })
    }

    @Test("A short name is no beginning of anything, nor is one that begins two words")
    func notCut() throws {
        let (result, _) = try result(
            "pipes", ["id", "diam_", "m", "start_nod", "connection"],
            [(line(0, 100), [.text("P"), .integer(100), .text("x"), .text("a"), .integer(3)])])
        #expect(result.network.nodes.index(of: "a") == nil)
        #expect(result.network.links.attributes[0, "connection"] == .integer(3))
    }

    @Test(
        "A unit in the name of a field is used",
        arguments: [
            ("diameter_mm", 0.002, 2.0), ("管径（毫米）", 0.3, 300), ("Diameter (in)", 0.1524, 6),
            ("dn_cm", 0.3, 30),
        ])
    func unitsInNames(name: String, metres: Double, value: Double) throws {
        let (result, _) = try result("pipes", ["id", name], [(line(0, 100), [.text("P"), .real(value)])])
        #expect(abs((result.network.pipe(at: 0)?.diameter ?? 0) - metres) < 1e-12)
    }

    @Test(
        "The power of a pump in the unit that its name says, or in kW",
        arguments: [("power", 15_000.0), ("power_w", 15), ("power_kW", 15_000), ("功率(千瓦)", 15_000)])
    func power(name: String, watts: Double) throws {
        let (result, _) = try result(
            "pumps", ["id", "from", "to", name],
            [(point(0), [.text("U"), .text("a"), .text("b"), .real(15)])])
        #expect(result.network.pump(at: 0)?.power == watts)
    }

    @Test("A pump of 100 MW is asked about, with the way to say its unit")
    func hugePump() throws {
        let error = #expect(throws: ImportError.self) {
            _ = try result(
                "pumps", ["id", "from", "to", "power"],
                [(point(0), [.text("U"), .text("a"), .text("b"), .real(149_140)])])
        }
        let text = error?.description ?? ""
        #expect(text.contains("149140 (in kW, as no unit is named: 149.0 MW)"))
        #expect(text.hasSuffix("as in power: {field: power, unit: W}"))
        let bench = try Workbench()
        let path = try ForeignLayer(
            name: "pumps", fields: ["id", "from", "to", "power"],
            rows: [(point(0), [.text("U"), .text("a"), .text("b"), .real(149_140)])]
        ).write(bench, "gpkg")
        let mapping = try ImportMapping(
            yaml: "sources:\n  - path: pumps.gpkg\n    layers:\n      pumps:\n        fields:\n"
                + "          power: {field: power, unit: W}\n", path: "m.yml")
        let network = try NetworkImport(.init(mapping: mapping)).adding([path], to: Network()).network
        #expect(network.pump(at: 0)?.power == 149_140)
    }

    @Test(
        "Numbers that say 'no data' are unknown",
        arguments: [-1.79769313486e308, -1e39, 1e38, -9999, -99_999, -1.797e22, -32_768])
    func noData(value: Double) throws {
        let (pipes, notes) = try result(
            "pipes", ["id", "diameter", "length", "roughness"],
            [
                (line(0, 100), [.text("P"), .real(150), .real(110), .real(120)]),
                (line(100, 200), [.text("Q"), .real(value), .real(value), .real(value)]),
            ])
        #expect(pipes.network.pipe(at: 0)?.length == 110)
        let pipe = try #require(pipes.network.pipe(at: 1))
        #expect(pipe.diameter == nil && pipe.roughness == nil)
        // Without a stated length the drawn one stands.
        #expect(abs((pipe.length ?? 0) - 100) < 1e-6)
        #expect(notes.contains { $0.contains("diameter says 'no data'") && $0.contains("first: Q") })
        let (nodes, _) = try result(
            "nodes", ["id", "elevation", "demand"], [(point(0), [.text("J"), .real(value), .real(value)])])
        #expect(nodes.network.junction(at: 0)?.elevation == nil)
        #expect(nodes.network.junction(at: 0)?.demands.isEmpty == true)
    }

    @Test("Heights of geometries that say 'no data' are none", arguments: [-1e39, -99_999.0])
    func noHeights(value: Double) throws {
        let (result, _) = try result(
            "pipes", ["id"],
            [(line(0, 100, z: value), [.text("P")]), (line(100, 200, z: 35.5), [.text("Q")])])
        #expect(result.network.junctions.map(\.elevation).contains(35.5))
        #expect(result.network.nodes.elevation.allSatisfy { $0.isNaN || $0 == 35.5 })
    }

    @Test("What cannot be below zero is unknown there; a height may be, and is doubted where none is")
    func negative() throws {
        let (pipes, notes) = try result(
            "pipes", ["id", "length", "diameter"], [(line(0, 100), [.text("P"), .real(-1), .real(100)])])
        #expect(abs((pipes.network.pipe(at: 0)?.length ?? 0) - 100) < 1e-6)
        #expect(notes.contains { $0.contains("length is below zero") })
        let (nodes, doubts) = try result(
            "nodes", ["id", "elevation"],
            [(point(0), [.text("J"), .real(-3)]), (point(9), [.text("K"), .real(88_000)])])
        #expect(nodes.network.junctions.map(\.elevation) == [-3, 88_000])
        #expect(doubts.contains { $0.contains("outside −500 to 9000 m") && $0.contains("first: K") })
    }

    @Test("A field that looks like a state and is not read is named")
    func unreadStatus() throws {
        let (_, notes) = try result(
            "pipes", ["id", "valve_status"], [(line(0, 100), [.text("P"), .text("shut")])])
        #expect(notes.contains { $0.contains("valve_status looks like a state") })
        let (_, others) = try result(
            "pipes", ["id", "status", "estate"],
            [(line(0, 100), [.text("P"), .text("open"), .text("North")])])
        #expect(!others.contains { $0.contains("looks like a state") })
    }

    @Test("What is gone or planned by its status is left out, and said")
    func goneByStatus() throws {
        let (result, notes) = try result(
            "管线", ["编号", "状态"],
            [
                (line(0, 100), [.text("1"), .text("在用")]), (line(100, 200), [.text("2"), .text("废弃")]),
                (line(200, 300), [.text("3"), .text("规划")]),
            ])
        #expect(result.network.links.ids == ["1"])
        #expect(result.sources.first?.leftOut == ["pipe": 2])
        #expect(
            notes.contains { $0.contains("no longer in service") }
                && notes.contains { $0.contains("only planned") })
    }

    @Test(
        "Features without a geometry are left out and counted, in every format",
        arguments: ["shp", "gpkg", "geojson"])
    func withoutGeometry(ending: String) throws {
        let (result, notes) = try result(
            "pipes", ["id"],
            [(line(0, 100), [.text("P")]), (nil, [.text("Q")]), (line(100, 200), [.text("R")])],
            ending: ending)
        #expect(result.network.links.ids == ["P", "R"])
        #expect(result.sources.first?.counts == ["pipe": 2])
        #expect(result.sources.first?.leftOut == ["pipe": 1])
        #expect(notes.contains { $0.contains("1 feature has no geometry and was left out") })
    }

    @Test(
        "An empty geometry is none",
        arguments: [Geometry.lineString([]), .multiLineString([]), .multiPoint([])])
    func emptyGeometry(geometry: Geometry) throws {
        #expect(geometry.isNowhere)
        #expect(Geometry.point(Coordinate(x: .nan, y: .nan)).isNowhere)
        #expect(!line(0, 1).isNowhere)
    }

    @Test(
        "Coordinates that no reference system has are refused by their feature",
        arguments: [1e308, -1e20, .infinity])
    func farPlaces(value: Double) throws {
        let bench = try Workbench()
        let text =
            #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4548"}},"#
            + #""features":[{"type":"Feature","id":1,"properties":{"id":"P"},"geometry":{"type":"LineString","#
            + #""coordinates":[[500000,4060000],[500100,4060000]]}},{"type":"Feature","id":2,"properties":{"id":"Q"},"#
            + #""geometry":{"type":"LineString","coordinates":[[500000,4060000],[\#(value),4060000]]}}]}"#
        try bench.write("pipes.geojson", Array(text.utf8))
        #expect(throws: (any Error).self) {
            try NetworkImport().adding([bench.path("pipes.geojson")], to: Network())
        }
    }
}
