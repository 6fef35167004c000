extension CoordinateReferenceSystem {
    /// A projected system in which lengths near the position are true to about a part in ten thousand.
    ///
    /// Inside China's extent (73.6-134.8 °E, 18-53.6 °N): CGCS2000 3-degree Gauss-Krüger by central meridian,
    /// EPSG:4534 (75 °E) to EPSG:4554 (135 °E), eastings without a zone prefix. Elsewhere between 80 °S and
    /// 84 °N: WGS 84 / UTM, in its regular six-degree zones.
    /// - Throws: ``GeospatialError/noRecommendedSystem(longitude:latitude:)`` towards the poles and for
    ///   numbers that are no longitude and latitude.
    public static func recommendedProjected(
        forLongitude longitude: Double, latitude: Double
    ) throws(GeospatialError) -> CoordinateReferenceSystem {
        guard (-180...180).contains(longitude), (-80...84).contains(latitude) else {
            throw .noRecommendedSystem(longitude: longitude, latitude: latitude)
        }
        if (73.6...134.8).contains(longitude), (18...53.6).contains(latitude) {
            let meridian = min(135, max(75, Int((longitude / 3).rounded()) * 3))
            return try CoordinateReferenceSystem(epsg: 4534 + (meridian - 75) / 3)
        }
        let zone = min(60, Int(((longitude + 180) / 6).rounded(.down)) + 1)
        return try CoordinateReferenceSystem(epsg: (latitude < 0 ? 32700 : 32600) + zone)
    }
}
