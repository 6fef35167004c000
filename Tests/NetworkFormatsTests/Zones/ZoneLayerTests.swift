import Geospatial
import LeakZones
import NetworkFormats
import PipeNetwork
import Testing

@Suite("Zones of a polygon layer")
struct ZoneLayerTests {
    private static func square(_ x: Double) -> Geometry {
        .polygon(
            Polygon(
                exterior: [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)].map {
                    Coordinate(x: x + $0.0 * 100, y: 4_059_000 + $0.1 * 100)
                }))
    }

    /// A GeoPackage of two zones whose fields are called so.
    private func file(_ bench: Workbench, _ fields: [String], _ name: String = "layer.gpkg") throws -> String
    {
        let crs = try CoordinateReferenceSystem(epsg: 4548)
        let rows = [["D1", "North", ""], ["D2", "South", "D1"]]
        let layer = FeatureLayer(
            name: "layer", crs: crs, fields: fields.map { FeatureField($0, .text) },
            features: rows.enumerated().map { index, row in
                Feature(
                    id: Int64(index + 1), geometry: Self.square(500_000 + 200 * Double(index)),
                    values: fields.indices.map { row[$0].isEmpty ? .null : .text(row[$0]) })
            })
        try layer.write(to: bench.path(name))
        return bench.path(name)
    }

    @Test(
        "Fields are known by the names that utilities give them",
        arguments: [
            ["DMA_ID", "DMA_NAME", "PARENT_ID"], ["zone_id", "Zone Name", "parent zone"],
            ["分区编号", "分区名称", "上级分区"], ["片区编码", "片区名称", "所属片区"], ["DMA编号", "DMA名称", "上级编号"],
            ["编号", "名称", "父级"], ["district_code", "title", "pid"], ["id", "name", "parent"],
        ])
    func guessed(_ fields: [String]) throws {
        let bench = try Workbench()
        let path = try file(bench, fields)
        var notes: [String] = []
        let zones = try ZoneLayer.read(path: path, city: try CoordinateReferenceSystem(epsg: 4548)) {
            notes.append($0.english)
        }
        #expect(zones.map(\.id) == ["D1", "D2"])
        #expect(zones.map(\.name) == ["North", "South"])
        #expect(zones.map(\.parent) == [nil, "D1"])
        #expect(zones.allSatisfy { $0.outline != nil })
        #expect(
            notes == [
                "\(path), layer layer: zones; id ← \(fields[0]), name ← \(fields[1]), parent ← \(fields[2])"
            ])
    }

    @Test("Names that a Shapefile cuts to ten bytes are known by their beginning")
    func cut() throws {
        let bench = try Workbench()
        let path = try file(bench, ["parentzoneid", "districtname", "district_number"], "layer.shp")
        let zones = try ZoneLayer.read(path: path, city: try CoordinateReferenceSystem(epsg: 4548))
        // The file has parentzone, districtna and district_n; without an id the name is the id.
        #expect(zones.map(\.id) == ["North", "South"])
        #expect(zones.map(\.parent) == ["D1", "D2"])
        #expect(zones.map(\.name) == ["North", "South"])
    }

    @Test("Fields may be told one by one, or by a mapping, which may replace values and set a prefix")
    func told() throws {
        let bench = try Workbench()
        let path = try file(bench, ["KEY_A", "WORDS", "ABOVE"])
        let city = try CoordinateReferenceSystem(epsg: 4548)
        let error = #expect(throws: ImportError.self) { try ZoneLayer.read(path: path, city: city) }
        #expect(error?.description.contains("KEY_A, WORDS, ABOVE") == true)
        let told = try ZoneLayer.read(
            path: path, .init(fields: [.id: "KEY_A", .name: "words", .parent: "ABOVE"]), city: city)
        #expect(told.map(\.id) == ["D1", "D2"])
        #expect(told.map(\.name) == ["North", "South"])
        #expect(told.map(\.parent) == [nil, "D1"])
        let mapping = try ImportMapping(
            yaml: """
                sources:
                  - path: layer.gpkg
                    prefix: "x-"
                    layers:
                      layer:
                        element: zone
                        fields:
                          id: KEY_A
                          parent: ABOVE
                          name: {field: WORDS, values: {North: 北区}}
                """, path: "mapping.yml")
        let mapped = try ZoneLayer.read(path: path, .init(mapping: mapping), city: city)
        #expect(mapped.map(\.id) == ["x-D1", "x-D2"])
        #expect(mapped.map(\.name) == ["北区", "South"])
        #expect(mapped.map(\.parent) == [nil, "x-D1"])
        let wrong = #expect(throws: ImportError.self) {
            try ZoneLayer.read(path: path, .init(fields: [.id: "NOT_THERE"]), city: city)
        }
        #expect(wrong?.description.contains("NOT_THERE") == true)
        #expect(wrong?.description.contains("KEY_A") == true)
    }
}
