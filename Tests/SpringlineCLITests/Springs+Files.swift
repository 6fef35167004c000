import Foundation
import Springline
import Testing

/// The small inputs that the tests hand to the command.
extension Springs {
    /// Three pipes of one street and a side street near 117° E, in the plane of EPSG:4548, as GeoJSON.
    static let street = [
        feature("P1", "[[500000,4060000],[500100,4060000]]"),
        feature("P2", "[[500100,4060000],[500200,4060000]]"),
        feature("P3", "[[500100,4060000],[500100,4060100]]"),
    ]

    static func feature(_ id: String, _ path: String) -> String {
        #"{"type":"Feature","properties":{"id":"\#(id)","dn":200},"#
            + #""geometry":{"type":"LineString","coordinates":\#(path)}}"#
    }

    /// Writes a GeoJSON file of pipes.
    func writePipes(_ name: String, _ features: [String] = street, crs: Int? = 4548) throws {
        let crs =
            crs.map {
                #""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::\#($0)"}},"#
            } ?? ""
        try write(
            name, #"{"type":"FeatureCollection",\#(crs)"features":[\#(features.joined(separator: ",\n"))]}"#)
    }

    /// A Shapefile `name` of one pipe of a material, in GBK and without the `.cpg` that says so.
    func writeShapefile(_ name: String, material: String = "PE") throws {
        let path: Geometry = .lineString([
            Coordinate(x: 500000, y: 4_060_000), Coordinate(x: 500100, y: 4_060_000),
        ])
        let layer = FeatureLayer(
            name: name, crs: try CoordinateReferenceSystem("EPSG:4548"),
            fields: [FeatureField("id", .text, width: 8), FeatureField("material", .text, width: 20)],
            features: [Feature(id: 0, geometry: path, values: [.text("S1"), .text(material)])])
        try layer.write(to: self.path("\(name).shp"), options: LayerWriteOptions(encoding: .gbk))
        try FileManager.default.removeItem(at: folder.appendingPathComponent("\(name).cpg"))
        // The byte by which a table says its encoding, as many programs leave it: unsaid.
        try overwrite("\(name).dbf", at: 29, with: [0])
    }

    func overwrite(_ name: String, at offset: Int, with bytes: [UInt8]) throws {
        var content = [UInt8](try self.bytes(name))
        content.replaceSubrange(offset..<offset + bytes.count, with: bytes)
        try write(name, content)
    }

    /// `city.db` with the street in it.
    func makeStreet() throws {
        try writePipes("pipes.geojson")
        let outcome = try run("import", "city.db", "pipes.geojson")
        try #require(outcome.code == 0, "\(outcome.errors)")
    }

    /// A source, three pipes of 100 m, and customers of 1 L/s in the model at J2 and J3.
    static let model = """
        [JUNCTIONS]
        J1 10 0
        J2 12 1
        J3 12 1
        [RESERVOIRS]
        R 50
        [PIPES]
        P1 R J1 100 200 100 0 Open
        P2 J1 J2 100 200 100 0 Open
        P3 J2 J3 100 100 100 0 Open
        [OPTIONS]
        Units LPS
        [COORDINATES]
        R 0 0
        J1 100 0
        J2 200 0
        J3 300 0
        [END]

        """

    /// `city.db` with the model in it, and one zone, Town, behind the metered pipe P1.
    func makeTown() throws {
        try write("town.inp", Self.model)
        for arguments in [
            ["import", "city.db", "town.inp"],
            ["zones", "derive", "city.db", "--cut", "P1", "--name", "J1=Town"],
        ] {
            let outcome = try run(arguments)
            try #require(outcome.code == 0, "\(outcome.errors)")
        }
    }

    /// Hourly flows of 10 m³/h through P1 over the 4th and 5th of March 2024.
    func writeFlows(_ name: String = "flow.csv", column: String = "P1") throws {
        var text = "Timestamp,\(column)\n"
        for hour in 0...48 { text += "2024-03-\(hour / 24 + 4) \(hour % 24):00:00,10\n" }
        try write(name, text.replacing("-03-", with: "-03-0"))
    }
}
