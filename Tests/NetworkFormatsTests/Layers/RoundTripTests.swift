import Foundation
import Geospatial
import NetworkFormats
import InputOutput
import PipeNetwork
import Testing

@Suite struct RoundTripTests {
    static let fields = [
        FeatureField("编号", .text), FeatureField("DN", .integer), FeatureField("length", .real),
        FeatureField("active", .boolean),
    ]

    static func layer(_ geometries: [Geometry?], crs: CoordinateReferenceSystem?) -> FeatureLayer {
        let values: [[AttributeValue]] = [
            [.text("管段甲"), .integer(300), .real(12.345678901234567), .boolean(true)],
            [.text("ø \"quoted\", \\ line"), .integer(-999_999_999_999), .real(1e-20), .boolean(false)],
            [.null, .null, .null, .null],
            [.text("球墨铸铁"), .integer(0), .real(-0.1), .null],
        ]
        return FeatureLayer(
            name: "pipes", crs: crs, fields: fields,
            features: geometries.enumerated().map { index, geometry in
                Feature(id: Int64(index), geometry: geometry, values: values[index % values.count])
            })
    }

    static let square = [(0.0, 0.0), (10, 0), (10, 10), (0, 10), (0, 0)].map { Coordinate(x: $0.0, y: $0.1) }
    static let hole = [(2.0, 2.0), (2, 4), (4, 4), (4, 2), (2, 2)].map { Coordinate(x: $0.0, y: $0.1) }
    static let island = [(20.0, 0.0), (30, 0), (30, 10), (20, 0)].map { Coordinate(x: $0.0, y: $0.1) }
    static let path = [Coordinate(x: 117.125, y: 36.5), Coordinate(x: 117.25, y: 36.75)]
    static let high = [Coordinate(x: 1, y: 2, z: 30.5), Coordinate(x: 3, y: 4, z: 31.25)]

    static let families: [[Geometry?]] = [
        [.lineString(path), .lineString(path.reversed()), nil, .multiLineString([path, path.reversed()])],
        [.lineString(high), nil, .lineString(high.reversed())],
        [.point(path[0]), .point(path[1]), nil],
        [.point(high[0]), .point(high[1])],
        [.multiPoint(path), .multiPoint([path[0]])],
        [
            .polygon(Polygon(exterior: square)), .polygon(Polygon(exterior: square, holes: [hole])), nil,
            .multiPolygon([Polygon(exterior: square, holes: [hole]), Polygon(exterior: island)]),
        ],
    ]

    /// Rings in any direction and starting point, and single parts out of their multiple form, are the same area.
    static func canonical(_ geometry: Geometry?) -> Geometry? {
        func ring(_ ring: [Coordinate]) -> [Coordinate] {
            ring.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
        }
        func polygon(_ polygon: Polygon) -> Polygon {
            Polygon(exterior: ring(polygon.exterior), holes: polygon.holes.map(ring))
        }
        switch geometry {
        case .polygon(let one): return .polygon(polygon(one))
        case .multiPolygon(let all):
            return all.count == 1 ? .polygon(polygon(all[0])) : .multiPolygon(all.map(polygon))
        case .multiLineString(let all): return all.count == 1 ? .lineString(all[0]) : geometry
        default: return geometry
        }
    }

