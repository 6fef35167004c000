import Foundation
import InputOutput
import PipeNetwork

extension Network {
    /// Writes the network in the form that the ending of `path` says: an EPANET input file (`.inp`), one GeoPackage with all
    /// layers (`.gpkg`), or a file for each layer (`.geojson`, `.shp`, `.csv`), called as `path` with the layer's name behind
    /// a hyphen, by which an import knows what it is: `net-pipe.shp`.
    ///
    /// A file appears whole or not at all.
    ///
    /// - Returns: the files that were written.
    /// - Throws: ``FormatError``, ``INPWritingError``.
    @discardableResult
    public func export(to path: String) throws -> [String] {
        let ending = (path as NSString).pathExtension.lowercased()
        switch ending {
        case "inp":
            try INPFile.write(self, path: path)
            return [path]
        case "gpkg", "geojson", "shp", "csv":
            // Of nothing a layer of nothing: a file that can be opened.
            let nothing = FeatureLayer(name: "junction", crs: crs, fields: [FeatureField("id", .text)])
            let layers = elementLayers.isEmpty ? [nothing] : elementLayers
            if ending == "gpkg" { return try layers.map { StyledLayer($0) }.write(to: path) }
            let stem = (path as NSString).deletingPathExtension
            return try layers.map { layer in
                let file = "\(stem)-\(layer.name).\(ending)"
                try layer.write(to: file)
                return file
            }
        default:
            throw FormatError.unknownFormat(
                path: path,
                expected: Wording(
                    "an ending .inp, .gpkg, .geojson, .shp or .csv", "扩展名 .inp、.gpkg、.geojson、.shp 或 .csv"))
        }
    }
}
