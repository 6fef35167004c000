import Geospatial

/// Numbers that programs write where a value is not known, because the format has no empty number: they are unknown,
/// not quantities.
///
/// Sources: Esri, "Shapefile Technical Description" (1998): "any floating point number smaller than –10³⁸ is considered
/// by a shapefile reader to represent a 'no data' value"; GDAL's and Esri's raster defaults (−9999, −32768, −3.4·10³⁸,
/// ±1.8·10³⁰⁸); ArcGIS writes NaN into Z, field collectors −99999.
public enum NoDataNumber {
    /// Beyond this no quantity of a network lies, in any unit: the largest float is 3.4·10³⁸, Esri's limit −10³⁸.
    public static let largestQuantity = 1e30

    /// Whether a number stands for "not known": it is not finite, beyond ``largestQuantity``, a row of three or more
    /// nines below zero (−999, −9999, −99999.0 …, with decimals of nines as well), or the least 16- or 32-bit number.
    public static func isNoData(_ value: Double) -> Bool {
        guard value.isFinite, abs(value) < largestQuantity else { return true }
        guard value <= -999 else { return false }
        if value == -32_768 || value == -2_147_483_648 { return true }
        // −999, −9999, … up to −999999999, each also as −9999.9 or −9999.99.
        var power = 1_000.0
        while power <= 1e9 {
            if value == 1 - power || value == 0.1 - power || value == 0.01 - power { return true }
            power *= 10
        }
        return false
    }

    /// The number; `nil` when it stands for "not known".
    public static func known(_ value: Double) -> Double? { isNoData(value) ? nil : value }
}

extension Geometry {
    /// The geometry, heights that stand for "not known" left out.
    func withoutNoDataHeights() -> Geometry {
        var isMarked = false
        forEachCoordinate { position in
            if let z = position.z, NoDataNumber.isNoData(z) { isMarked = true }
        }
        guard isMarked else { return self }
        return mapCoordinates { position in
            var position = position
            position.z = position.z.flatMap { NoDataNumber.known($0) }
            return position
        }
    }
}
