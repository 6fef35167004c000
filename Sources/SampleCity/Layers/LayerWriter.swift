import Foundation
import Geospatial
import InputOutput
import NetworkFormats

/// Opens the layers of a district in the format its office uses, and feeds them one feature at a time.
final class LayerWriter {
    private let directory: URL
    /// The east's layers share one file.
    private var package: GeoPackageWriter?

    /// A writer of layers into a folder.
    init(directory: URL) {
        self.directory = directory
    }

    /// The plane of the city's coordinates: CGCS2000, three-degree Gauss-Krüger, 117° E.
    static func plane() throws -> CoordinateReferenceSystem { try CoordinateReferenceSystem(epsg: 4548) }

    /// The file of a layer.
    func path(_ layer: String, _ district: District) -> String {
        switch district {
        case .oldTown: directory.appendingPathComponent("old-town/\(layer).shp").path
        case .east: directory.appendingPathComponent("east.gpkg").path
        case .mountains: directory.appendingPathComponent("mountains/\(layer).geojson").path
        }
    }

    /// Writes a layer of a district: the elements that `geometry` places.
    func write<Element>(
        _ layer: String, _ district: District, _ elements: some Sequence<Element>,
        columns: [LayerColumn<Element>], geometryClass: GeometryClass, geometry: (Element) -> Geometry?
    ) throws(SampleCityError) {
        let path = path(layer, district)
        let kept = columns.filter { $0.name(district) != nil }
        let fields = kept.map { FeatureField($0.name(district) ?? "", $0.kind, width: $0.width) }
        do {
            let writer = try open(layer, district, path, fields, geometryClass)
            var id: Int64 = 0
            for element in elements {
                guard let shape = geometry(element) else { continue }
                try writer.append(
                    Feature(id: id, geometry: shape, values: kept.map { $0.value(element, district) }))
                id += 1
            }
            try writer.finish()
        } catch let error as OutputError {
            throw SampleCityError.cannotWrite(path: error.path, reason: error.reason)
        } catch {
            throw SampleCityError.cannotWrite(path: path, reason: Wording(describing: error))
        }
    }

    private func open(
        _ layer: String, _ district: District, _ path: String, _ fields: [FeatureField],
        _ geometryClass: GeometryClass
    ) throws -> any FeatureWriter {
        let plane = try Self.plane()
        switch district {
        case .oldTown:
            return try ShapefileWriter(
                path, crs: plane, fields: fields,
                options: LayerWriteOptions(encoding: .gbk, geometryClass: geometryClass))
        case .east:
            let package = try package ?? GeoPackageWriter(path)
            self.package = package
            return try package.addLayer(
                layer, crs: plane, fields: fields, options: LayerWriteOptions(geometryClass: geometryClass))
        case .mountains:
            return try GeoJSONWriter(
                path, name: layer, crs: plane, fields: fields,
                options: LayerWriteOptions(geometryClass: geometryClass))
        }
    }

    /// Completes the file that holds several layers.
    func finish() throws(SampleCityError) {
        guard let package else { return }
        let path = path("", .east)
        do {
            try package.finish()
            try GeoPackageDate.freeze(path)
        } catch let error as OutputError {
            throw SampleCityError.cannotWrite(path: error.path, reason: error.reason)
        } catch {
            throw SampleCityError.cannotWrite(path: path, reason: Wording(describing: error))
        }
        self.package = nil
    }
}
