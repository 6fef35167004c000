import Geospatial

/// The transforms of an import, each made once.
///
/// To make one, PROJ searches its database, which takes tens of milliseconds; a source has many layers in few systems.
final class TransformCache {
    private struct Key: Hashable {
        var source: String
        var target: String
    }

    private var transforms: [Key: CoordinateTransform] = [:]

    /// The transform from `source` to `target`.
    func transform(
        from source: CoordinateReferenceSystem, to target: CoordinateReferenceSystem
    ) throws(GeospatialError) -> CoordinateTransform {
        let key = Key(source: source.definition, target: target.definition)
        if let made = transforms[key] { return made }
        let made = try CoordinateTransform(from: source, to: target)
        transforms[key] = made
        return made
    }
}
