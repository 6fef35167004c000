import Foundation
import Geospatial
import NetworkFormats
import PipeNetwork

extension SampleCity {
    /// Writes the map: every district by its own office, the zones by the leak team, and how to import it all.
    func writeLayers(
        _ model: CityModel, ids: CityIDs, to directory: URL, progress: (Double) -> Void
    ) throws(SampleCityError) {
        for folder in ["old-town", "mountains"] {
            try Self.makeFolder(directory.appendingPathComponent(folder))
        }
        let layers = DistrictLayers(model: model, ids: ids, writer: LayerWriter(directory: directory))
        for (number, district) in District.allCases.enumerated() {
            progress(Double(number) / 4)
            try layers.write(district)
        }
        try layers.writer.finish()
        progress(0.75)
        try ZoneLayer(model: model).write(to: directory.appendingPathComponent("zones.gpkg"))
        let mapping = try TextFile(directory.appendingPathComponent("mapping.yml"))
        mapping.buffer.append("sources:\n  - path: old-town\n  - path: east.gpkg\n  - path: mountains\n")
        try mapping.close()
        progress(1)
    }
}
