import Foundation
import Geospatial

/// Transverse Mercator by Krüger's n-series to n^4 (L. Krüger 1912; EPSG guidance note 7-2, method 9807), a
/// second way to the numbers that PROJ gives.
struct GaussKruger {
    var ellipsoid: Ellipsoid
    var centralMeridian: Double
    var scale = 1.0
    var falseEasting = 500_000.0

    func callAsFunction(_ position: Coordinate) -> Coordinate {
        let f = 1 / ellipsoid.inverseFlattening
        let n = f / (2 - f)
        let n2 = n * n
        let n3 = n2 * n
        let n4 = n3 * n
        let e = (f * (2 - f)).squareRoot()
        let rectifying = ellipsoid.semiMajorAxis / (1 + n) * (1 + n2 / 4 + n4 / 64)
        let alpha = [
            n / 2 - 2 * n2 / 3 + 5 * n3 / 16 + 41 * n4 / 180,
            13 * n2 / 48 - 3 * n3 / 5 + 557 * n4 / 1440,
            61 * n3 / 240 - 103 * n4 / 140,
            49561 * n4 / 161_280,
        ]
        let latitude = position.y * .pi / 180
        let longitude = (position.x - centralMeridian) * .pi / 180
        let q = asinh(tan(latitude)) - e * atanh(e * sin(latitude))
        let beta = atan(sinh(q))
        let eta0 = atanh(cos(beta) * sin(longitude))
        let xi0 = asin(sin(beta) * cosh(eta0))
        var xi = xi0
        var eta = eta0
        for (index, a) in alpha.enumerated() {
            let k = 2 * Double(index + 1)
            xi += a * sin(k * xi0) * cosh(k * eta0)
            eta += a * cos(k * xi0) * sinh(k * eta0)
        }
        return Coordinate(
            x: falseEasting + scale * rectifying * eta, y: scale * rectifying * xi)
    }
}
