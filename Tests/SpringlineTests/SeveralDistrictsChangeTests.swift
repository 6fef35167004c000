import Foundation
import Springline
import Testing

@Suite("Several districts changed by one command are one survey")
struct SeveralDistrictsChangeTests {
    private typealias Place = (Double, Double)

    private func write(_ features: [String], _ path: String) throws {
        let text = #"{"type":"FeatureCollection","features":["# + features.joined(separator: ",") + "]}"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }

    private func place(_ place: Place) -> String { "[\(500_000 + place.0),\(4_050_000 + place.1)]" }

    private func node(_ id: String, _ at: Place) -> String {
        """
        {"type":"Feature","properties":{"id":"\(id)","elevation":5},
        "geometry":{"type":"Point","coordinates":\(place(at))}}
        """
    }

    private func pipe(_ id: String, _ from: Place, _ to: Place, ends: (String, String)? = nil) -> String {
        let named = ends.map { #","from_node":"\#($0.0)","to_node":"\#($0.1)""# } ?? ""
        return """
            {"type":"Feature","properties":{"id":"\(id)","dn":200\(named)},
            "geometry":{"type":"LineString","coordinates":[\(place(from)),\(place(to))]}}
            """
    }

    private func options() throws -> ImportOptions {
        ImportOptions(crs: try CoordinateReferenceSystem("EPSG:4548"))
    }

    private func ends(_ network: Network) -> [String] {
        (0..<network.links.count).map { row in
            "\(network.links.ids[row]): \(network.nodes.ids[Int(network.links.start[row])])"
                + " → \(network.nodes.ids[Int(network.links.end[row])])"
        }.sorted()
    }

    @Test(
        "Nodes in one file, pipes in another: what is new is of its own file",
        arguments: [false, true])
    func filesOfAKind(isReversed: Bool) throws {
        let folder = try TemporaryFolder()
        let (nodes, pipes) = (folder.path("junctions.geojson"), folder.path("pipes.geojson"))
        try write([node("N1", (0, 0)), node("N2", (100, 0))], nodes)
        try write([pipe("P1", (0, 0), (100, 0), ends: ("N1", "N2"))], pipes)
        let city = try City.importing([nodes, pipes], into: folder.path("city.db"), options: options()).city
        // A node is renumbered where it stands, another is new, drawn a hand's breadth beside its pipe's end.
        try write([node("N1", (0, 0)), node("M2", (100, 0)), node("N3", (200, 0.2))], nodes)
        try write(
            [
                pipe("P1", (0, 0), (100, 0), ends: ("N1", "M2")),
                pipe("P2", (100, 0), (200, 0), ends: ("M2", "N3")),
            ], pipes)
        let files = isReversed ? [pipes, nodes] : [nodes, pipes]
        let result = try city.applyChanges(files, options: options())
        #expect(result.kept == [.init(layer: "junction", id: "N2", newID: "M2")])
        #expect(ends(result.network) == ["P1: N1 → N2", "P2: N2 → N3"])
        let row = try #require(result.network.nodes.index(of: "N3"))
        #expect(result.network.nodes.elevation[row] == 5)
        let numbers = Dictionary(
            uniqueKeysWithValues: try city.importSources().map {
                ($0.path == nodes ? "nodes" : "pipes", $0.number)
            })
        let origins = try city.origins()
        #expect(origins.nodes == Array(repeating: numbers["nodes"], count: 3))
        #expect(origins.links == Array(repeating: numbers["pipes"], count: 2))
        #expect(try city.changes(files, options: options()).changes.isEmpty)
    }

    @Test("A pipe may move from one district to its neighbour", arguments: [false, true])
    func boundary(isReversed: Bool) throws {
        let folder = try TemporaryFolder()
        let (a, b) = (folder.path("a.geojson"), folder.path("b.geojson"))
        let parts = [
            pipe("P1", (0, 0), (100, 0)), pipe("P2", (100, 0), (200, 0)), pipe("P3", (200, 0), (300, 0)),
        ]
        try write([parts[0], parts[1]], a)
        try write([parts[2]], b)
        try City.importing([a], into: folder.path("city.db"), options: options())
        let city = try City.importing([b], into: folder.path("city.db"), options: options()).city
        let before = try city.network()
        try write([parts[0]], a)
        try write([parts[1], parts[2]], b)
        let result = try city.applyChanges(isReversed ? [b, a] : [a, b], options: options())
        #expect(result.changes.isEmpty, "\(result.changes.summary.text)")
        #expect(ends(result.network) == ends(before))
        let number = try #require(try city.importSources().first { $0.path == b }?.number)
        let row = try #require(result.network.links.index(of: "P2"))
        #expect(result.origins.links[row] == number)
    }
}
