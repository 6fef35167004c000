import Foundation
import TestSupport
import Testing

@testable import Geospatial

@Suite struct GeometryTextTests {
    private static let examples = WellKnownBinaryTests.examples

    @Test(arguments: examples)
    func wellKnownTextRoundTrips(geometry: Geometry) throws {
        #expect(try Geometry(wkt: geometry.wkt) == geometry, "\(geometry.wkt)")
    }

    @Test(arguments: examples)
    func geoJSONRoundTrips(geometry: Geometry) throws {
        #expect(try Geometry(geoJSON: geometry.geoJSON()) == geometry, "\(geometry.geoJSON())")
        let coded = try JSONDecoder().decode(Geometry.self, from: JSONEncoder().encode(geometry))
        #expect(coded == geometry)
    }

    @Test func textsByHand() throws {
        let line = Geometry.lineString([Coordinate(x: 0.1, y: 2), Coordinate(x: -3.25, y: 1e20)])
        #expect(line.wkt == "LINESTRING (0.1 2, -3.25 1e+20)")
        #expect(line.geoJSON() == #"{"type":"LineString","coordinates":[[0.1,2],[-3.25,1e+20]]}"#)
        let point = Geometry.point(Coordinate(x: 117.123456789, y: -31.98765, z: 12.5))
        #expect(point.wkt(decimals: 3) == "POINT Z (117.123 -31.988 12.5)")
        #expect(point.wkt(decimals: -1) == "POINT Z (117 -32 13)")
        #expect(Geometry.polygon(Polygon(exterior: [])).wkt == "POLYGON EMPTY")
        #expect(
            try Geometry(wkt: "multipoint((1 2),(3 4))")
                == .multiPoint([Coordinate(x: 1, y: 2), Coordinate(x: 3, y: 4)]))
        #expect(try Geometry(wkt: "POINT EMPTY") == .multiPoint([]))
    }

    @Test func numbersKeepAllTheirDigits() throws {
        var random = SplitMix(7)
        let path = (0..<500).map { _ in
            Coordinate(x: .random(in: -180...180, using: &random), y: .random(in: 3e6...4e6, using: &random))
        }
        #expect(try Geometry(wkt: Geometry.lineString(path).wkt) == .lineString(path))
        #expect(try Geometry(geoJSON: Geometry.lineString(path).geoJSON()) == .lineString(path))
    }

    @Test func damagedWellKnownTextCarriesTheMessageOfGEOS() {
        let nested = String(repeating: "GEOMETRYCOLLECTION(", count: 100_000)
        for text in [
            "", "POINT", "POINT (1)", "LINESTRING (1 2)", "POINT (a b)", "POLYGON ((0 0, 1 0, 1 1))", nested,
            "POINT (1 2)\0", "PUNKT (1 2)", "POINT (1 2) x",
        ] {
            #expect {
                try Geometry(wkt: text)
            } throws: { error in
                guard case .malformedWKT(_, let message)? = error as? GeospatialError else { return false }
                return !message.english.isEmpty && message.english != "GEOS gave no reason"
            }
        }
    }

    @Test func damagedGeoJSONSaysWhere() {
        func error(_ text: String) -> GeospatialError? {
            do throws(GeospatialError) {
                _ = try Geometry(geoJSON: text)
                return nil
            } catch { return error }
        }
        func path(_ text: String) -> String? {
            guard case .malformedGeoJSON(let path, _)? = error(text) else { return nil }
            return path
        }
        #expect(path(#"{"type":"LineString","coordinates":[[1,2],[3]]}"#) == "coordinates[1]")
        #expect(path(#"{"type":"LineString","coordinates":[[1,2],[3,"x"]]}"#) == "coordinates[1][1]")
        #expect(path(#"{"type":"Point","coordinates":[1,null]}"#) == "coordinates[1]")
        #expect(path(#"{"type":"Circle","coordinates":[1,2]}"#) == "type")
        #expect(path(#"{"type":"GeometryCollection","geometries":[{"type":"Point"}]}"#) == "geometries[0]")
        for text in ["", "[]", "null", "{", "{\"coordinates\":[1,2]}", "12"] { #expect(error(text) != nil) }
        let nest = #"{"type":"GeometryCollection","geometries":["#
        #expect(error(String(repeating: nest, count: 5000)) != nil)
        let closed = String(repeating: nest, count: 100) + String(repeating: "]}", count: 100)
        #expect(error(closed) != nil)
    }

    @Test func ringsMayTurnEitherWayAndFurtherNumbersGo() throws {
        let text = #"{"bbox":[0,0,1,1],"type":"Polygon","coordinates":[[[0,0,5,9],[0,1,5],[1,1,5],[0,0,5]]]}"#
        let ring = [(0.0, 0.0), (0, 1), (1, 1), (0, 0)].map { Coordinate(x: $0.0, y: $0.1, z: 5) }
        #expect(try Geometry(geoJSON: text) == .polygon(Polygon(exterior: ring)))
        #expect(try Geometry(geoJSON: #"{"type":"Point","coordinates":[]}"#) == .multiPoint([]))
    }
}
