import Foundation
import Geospatial
import Testing

@Suite("How true a plane's lengths are")
struct LengthScaleTests {
    private func scale(_ code: Int, _ longitude: Double, _ latitude: Double) throws -> (
        east: Double, north: Double
    ) {
        let crs = try CoordinateReferenceSystem(epsg: code)
        let toPlane = try CoordinateTransform(from: .wgs84, to: crs)
        let scale = try crs.lengthScale(
            at: toPlane(Coordinate(x: longitude, y: latitude)), toPlane.inverse)
        return (scale.east, scale.north)
    }

    /// Snyder, "Map Projections: A Working Manual" (1987), 7-8 and 7-9, on a sphere of the radius a: a / (N cos φ) eastwards,
    /// a / (M cos φ) northwards, N and M being the ellipsoid's radii.
    @Test("Web Mercator, by the closed form", arguments: [0.0, 22.5, 36.65, -45, 60])
    func webMercator(_ latitude: Double) throws {
        let phi = latitude * .pi / 180
        let e2 = 2 / 298.257_223_563 - 1 / (298.257_223_563 * 298.257_223_563)
        let w = (1 - e2 * sin(phi) * sin(phi)).squareRoot()
        let found = try scale(3857, 117, latitude)
        #expect(abs(found.east - w / cos(phi)) < 1e-7)
        #expect(abs(found.north - w * w * w / ((1 - e2) * cos(phi))) < 1e-7)
    }

    @Test("UTM is 0.9996 on its meridian, Gauss-Krueger 1; feet are 3.28 a metre")
    func planes() throws {
        #expect(abs(try scale(32650, 117, 36.65).east - 0.9996) < 1e-8)
        #expect(abs(try scale(4548, 117, 36.65).north - 1) < 1e-8)
        // New York Long Island, US survey feet of 1200/3937 m.
        #expect(abs(try scale(2263, -74, 40.7).east - 3937.0 / 1200) < 1e-3)
    }

    @Test("A definition that was read before gives the same system, and a wrong one the same error")
    func cached() throws {
        let text = "+proj=tmerc +lat_0=0 +lon_0=117.05 +k=1 +x_0=50000 +y_0=-4000000 +ellps=GRS80 +units=m"
        let one = try CoordinateReferenceSystem(text)
        for _ in 0..<300 { #expect(try CoordinateReferenceSystem(text) == one) }
        for _ in 0..<2 {
            #expect(throws: GeospatialError.self) { try CoordinateReferenceSystem("EPSG:999999") }
        }
    }
}
