import Foundation
import Geospatial
import NetworkFormats
import PipeNetwork
import Testing

/// Small files that become large when they are read.
@Suite("Files that are larger inside than outside")
struct SizeLimitTests {
    private func word(_ value: Int, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    /// The header of an empty stored file of a zip archive (PKWARE, APPNOTE 6.3, 4.3.7).
    private func entry(_ name: String) -> [UInt8] {
        [0x50, 0x4b, 3, 4] + word(20, 2) + word(0, 8) + word(0, 12) + word(name.utf8.count, 2) + word(0, 2)
            + Array(name.utf8)
    }

    @Test("An archive of more files than any is refused with the limit")
    func manyFiles() throws {
        let bench = try Workbench()
        var bytes: [UInt8] = []
        for number in 0...10_000 { bytes += entry("\(number).txt") }
        try bench.write("a.zip", bytes)
        let error = formatError { _ = try LayerFile.open(bench.path("a.zip")) }
        #expect(error?.description.contains("more than 10000 files") == true)
    }

    @Test(
        "An archive that unpacks to a thousand times its size is refused with the limit, and leaves nothing")
    func bomb() throws {
        let bench = try Workbench()
        guard Workbench.program("python3") != nil else { return }
        let script = """
            import sys, zipfile
            with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as archive:
                with archive.open('a.shp', 'w') as file:
                    for _ in range(300): file.write(bytes(1 << 20))
            """
        _ = try Workbench.run("python3", ["-c", script, bench.path("a.zip")])
        #expect(try bench.bytes("a.zip").count < 1 << 20)
        let error = formatError { _ = try LayerFile.open(bench.path("a.zip")) }
        #expect(error?.description.contains("more than 256 MiB") == true)
    }

    private func collection(_ features: [String]) -> String {
        #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
    }

    @Test("GeoJSON of more properties than any map has is refused with the limit")
    func manyNames() throws {
        let bench = try Workbench()
        let features = (0..<1_000).map {
            #"{"type":"Feature","properties":{"p\#($0)":1},"geometry":null}"#
        }
        let names = (0..<5_000).map { #""p\#($0)":1"# }.joined(separator: ",")
        try bench.write(
            "a.geojson", collection([#"{"type":"Feature","properties":{\#(names)},"geometry":null}"#]).utf8)
        let error = formatError { _ = try LayerFile.open(bench.path("a.geojson")).readOnly() }
        #expect(error?.description.contains("feature 0") == true)
        #expect(error?.description.contains("more than 4096 different names of properties") == true)
        // Many properties in few features, and few in many, are read.
        try bench.write("a.geojson", collection(features).utf8)
        #expect(try LayerFile.open(bench.path("a.geojson")).readOnly().fields.count == 1_000)
    }

    @Test(
        "GeoJSON of a few properties that nearly all features leave out is refused before it fills the memory"
    )
    func manyGaps() throws {
        let bench = try Workbench()
        let names = (0..<4_000).map { #""p\#($0)":1"# }.joined(separator: ",")
        let first = #"{"type":"Feature","properties":{\#(names)},"geometry":null}"#
        let empty = #"{"type":"Feature"}"#
        try bench.write(
            "a.geojson", collection([first] + Array(repeating: empty, count: 6_000)).utf8)
        let error = formatError { _ = try LayerFile.open(bench.path("a.geojson")).readOnly() }
        #expect(error?.description.contains("features of 4000 different properties") == true)
    }

    @Test("Values, collections and geometries nested beyond measure are refused", arguments: ["p", "g", "c"])
    func nested(_ kind: String) throws {
        let bench = try Workbench()
        let deep = 100_000
        let text =
            switch kind {
            case "p":
                #"{"type":"Feature","properties":{"a":\#(String(repeating: "[", count: deep))"#
            case "g":
                #"{"type":"Feature","geometry":\#(String(repeating: #"{"type":"GeometryCollection","geometries":["#, count: deep))"#
            default: #"{"type":"Polygon","coordinates":\#(String(repeating: "[", count: deep))"#
            }
        try bench.write("a.geojson", text.utf8)
        #expect(formatError { _ = try LayerFile.open(bench.path("a.geojson")).readOnly() } != nil)
    }

    @Test("A table of columns without a width holds no values")
    func emptyColumns() throws {
        let bench = try Workbench()
        let layer = FeatureLayer(
            name: "p", crs: nil, fields: [FeatureField("a", .text, width: 3), FeatureField("b", .boolean)],
            features: [
                Feature(
                    id: 0, geometry: .point(Coordinate(x: 1, y: 2)), values: [.text("T"), .boolean(true)])
            ])
        try layer.write(to: bench.path("p.shp"))
        var table = try bench.bytes("p.dbf")
        table[32 + 16] = 0
        try bench.write("p.dbf", table)
        #expect(try LayerFile.open(bench.path("p.shp")).readOnly().fields.map(\.name) == ["b"])
    }
}
