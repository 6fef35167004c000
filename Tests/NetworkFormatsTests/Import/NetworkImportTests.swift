import Foundation
import Geospatial
import NetworkFormats
import PipeNetwork
import Testing

@Suite struct NetworkImportTests {
    private let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("springline-import-\(UUID().uuidString)").path

    /// Writes GeoJSON lines into the test's folder and returns the path.
    private func lines(
        _ name: String, _ features: [(properties: String, path: [(Double, Double)])]
    ) throws -> String {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let text = features.map { feature in
            let path = feature.path.map { "[\($0.0),\($0.1)]" }.joined(separator: ",")
            return #"{"type":"Feature","properties":{\#(feature.properties)},"geometry":"#
                + #"{"type":"LineString","coordinates":[\#(path)]}}"#
        }
        let path = folder + "/" + name
        try #"{"type":"FeatureCollection","features":[\#(text.joined(separator: ","))]}"#
            .write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test func chineseFieldsAreGuessedAndTheGuessIsSaid() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = try lines(
            "管线.geojson",
            [
                (
                    #""编号":"GX1","管径":"DN300","管长":95.5,"管材":"球墨铸铁","埋设年代":1998,"权属":"水司""#,
                    [(117, 36.6), (117.001, 36.6)]
                )
            ])
        var notes: [String] = []
        let network = try NetworkImport(note: { notes.append($0.english) }).adding([path], to: Network())
            .network
        let pipe = try #require(network.pipe(at: 0))
        #expect(pipe.id == "GX1")
        #expect(pipe.length == 95.5)
        #expect(pipe.attributes["material"] == .text("球墨铸铁"))
        #expect(pipe.attributes["year"] == .integer(1998))
        // What means nothing to us is kept under its own name.
        #expect(pipe.attributes["权属"] == .text("水司"))
        #expect(notes.contains { $0.contains("管线 is pipe (guessed)") })
    }

