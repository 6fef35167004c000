import Geospatial
import InputOutput

/// A file, or a folder of files, that holds vector layers.
///
/// Open one with ``LayerFile/open(_:options:)``.
public protocol LayerSource: Sendable {
    /// The file or folder.
    var path: String { get }

    /// The layers, in the file's order.
    var layerNames: [String] { get }

    /// Reads the layer called `name`.
    ///
    /// - Throws: ``FormatError``.
    func read(_ name: String) throws -> FeatureLayer

    /// What to tell a person when the layer called `name` came without a reference system.
    func referenceSystemHint(_ name: String) -> Wording
}

extension LayerSource {
    /// That nothing in the file states the system.
    public func referenceSystemHint(_ name: String) -> Wording {
        Wording("the file does not state it", "文件未注明")
    }

    /// The reference system of a layer that was read from here.
    ///
    /// - Throws: ``FormatError/missingReferenceSystem(_:hint:)``.
    public func requireReferenceSystem(of layer: FeatureLayer) throws -> CoordinateReferenceSystem {
        if let crs = layer.crs { return crs }
        throw FormatError.missingReferenceSystem(
            .init(path, layer: layer.name), hint: referenceSystemHint(layer.name))
    }

    /// Reads every layer, in the file's order.
    ///
    /// - Throws: ``FormatError``.
    public func readAll() throws -> [FeatureLayer] {
        try layerNames.map { try read($0) }
    }

    /// Reads the only layer.
    ///
    /// - Throws: ``FormatError/layerNotNamed(path:known:)`` when there are several layers, or none.
    public func readOnly() throws -> FeatureLayer {
        guard let name = layerNames.first, layerNames.count == 1 else {
            throw FormatError.layerNotNamed(path: path, known: layerNames)
        }
        return try read(name)
    }

    /// The spelling of the layer called `name` in the file: an exact match first, then one in another case.
    func resolved(_ name: String) throws -> String {
        if layerNames.contains(name) { return name }
        if let other = layerNames.first(where: { $0.lowercased() == name.lowercased() }) { return other }
        throw FormatError.unknownLayer(path: path, layer: name, known: layerNames)
    }
}
