import Geospatial
import LeakZones

/// Leak zones drawn as areas in a GIS layer.
public enum ZoneLayer {
    /// Reads the zones of a file, in the reference system of the city.
    ///
    /// Fields are recognised by the names of Docs/mapping.md: `id`, `name`, `parent`. A file of several layers
    /// has its zones in the one whose name says so, or in the one named `layer`.
    ///
    /// - Throws: ``FormatError``, ``ImportError`` and `ZoneError`, each naming file and feature.
    public static func read(
        path: String, layer name: String? = nil, crs: CoordinateReferenceSystem? = nil,
        city: CoordinateReferenceSystem?
    ) throws -> [Zone] {
        let file = try LayerFile.open(path, options: LayerReadOptions(crs: crs))
        let layer: FeatureLayer
        if let name {
            layer = try file.read(name)
        } else if let guess = file.layerNames.first(where: {
            NameGuess.role(ofLayer: $0, hasLines: false, hasAreas: true) == .zone
        }) {
            layer = try file.read(guess)
        } else {
            layer = try file.readOnly()
        }
        let place = LayerPlace(path: path, layer: layer.name)
        let names = layer.fields.map(\.name)
        let idField = NameGuess.position(of: .id, in: names, besides: [])
        let taken = Set([idField].compactMap { $0 })
        let nameField = NameGuess.position(of: .name, in: names, besides: taken)
        let parentField = NameGuess.position(of: .parent, in: names, besides: taken)
        let transform = try transform(layer, place, city)
        return try layer.features.map { feature in
            let text = { (field: Int?) in field.flatMap { feature.values[$0].text } }
            guard let id = text(idField) ?? text(nameField) else {
                throw ImportError.unsuitableValue(
                    path: path, layer: layer.name, feature: String(feature.id), field: "id", found: "nothing",
                    expected: "an id or a name for the zone")
            }
            var outline = feature.geometry
            if let geometry = outline, let transform { outline = try transform(geometry) }
            return Zone(id: id, name: text(nameField), parent: text(parentField), outline: outline)
        }
    }

    private static func transform(
        _ layer: FeatureLayer, _ place: LayerPlace, _ city: CoordinateReferenceSystem?
    ) throws -> CoordinateTransform? {
        guard let city else { return nil }
        guard let crs = layer.crs else {
            throw ImportError.missingCRS(path: place.path, layer: place.layer)
        }
        try CRSPlausibility(crs: crs).check(layer, place)
        let transform = try CoordinateTransform(from: crs, to: city)
        return transform.isIdentity ? nil : transform
    }
}