    @Test func aDiameterInWordsIsRead() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = try lines(
            "pipes.geojson",
            [
                (#""id":"A","DN":"DN300""#, [(117, 36.6), (117.001, 36.6)]),
                (#""id":"B","DN":"150""#, [(117.001, 36.6), (117.002, 36.6)]),
            ])
        let network = try NetworkImport().adding([path], to: Network()).network
        #expect(network.links.diameter.map { ($0 * 1000).rounded() } == [300, 150])
    }

    @Test func aMappingSaysUnitsAndValues() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = try lines(
            "net.geojson", [(#""k":"A","bore":8,"state":"zu""#, [(117, 36.6), (117.001, 36.6)])])
        let mapping = try ImportMapping(
            yaml: """
                sources:
                  - path: net.geojson
                    prefix: "N-"
                    layers:
                      net:
                        element: pipe
                        fields:
                          id: k
                          diameter: {field: bore, unit: in}
                          status: {field: state, values: {zu: closed, auf: open}}
                """, path: "mapping.yml")
        let network = try NetworkImport(ImportOptions(mapping: mapping)).adding([path], to: Network()).network
        #expect(network.links.ids == ["N-A"])
        #expect(network.links.status == [.closed])
        #expect(network.links.diameter == [8 * 0.0254])
    }

    @Test func aMappedFieldThatIsNotThereIsNamedWithItsLine() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = try lines("net.geojson", [(#""k":"A","bore":200"#, [(117, 36.6), (117.001, 36.6)])])
        let mapping = try ImportMapping(
            yaml: "sources:\n  - path: net.geojson\n    layers:\n      net:\n        element: pipe\n"
                + "        fields:\n          diameter: width\n", path: "mapping.yml")
        let options = ImportOptions(mapping: mapping, mappingPath: "mapping.yml")
        let expected = ImportError.unknownField(
            mapping: "mapping.yml", line: 7, layer: "net", field: "diameter", found: "width",
            available: ["k", "bore"])
        #expect(throws: expected) { try NetworkImport(options).adding([path], to: Network()) }
        #expect(
            expected.description
                == "mapping.yml, line 7: field 'diameter' of layer net is mapped to 'width', "
                + "which is not there; the layer has k, bore")
    }

    @Test func metresCalledDegreesAreRefused() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = try lines("pipes.geojson", [(#""id":"A""#, [(117, 36.6), (117.001, 36.6)])])
        let options = ImportOptions(crs: try CoordinateReferenceSystem(epsg: 4548))
        #expect {
            try NetworkImport(options).adding([path], to: Network())
        } throws: { error in
            guard case ImportError.wrongCRS(_, "pipes", _, "0", 117, 36.6, _)? = error as? ImportError else {
                return false
            }
            return "\(error)".hasSuffix("; state the right coordinate reference system")
        }
    }

    @Test func placesOutsideTheAreaOfUseAreTold() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        // EPSG:4548 is made for 115.5 to 118.5° E; this pipe lies at 119° E, in the neighbouring zone.
        let path = try lines("pipes.geojson", [(#""id":"A""#, [(676_000, 4_060_000), (676_100, 4_060_000)])])
        let options = ImportOptions(crs: try CoordinateReferenceSystem(epsg: 4548))
        let result = try NetworkImport(options).adding([path], to: Network())
        #expect(result.notes.contains { $0.english.contains("1 of 1 features lie outside the area") })
    }

    @Test func idsThatStandTwiceAreNamed() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = try lines(
            "pipes.geojson",
            [
                (#""id":"A""#, [(117, 36.6), (117.001, 36.6)]),
                (#""id":"A""#, [(117.001, 36.6), (117.002, 36.6)]),
            ])
        #expect(throws: ImportError.duplicateIDs(path: path, layer: "pipes", ids: ["A"], count: 1)) {
            try NetworkImport().adding([path], to: Network())
        }
    }

    @Test func aModelJoinsACityAtItsEdge() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = try lines("pipes.geojson", [(#""id":"A""#, [(117, 36.6), (117.001, 36.6)])])
        let city = try NetworkImport().adding([path], to: Network()).network
        let model = folder + "/east.inp"
        try """
        [JUNCTIONS]
        J1 50 1
        J2 51 2
        [PIPES]
        P J1 J2 100 200 120
        [COORDINATES]
        J1 117.001 36.6
        J2 117.002 36.6
        [OPTIONS]
        UNITS LPS
        """.write(toFile: model, atomically: true, encoding: .utf8)
        #expect(throws: ImportError.modelWithoutCRS(path: model, city: city.crs?.description ?? "")) {
            try NetworkImport().adding([model], to: city)
        }
        let options = ImportOptions(crs: .wgs84, prefix: "E-")
        let both = try NetworkImport(options).adding([model], to: city).network
        #expect(both.links.ids == ["A", "E-P"])
        #expect(NetworkGraph(both).connectedComponents().count == 1)
        // 2 L/s at J2 of the model, in SI.
        let row = try #require(both.nodes.index(of: "E-J2"))
        #expect(both.nodes.demands[row].map(\.base) == [0.002])
    }

    @Test func aTankOfSixteenMetresIsNoPipeOfSixteenMillimetres() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try lines("pipes.geojson", [(#""id":"A","DN":16"#, [(117, 36.6), (117.001, 36.6)])])
        try #"""
        {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"T","diameter":16},
        "geometry":{"type":"Point","coordinates":[117.001,36.6]}}]}
        """#.write(toFile: folder + "/tanks.geojson", atomically: true, encoding: .utf8)
        let network = try NetworkImport().adding([folder], to: Network()).network
        let tank = try #require(network.nodes.index(of: "T").flatMap(network.tank(at:)))
        #expect(tank.diameter == 16)
        #expect(network.pipe(at: 0)?.diameter == 0.016)
        #expect(network.pipe(at: 0)?.end == "T")
    }
}
