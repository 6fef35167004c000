import InputOutput
import Foundation
import GRDB
import PipeNetwork
import Telemetry
import Testing

@testable import CityStore

@Suite("A city's file")
struct CityFileTests {
    @Test("What is no city is refused with what it is")
    func notACity() throws {
        let scratch = try Scratch()
        let missing = scratch.path("missing.db")
        #expect(throws: CityError.missingFile(missing)) { try City(path: missing) }
        let text = scratch.path("text.db")
        try String(repeating: "no database ", count: 20).write(
            toFile: text, atomically: true, encoding: .utf8)
        #expect(throws: CityError.notACity(text, found: Wording("no SQLite database", "非 SQLite 数据库"))) {
            try City(path: text)
        }
        #expect(throws: CityError.notACity(text, found: Wording("no SQLite database", "非 SQLite 数据库"))) {
            try City.create(at: text)
        }
        let empty = scratch.path("empty.db")
        try Data().write(to: URL(filePath: empty))
        #expect(throws: CityError.notACity(empty, found: Wording("an empty file", "空文件"))) {
            try City(path: empty)
        }
        let foreign = scratch.path("foreign.db")
        try DatabaseQueue(path: foreign).write { try $0.execute(sql: "CREATE TABLE pipe (id)") }
        #expect(
            throws: CityError.notACity(
                foreign, found: Wording("an SQLite database that no import made", "并非由导入生成的 SQLite 数据库"))
        ) {
            try City.create(at: foreign)
        }
        #expect(throws: CityError.notACity(scratch.folder, found: Wording("a folder", "文件夹"))) {
            try City(path: scratch.folder)
        }
        #expect(
            CityError.missingFile("a.db").description
                == "there is no city at 'a.db'; check the path, or import a network to make one")
    }

    @Test("A failed creation leaves no file")
    func failedCreation() throws {
        let scratch = try Scratch()
        #expect(throws: CityError.self) { try City.create(at: scratch.path("no folder/city.db")) }
        #expect(try scratch.files().isEmpty)
    }

    @Test("A first import that fails leaves no file; one that succeeds leaves the city")
    func firstImport() throws {
        struct Stop: Error {}
        let scratch = try Scratch()
        let network = try SampleNetworks.rich()
        #expect(throws: Stop.self) {
            try City.importing(at: scratch.path("a.db")) { writer in
                try writer.replaceNetwork(network)
                throw Stop()
            }
        }
        #expect(try scratch.files().isEmpty)
        let (city, count) = try City.importing(at: scratch.path("a.db")) { writer in
            try writer.replaceNetwork(network)
            return try writer.network().links.count
        }
        #expect(count == network.links.count)
        #expect(try city.network() == network)
        #expect(try scratch.files() == ["a.db"])
    }

    @Test("Inside an import the city shows what is written so far, and an inner import falls with the outer")
    func nested() throws {
        struct Stop: Error {}
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try SampleNetworks.rich()
        #expect(throws: Stop.self) {
            try city.importing { _ in
                try city.importing { try $0.replaceNetwork(network) }
                #expect(try city.network() == network)
                throw Stop()
            }
        }
        #expect(try city.network() == Network())
    }

    @Test("A city at rest is one file, and creating it again opens it")
    func oneFile() throws {
        let scratch = try Scratch()
        let network = try SampleNetworks.rich()
        let city = try scratch.city()
        try city.importing { try $0.replaceNetwork(network) }
        #expect(try scratch.files() == ["city.db"])
        #expect(try scratch.city().network() == network)
    }

    @Test("Migrations do nothing the second time, and a newer layout is refused")
    func migrations() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let before = try Data(contentsOf: URL(filePath: city.path))
        try Schema.migrator.migrate(city.queue)
        _ = try City(path: city.path)
        #expect(try Data(contentsOf: URL(filePath: city.path)) == before)
        try city.importing { try $0.db.execute(sql: "PRAGMA user_version = 99") }
        #expect(throws: CityError.newerSchema(city.path, found: 99, supported: 5)) {
            try City(path: city.path)
        }
    }

    /// What the first release wrote of options and times.
    private static let oldSettings = """
        INSERT INTO springline_meta (key, value) VALUES
            ('hydraulics', '{"demandMultiplier":1.5,"emitterExponent":0.5,"flowUnit":"LPS","headLoss":"D-W",
                "relativeViscosity":1,"specificGravity":1,"written":{"TRIALS":"40"}}'),
            ('times', '{"duration":86400,"hydraulicStep":3600,"patternStart":0,"patternStep":3600,"reportStart":0,
                "reportStep":3600,"startClock":0,"written":{}}');
        INSERT INTO junction (fid, id) VALUES (1, 'A'), (2, 'B');
        INSERT INTO pipe (fid, id, from_node, to_node) VALUES (3, 'P', 'A', 'B');
        INSERT INTO source (path, format, prefix, imported_at, counts) VALUES
            ('a.inp', 'inp', '', '2019-01-01T00:00:00Z', '{}'), ('b.inp', 'inp', '', '2020-01-01T00:00:00Z', '{}');
        INSERT INTO zone (id, name) VALUES ('Z', 'Z');
        INSERT INTO zone_node (node, zone) VALUES ('A', 'Z');
        """

    @Test("A city of the first layout opens as it is for reading, and is brought to the newest for writing")
    func firstLayout() throws {
        let scratch = try Scratch()
        let path = scratch.path("old.db")
        let queue = try DatabaseQueue(
            path: path, configuration: SpatialConnection.configuration(readOnly: false))
        try Schema.migrator.migrate(queue, upTo: "1 elements, zones, readings")
        try queue.write { db in try db.execute(sql: Self.oldSettings) }
        try queue.close()
        for readOnly in [true, false] {
            let city = try City(path: path, readOnly: readOnly)
            let network = try city.network()
            // What it holds is known to be so since its last import.
            let imported = Timestamp(1_577_836_800)
            #expect(try city.versions().first?.validFrom == imported)
            #expect(try city.network(asOf: imported) == network)
            #expect(throws: CityError.beforeFirstVersion(asked: imported - 1, first: imported)) {
                try city.network(asOf: imported - 1)
            }
            #expect(try city.zones(asOf: imported, for: network).zoneOfNode == [0, -1])
            #expect(try city.zoneHistory().versions.map(\.scheme) == [try city.zones(for: network)])
            #expect(network.pipe(at: 0) == Pipe(id: "P", start: "A", end: "B"))
            var hydraulics = HydraulicOptions()
            hydraulics.demandMultiplier = 1.5
            hydraulics.flowUnit = .lps
            hydraulics.headLoss = .darcyWeisbach
            hydraulics.written = ["TRIALS": "40"]
            #expect(network.hydraulics == hydraulics)
            #expect(network.times.duration == 86400)
            #expect(network.times.ruleStep == nil)
            #expect(network.controls.isEmpty)
            #expect(network.energy == EnergyOptions())
        }
        #expect(try CityFile.schemaVersion(path) == 5)
        let city = try City(path: path)
        let old = try city.network()
        try city.importing { try $0.replaceNetwork(Network(), validFrom: Timestamp(1_600_000_000)) }
        #expect(try city.network(asOf: Timestamp(1_599_999_999)) == old)
    }

    @Test("A city opened for reading refuses changes with SQLite's message")
    func readOnly() throws {
        let scratch = try Scratch()
        let path = try scratch.city().path
        let city = try City(path: path, readOnly: true)
        let error = #expect(throws: CityError.self) {
            try city.importing { try $0.replaceNetwork(Network()) }
        }
        #expect(error?.description.contains("attempt to write a readonly database") == true)
        #expect(error?.description.contains(path) == true)
    }

    @Test("An import that throws leaves everything as it was")
    func rollback() throws {
        struct Stop: Error {}
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try SampleNetworks.rich()
        try city.importing { try $0.replaceNetwork(network) }
        #expect(throws: Stop.self) {
            try city.importing { writer in
                try writer.replaceNetwork(SampleNetworks.grid(rows: 20, columns: 20, seed: 5))
                try writer.appendReadings(of: "M", kind: .flow, times: [0], values: [1])
                throw Stop()
            }
        }
        #expect(try city.network() == network)
        #expect(try city.readingSeries().isEmpty)
    }

    @Test("A call that fails inside an import is taken back by itself")
    func savepoint() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try SampleNetworks.rich()
        try city.importing { writer in
            try writer.replaceNetwork(network)
            #expect(throws: (any Error).self) {
                try writer.atomically {
                    try writer.replaceNetwork(Network())
                    try writer.db.execute(sql: "INSERT INTO nowhere VALUES (1)")
                }
            }
        }
        #expect(try city.network() == network)
    }

    @Test("A killed import is rolled back by the next opening", arguments: [false, true])
    func killed(readOnly: Bool) throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try SampleNetworks.grid(rows: 25, columns: 25, seed: 3)
        try city.importing { try $0.replaceNetwork(network) }
        let whole = try Data(contentsOf: URL(filePath: city.path))
        let killed = scratch.path("killed.db")
        try city.importing { writer in
            // Next to no cache: half-written pages go to the file, as in an import larger than memory.
            try writer.db.execute(sql: "PRAGMA cache_size = 5")
            try writer.replaceNetwork(SampleNetworks.grid(rows: 30, columns: 30, seed: 4))
            // What the disk holds at this moment is what a killed process leaves.
            try FileManager.default.copyItem(atPath: city.path, toPath: killed)
            try FileManager.default.copyItem(atPath: city.path + "-journal", toPath: killed + "-journal")
        }
        #expect(try Data(contentsOf: URL(filePath: killed)) != whole)
        #expect(try City(path: killed, readOnly: readOnly).network() == network)
    }

    @Test("A full disk is told with SQLite's message and leaves the file as it was")
    func fullDisk() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try SampleNetworks.rich()
        try city.importing { try $0.replaceNetwork(network) }
        let error = #expect(throws: CityError.self) {
            try city.importing { writer in
                let pages = try Int.fetchOne(writer.db, sql: "PRAGMA page_count") ?? 0
                try writer.db.execute(sql: "PRAGMA max_page_count = \(pages + 5)")
                try writer.replaceNetwork(SampleNetworks.grid(rows: 60, columns: 60, seed: 6))
            }
        }
        #expect(error == .sqlite(city.path, message: "database or disk is full", code: 13))
        #expect(error?.description.hasSuffix("make room on the disk and try again") == true)
        #expect(try City(path: city.path).network() == network)
    }

    @Test("Readers on several threads see one state of the file")
    func parallel() async throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try SampleNetworks.rich()
        try city.importing { try $0.replaceNetwork(network) }
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 { group.addTask { try city.network() == network } }
            for try await isSame in group { #expect(isSame) }
        }
    }

    @Test("A row that makes no element is named with its table")
    func edited() throws {
        let network = try SampleNetworks.rich()
        for (edit, message) in [
            (
                "UPDATE pipe SET to_node = 'gone' WHERE id = '管1'",
                "table 'pipe' cannot be read: '管1' names node 'gone'"
            ),
            ("UPDATE valve SET kind = 'XYZ'", "table 'valve' cannot be read: its kind is 'XYZ'"),
            ("UPDATE pump SET status = 'half'", "table 'pump' cannot be read: its status is 'half'"),
            ("UPDATE meter SET attributes = '[1]'", "its attributes are no flat JSON object"),
        ] {
            let scratch = try Scratch()
            let city = try scratch.city()
            try city.importing { writer in
                try writer.replaceNetwork(network)
                try writer.db.execute(sql: edit)
            }
            let error = #expect(throws: CityError.self) { try city.network() }
            #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
            // What cannot be read cannot be kept in the history, so nothing takes its place either.
            #expect(throws: CityError.self) { try city.importing { try $0.replaceNetwork(Network()) } }
        }
    }
}
