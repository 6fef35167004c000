import Foundation
import InputOutput

/// A layer and how it is drawn.
public struct StyledLayer: Sendable {
    /// The layer.
    public var layer: FeatureLayer
    /// How it is drawn; `nil` leaves it to the program.
    public var style: LayerStyle?

    /// A layer with its style.
    public init(_ layer: FeatureLayer, style: LayerStyle? = nil) {
        self.layer = layer
        self.style = style
    }

    /// The style of the layer's geometries; `nil` without a style or without features.
    var qml: String? {
        guard let style, let geometry = layer.geometryClass else { return nil }
        return style.qml(for: geometry)
    }
}

extension [StyledLayer] {
    /// Writes the layers so that QGIS draws them as styled when it opens them: one GeoPackage (`.gpkg`) with its styles
    /// inside, or files of another format that ``FeatureLayer/write(to:options:)`` knows, each with a `.qml` beside it.
    ///
    /// A format that holds one layer a file gives the first layer the name of `path`, and every other one its own name after
    /// a hyphen. Layers without features are left out, unless all are: then the first is written.
    ///
    /// - Returns: the files that were written, the first being `path`.
    /// - Throws: ``FormatError``.
    @discardableResult
    public func write(to path: String) throws -> [String] {
        var written = filter { !$0.layer.features.isEmpty }
        if written.isEmpty { written = Array(prefix(1)) }
        if URL(fileURLWithPath: path).pathExtension.lowercased() == "gpkg" {
            try written.writeGeoPackage(to: path)
            return [path]
        }
        let base = URL(fileURLWithPath: path)
        var files: [String] = []
        for (number, styled) in written.enumerated() {
            let ending = base.pathExtension
            let stem = (path as NSString).deletingPathExtension + (number == 0 ? "" : "-\(styled.layer.name)")
            let file = number == 0 ? path : "\(stem).\(ending)"
            try styled.layer.write(to: file)
            files.append(file)
            guard let qml = styled.qml else { continue }
            let output = try OutputFile(stem + ".qml")
            try output.write(qml)
            try output.finish()
            files.append(stem + ".qml")
        }
        return files
    }

    private func writeGeoPackage(to path: String) throws {
        let package = try GeoPackageWriter(path)
        for styled in self {
            var options = LayerWriteOptions()
            options.geometryClass = styled.layer.geometryClass
            let writer = try package.addLayer(
                styled.layer.name, crs: styled.layer.crs, fields: styled.layer.fields, options: options)
            for feature in styled.layer.features { try writer.append(feature) }
        }
        try package.addStyles(
            compactMap { styled in styled.qml.map { (layer: styled.layer.name, qml: $0) } })
        try package.finish()
    }
}
