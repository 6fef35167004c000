import Foundation
import Geospatial
import InputOutput
import PipeNetwork
import Testing

@testable import NetworkFormats

@Suite struct ShapefileTests {
    static let bend = Geometry.lineString([Coordinate(x: 0, y: 0), Coordinate(x: 1, y: 2)])

    static func layer(_ values: [AttributeValue], field: FeatureField) -> FeatureLayer {
        FeatureLayer(
            name: "pipes", crs: nil, fields: [field],
            features: values.enumerated().map { Feature(id: Int64($0), geometry: bend, values: [$1]) })
    }

    /// A `.dbf` as other programs write it: header, columns, records.
    static func table(
        _ columns: [(name: [UInt8], type: Character, width: UInt8, decimals: UInt8)], records: [[UInt8]],
        driver: UInt8 = 0
    ) -> [UInt8] {
        let header = 33 + 32 * columns.count
        let length = columns.reduce(1) { $0 + Int($1.width) }
        var bytes: [UInt8] = [3, 120, 1, 1, UInt8(records.count), 0, 0, 0]
        bytes += [UInt8(header & 255), UInt8(header >> 8), UInt8(length & 255), UInt8(length >> 8)]
        bytes += [UInt8](repeating: 0, count: 17) + [driver, 0, 0]
        for column in columns {
            bytes += column.name + [UInt8](repeating: 0, count: 11 - column.name.count)
            bytes += [column.type.asciiValue ?? 0, 0, 0, 0, 0, column.width, column.decimals]
            bytes += [UInt8](repeating: 0, count: 14)
        }
        bytes.append(0x0D)
        for record in records { bytes += record + [UInt8](repeating: 0x20, count: length - record.count) }
        return bytes + [0x1A]
    }

    /// A bench with a Shapefile of one point a record, whose table is replaced by `table`.
    static func bench(_ table: [UInt8], records: Int) throws -> Workbench {
        let bench = try Workbench()
        let point = Geometry.point(Coordinate(x: 1, y: 2))
        let features = (0..<records).map { Feature(id: Int64($0), geometry: point, values: []) }
        try FeatureLayer(name: "p", crs: nil, fields: [], features: features).write(to: bench.path("p.shp"))
        try bench.write("p.dbf", table)
        try FileManager.default.removeItem(atPath: bench.path("p.cpg"))
        return bench
    }

    @Test func gbkIsWrittenAndDeclared() throws {
        let bench = try Workbench()
        let layer = Self.layer([.text("管段")], field: FeatureField("管材", .text))
        try layer.write(to: bench.path("pipes.shp"), options: LayerWriteOptions(encoding: .gbk))
        let bytes = try bench.bytes("pipes.dbf")
        #expect(bytes[29] == 0x4D)
        // 管材 and 管段 in GBK; the column is as wide as its text.
        #expect(Array(bytes[32..<43]) == [0xB9, 0xDC, 0xB2, 0xC4, 0, 0, 0, 0, 0, 0, 0])
        #expect(bytes[48] == 4)
        #expect(Array(bytes[65...]) == [0x20, 0xB9, 0xDC, 0xB6, 0xCE, 0x1A])
        #expect(try bench.bytes("pipes.cpg") == Array("GBK".utf8))
        let read = try LayerFile.open(bench.path("pipes.shp")).readOnly()
        #expect(read.fields == [FeatureField("管材", .text, width: 4)])
        #expect(read.features[0].values == [.text("管段")])
        // The language driver byte alone says it as well.
        try FileManager.default.removeItem(atPath: bench.path("pipes.cpg"))
        #expect(try LayerFile.open(bench.path("pipes.shp")).readOnly().features[0].values == [.text("管段")])
    }

