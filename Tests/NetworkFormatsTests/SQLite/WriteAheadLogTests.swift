import Foundation
import GRDB
import Geospatial
import PipeNetwork
import Testing

@testable import NetworkFormats

/// QGIS keeps GeoPackages with a write-ahead log. To read one where it is, SQLite writes two files beside it.
@Suite("GeoPackages with a write-ahead log")
struct WriteAheadLogTests {
    private func package(_ bench: Workbench) throws -> String {
        let layer = FeatureLayer(
            name: "pipes", crs: try CoordinateReferenceSystem(epsg: 4548),
            fields: [FeatureField("id", .text)],
            features: [Feature(id: 1, geometry: GeoPackageTests.line, values: [.text("A")])])
        try layer.write(to: bench.path("p.gpkg"))
        return bench.path("p.gpkg")
    }

    private func ids(_ path: String) throws -> [String?] {
        try LayerFile.open(path).readOnly().features.map(\.values[0].text)
    }

    @Test("One whose log is gone or empty is read, and nothing is written: not into it, not beside it")
    func withoutChanges() throws {
        let bench = try Workbench()
        let path = try package(bench)
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { _ = try Row.fetchAll($0, sql: "PRAGMA journal_mode = WAL") }
        try queue.close()
        for file in ["p.gpkg-wal", "p.gpkg-shm"] {
            try? FileManager.default.removeItem(atPath: bench.path(file))
        }
        let before = try bench.bytes("p.gpkg")
        #expect(before[18] == 2)
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: bench.folder.path)
        defer {
            try? FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: bench.folder.path)
        }
        #expect(try ids(path) == ["A"])
        #expect(try bench.names() == ["p.gpkg"])
        #expect(try bench.bytes("p.gpkg") == before)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: bench.folder.path)
        try bench.write("p.gpkg-wal", [])
        #expect(try ids(path) == ["A"])
        #expect(try bench.names() == ["p.gpkg", "p.gpkg-wal"])
    }

    @Test(
        "Changes that are in the log only are read, with the index of the log and without",
        arguments: [true, false])
    func withChanges(hasIndex: Bool) throws {
        let bench = try Workbench()
        let path = try package(bench)
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { db in
            _ = try Row.fetchAll(db, sql: "PRAGMA journal_mode = WAL")
            _ = try Row.fetchAll(db, sql: "PRAGMA wal_autocheckpoint = 0")
            // The triggers of a GeoPackage call functions of SpatiaLite.
            for name in try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'")
            {
                try db.execute(sql: "DROP TRIGGER \(name.quotedDatabaseIdentifier)")
            }
            try db.execute(sql: "UPDATE pipes SET id = 'B'")
        }
        // What a program that has the file open leaves to be seen.
        let other = try Workbench()
        for name in try bench.names() where hasIndex || !name.hasSuffix("-shm") {
            try other.write(name, try bench.bytes(name))
        }
        let names = try other.names()
        #expect(names.contains("p.gpkg-wal"))
        let before = try other.bytes("p.gpkg")
        #expect(try ids(other.path("p.gpkg")) == ["B"])
        #expect(try other.bytes("p.gpkg") == before)
        #expect(try other.names() == names)
        // While the program is at work.
        #expect(try ids(path) == ["B"])
        try queue.close()
    }
}
