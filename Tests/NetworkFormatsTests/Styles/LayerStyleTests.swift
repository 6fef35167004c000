import Foundation
#if canImport(FoundationXML)
    import FoundationXML
#endif
import GRDB
import Geospatial
import NetworkFormats
import Testing

@Suite("Layers with styles")
struct LayerStyleTests {
    private let style = LayerStyle(
        field: "role",
        categories: [
            .init("a & b", "first <one>", colour: "#1f77b4", size: 0.7),
            .init("c", "second", colour: "#d62728", size: 3, shape: .diamond),
        ])

    private func layer(_ name: String, _ geometry: Geometry) -> FeatureLayer {
        FeatureLayer(
            name: name, crs: nil, fields: [FeatureField("role", .text)],
            features: [Feature(id: 0, geometry: geometry, values: [.text("c")])])
    }

    private let line: Geometry = .lineString([Coordinate(x: 0, y: 0), Coordinate(x: 1, y: 1)])
    private let point: Geometry = .point(Coordinate(x: 0, y: 0))

    @Test("the document is well-formed XML with a category and a symbol each, of the layer's geometry")
    func wellFormed() throws {
        for (geometry, type, colour) in [
            (GeometryClass.lineString, "line", "line_color"), (.point, "marker", "color"),
            (.multiPolygon, "fill", "color"),
        ] {
            let text = style.qml(for: geometry)
            let document = try XMLDocument(xmlString: text)
            func nodes(_ path: String) throws -> [XMLElement] {
                try document.nodes(forXPath: path).compactMap { $0 as? XMLElement }
            }
            let categories = try nodes("//category")
            #expect(categories.map { $0.attribute(forName: "value")?.stringValue } == ["a & b", "c"])
            #expect(categories.first?.attribute(forName: "label")?.stringValue == "first <one>")
            let symbols = try nodes("//symbols/symbol")
            #expect(symbols.count == 2)
            #expect(symbols.allSatisfy { $0.attribute(forName: "type")?.stringValue == type })
            let colours = try nodes("//Option[@name='\(colour)']").map {
                $0.attribute(forName: "value")?.stringValue
            }
            #expect(colours.first == (geometry == .multiPolygon ? "31,119,180,70" : "31,119,180,255"))
        }
    }

    @Test("GeoJSON: one file a layer with its style beside it; layers without features are left out")
    func besides() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("x.geojson").path
        let empty = FeatureLayer(name: "none", crs: nil, fields: [FeatureField("role", .text)])
        let files = try [
            StyledLayer(layer("lines", line), style: style), StyledLayer(empty, style: style),
            StyledLayer(layer("points", point), style: style), StyledLayer(layer("plain", point)),
        ].write(to: path)
        #expect(
            files.map { URL(fileURLWithPath: $0).lastPathComponent } == [
                "x.geojson", "x.qml", "x-points.geojson", "x-points.qml", "x-plain.geojson",
            ])
        #expect(
            try String(contentsOfFile: folder.path + "/x.qml", encoding: .utf8) == style.qml(for: .lineString)
        )
        #expect(
            try String(contentsOfFile: folder.path + "/x-points.qml", encoding: .utf8)
                == style.qml(for: .point))
    }

    @Test("GeoPackage: the styles stand in QGIS's table, each the default of its layer")
    func inside() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).gpkg")
            .path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try [
            StyledLayer(layer("lines", line), style: style),
            StyledLayer(layer("points", point), style: style),
        ].write(to: path)
        let queue = try DatabaseQueue(path: path)
        let rows = try queue.read { db in
            try Row.fetchAll(
                db,
                sql:
                    "SELECT f_table_name, f_geometry_column, styleQML, useAsDefault FROM layer_styles ORDER BY id"
            )
        }
        #expect(rows.map { $0["f_table_name"] as String } == ["lines", "points"])
        #expect(rows.map { $0["f_geometry_column"] as String } == ["geom", "geom"])
        #expect(
            rows.map { $0["styleQML"] as String } == [style.qml(for: .lineString), style.qml(for: .point)])
        #expect(rows.allSatisfy { $0["useAsDefault"] as Bool })
        let listed = try queue.read { db in
            try String.fetchAll(
                db, sql: "SELECT data_type FROM gpkg_contents WHERE table_name = 'layer_styles'")
        }
        #expect(listed == ["attributes"])
    }
}
