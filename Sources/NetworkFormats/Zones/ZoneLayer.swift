import Geospatial
import InputOutput
import LeakZones
import PipeNetwork

/// Leak zones drawn as areas in a GIS layer.
public enum ZoneLayer {
    /// What is told of the layer instead of guessed.
    public struct Options: Sendable {
        /// The layer to take from a file of several.
        public var layer: String?
        /// The reference system of a file that does not state it.
        public var crs: CoordinateReferenceSystem?
        /// The encoding of the text of a Shapefile that does not state it.
        public var encoding: TextEncoding?
        /// The names of the fields that are the zones' `id`, `name` and `parent`; others are guessed.
        public var fields: [ElementField: String]
        /// A mapping file, of which the entry for the file is used.
        public var mapping: ImportMapping?
        /// Where the mapping file is, for messages.
        public var mappingPath: String?

        /// Options; every one may be left to the file.
        public init(
            layer: String? = nil, crs: CoordinateReferenceSystem? = nil, encoding: TextEncoding? = nil,
            fields: [ElementField: String] = [:], mapping: ImportMapping? = nil, mappingPath: String? = nil
        ) {
            self.layer = layer
            self.crs = crs
            self.encoding = encoding
            self.fields = fields
            self.mapping = mapping
            self.mappingPath = mappingPath
        }
    }

    /// Reads the zones of a file, in the reference system of the city.
    ///
    /// Fields are those that the options or a mapping name, or are guessed by the names of Docs/mapping.md: `id`, `name`,
    /// `parent`. A file of several layers has its zones in the one whose name says so, or in the one that is named.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - options: what is told.
    ///   - city: the reference system of the city.
    ///   - note: is told which field is taken for what.
    /// - Throws: ``FormatError``, ``ImportError`` and `ZoneError`, each naming file and feature.
    public static func read(
        path: String, _ options: Options = Options(), city: CoordinateReferenceSystem?,
        note: (Wording) -> Void = { _ in }
    ) throws -> [Zone] {
        let entry = mappedSource(path, options)
        var crs = options.crs
        if crs == nil, let text = entry?.crs { crs = try CoordinateReferenceSystem(text) }
        var encoding = options.encoding
        if encoding == nil, let name = entry?.encoding { encoding = try TextEncoding(name) }
        let file = try LayerFile.open(path, options: LayerReadOptions(encoding: encoding, crs: crs))
        let layer = try self.layer(file, options, entry)
        let place = LayerPlace(path: path, layer: layer.name)
        let mapped = entry?.layers.first { $0.key.lowercased() == layer.name.lowercased() }?.value
        let columns = try columns(layer, options, mapped, place)
        let words = ZoneFieldNames.fields.compactMap { field in
            columns[field].map { "\(field.rawValue) ← \(layer.fields[$0].name)" }
        }
        let known =
            words.isEmpty
            ? Wording("no field is known", "没有可识别的字段")
            : Wording(words.joined(separator: ", "), words.joined(separator: "，"))
        note(place.says(Wording("zones; ", "分区；") + known))
        layer.remarks.forEach { note(place.says($0)) }
        let transform = try transform(layer, place, city)
        let prefix = entry?.prefix ?? ""
        return try layer.features.map { feature in
            func text(_ field: ElementField) -> String? {
                guard let column = columns[field], let text = feature.values[column].text, !text.isEmpty
                else {
                    return nil
                }
                return mapped?.fields[field]?.values[text] ?? text
            }
            guard let id = text(.id) ?? text(.name) else {
                throw ImportError.unsuitableValue(
                    path: path, layer: layer.name, feature: String(feature.id),
                    field: columns[.id].map { layer.fields[$0].name } ?? "id", found: .nothing,
                    expected: Wording(
                        "an id or a name for the zone; the layer has the fields "
                            + layer.fields.map(\.name).joined(separator: ", "),
                        "分区的编号或名称；图层的字段有 " + layer.fields.map(\.name).joined(separator: "、")))
            }
            var outline = feature.geometry
            if let geometry = outline, let transform { outline = try transform(geometry) }
            return Zone(
                id: prefix + id, name: text(.name), parent: text(.parent).map { prefix + $0 },
                outline: outline)
        }
    }

    /// The mapping's entry for a file: the one that names it, or the only one.
    private static func mappedSource(_ path: String, _ options: Options) -> ImportMapping.Source? {
        let sources = options.mapping?.sources ?? []
        return sources.first { NetworkImport.isSame($0.path, path) }
            ?? (sources.count == 1 ? sources[0] : nil)
    }

    private static func layer(
        _ file: any LayerSource, _ options: Options, _ entry: ImportMapping.Source?
    ) throws -> FeatureLayer {
        if let name = options.layer { return try file.read(name) }
        let mapped = entry?.layers.filter { $0.value.role == .zone }.keys.map { $0.lowercased() } ?? []
        if let name = file.layerNames.first(where: { mapped.contains($0.lowercased()) }) {
            return try file.read(name)
        }
        let guess = file.layerNames.first {
            NameGuess.role(ofLayer: $0, hasLines: false, hasAreas: true) == .zone
        }
        if let guess { return try file.read(guess) }
        return try file.readOnly()
    }

    /// Where the fields of zones are in a layer: as told, as mapped, or as their names say.
    private static func columns(
        _ layer: FeatureLayer, _ options: Options, _ mapped: ImportMapping.Layer?, _ place: LayerPlace
    ) throws -> [ElementField: Int] {
        let names = layer.fields.map(\.name)
        var columns: [ElementField: Int] = [:]
        for field in ZoneFieldNames.fields {
            let told = options.fields[field]
            guard let name = told ?? mapped?.fields[field]?.name else { continue }
            guard let column = layer.fieldIndex(name) else {
                let line = told == nil ? mapped?.fields[field]?.line : nil
                guard let line else {
                    throw ImportError.unsuitableValue(
                        path: place.path, layer: place.layer, feature: "all", field: name,
                        found: Wording("no such field", "没有此字段"),
                        expected: Wording(
                            "one of \(names.joined(separator: ", "))", "\(names.joined(separator: "、")) 之一"))
                }
                throw ImportError.unknownField(
                    mapping: options.mappingPath ?? "", line: line, layer: layer.name,
                    field: field.rawValue, found: name, available: names)
            }
            columns[field] = column
        }
        for field in ZoneFieldNames.fields where columns[field] == nil {
            columns[field] = ZoneFieldNames.position(of: field, in: names, besides: Set(columns.values))
        }
        return columns
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
