import Foundation
import Geospatial
import NetworkFormats
import PipeNetwork
import Testing

@Suite("A network written for other programs")
struct NetworkExportTests {
    private func folder() throws -> URL {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("export-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url
    }

    /// A reservoir, three junctions, a pipe with a bend, a pipe of iron, a pressure point and a meter in a pipe.
    private func network() throws -> Network {
        var network = Network(crs: try CoordinateReferenceSystem("EPSG:4548"))
        try network.add(Reservoir(id: "R", position: .init(x: 500_000, y: 4_000_000), head: 50))
        try network.add(Junction(id: "A", position: .init(x: 500_100, y: 4_000_000), elevation: 10))
        try network.add(Junction(id: "B", position: .init(x: 500_200, y: 4_000_000), elevation: 12.5))
        try network.add(Junction(id: "C", position: .init(x: 500_300, y: 4_000_000)))
        try network.add(
            Pipe(
                id: "P1", start: "R", end: "A", length: 123.4, diameter: 0.3,
                vertices: [.init(x: 500_050, y: 4_000_020)]))
        try network.add(
            Pipe(
                id: "P2", start: "A", end: "B", length: 100, diameter: 0.2,
                attributes: ["material": .text("球墨铸铁"), "year": .integer(1998)]))
        try network.add(Pipe(id: "P3", start: "B", end: "C", length: 100, diameter: 0.1, status: .closed))
        return network
    }

    @Test("Each kind of element is a layer, with units in the names of its fields")
    func layers() throws {
        let layers = try network().elementLayers
        #expect(layers.map(\.name) == ["reservoir", "junction", "pipe"])
        let pipes = try #require(layers.last)
        #expect(pipes.features.count == 3)
        func value(_ row: Int, _ field: String) -> AttributeValue? {
            pipes.fieldIndex(field).map { pipes.features[row].values[$0] }
        }
        #expect(value(0, "diameter_mm") == .real(300))
        #expect(value(0, "length_m") == .real(123.4))
        #expect(value(1, "material") == .text("球墨铸铁"))
        #expect(value(0, "material") == .null)
        #expect(value(2, "status") == .text("closed"))
        #expect(value(0, "from_node") == .text("R") && value(0, "to_node") == .text("A"))
        guard case .lineString(let path)? = pipes.features[0].geometry else {
            Issue.record("no line")
            return
        }
        #expect(path.map(\.x) == [500_000, 500_050, 500_100])
        // A height that is not known is no 0.
        let junctions = layers[1]
        let height = try #require(junctions.fieldIndex("elevation_m"))
        #expect(junctions.features.map { $0.values[height] } == [.real(10), .real(12.5), .null])
    }

    @Test("What is written as layers comes back by import", arguments: ["gpkg", "geojson"])
    func roundTrip(_ ending: String) throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let before = try network()
        let files = try before.export(to: folder.appendingPathComponent("net.\(ending)").path)
        #expect(files.allSatisfy { FileManager.default.fileExists(atPath: $0) })
        let result = try NetworkImport().adding(files, to: Network())
        let after = result.network
        #expect(Set(after.links.ids) == ["P1", "P2", "P3"])
        for id in ["P1", "P2", "P3"] {
            let (old, new) = (
                try #require(before.links.index(of: id)), try #require(after.links.index(of: id))
            )
            #expect(abs(before.links.length[old] - after.links.length[new]) < 1e-6)
            #expect(abs(before.links.diameter[old] - after.links.diameter[new]) < 1e-9)
            #expect(before.links.status[old] == after.links.status[new])
            let ends = [after.links.start[new], after.links.end[new]].map { after.nodes.ids[Int($0)] }
            #expect(
                ends == [before.links.start[old], before.links.end[old]].map { before.nodes.ids[Int($0)] })
        }
        let node = try #require(after.nodes.index(of: "B"))
        #expect(after.nodes.elevation[node] == 12.5)
        #expect(after.nodes.kinds[try #require(after.nodes.index(of: "R"))] == .reservoir)
    }

    @Test("Valves that are shut and valves that are open come back as they were")
    func valves() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        var before = try network()
        for (id, isClosed) in [("V1", true), ("V2", false)] {
            try before.add(
                Asset(
                    kind: .isolationValve, id: id,
                    position: .init(x: id == "V1" ? 500_130 : 500_160, y: 4_000_000),
                    attachment: nil, isClosed: isClosed))
        }
        let path = folder.appendingPathComponent("net.gpkg").path
        try before.export(to: path)
        let after = try NetworkImport().adding([path], to: Network()).network
        let rows = after.assets.rows(of: .isolationValve)
        let closed = Dictionary(
            uniqueKeysWithValues: rows.map { (after.assets.ids[$0], after.assets.isClosed[$0]) })
        #expect(closed == ["V1": true, "V2": false])
    }

    @Test("A model comes back from its own format, and a wrong ending writes nothing")
    func model() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("net.inp").path
        let before = try network()
        #expect(try before.export(to: path) == [path])
        let after = try INPFile.read(path: path)
        #expect(after.links.ids == before.links.ids)
        #expect(throws: FormatError.self) {
            try before.export(to: folder.appendingPathComponent("net.dwg").path)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["net.inp"])
        // Nothing at all is a file that can be opened.
        let empty = folder.appendingPathComponent("empty.geojson").path
        let files = try Network().export(to: empty)
        #expect(files == [folder.appendingPathComponent("empty-junction.geojson").path])
        #expect(files.allSatisfy { FileManager.default.fileExists(atPath: $0) })
    }
}
