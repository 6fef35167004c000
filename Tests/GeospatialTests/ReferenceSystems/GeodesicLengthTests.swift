import Foundation
import TestSupport
import Testing

@testable import Geospatial

@Suite("Lengths on the ellipsoid")
struct GeodesicLengthTests {
    private func length(_ ellipsoid: Ellipsoid, _ path: [(Double, Double)]) -> Double {
        ellipsoid.geodesicLength(of: path.map { Coordinate(x: $0.0, y: $0.1) })
    }

    @Test("Printed geodesics: an airline, a meridian quadrant, and two nearly antipodal pairs")
    func printed() {
        // GeographicLib's manual of GeodSolve: JFK 40.6 N 73.8 W to LHR 51.6 N 0.5 W, 5 551 759.400 m.
        #expect(abs(length(.wgs84, [(-73.8, 40.6), (-0.5, 51.6)]) - 5_551_759.400) < 0.001)
        // WGS 84's quarter meridian: 10 001 965.729 m.
        #expect(abs(length(.wgs84, [(0, 0), (0, 90)]) - 10_001_965.729) < 0.001)
        // Where Vincenty's method fails; Karney 2013: (0°, 0.5° N 179.5° E) 19 936 288.579 m, table 4 (30° S, 29.9° N
        // 179.8° E) 19 989 832.828 m.
        #expect(abs(length(.wgs84, [(0, 0), (179.5, 0.5)]) - 19_936_288.579) < 0.001)
        #expect(abs(length(.wgs84, [(0, -30), (179.8, 29.9)]) - 19_989_832.828) < 0.001)
    }

    @Test("Along the equator it is an arc of a circle, along a meridian the integral of its radius")
    func closedForms() {
        for ellipsoid in [
            Ellipsoid.wgs84, .cgcs2000, Ellipsoid(semiMajorAxis: 6_378_245, inverseFlattening: 298.3),
        ] {
            let a = ellipsoid.semiMajorAxis
            for degrees in [0.001, 1, 37.5, 120] {
                #expect(
                    isNear(length(ellipsoid, [(10, 0), (10 + degrees, 0)]), a * degrees * .pi / 180, 1e-12))
            }
            // M = a(1 − e²)/(1 − e² sin² φ)^1.5, by Simpson's rule in 2000 steps.
            let f = 1 / ellipsoid.inverseFlattening
            let e2 = f * (2 - f)
            func radius(_ latitude: Double) -> Double {
                let sine = sin(latitude * .pi / 180)
                let w = 1 - e2 * sine * sine
                return a * (1 - e2) / (w * w.squareRoot())
            }
            for (south, north) in [(0.0, 10.0), (-33, 41.5), (31, 31.01), (60, 90)] {
                let step = (north - south) / 2000
                var sum = radius(south) + radius(north)
                for place in 1..<2000 {
                    sum += radius(south + step * Double(place)) * (place % 2 == 1 ? 4 : 2)
                }
                let expected = sum * step / 3 * .pi / 180
                #expect(isNear(length(ellipsoid, [(117, south), (117, north)]), expected, 1e-11))
            }
        }
    }

    @Test("On a sphere it is the great circle, there and back the same, and by way of its middle the same")
    func sphere() {
        let sphere = Ellipsoid(semiMajorAxis: 6_371_000, inverseFlattening: 0)
        var random = SplitMix(511)
        for _ in 0..<200 {
            let ends = (0..<2).map { _ in
                (Double.random(in: -180...180, using: &random), Double.random(in: -89...89, using: &random))
            }
            // By the chord of unit vectors: 2·asin(chord/2), which loses no digits but at the antipodes.
            func vector(_ end: (Double, Double)) -> [Double] {
                let (longitude, latitude) = (end.0 * .pi / 180, end.1 * .pi / 180)
                return [cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)]
            }
            let chord = zip(vector(ends[0]), vector(ends[1])).reduce(0) { sum, pair in
                sum + (pair.0 - pair.1) * (pair.0 - pair.1)
            }.squareRoot()
            let found = length(sphere, ends)
            #expect(isNear(found, 2 * 6_371_000 * asin(min(1, chord / 2)), 1e-7))
            #expect(isNear(length(sphere, ends.reversed()), found, 1e-12))
            #expect(isNear(length(.wgs84, ends.reversed()), length(.wgs84, ends), 1e-12))
            // No way round is shorter.
            let detour = (Double.random(in: -180...180, using: &random), 20.0)
            #expect(length(.wgs84, [ends[0], detour, ends[1]]) >= length(.wgs84, ends) - 1e-6)
        }
    }

    @Test("A plane's length divided by its scale is the ellipsoid's, in cities about the world")
    func plane() throws {
        for (longitude, latitude) in [(117.3, 31.9), (13.4, 52.5), (-74, 40.7), (151.2, -33.9), (28.0, 69.9)]
        {
            let crs = try CoordinateReferenceSystem.recommendedProjected(
                forLongitude: longitude, latitude: latitude)
            let toPlane = try CoordinateTransform(from: .wgs84, to: crs)
            for (east, north) in [(0.01, 0.0), (0, 0.01), (0.008, 0.006)] {
                let ends = [
                    Coordinate(x: longitude, y: latitude),
                    Coordinate(x: longitude + east, y: latitude + north),
                ]
                let drawn = try toPlane(ends[0]).distance(to: toPlane(ends[1]))
                let middle = try toPlane(
                    Coordinate(x: longitude + east / 2, y: latitude + north / 2))
                // Both planes are conformal: one scale for all directions, that of the middle to 1e-8 on a kilometre.
                let scale = try crs.lengthScale(at: middle, toPlane.inverse)
                #expect(isNear(scale.east, scale.north, 1e-7))
                #expect(isNear(drawn / scale.east / Ellipsoid.wgs84.geodesicLength(of: ends), 1, 1e-7))
            }
        }
    }

    @Test("Nothing has no length; what is no place has none that is a number")
    func degenerate() {
        #expect(
            length(.wgs84, []) == 0 && length(.wgs84, [(5, 5)]) == 0 && length(.wgs84, [(5, 5), (5, 5)]) == 0)
        #expect(length(.wgs84, [(5, 5), (.nan, 6)]).isNaN)
        // Over the 180th meridian, and a turn round the pole: the short way. 2° of the equator.
        #expect(isNear(length(.wgs84, [(179, 0), (-179, 0)]), length(.wgs84, [(0, 0), (2, 0)]), 1e-12))
        #expect(isNear(length(.wgs84, [(0, 90), (77, 90)]), 0, 1e-6))
    }
}