    @Test(arguments: ["geojson", "gpkg", "shp"], families)
    func everyFormatGivesBackWhatItWasGiven(_ ending: String, _ geometries: [Geometry?]) throws {
        let bench = try Workbench()
        let original = Self.layer(geometries, crs: .wgs84)
        try original.write(to: bench.path("pipes.\(ending)"))
        let read = try LayerFile.open(bench.path("pipes.\(ending)")).readOnly()
        #expect(read.name == "pipes")
        #expect(read.crs == .wgs84)
        #expect(read.fields.map(\.name) == original.fields.map(\.name))
        // GeoJSON has no declared kinds: a field's kind shows only in its values.
        #expect(read.fields.map(\.kind) == original.fields.map(\.kind))
        #expect(read.features.map(\.id) == original.features.map(\.id))
        #expect(read.features.map(\.values) == original.features.map(\.values))
        #expect(
            read.features.map { Self.canonical($0.geometry) }
                == original.features.map { Self.canonical($0.geometry) })
        #expect(try !bench.names().contains { $0.hasPrefix(".") })
    }

    @Test(arguments: families)
    func ogrinfoSeesTheSame(_ geometries: [Geometry?]) throws {
        guard Workbench.program("ogrinfo") != nil else { return }
        let bench = try Workbench()
        let layer = Self.layer(geometries, crs: try CoordinateReferenceSystem(epsg: 4548))
        for ending in ["gpkg", "shp"] {
            try layer.write(to: bench.path("pipes.\(ending)"))
            let output = try Workbench.run("ogrinfo", ["-ro", "-al", bench.path("pipes.\(ending)")])
            #expect(output.contains("Feature Count: \(geometries.count)"), "\(output)")
            #expect(output.contains("编号 (String) = 管段甲"), "\(output)")
            #expect(output.contains("CGCS2000"), "\(output)")
            #expect(!output.contains("Warning") && !output.contains("ERROR"), "\(output)")
        }
    }

    @Test func csvQuotesAndWritesWellKnownText() throws {
        let bench = try Workbench()
        let layer = FeatureLayer(
            name: "zones", crs: .wgs84, fields: [FeatureField("name", .text), FeatureField("n", .real)],
            features: [
                Feature(
                    id: 0, geometry: .polygon(Polygon(exterior: Self.square, holes: [Self.hole])),
                    values: [.text("东区, \"A\""), .real(.nan)]),
                Feature(id: 1, geometry: .lineString(Self.high), values: [.null, .real(0.5)]),
                Feature(id: 2, geometry: nil, values: [.text("x"), .null]),
            ])
        try layer.write(to: bench.path("zones.csv"))
        let expected = [
            "wkt,name,n",
            "\"POLYGON ((0 0,10 0,10 10,0 10,0 0),(2 2,2 4,4 4,4 2,2 2))\",\"东区, \"\"A\"\"\",",
            "\"LINESTRING Z (1 2 30.5,3 4 31.25)\",,0.5", ",x,", "",
        ]
        #expect(
            String(decoding: try bench.bytes("zones.csv"), as: UTF8.self)
                == expected.joined(separator: "\r\n"))
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func aFullDiskIsNamedAndLeavesNothing() throws {
        let writer = try CSVFeatureWriter("/dev/full", crs: nil, fields: [])
        #expect(throws: OutputError.refused(path: "/dev/full", reason: SystemFault.reason(ENOSPC))) {
            try writer.append(Feature(id: 0, geometry: .point(Coordinate(x: 1, y: 2)), values: []))
            try writer.finish()
        }
        #expect(FileManager.default.fileExists(atPath: "/dev/full"))
    }

    @Test(arguments: ["geojson", "gpkg", "shp", "csv"])
    func anUnfinishedWriterLeavesTheTargetAsItWas(_ ending: String) throws {
        let bench = try Workbench()
        try bench.write("pipes.\(ending)", "old".utf8)
        var layer = Self.layer(
            [.point(Coordinate(x: 1, y: 2)), .point(Coordinate(x: .nan, y: 2))], crs: .wgs84)
        let error = formatError { try layer.write(to: bench.path("pipes.\(ending)")) }
        #expect(error?.description.contains("feature 1") == true, "\(String(describing: error))")
        #expect(try bench.names() == ["pipes.\(ending)"])
        #expect(try bench.bytes("pipes.\(ending)") == Array("old".utf8))
        layer.features.removeLast()
        try layer.write(to: bench.path("pipes.\(ending)"))
        #expect(try bench.bytes("pipes.\(ending)") != Array("old".utf8))
    }

    @Test func openingSaysWhatIsWrong() throws {
        let bench = try Workbench()
        #expect(
            formatError { _ = try LayerFile.open(bench.path("none.shp")) }
                == .missingFile(path: bench.path("none.shp")))
        for (name, content) in [("a.gpkg", "hello"), ("a.shp", "hello"), ("a.geojson", ""), ("a.db", "no")] {
            let error = formatError { _ = try LayerFile.open(try bench.write(name, content.utf8)) }
            guard case .malformed(let place, _, _, _) = error else {
                Issue.record("\(name): \(String(describing: error))")
                continue
            }
            #expect(place.path == bench.path(name))
        }
        guard
            case .unknownFormat = formatError({ _ = try LayerFile.open(try bench.write("a.xyz", "?".utf8)) })
        else {
            Issue.record("an unknown ending must be named")
            return
        }
        // The content decides over the ending.
        let misnamed = try bench.write("b.shp", #"{"type":"Point","coordinates":[1,2]}"#.utf8)
        #expect(
            try LayerFile.open(misnamed).readOnly().features[0].geometry == .point(Coordinate(x: 1, y: 2)))
    }
}
