import Foundation
import Testing

@testable import Geospatial

/// Transforms against figures that others have printed.
@Suite("Published control points")
struct ControlPointTests {
    /// Degrees, minutes and seconds.
    private static func degrees(_ d: Double, _ m: Double = 0, _ s: Double = 0) -> Double {
        (d < 0 ? -1 : 1) * (abs(d) + m / 60 + s / 3600)
    }

    /// IOGP Publication 373-7-2 (EPSG guidance note 7-2), worked examples of the map projections: geographic system,
    /// projected system, longitude, latitude, easting, northing, unit of the last printed digit.
    static let examples:
        [(from: Int, to: Int, at: (Double, Double), plane: (Double, Double), digit: Double)] = [
            // Transverse Mercator: OSGB 1936 / British National Grid.
            (4277, 27700, (degrees(0, 30), degrees(50, 30)), (577_274.99, 69_740.50), 0.01),
            // Lambert conic, two standard parallels: NAD27 / Texas South Central, US survey feet.
            (4267, 32040, (degrees(-96), degrees(28, 30)), (2_963_503.91, 254_759.80), 0.01),
            // Lambert conic, one standard parallel: JAD69 / Jamaica National Grid.
            (4242, 24200, (degrees(-76, 56, 37.26), degrees(17, 55, 55.80)), (255_966.58, 142_493.51), 0.01),
            // Mercator: Makassar / NEIEZ.
            (4257, 3002, (degrees(120), degrees(-3)), (5_009_726.58, 569_150.82), 0.01),
            // Popular Visualisation Pseudo Mercator.
            (4326, 3857, (degrees(-100, 20), degrees(24, 22, 54.433)), (-11_169_055.58, 2_800_000.00), 0.01),
            // Hotine oblique Mercator: Timbalai 1948 / RSO Borneo.
            (
                4298, 29873, (degrees(115, 48, 19.8196), degrees(5, 23, 14.1129)), (679_245.73, 596_562.78),
                0.01
            ),
            // Oblique stereographic: Amersfoort / RD New.
            (4289, 28992, (degrees(6), degrees(53)), (196_105.283, 557_057.739), 0.001),
            // Lambert azimuthal equal area: ETRS89-extended / LAEA Europe.
            (4258, 3035, (degrees(5), degrees(50)), (3_962_799.45, 2_999_718.85), 0.01),
        ]

    @Test("EPSG's worked examples come out to the last printed digit, and lead back", arguments: examples)
    func forwardAndBack(
        _ from: Int, _ to: Int, _ at: (Double, Double), _ plane: (Double, Double), _ digit: Double
    ) throws {
        let transform = try CoordinateTransform(
            from: CoordinateReferenceSystem(epsg: from), to: CoordinateReferenceSystem(epsg: to))
        let found = try transform(Coordinate(x: at.0, y: at.1))
        // The inputs are printed to 0.0001″, which is 3 mm.
        #expect(abs(found.x - plane.0) < 1.1 * digit, "\(to): \(found.x)")
        #expect(abs(found.y - plane.1) < 1.1 * digit, "\(to): \(found.y)")
        let back = try transform.inverse(found)
        // A millimetre.
        #expect(abs(back.x - at.0) < 1e-8 && abs(back.y - at.1) < 1e-8, "\(to)")
    }

    @Test("Gauss-Krueger zones of 3 degrees are one plane moved from meridian to meridian")
    func zones() throws {
        // The same way off the meridian gives the same easting and northing in all 21 zones.
        let first = try CoordinateTransform(from: .cgcs2000, to: CoordinateReferenceSystem(epsg: 4534))(
            Coordinate(x: 76.2, y: 36.5))
        for zone in 0..<21 {
            let transform = try CoordinateTransform(
                from: .cgcs2000, to: CoordinateReferenceSystem(epsg: 4534 + zone))
            let found = try transform(Coordinate(x: 76.2 + 3 * Double(zone), y: 36.5))
            #expect(found.distance(to: first) < 1e-6, "\(4534 + zone)")
        }
    }

    @Test(
        "The system recommended is that of the nearest meridian, and true there to some parts in ten thousand"
    )
    func recommended() throws {
        for (longitude, latitude, code) in [
            (117.28, 31.86, 4548), (121.47, 31.23, 4549), (87.6, 43.8, 4538), (75.0, 39.5, 4534),
            (118.4999, 30, 4548), (118.5001, 30, 4549), (13.4, 52.5, 32633), (-74.0, 40.7, 32618),
            (151.2, -33.9, 32756), (180, 10, 32660), (-180, 10, 32601), (0, 0, 32631),
        ] {
            let crs = try CoordinateReferenceSystem.recommendedProjected(
                forLongitude: longitude, latitude: latitude)
            #expect(crs.epsg == code, "\(longitude) \(latitude)")
            let toPlane = try CoordinateTransform(from: .wgs84, to: crs)
            let at = try toPlane(Coordinate(x: longitude, y: latitude))
            let scale = try crs.lengthScale(at: at, toPlane.inverse)
            // UTM at the equator and the edge of its zone: 0.9996·(1 + (3°)²/2) = 1.00097.
            #expect(abs(scale.worst - 1) < 1.01e-3, "\(longitude) \(latitude)")
        }
        for (longitude, latitude) in [(0, 85), (0, -81), (181, 0), (.nan, 0), (0, .nan)] as [(Double, Double)]
        {
            #expect(throws: GeospatialError.self) {
                try CoordinateReferenceSystem.recommendedProjected(
                    forLongitude: longitude, latitude: latitude)
            }
        }
    }
}
