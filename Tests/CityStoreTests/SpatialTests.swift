import Foundation
import GRDB
import Geospatial
import PipeNetwork
import Telemetry
import Testing

@testable import CityStore

@Suite("The file as other programs see it")
struct SpatialTests {
    @Test(
        "SQLite finds nothing wrong with any R-tree, of one node or of several levels",
        arguments: [1, 12, 70])
    func trees(size: Int) throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        try city.importing {
            try $0.replaceNetwork(SampleNetworks.grid(rows: size, columns: size + 1, seed: 9))
        }
        // SpatiaLite's own check writes scratch tables, so this is no reading.
        try city.importing { writer in
            for layer in SpatialLayer.all {
                let verdict = try String.fetchOne(writer.db, sql: "SELECT rtreecheck('\(layer.index)')")
                #expect(verdict == "ok", "\(layer.index)")
                let same = try Int.fetchOne(
                    writer.db, sql: "SELECT CheckSpatialIndex('\(layer.name)', 'geometry')")
                #expect(same == 1, "\(layer.name)")
            }
        }
    }

    @Test("A window finds by the R-tree what it finds without")
    func window() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        try city.importing {
            try $0.replaceNetwork(SampleNetworks.grid(rows: 60, columns: 60, seed: 10))
        }
        try city.read { db in
            for x in stride(from: 0.0, to: 6000, by: 700) {
                let box = "BuildMbr(\(x), 1000.5, \(x + 450), 3333)"
                let plain = try Int.fetchAll(
                    db, sql: "SELECT fid FROM pipe WHERE MbrIntersects(geometry, \(box)) = 1 ORDER BY fid")
                let byTree = try Int.fetchAll(
                    db,
                    sql: """
                        SELECT fid FROM pipe WHERE MbrIntersects(geometry, \(box)) = 1 AND fid IN (
                            SELECT rowid FROM SpatialIndex WHERE f_table_name = 'pipe' AND search_frame = \(box))
                        ORDER BY fid
                        """)
                #expect(plain == byTree)
            }
        }
    }

    @Test("Geometries are what SpatiaLite writes itself, and editing keeps the R-tree")
    func geometries() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        try city.importing { writer in
            try writer.replaceNetwork(SampleNetworks.rich(crs: CoordinateReferenceSystem("EPSG:4548")))
        }
        try city.importing { writer in
            let db = writer.db
            let own = try Data.fetchOne(db, sql: "SELECT geometry FROM pipe WHERE id = '管1'")
            let theirs = try Data.fetchOne(
                db,
                sql: """
                    SELECT GeomFromText('LINESTRING(500100 4058000, 500110 4058020, 500150 4058050,
                        500200 4058100)', 4548)
                    """)
            #expect(own == theirs)
            let point = try Data.fetchOne(db, sql: "SELECT MakePoint(500300, 4058200, 4548)")
            #expect(try Data.fetchOne(db, sql: "SELECT geometry FROM junction WHERE id = 'J2'") == point)
            try db.execute(
                sql: "INSERT INTO junction (id, geometry) VALUES ('by hand', MakePoint(1, 2, 4548))")
            #expect(
                try Int.fetchOne(db, sql: "SELECT count(*) FROM idx_junction_geometry WHERE xmax < 10") == 1)
        }
        // The triggers are back: a point in another system is refused.
        let error = #expect(throws: CityError.self) {
            try city.importing { writer in
                try writer.db.execute(
                    sql: "INSERT INTO junction (id, geometry) VALUES ('wrong', MakePoint(1, 2, 4326))")
            }
        }
        #expect(error?.description.contains("violates Geometry constraint") == true)
        #expect(try city.network().junction(at: 7)?.id == "by hand")
    }

    @Test(
        "ogrinfo reads every layer unaided, counts as we do and knows the reference system",
        arguments: [
            ("EPSG:4548", "CGCS2000 / 3-degree Gauss-Kruger CM 117E"),
            ("+proj=tmerc +lat_0=0 +lon_0=116.9 +k=1 +x_0=50805 +y_0=-3421 +ellps=GRS80 +units=m", "50805"),
            (nil, "(unknown)"),
        ] as [(String?, String)])
    func ogrinfo(definition: String?, name: String) throws {
        let tool = "/usr/bin/ogrinfo"
        guard FileManager.default.isExecutableFile(atPath: tool) else { return }
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try SampleNetworks.rich(crs: definition.map { try CoordinateReferenceSystem($0) })
        try city.importing { writer in
            try writer.replaceNetwork(network)
            try writer.saveDefects([
                Defect(
                    kind: .overlap, severity: .warning, elements: ["管1", "P2"],
                    position: Coordinate(x: 500_000, y: 4_058_000), measure: 3.5)
            ])
        }
        let process = Process()
        process.executableURL = URL(filePath: tool)
        process.arguments = ["-ro", "-al", "-so", city.path]
        let pipe = Foundation.Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(output)")
        #expect(!output.contains("Warning") && !output.contains("ERROR"), "\(output)")
        var counts: [String: Int] = [:]
        var layer = ""
        for line in output.split(separator: "\n") {
            if line.hasPrefix("Layer name: ") { layer = String(line.dropFirst(12)) }
            if line.hasPrefix("Feature Count: ") { counts[layer] = Int(line.dropFirst(15)) }
        }
        let expected = try city.info().counts
        for (table, count) in expected { #expect(counts[table] == count, "\(table)") }
        #expect(expected["pipe"] == 4)
        #expect(expected["junction"] == 3)
        #expect(output.contains(name))
        #expect(output.contains("Geometry: Line String"))
    }

    @Test("A city's local time is UTC until it is set")
    func calendar() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        #expect(try city.calendar().timeZoneIdentifier == LocalCalendar.utc.timeZoneIdentifier)
        let calendar = try LocalCalendar(timeZone: "Asia/Shanghai")
        try city.importing { try $0.setCalendar(calendar) }
        #expect(try City(path: city.path, readOnly: true).calendar().timeZoneIdentifier == "Asia/Shanghai")
    }

    @Test("A city says what it holds")
    func info() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try SampleNetworks.rich(crs: CoordinateReferenceSystem("EPSG:4548"))
        let source = SourceRecord(
            path: "老城.shp", format: "shapefile", crs: "EPSG:4548", prefix: "a-", importedAt: Timestamp(0),
            counts: ["pipe": 4])
        let defect = Defect(kind: .loneNode, severity: .notice, elements: ["R2", "T1"])
        try city.importing { writer in
            try writer.replaceNetwork(network)
            try writer.addSource(source)
            try writer.saveDefects([defect]) { "look at \($0.elements[0])" }
            try writer.appendReadings(of: "A", kind: .flow, times: [10, 20], values: [1, 2])
            try writer.appendReadings(of: "B", kind: .flow, times: [5], values: [1])
        }
        let info = try city.info()
        #expect(info.pipeLength == 141.42)
        #expect(info.pipesWithoutLength == 2)
        #expect(info.sources == [source])
        #expect(try city.defects() == [defect])
        #expect(info.crs == network.crs)
        #expect(info.lengthsByMaterial.first == .init(material: "球墨铸铁", pipes: 1, length: 141.42))
        #expect(info.lengthsByDN.first == .init(dn: 300, pipes: 1, length: 141.42))
        #expect(
            info.readings == [
                .init(kind: .flow, series: 2, readings: 3, first: Timestamp(5), last: Timestamp(20))
            ])
        #expect(info.extent?.minX == 500_000)
        #expect(info.extent?.maxX == 500_300)
    }
}
