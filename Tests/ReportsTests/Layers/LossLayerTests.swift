import Foundation
import Geospatial
import InputOutput
import LeakZones
import NetworkFormats
import PipeNetwork
import Testing

@testable import Reports

@Suite("Losses by zone as map layers")
struct LossLayerTests {
    private func value(_ layer: FeatureLayer, _ row: Int, _ field: String) throws -> AttributeValue {
        layer.features[row].values[try #require(layer.fieldIndex(field), "no field \(field)")]
    }

    @Test(
        "A feature for each zone with its row of the table, its class of colour, and where its area comes from"
    )
    func zones() throws {
        var report = try TinyCity().comparedReport()
        let square = Geometry.polygon(
            Polygon(exterior: [(0, 0), (10, 0), (10, 10), (0, 0)].map { Coordinate(x: $0.0, y: $0.1) }))
        report.zones[1].zone.outline = square
        let layers = try report.layers()
        #expect(layers.map(\.layer.name) == ["zone_losses", "group_losses", "pipe_losses"])
        let zones = layers[0].layer
        #expect(zones.features.count == 3)
        #expect(try value(zones, 0, "zone") == .text("A"))
        #expect(try value(zones, 0, "loss_m3") == .real(250.023))
        #expect(try value(zones, 0, "change") == .text("rise"))
        #expect(try value(zones, 0, "outline") == .text("pipes"))
        #expect(try value(zones, 1, "class") == .text("unclaimed"))
        #expect(try value(zones, 1, "loss_m3") == .null)
        #expect(zones.features[1].geometry == square)
        #expect(try value(zones, 1, "outline") == .text("drawn"))
        #expect(try value(zones, 2, "zone") == .text("C"))
        #expect(try value(zones, 2, "class") == .text("gone"))
        #expect(zones.features[2].geometry == nil)
        // Every class has its symbol.
        let style = try #require(layers[0].style)
        let known = Set(style.categories.map(\.value))
        for row in zones.features.indices {
            #expect(known.contains(try value(zones, row, "class").text ?? ""))
        }
    }

    @Test("Without an outline the area lies about the zone's pipes and holds every one of them")
    func area() throws {
        let report = try TinyCity().report()
        let zones = try report.layers()[0].layer
        // Zone A has the pipe from (100, 0) to (600, 0) and a short one to the tank; half the mean length is about 132.
        let area = try #require(zones.features[0].geometry)
        for point in [Coordinate(x: 100, y: 0), Coordinate(x: 350, y: 0), Coordinate(x: 620, y: 20)] {
            #expect(try area.contains(.point(point)))
        }
        #expect(try !area.contains(.point(Coordinate(x: 350, y: 300))))
        #expect(try !area.contains(.point(Coordinate(x: -300, y: 0))))
    }

    @Test("Pipes carry the rate of their zone; those between zones and outside have none")
    func pipes() throws {
        let report = try TinyCity().report()
        let pipes = try report.layers()[2].layer
        let rows = Dictionary(uniqueKeysWithValues: report.network.links.ids.enumerated().map { ($1, $0) })
        #expect(try value(pipes, try #require(rows["A"]), "zone") == .text("A"))
        #expect(try value(pipes, try #require(rows["A"]), "loss_m3_per_km_d").number != nil)
        #expect(try value(pipes, try #require(rows["AB"]), "zone") == .null)
        #expect(try value(pipes, try #require(rows["AB"]), "class") == .text("outside"))
        #expect(try value(pipes, try #require(rows["B"]), "class") == .text("unclaimed"))
    }

    @Test(
        "The file is written with its style and read back", arguments: ["gpkg", "geojson"],
        ReportLanguage.allCases)
    func files(ending: String, language: ReportLanguage) throws {
        let folder = try WorkbookFolder()
        let path = folder.path("losses.\(ending)")
        var report = try TinyCity().report()
        // GeoJSON without a reference system is taken for degrees.
        report.network.crs = try CoordinateReferenceSystem(epsg: 4548)
        let files = try report.write(to: path, language: language)
        #expect(files.first == path)
        #expect(FileManager.default.fileExists(atPath: path))
        let source = try LayerFile.open(path)
        let layer = try source.read(try #require(source.layerNames.first))
        #expect(layer.features.count == 2)
        #expect(try value(layer, 0, "zone") == .text("A"))
        if ending == "geojson" {
            let qml = try String(contentsOfFile: folder.path("losses.qml"), encoding: .utf8)
            #expect(qml.contains("attr=\"class\""))
            #expect(qml.contains(Phrase.notClaimedLegend.wording[language]))
        }
    }

    @Test("A network without places has rows and no areas, and nothing fails")
    func withoutPlaces() throws {
        let layers = try TinyCity(hasPlaces: false).report().layers()
        #expect(layers[0].layer.features.count == 2)
        #expect(layers[0].layer.features.allSatisfy { $0.geometry == nil })
        let folder = try WorkbookFolder()
        try layers.write(to: folder.path("bare.gpkg"))
        #expect(FileManager.default.fileExists(atPath: folder.path("bare.gpkg")))
    }

    @Test(
        "A name that says no form is refused by its name alone",
        arguments: ["x.doc", "x.gpkg.bak", "x.shp", "x."])
    func forms(_ path: String) throws {
        if path == "x." {
            #expect(try ReportForm(path) == .folder)
            return
        }
        #expect(throws: FormatError.self) { try ReportForm(path) }
    }
}
