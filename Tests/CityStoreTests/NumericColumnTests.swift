import Foundation
import GRDB
import LeakZones
import PipeNetwork
import Telemetry
import Testing

@testable import CityStore

/// SQLite keeps any value in any column and gives 0 for a text of which a number is asked: a reading of `1,5` was a
/// reading of 1, and one of `abc` an inflow of 0. Every column of numbers of every table is tried, as the file has them.
@Suite("Columns of numbers that hold something else")
struct NumericColumnTests {
    /// Columns that are written for people and SQL, and that nothing reads back.
    private static let unread: Set<String> = [
        "zone_boundary.sign", "element_history.district", "zone_history.version", "zone_node_history.version",
    ]

    /// A city that has rows in every table of numbers, the history included.
    private func city(_ scratch: Scratch) throws -> City {
        let city = try scratch.city()
        let network = try SampleNetworks.rich()
        func scheme(_ shift: Int) throws -> ZoneScheme {
            try ZoneScheme(
                zones: [Zone(id: "A", name: "甲\(shift)"), Zone(id: "B")],
                zoneOfNode: (0..<network.nodes.count).map { Int32(($0 + shift) % 2) }, meteredLinks: ["管1"])
        }
        try city.importing { writer in
            try writer.replaceNetwork(network, validFrom: Timestamp(1_000))
            try writer.saveZones(scheme(0), for: network, validFrom: Timestamp(1_000))
        }
        var changed = Network()
        for node in 0..<network.nodes.count {
            if case .junction(var junction) = network.node(at: node) {
                junction.elevation = 77
                try changed.add(junction)
            } else {
                try changed.add(network.node(at: node))
            }
        }
        for link in 0..<network.links.count { try changed.add(network.link(at: link)) }
        changed.verbatim = network.verbatim
        for asset in 0..<network.assets.count { _ = try changed.add(network.asset(at: asset)) }
        try city.importing { writer in
            let district = try writer.addImportSource(path: "a.shp", prefix: "")
            var origins = ElementOrigins()
            origins.nodes = Array(repeating: district, count: changed.nodes.count)
            try writer.replaceNetwork(changed, validFrom: Timestamp(2_000), origins: origins)
            try writer.saveZones(scheme(1), for: changed, validFrom: Timestamp(2_000))
            try writer.addSource(
                SourceRecord(
                    path: "a.shp", format: "shapefile", importedAt: Timestamp(0), counts: [:],
                    district: district))
            try writer.saveDefects([
                Defect(kind: .loneNode, severity: .notice, elements: ["R2"], measure: 3)
            ])
            try writer.appendReadings(of: "M2", kind: .flow, times: [0, 60, 120], values: [1, 2, 3])
            try writer.addReplacement(
                Meter.Replacement(at: Timestamp(60), oldFinal: 5, newInitial: 0), ofMeter: "M2")
            try writer.correctReading(
                of: "M2", kind: .flow, at: Timestamp(60), to: 2.5,
                CorrectionNote(author: "An", reason: "typing error", time: Timestamp(200)))
        }
        return city
    }

    /// Everything that can be read of a city; the errors, up to one that is looked for.
    private func errors(_ city: City, until isFound: (String) -> Bool = { _ in false }) -> [String] {
        var errors: [String] = []
        func attempt(_ body: () throws -> Void) {
            if errors.contains(where: isFound) { return }
            do { try body() } catch { errors.append("\(error)") }
        }
        attempt { _ = try city.info() }
        attempt { _ = try city.network() }
        attempt { _ = try city.graphNetwork() }
        attempt { _ = try city.sources() }
        attempt { _ = try city.defects() }
        attempt { _ = try city.importSources() }
        attempt { _ = try city.origins() }
        attempt { _ = try city.readingSeries() }
        attempt { _ = try city.readings(of: "M2", kind: .flow) }
        attempt {
            _ = try city.readings(
                of: "M2", kind: .flow, around: Period(from: Timestamp(0), to: Timestamp(120)))
        }
        attempt { _ = try city.meters(in: Network()) }
        attempt { _ = try city.readingCorrections() }
        attempt { _ = try city.versions() }
        attempt { _ = try city.network(asOf: Timestamp(1_500)) }
        attempt { _ = try city.zones(asOf: Timestamp(1_500), for: city.network()) }
        attempt { _ = try city.zones(asOf: Timestamp(2_500), for: city.network()) }
        attempt { _ = try city.zoneHistory() }
        attempt { _ = try city.history(ofElement: "J2") }
        return errors
    }

