import Foundation
import Geospatial
import PipeNetwork
import Testing

@testable import NetworkFormats

@Suite struct GeoJSONTests {
    static func read(_ text: String) throws -> FeatureLayer {
        try GeoJSONSource.layer(Array(text.utf8), name: "t", path: "t.geojson")
    }

    static func collection(_ features: String, before: String = "", after: String = "") -> String {
        "{\(before)\"type\":\"FeatureCollection\",\"features\":[\(features)]\(after)}"
    }

    @Test func kindsAreInferredInFirstSeenOrder() throws {
        let layer = try Self.read(
            Self.collection(
                #"""
                {"type":"Feature","id":"P-1","geometry":null,"properties":{"b":1,"a":"x","mixed":1,"n":null,"num":1}},
                {"properties":{"a":null,"flag":true,"b":2.5,"mixed":"z","nest":{"k":[1, 2]},"num":2},
                 "geometry":{"coordinates":[117.5,36.25,4],"type":"Point"},"type":"Feature"},
                {"type":"Feature","geometry":{"type":"Point","coordinates":[]},"properties":null}
                """#))
        #expect(layer.crs == .wgs84)
        #expect(layer.fields.map(\.name) == ["b", "a", "mixed", "n", "num", "id", "flag", "nest"])
        #expect(
            layer.fields.map(\.kind) == [.real, .text, .text, .text, .integer, .text, .boolean, .text])
        #expect(
            layer.features[0].values
                == [.real(1), .text("x"), .text("1"), .null, .integer(1), .text("P-1"), .null, .null])
        #expect(
            layer.features[1].values
                == [
                    .real(2.5), .null, .text("z"), .null, .integer(2), .null, .boolean(true),
                    .text(#"{"k":[1, 2]}"#),
                ])
        #expect(layer.features[1].geometry == .point(Coordinate(x: 117.5, y: 36.25, z: 4)))
        #expect(layer.features[2].geometry == nil)
        #expect(layer.features[2].values == [AttributeValue](repeating: .null, count: 8))
    }

    @Test func escapesAndSurrogates() throws {
        let layer = try Self.read(
            #"{"type":"Feature","geometry":null,"properties":{"\u7ba1":"a\n\"\\\/\u00e9\ud83d\ude00管"}}"#)
        #expect(layer.fields.map(\.name) == ["管"])
        #expect(layer.features[0].values == [.text("a\n\"\\/é😀管")])
    }

    @Test(arguments: [
        "0.1", "123456.789012345", "1e22", "1e23", "9007199254740993.0", "0.30000000000000004", "5e-324",
        "117.12345678901234567890", "-1.7976931348623157e308", "4503599627370497.5",
    ])
    func numbersAreRoundedCorrectly(_ text: String) throws {
        let layer = try Self.read(#"{"type":"Feature","geometry":null,"properties":{"v":\#(text)}}"#)
        #expect(layer.features[0].values == [.real(try #require(Double(text)))])
    }

    @Test func wholeNumbersKeepAllDigits() throws {
        let layer = try Self.read(
            #"{"type":"Feature","geometry":null,"properties":{"a":9223372036854775807,"b":36893488147419103232}}"#
        )
        #expect(layer.features[0].values == [.integer(.max), .real(36_893_488_147_419_103_232)])
    }

    @Test func theOldCRSMemberIsHonoured() throws {
        let point =
            #"{"type":"Feature","geometry":{"type":"Point","coordinates":[500123.4,4053000]},"properties":{}}"#
        let member = #""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4548"}}"#
        #expect(try Self.read(Self.collection(point, before: member + ",")).crs?.epsg == 4548)
        #expect(try Self.read(Self.collection(point, after: "," + member)).crs?.epsg == 4548)
        #expect(try Self.read(Self.collection(point, after: #","crs":null"#)).crs == nil)
        let degrees = #"{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}}"#
        #expect(try Self.read(#"{"type":"Point","coordinates":[1,2],"crs":\#(degrees)}"#).crs == .wgs84)
        // Metres that nothing declares must not pass for degrees.
        guard
            case .missingReferenceSystem(let place, _) = formatError({
                _ = try Self.read(Self.collection(point))
            })
        else {
            Issue.record("expected a question for the reference system")
            return
        }
        #expect(place.feature == 0)
    }

    /// Line and column of the first byte that cannot be, counted by hand.
    @Test(
        arguments: [
            ("{\n  \"type\": \"Point\"\n  \"coordinates\": [1, 2]\n}", 3, 3, nil),
            (
                "{\"type\":\"FeatureCollection\",\"features\":[\n{\"type\":\"Feature\",\"geometry\":null},\n{]",
                3, 2, 1
            ),
            (
                "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},\n"
                    + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[NaN,1]}}]}", 2, 43, 0
            ),
            ("{\"type\":\"Point\",\"coordinates\":[1,1e999]}", 1, 34, nil),
            ("{\"type\":\"Point\",\"coordinates\":[1,2]} x", 1, 38, nil),
            ("{\"type\":\"LineString\",\"coordinates\":[[1,2]]}", 1, 36, 0),
            ("{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1]]]}", 1, 34, 0),
            ("{\"type\":\"Point\",\"coordinates\":[\"1\",2]}", 1, 32, 0), ("[1]", 1, 1, nil), ("", 1, 1, nil),
            ("{\"a\":01}", 1, 6, nil), ("{\"a\":\"\\ud800\"}", 1, 6, nil),
        ] as [(String, Int, Int, Int64?)])
    func errorsNameThePlace(_ text: String, _ line: Int, _ column: Int, _ feature: Int64?) throws {
        guard text != "{\"a\":\"\\ud800\"}" else {
            // Text of unknown members is stepped over, so its escapes are not looked at; as a property they are.
            let error = formatError {
                _ = try Self.read(#"{"type":"Feature","geometry":null,"properties":{"a":"\ud800"}}"#)
            }
            guard case .malformed(let place, _, _, _) = error else {
                Issue.record("a lone surrogate is no character")
                return
            }
            #expect(place.column == 54)
            return
        }
        guard case .malformed(let place, _, _, _) = formatError({ _ = try Self.read(text) }) else {
            Issue.record("no error for \(text)")
            return
        }
        #expect(place.line == line, "\(text)")
        #expect(place.column == column, "\(text)")
        #expect(place.feature == feature, "\(text)")
    }

    @Test func depthIsLimited() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(formatError { _ = try Self.read("{\"a\":\(deep)") } != nil)
        let nested = String(repeating: #"{"type":"GeometryCollection","geometries":["#, count: 50_000)
        #expect(
            formatError { _ = try Self.read(Self.collection(#"{"type":"Feature","geometry":\#(nested)"#)) }
                != nil)
    }

    @Test func damagedTextIsAnErrorOrAValue() throws {
        let text = Self.collection(
            #"{"type":"Feature","id":7,"properties":{"管":"\u7ba1\n","v":-1.5e3,"n":[{}]},"geometry":"#
                + #"{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}}"#,
            before: #""crs":{"type":"name","properties":{"name":"EPSG:4490"}},"#)
        #expect(try GeoJSONSource.layer(Array(text.utf8), name: "t", path: "t").features.count == 1)
        var failures = 0
        for bytes in mutations(of: Array(text.utf8), count: 4000) {
            do {
                _ = try GeoJSONSource.layer(bytes, name: "t", path: "t")
            } catch {
                #expect(error is FormatError)
                failures += 1
            }
        }
        // Every cut is an error, and so are most changes.
        #expect(failures >= text.utf8.count)
    }

    @Test func otherSystemsAreBroughtToWGS84OrNamed() throws {
        let bench = try Workbench()
        let crs = try CoordinateReferenceSystem(epsg: 4548)
        // On the central meridian of 117° E the easting is 500 km whatever the latitude.
        let layer = FeatureLayer(
            name: "p", crs: crs, fields: [],
            features: [Feature(id: 0, geometry: .point(Coordinate(x: 500_000, y: 4_000_000)), values: [])])
        try layer.write(to: bench.path("a.geojson"))
        let read = try LayerFile.open(bench.path("a.geojson")).readOnly()
        guard case .point(let position) = read.features[0].geometry else {
            Issue.record("a point was written")
            return
        }
        #expect(abs(position.x - 117) < 1e-7)
        #expect(position.y > 36 && position.y < 36.3)
        try layer.write(
            to: bench.path("b.geojson"), options: LayerWriteOptions(keepsReferenceSystemInGeoJSON: true))
        let kept = try LayerFile.open(bench.path("b.geojson")).readOnly()
        #expect(kept.crs == crs)
        #expect(kept.features[0].geometry == layer.features[0].geometry)
    }

    @Test(
        arguments: [
            (0.0, 8, "0"), (-0.000000001, 8, "0"), (117.123456789, 8, "117.12345679"), (-0.5, 3, "-0.5"),
            (0.05, 2, "0.05"), (100, 2, "100"), (12345.6789, 0, "12346"), (1e300, 2, "1e+300"),
            (-7.25, 2, "-7.25"),
        ] as [(Double, Int, String)])
    func decimals(_ value: Double, _ places: Int, _ expected: String) {
        var bytes: [UInt8] = []
        DecimalText.append(value, decimals: places, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
    }
}