    @Test func undeclaredTextIsNeverGuessed() throws {
        let gbk: [UInt8] = [0x20, 0xB9, 0xDC, 0xB6, 0xCE]
        let column = [(name: Array("NAME".utf8), type: Character("C"), width: UInt8(8), decimals: UInt8(0))]
        for driver: UInt8 in [0, 0x57] {
            let bench = try Self.bench(
                Self.table(column, records: [[0x20], gbk], driver: driver), records: 2)
            let error = formatError { _ = try LayerFile.open(bench.path("p.shp")).readOnly() }
            #expect(
                error
                    == .undeclaredEncoding(
                        .init(bench.path("p.dbf"), feature: 1, field: "NAME"),
                        bytes: [0xB9, 0xDC, 0xB6, 0xCE]))
            #expect(error?.remedy == .stateEncoding)
            let told = try LayerFile.open(bench.path("p.shp"), options: LayerReadOptions(encoding: .gbk))
                .readOnly()
            #expect(told.features.map(\.values) == [[.null], [.text("管段")]])
            let wrong = formatError {
                _ = try LayerFile.open(bench.path("p.shp"), options: LayerReadOptions(encoding: .utf8))
                    .readOnly()
            }
            #expect(
                wrong
                    == .undecodable(
                        .init(bench.path("p.dbf"), feature: 1, field: "NAME"),
                        bytes: [0xB9, 0xDC, 0xB6, 0xCE],
                        encoding: "UTF-8"))
        }
        let utf8 = try Self.bench(Self.table(column, records: [[0x20] + Array("管段".utf8)]), records: 1)
        #expect(try LayerFile.open(utf8.path("p.shp")).readOnly().features[0].values == [.text("管段")])
        // Text cut inside its last character by the width of the field.
        let cut = try Self.bench(
            Self.table(
                column, records: [[0x20, 0xB9, 0xDC, 0xB6, 0xCE, 0xB9, 0xDC, 0x41, 0xB6]], driver: 0x4D),
            records: 1)
        #expect(try LayerFile.open(cut.path("p.shp")).readOnly().features[0].values == [.text("管段管A")])
        try cut.write("p.cpg", "klingon".utf8)
        #expect(
            formatError { _ = try LayerFile.open(cut.path("p.shp")).readOnly() }
                == .unknownEncoding(name: "klingon", known: TextEncoding.suggestions))
    }

    @Test func numbersDatesAndBlanks() throws {
        let columns: [(name: [UInt8], type: Character, width: UInt8, decimals: UInt8)] = [
            (Array("I".utf8), "N", 5, 0), (Array("R".utf8), "N", 7, 2), (Array("F".utf8), "F", 9, 3),
            (Array("D".utf8), "D", 8, 0), (Array("L".utf8), "L", 1, 0), (Array("M".utf8), "M", 10, 0),
            (Array("W".utf8), "N", 19, 0),
        ]
        let records = [
            "   -42  12.50 1.500e+2" + "20250131" + "T" + "         1" + "9223372036854775807",
            " ***** ****** ********" + "00000000" + "?" + "          " + "                   ",
            "      " + "       " + "         " + "        " + " " + "          " + "                  7",
        ]
        let bench = try Self.bench(Self.table(columns, records: records.map { Array($0.utf8) }), records: 3)
        let layer = try LayerFile.open(bench.path("p.shp")).readOnly()
        #expect(layer.fields.map(\.name) == ["I", "R", "F", "D", "L", "W"])
        #expect(layer.fields.map(\.kind) == [.integer, .real, .real, .text, .boolean, .real])
        #expect(
            layer.features[0].values
                == [
                    .integer(-42), .real(12.5), .real(150), .text("2025-01-31"), .boolean(true),
                    .real(9_223_372_036_854_775_808),
                ])
        #expect(layer.features[1].values == [AttributeValue](repeating: .null, count: 6))
        #expect(layer.features[2].values == [.null, .null, .null, .null, .null, .real(7)])
        let bad = try Self.bench(
            Self.table([columns[0]], records: [Array("     1".utf8), Array("   1,5".utf8)]), records: 2)
        #expect(
            formatError { _ = try LayerFile.open(bad.path("p.shp")).readOnly() }
                == .unsuitableValue(
                    .init(bad.path("p.dbf"), feature: 1, field: "I"), found: .quoted("1,5"),
                    expected: Wording("a number", "数值")))
    }

    @Test func deletedRecordsAreLeftOutAndKeepTheNumbersOfTheRest() throws {
        let column = [(name: Array("A".utf8), type: Character("C"), width: UInt8(1), decimals: UInt8(0))]
        let bench = try Self.bench(
            Self.table(column, records: [" a", "*b", " c"].map { Array($0.utf8) }), records: 3)
        #expect(try LayerFile.open(bench.path("p.shp")).readOnly().features.map(\.id) == [0, 2])
    }

    @Test func namesAreCutBetweenCharacters() throws {
        let bench = try Workbench()
        let layer = Self.layer([.integer(1)], field: FeatureField("管段设计长度", .integer))
        try layer.write(to: bench.path("u.shp"))
        // Three characters of three bytes are nine; a fourth would pass ten.
        #expect(try LayerFile.open(bench.path("u.shp")).readOnly().fields.map(\.name) == ["管段设"])
        try layer.write(to: bench.path("g.shp"), options: LayerWriteOptions(encoding: .gbk))
        #expect(try LayerFile.open(bench.path("g.shp")).readOnly().fields.map(\.name) == ["管段设计长"])
        var two = layer
        two.fields = [FeatureField("diameter_inner", .real), FeatureField("DIAMETER_I", .real)]
        two.features[0].values = [.real(1), .real(2)]
        #expect(
            formatError { try two.write(to: bench.path("c.shp")) }
                == .fieldNameCollision(
                    path: bench.path("c.dbf"), first: "diameter_inner", second: "DIAMETER_I",
                    written: "DIAMETER_I"))
        #expect(try bench.names().allSatisfy { $0.hasPrefix("u.") || $0.hasPrefix("g.") })
    }

    @Test func textThatDoesNotFitIsNamed() throws {
        let bench = try Workbench()
        let narrow = Self.layer([.text("ab"), .text("管")], field: FeatureField("T", .text, width: 2))
        #expect(
            formatError { try narrow.write(to: bench.path("n.shp")) }
                == .unsuitableValue(
                    .init(bench.path("n.dbf"), feature: 1, field: "T"),
                    found: Wording("text of 3 bytes in UTF-8", "UTF-8 编码下 3 字节的文本"),
                    expected: Wording("2 bytes at most", "至多 2 字节")))
        let foreign = Self.layer([.text("😀")], field: FeatureField("T", .text))
        #expect(
            formatError {
                try foreign.write(to: bench.path("f.shp"), options: LayerWriteOptions(encoding: .gbk))
            }
                == .unencodable(
                    .init(bench.path("f.dbf"), feature: 0, field: "T"), text: "😀", encoding: "GBK"))
        let big = Self.layer([.integer(.max)], field: FeatureField("N", .integer))
        #expect(formatError { try big.write(to: bench.path("b.shp")) } != nil)
        #expect(try bench.names().isEmpty)
    }

    @Test func companionsAreMissed() throws {
        let bench = try Workbench()
        let layer = FeatureLayer(
            name: "p", crs: .cgcs2000, fields: [], features: [Feature(id: 0, geometry: Self.bend, values: [])]
        )
        try layer.write(to: bench.path("p.shp"))
        #expect(try LayerFile.open(bench.path("p.shp")).readOnly().crs == .cgcs2000)
        try FileManager.default.removeItem(atPath: bench.path("p.prj"))
        let source = try LayerFile.open(bench.path("p.shp"))
        let read = try source.readOnly()
        #expect(read.crs == nil)
        let asked = formatError { _ = try source.requireReferenceSystem(of: read) }
        #expect(
            asked?.description.contains("no p.prj beside it; state the coordinate reference system.") == true)
        let told = try LayerFile.open(bench.path("p.shp"), options: LayerReadOptions(crs: .wgs84))
        #expect(try told.readOnly().crs == .wgs84)
        for ending in ["dbf", "shx"] {
            let kept = try bench.bytes("p.\(ending)")
            try FileManager.default.removeItem(atPath: bench.path("p.\(ending)"))
            #expect(
                formatError { _ = try LayerFile.open(bench.path("p.shp")).readOnly() }
                    == .missingCompanion(path: bench.path("p.shp"), companion: "p.\(ending)"))
            try bench.write("p.\(ending.uppercased())", kept)
            #expect(try LayerFile.open(bench.path("p.shp")).readOnly().features.count == 1)
        }
        // A layer without a system must not inherit the .prj of the file it replaces.
        try layer.write(to: bench.path("p.shp"))
        try Self.layer([.integer(1)], field: FeatureField("a", .integer)).write(to: bench.path("p.shp"))
        #expect(try !bench.names().contains("p.prj"))
    }

    @Test func damagedFilesAreErrorsOrValues() throws {
        let bench = try Workbench()
        let layer = FeatureLayer(
            name: "p", crs: nil, fields: [FeatureField("a", .text), FeatureField("n", .real)],
            features: (0..<3).map { Feature(id: $0, geometry: Self.bend, values: [.text("x"), .real(1)]) })
        try layer.write(to: bench.path("p.shp"))
        for ending in ["shp", "shx", "dbf"] {
            let sound = try bench.bytes("p.\(ending)")
            var failures = 0
            for bytes in mutations(of: sound, count: 300) {
                try bench.write("p.\(ending)", bytes)
                do {
                    _ = try ShapefileSource(bench.path("p.shp")).readOnly()
                } catch {
                    #expect(error is FormatError, "\(error)")
                    failures += 1
                }
            }
            #expect(failures > 0)
            try bench.write("p.\(ending)", sound)
        }
        let table = try bench.bytes("p.dbf")
        try bench.write("p.dbf", table.dropLast(20))
        guard
            case .malformed(let place, _, _, _) = formatError({
                _ = try ShapefileSource(bench.path("p.shp")).readOnly()
            })
        else {
            Issue.record("a table that is cut off must be an error")
            return
        }
        #expect(place.path == bench.path("p.dbf"))
    }

    @Test func foldersAndArchives() throws {
        let bench = try Workbench()
        let layer = FeatureLayer(
            name: "p", crs: .wgs84, fields: [], features: [Feature(id: 0, geometry: Self.bend, values: [])])
        try layer.write(to: bench.path("管段.shp"))
        try layer.write(to: bench.path("nodes.shp"))
        let source = try LayerFile.open(bench.folder.path)
        #expect(source.layerNames == ["nodes", "管段"])
        #expect(try source.readAll().map(\.features.count) == [1, 1])
        guard case .layerNotNamed = formatError({ _ = try source.readOnly() }) else {
            Issue.record("two layers and no name")
            return
        }
        #expect(
            formatError { _ = try source.read("x") }
                == .unknownLayer(path: bench.folder.path, layer: "x", known: ["nodes", "管段"]))
        guard Workbench.program("python3") != nil else { return }
        let script =
            "import zipfile,glob,os,sys\nz=zipfile.ZipFile(sys.argv[2],'w',zipfile.ZIP_DEFLATED)\n"
            + "[z.write(f,'city/'+os.path.basename(f)) for f in glob.glob(sys.argv[1]+'/*.*')]\nz.close()"
        _ = try Workbench.run("python3", ["-c", script, bench.folder.path, bench.path("all.zip")])
        let archive = try LayerFile.open(bench.path("all.zip"))
        #expect(archive.layerNames == ["nodes", "管段"])
        #expect(try archive.read("管段").features[0].geometry == Self.bend)
        let bytes = try bench.bytes("all.zip")
        try bench.write("cut.zip", bytes.prefix(200))
        #expect(formatError { _ = try LayerFile.open(bench.path("cut.zip")) } != nil)
    }

    static func square(_ x: Double, _ y: Double, _ size: Double, clockwise: Bool) -> [Coordinate] {
        let ring = [(0.0, 0.0), (0, 1), (1, 1), (1, 0), (0, 0)]
            .map { Coordinate(x: x + $0.0 * size, y: y + $0.1 * size) }
        return clockwise ? ring : ring.reversed()
    }

    @Test func holesFindTheSmallestRingAroundThem() {
        let outer = Self.square(0, 0, 100, clockwise: true)
        let lake = Self.square(10, 10, 50, clockwise: false)
        let island = Self.square(20, 20, 20, clockwise: true)
        let pond = Self.square(25, 25, 5, clockwise: false)
        // In any order, and with a hole that touches its ring from inside.
        let polygons = ShapeRings.polygons([pond, island, lake, outer])
        #expect(
            polygons == [Polygon(exterior: island, holes: [pond]), Polygon(exterior: outer, holes: [lake])])
        let touching = Self.square(0, 0, 10, clockwise: false)
        #expect(ShapeRings.polygons([outer, touching]) == [Polygon(exterior: outer, holes: [touching])])
    }

    @Test func ringsThatAllRunTheWrongWayAreSortedByDepth() {
        let outer = Self.square(0, 0, 100, clockwise: false)
        let hole = Self.square(10, 10, 50, clockwise: false)
        let other = Self.square(200, 0, 10, clockwise: false)
        #expect(
            ShapeRings.polygons([outer, hole, other])
                == [Polygon(exterior: outer, holes: [hole]), Polygon(exterior: other)])
    }

    /// ESRI's description: outer rings clockwise, holes counterclockwise. The bytes of the parts say so.
    @Test func writtenRingsRunAsTheDescriptionAsks() throws {
        let bench = try Workbench()
        let polygon = Polygon(
            exterior: Self.square(0, 0, 10, clockwise: false), holes: [Self.square(2, 2, 3, clockwise: true)])
        try FeatureLayer(
            name: "z", crs: nil, fields: [],
            features: [Feature(id: 0, geometry: .polygon(polygon), values: [])]
        ).write(to: bench.path("z.shp"))
        let bytes = try bench.bytes("z.shp")
        // 100 bytes of header, 8 of record header, 44 of shape header, 8 of part starts, then 10 positions.
        func ordinate(_ index: Int) -> Double {
            bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 160 + 8 * index, as: Double.self) }
        }
        let positions = (0..<10).map { Coordinate(x: ordinate(2 * $0), y: ordinate(2 * $0 + 1)) }
        #expect(RingOrientation.doubleArea(Array(positions[..<5])) == -200)
        #expect(RingOrientation.doubleArea(Array(positions[5...])) == 18)
    }
}
