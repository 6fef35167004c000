import Geospatial
import NetworkFormats
import PipeNetwork
import Testing

@Suite("Numbers that stand for no number")
struct NoDataNumberTests {
    @Test(
        "The marks of shapefile writers, of Esri, GDAL and field collectors are unknown",
        arguments: [
            -1.797_693_134_862_315_7e308, -1e39, -3.402_823_466_385_288_6e38, 3.402_823_466_385_288_6e38,
            1.797_693_134_862_315_7e308, -99_999, -9_999, -999, -999_999, -9_999.9, -9_999.99, -99_999.99,
            -32_768, -2_147_483_648, .nan, .infinity, -.infinity,
        ])
    func marks(_ value: Double) {
        #expect(NoDataNumber.isNoData(value))
        #expect(NoDataNumber.known(value) == nil)
    }

    @Test(
        "Quantities are not",
        arguments: [0, -0.5, -154, -430.5, 9_999, 99_999, -998, -1_000, 1e9, -9_998, 8_848])
    func quantities(_ value: Double) {
        #expect(NoDataNumber.known(value) == value)
    }

    @Test(
        "Heights that are not known are left out in every format, and the others stay",
        arguments: ["shp", "gpkg", "geojson"])
    func heights(_ ending: String) throws {
        let bench = try Workbench()
        let path = bench.path("p.\(ending)")
        let line = Geometry.lineString([
            Coordinate(x: 117, y: 36.5, z: 12.5), Coordinate(x: 117.001, y: 36.5, z: -99_999),
        ])
        let features = [Feature(id: 1, geometry: line, values: [.text("a")])]
        let layer = FeatureLayer(
            name: "p", crs: .wgs84, fields: [FeatureField("id", .text)], features: features)
        try layer.write(to: path)
        let read = try LayerFile.open(path).readOnly().features.map(\.geometry)
        #expect(
            read == [
                .lineString([
                    Coordinate(x: 117, y: 36.5, z: 12.5), Coordinate(x: 117.001, y: 36.5, z: nil),
                ])
            ])
    }

    @Test("Heights that are not known are left out of SpatiaLite's geometries")
    func heightsOfSpatiaLite() throws {
        let line = SpatiaLiteTests.Blob.start().adding(1_002 as Int32).adding(2 as Int32)
            .adding(1, 2, 12.5, 3, 4, -1e39)
        #expect(
            try line.decoded() == .lineString([Coordinate(x: 1, y: 2, z: 12.5), Coordinate(x: 3, y: 4)]))
    }

    @Test("Features without a position are delivered without a geometry, in every format")
    func withoutPositions() throws {
        let bench = try Workbench()
        let crs = try CoordinateReferenceSystem(epsg: 4548)
        let line = Geometry.lineString([
            Coordinate(x: 500_000, y: 4_000_000), Coordinate(x: 500_100, y: 4_000_000),
        ])
        func layer(_ geometries: [Geometry?]) -> FeatureLayer {
            FeatureLayer(
                name: "p", crs: crs, fields: [FeatureField("id", .integer)],
                features: geometries.enumerated().map {
                    Feature(
                        id: Int64($0.offset + 1), geometry: $0.element, values: [.integer(Int64($0.offset))])
                })
        }
        try layer([line, nil]).write(to: bench.path("p.shp"))
        #expect(
            try LayerFile.open(bench.path("p.shp")).readOnly().features.map { $0.geometry == nil } == [
                false, true,
            ])
        let all: [Geometry?] = [
            line, nil, .lineString([]), .multiLineString([[]]), .collection([.multiPoint([])]),
        ]
        try layer(all).write(to: bench.path("p.gpkg"))
        #expect(
            try LayerFile.open(bench.path("p.gpkg")).readOnly().features.map { $0.geometry == nil }
                == [false, true, true, true, true])
        try bench.write(
            "p.geojson",
            """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"id":1},"geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]}},
            {"type":"Feature","properties":{"id":2},"geometry":null},
            {"type":"Feature","properties":{"id":3}},
            {"type":"Feature","properties":{"id":4},"geometry":{"type":"LineString","coordinates":[]}},
            {"type":"Feature","properties":{"id":5},"geometry":{"type":"Point","coordinates":[]}},
            {"type":"Feature","properties":{"id":6},"geometry":{"type":"GeometryCollection","geometries":[]}},
            {"type":"Feature","properties":{"id":7},"geometry":{"type":"MultiLineString","coordinates":[[]]}}]}
            """.utf8)
        #expect(
            try LayerFile.open(bench.path("p.geojson")).readOnly().features.map { $0.geometry == nil }
                == [false, true, true, true, true, true, true])
    }
}
