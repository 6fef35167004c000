import Foundation
import Geospatial
import InputOutput
import NetworkFormats
import PipeNetwork

/// The leak zones as areas: every district, the zones in it, and the trunk as what they leave of the city.
///
/// Areas meet where the meters stand, so that a pipe cut at its meter lies on one side or the other. The sites
/// of the waterworks are cut out of the trunk's area: what stands before the outlet meter is no part of it.
struct ZoneLayer {
    let model: CityModel

    /// Writes the layer `zones` of a GeoPackage.
    func write(to url: URL) throws(SampleCityError) {
        let fields = [
            FeatureField("id", .text, width: 16), FeatureField("name", .text, width: 40),
            FeatureField("name_zh", .text, width: 40), FeatureField("parent", .text, width: 16),
            FeatureField("level", .text, width: 16),
        ]
        do {
            let package = try GeoPackageWriter(url.path)
            let writer = try package.addLayer(
                "zones", crs: LayerWriter.plane(), fields: fields,
                options: LayerWriteOptions(geometryClass: .multiPolygon))
            var id: Int64 = 0
            func append(_ geometry: Geometry, _ values: [AttributeValue]) throws {
                try writer.append(Feature(id: id, geometry: Self.multiple(geometry), values: values))
                id += 1
            }
            var everything: [Geometry] = []
            for district in District.allCases {
                let zones = model.zones.filter { $0.district == district }
                let area = try Geometry.unaryUnion(of: zones.map { .polygon(Polygon(exterior: $0.ring)) })
                everything.append(area)
                let names = district.names
                try append(
                    area,
                    [
                        .text(district.id), .text(names.english), .text(names.chinese), .null,
                        .text("district"),
                    ])
                for zone in zones {
                    try append(
                        .polygon(Polygon(exterior: zone.ring)),
                        [
                            .text(zone.id), .text(zone.nameEnglish), .text(zone.nameChinese),
                            .text(district.id),
                            .text("dma"),
                        ])
                }
            }
            let trunk = try cityOutline().difference(Geometry.unaryUnion(of: everything + plantSites()))
            try append(
                trunk,
                [
                    .text(model.zones[0].id), .text(model.zones[0].nameEnglish),
                    .text(model.zones[0].nameChinese), .null, .text("trunk"),
                ])
            try writer.finish()
            try package.finish()
            try GeoPackageDate.freeze(url.path)
        } catch let error as OutputError {
            throw SampleCityError.cannotWrite(path: error.path, reason: error.reason)
        } catch {
            throw SampleCityError.cannotWrite(path: url.path, reason: Wording(describing: error))
        }
    }

    private static func multiple(_ geometry: Geometry) -> Geometry {
        if case .polygon(let polygon) = geometry { return .multiPolygon([polygon]) }
        return geometry
    }

    private func cityOutline() -> Geometry {
        let box =
            BoundingBox(model.nodes.lazy.map { Coordinate(x: $0.x, y: $0.y) })?.expanded(by: 600)
            ?? BoundingBox(minX: 0, minY: 0, maxX: 1, maxY: 1)
        let corner = Coordinate(x: box.minX, y: box.minY)
        return .polygon(
            Polygon(exterior: [
                corner, Coordinate(x: box.maxX, y: box.minY), Coordinate(x: box.maxX, y: box.maxY),
                Coordinate(x: box.minX, y: box.maxY), corner,
            ]))
    }

    /// A kite around each waterworks whose point is the outlet meter.
    private func plantSites() -> [Geometry] {
        model.meters.filter { $0.purpose == .waterworks }.map { meter in
            let plant = model.position(model.pipes[Int(meter.pipe)].from)
            let dx = plant.x - meter.position.x
            let dy = plant.y - meter.position.y
            func place(_ along: Double, _ aside: Double) -> Coordinate {
                Coordinate(
                    x: meter.position.x + along * dx - aside * dy,
                    y: meter.position.y + along * dy + aside * dx)
            }
            return .polygon(
                Polygon(exterior: [
                    meter.position, place(1, -0.7), place(1.8, 0), place(1, 0.7), meter.position,
                ]))
        }
    }
}