    private func columns(_ city: City) throws -> [(table: String, column: String)] {
        let foreign = try DatabaseQueue(configuration: SpatialConnection.configuration(readOnly: false))
            .write { db in
                try db.call("InitSpatialMetaData('NONE')")
                try db.call("InsertEpsgSrid(4326)")
                return Set(try String.fetchAll(db, sql: "SELECT name FROM sqlite_master"))
            }
        return try city.read { db in
            try String.fetchAll(
                db,
                sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
            ).filter { !foreign.contains($0) && !$0.hasPrefix("idx_") && $0 != "grdb_migrations" }
                .flatMap { table in
                    try db.columns(in: table)
                        .filter { ["INTEGER", "REAL"].contains($0.type.uppercased()) }
                        .map { (table, $0.name) }
                }
        }
    }

    @Test(
        "What is no number is named with its table, its column and what it is",
        arguments: [
            ("'1,5'", "the text '1,5'"), ("X'0102'", "a blob of 2 bytes"), ("-9e999", "-Inf"),
        ])
    func everyColumn(_ value: String, _ found: String) throws {
        let scratch = try Scratch()
        let city = try city(scratch)
        #expect(errors(city).isEmpty)
        let columns = try columns(city)
        #expect(columns.count > 100)
        var tried = 0
        for (table, column) in columns where !Self.unread.contains("\(table).\(column)") {
            struct Undo: Error {}
            #expect(throws: Undo.self) {
                try city.importing { writer in
                    #expect(
                        try Int.fetchOne(writer.db, sql: "SELECT count(*) FROM \(table)") ?? 0 > 0,
                        "no row in \(table)")
                    let name = column.quotedDatabaseIdentifier
                    do {
                        try writer.db.execute(
                            sql: """
                                UPDATE OR FAIL \(table) SET \(name) = \(value)
                                WHERE \(name) IS (SELECT \(name) FROM \(table) LIMIT 1)
                                """)
                    } catch {
                        // Row numbers are the one kind of column that SQLite itself keeps to numbers.
                        let isKey = try writer.db.columns(in: table).contains {
                            $0.name == column && $0.primaryKeyIndex == 1
                        }
                        #expect(isKey || "\(error)".contains("UNIQUE"), "\(table).\(column): \(error)")
                        throw Undo()
                    }
                    tried += 1
                    func isNamed(_ error: String) -> Bool {
                        error.contains("of table '\(table)'") && error.contains("its \(column) is \(found)")
                    }
                    let errors = errors(city, until: isNamed)
                    #expect(errors.contains(where: isNamed), "\(table).\(column) = \(value): \(errors)")
                    throw Undo()
                }
            }
        }
        #expect(tried > 60)
        #expect(errors(city).isEmpty)
    }

    @Test("A reading is named by what was read and when")
    func reading() throws {
        let scratch = try Scratch()
        let city = try city(scratch)
        try city.importing {
            try $0.db.execute(sql: "UPDATE reading SET value = 'abc' WHERE time = 60")
        }
        let error = #expect(throws: CityError.self) { try city.readings(of: "M2", kind: .flow) }
        #expect(
            error?.description
                == "row series 1, time 60 (flow of 'M2') of table 'reading' cannot be read: its value is the text "
                + "'abc'; expected a number; correct it, for example in QGIS")
        // Readings of other times are read.
        let first = try city.readings(
            of: "M2", kind: .flow, in: Period(from: Timestamp(0), to: Timestamp(60)))
        #expect(first?.values == [1])
    }

    @Test(
        "Times of readings that are no whole numbers are named, whatever period is read",
        arguments: ["'banana'", "''", "X'00'", "9e999", "-9e999", "60.5"])
    func readingTimes(_ value: String) throws {
        let scratch = try Scratch()
        let city = try city(scratch)
        try city.importing { try $0.db.execute(sql: "UPDATE reading SET time = \(value) WHERE time = 60") }
        let error = #expect(throws: CityError.self) { try city.readings(of: "M2", kind: .flow) }
        #expect(error?.description.contains("of table 'reading' cannot be read: its time is") == true)
        // A fraction is no number of a series, but it is a number.
        if value == "60.5" { return }
        try city.importing {
            try $0.db.execute(sql: "UPDATE reading SET time = 60, series = \(value) WHERE time = \(value)")
        }
        let second = #expect(throws: CityError.self) {
            _ = try city.readingSeries()
            _ = try city.readings(of: "M2", kind: .flow)
        }
        #expect(second?.description.contains("its series is") == true)
    }

    @Test("A long text with control characters is cut and made plain before it is quoted")
    func longText() throws {
        let scratch = try Scratch()
        let city = try city(scratch)
        try city.importing {
            try $0.db.execute(
                sql: "UPDATE pipe SET length = ?", arguments: [String(repeating: "\u{1b}[31m长", count: 5_000)]
            )
        }
        let error = #expect(throws: CityError.self) { try city.network() }
        let text = error?.description ?? ""
        #expect(text.count < 250)
        #expect(text.contains("…"))
        #expect(!text.contains("\u{1b}"))
    }

    @Test("An infinite number is refused when it is written, and nothing of the network is kept")
    func infinite() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        var network = Network()
        try network.add(Junction(id: "J", elevation: .infinity))
        #expect(throws: CityError.infiniteNumber(table: "junction", row: "1, 'J'")) {
            try city.importing { try $0.replaceNetwork(network) }
        }
        #expect(try city.network() == Network())
    }

    @Test("The check of SQLite itself finds nothing to say of a city, new or of an older layout")
    func integrity() throws {
        let scratch = try Scratch()
        #expect(
            try city(scratch).read { try String.fetchAll($0, sql: "PRAGMA integrity_check") } == ["ok"])
        let path = scratch.path("old.db")
        let queue = try DatabaseQueue(
            path: path, configuration: SpatialConnection.configuration(readOnly: false))
        try Schema.migrator.migrate(queue, upTo: "3 history")
        try queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO junction (fid, id) VALUES (1, 'A'), (2, 'B');
                    INSERT INTO zone (id, name) VALUES ('Z', 'Z');
                    INSERT INTO zone_node (node, zone) VALUES ('A', 'Z');
                    INSERT INTO version (valid_from, recorded_at, kind, summary, undo)
                        VALUES (10, 10, 'network', '{}', '{}'), (10, 10, 'zones', '{}', '{}'),
                            (20, 20, 'zones', '{}', '{}');
                    INSERT INTO zone_node_history (node, zone, valid_from, valid_to, version)
                        VALUES ('B', 'Z', 10, 20, 3), ('A', 'Y', 5, 10, 2);
                    """)
        }
        try queue.close()
        let city = try City(path: path)
        #expect(try CityFile.schemaVersion(path) == Schema.version)
        #expect(try city.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") } == ["ok"])
        let rows = try city.read {
            try Row.fetchAll(
                $0, sql: "SELECT node, version, zone, valid_from, valid_to FROM zone_node_history")
        }
        #expect(
            rows.map(\.description) == [
                "[node:\"A\" version:2 zone:\"Y\" valid_from:5 valid_to:10]",
                "[node:\"B\" version:3 zone:\"Z\" valid_from:10 valid_to:20]",
            ])
        #expect(try city.zones(asOf: Timestamp(15), for: city.network()).zoneOfNode == [0, 0])
        #expect(try city.zones(asOf: Timestamp(25), for: city.network()).zoneOfNode == [0, -1])
    }
}
