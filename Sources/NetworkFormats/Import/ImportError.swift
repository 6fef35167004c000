import InputOutput
import PipeNetwork

/// What can be wrong with an import, beyond what a single file can say (``FormatError``, ``MappingError``).
public enum ImportError: Error, Hashable, Sendable {
    /// A path leads to no file or folder.
    case missingSource(path: String)
    /// A folder holds nothing we read.
    case emptyFolder(path: String)
    /// A GIS file states no reference system and none was given.
    case missingCRS(path: String, layer: String)
    /// A model file has no reference system but the city has one.
    case modelWithoutCRS(path: String, city: String)
    /// The city lies in a plane of its own, so that nothing can be placed beside it.
    case cityWithoutCRS(path: String)
    /// Coordinates that cannot be what the reference system says they are.
    case wrongCRS(
        path: String, layer: String, crs: String, feature: String, x: Double, y: Double, expected: String)
    /// A mapping names a field that the layer lacks.
    case unknownField(
        mapping: String, line: Int, layer: String, field: String, found: String, available: [String])
    /// A mapping names a layer that the source lacks.
    case unknownLayer(mapping: String, line: Int, layer: String, available: [String])
    /// A feature of the wrong shape, or with coordinates that are no numbers.
    case unsuitableGeometry(path: String, layer: String, feature: String, found: String, expected: String)
    /// A value that does not fit its field.
    case unsuitableValue(
        path: String, layer: String, feature: String, field: String, found: String, expected: String)
    /// Ids that stand twice.
    case duplicateIDs(path: String, layer: String, ids: [String], count: Int)
    /// Ids that the city has already.
    case idsInCity(path: String, ids: [String], count: Int)
    /// One id for two things in two sources of one import.
    case sameID(what: String, id: String, first: String, second: String, count: Int)
    /// What the layers of a source say does not go together, such as one id for two elements.
    case contradiction(path: String, NetworkError)
    /// No source of the city is called like one that is to replace it.
    case unknownSource(path: String, known: [String])
    /// Several sources of the city are called like one that is to replace one.
    case ambiguousSource(path: String, matching: [String])
    /// Two files are to replace one source of the city.
    case districtTwice(path: String, district: String)
    /// No layer of the source says anything to us.
    case nothingToImport(path: String, layers: [String])
}

extension ImportError: CustomStringConvertible {
    /// One sentence: what, where, what was found, what to do.
    public var description: String {
        switch self {
        case .unknownSource(let path, let known):
            known.isEmpty
                ? "\(path): the city does not know which elements came from which source, because an older version "
                    + "imported them; import the whole city anew to be able to replace a part of it"
                : "\(path): no source of the city is called so; it has \(known.quotable); "
                    + "say with --replaces which one it is"
        case .ambiguousSource(let path, let matching):
            "\(path): several sources of the city are called so: \(matching.quotable); "
                + "say with --replaces which one it is"
        case .districtTwice(let path, let district):
            "\(path): the source \(district) of the city is replaced by another file already; "
                + "give one file or folder for each source"
        case .missingSource(let path): "\(path): there is no such file or folder"
        case .emptyFolder(let path):
            "\(path): the folder holds no .shp, .gpkg, .geojson, .json, .sqlite, .db, .zip or .inp file"
        case .missingCRS(let path, let layer):
            "\(path): layer \(layer.quotable) states no coordinate reference system "
                + "(a Shapefile has it in a .prj beside it); give --crs EPSG:n"
        case .modelWithoutCRS(let path, let city):
            "\(path): a model file has no coordinate reference system, but the city is in \(city); "
                + "give --crs EPSG:n"
        case .cityWithoutCRS(let path):
            "\(path): the city's own plane has no coordinate reference system, so nothing can be placed "
                + "beside it; import the first source again with --crs EPSG:n"
        case .wrongCRS(let path, let layer, let crs, let feature, let x, let y, let expected):
            "\(path): layer \(layer.quotable), feature \(feature) lies at \(x), \(y), which is no place in \(crs) "
                + "(\(expected)); give the right --crs"
        case .unknownField(let mapping, let line, let layer, let field, let found, let available):
            "\(mapping), line \(line): field '\(field.quotable)' of layer \(layer.quotable) is mapped to '\(found.quotable)', "
                + "which is not there; the layer has \(available.quotable)"
        case .unknownLayer(let mapping, let line, let layer, let available):
            "\(mapping), line \(line): there is no layer '\(layer.quotable)'; the source has "
                + available.quotable
        case .unsuitableGeometry(let path, let layer, let feature, let found, let expected):
            "\(path): layer \(layer.quotable), feature \(feature): found \(found.quotable), expected \(expected)"
        case .unsuitableValue(let path, let layer, let feature, let field, let found, let expected):
            "\(path): layer \(layer.quotable), feature \(feature), field \(field.quotable): found '\(found.quotable)', "
                + "expected \(expected)"
        case .duplicateIDs(let path, let layer, let ids, let count):
            "\(path): layer \(layer.quotable) has \(count) id\(count == 1 ? "" : "s") more than once: "
                + "\(Self.list(ids, count)); ids must be unique, or map 'id' to another field"
        case .idsInCity(let path, let ids, let count):
            "\(path): \(count) id\(count == 1 ? " is" : "s are") in the city already: "
                + "\(Self.list(ids, count)); give --prefix to tell the sources apart"
        case .sameID(let what, let id, let first, let second, let count):
            "\(second): \(what) '\(id)'\(count > 1 ? " and \(count - 1) more are" : " is") in \(first) too; "
                + "give each source a prefix of its own, or leave one of them out"
        case .contradiction(let path, let error): "\(path): \(error)"
        case .nothingToImport(let path, let layers):
            "\(path): no layer says what it is (\(layers.quotable)); "
                + "name them in a mapping file"
        }
    }

    private static func list(_ ids: [String], _ count: Int) -> String {
        ids.quotable + (count > ids.count ? ", …" : "")
    }
}
