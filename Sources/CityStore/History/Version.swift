import InputOutput
import Foundation
import GRDB
import PipeNetwork
import Telemetry

/// A row of the table of versions.
struct Version {
    /// What takes a version back besides the rows of the history, as JSON.
    struct Undo: Codable {
        /// How the rows of before follow from those of this version; what this version removed comes between.
        var nodes: RowOrder?
        var links: RowOrder?
        var assets: RowOrder?
        /// How many nodes, links and assets this version has; other numbers tell that they were edited by
        /// hand.
        var rows: [Int]?
        /// Patterns, curves, options and controls of before.
        var settings: ModelSettings?
        /// The metered links of before.
        var meteredLinks: [String]?
    }

    /// What a version did, as JSON.
    struct Summary: Codable {
        var network: ChangeSummary?
        var zones: CityVersion.ZoneChanges?
    }

    /// Whether the file has a history; one of an older layout that is opened for reading only has none.
    static func isKept(_ db: Database) throws -> Bool { try db.tableExists("version") }

    /// The time of the last change; `nil` when nothing was written yet.
    static func latest(_ db: Database) throws -> Timestamp? {
        try time("SELECT valid_from, number FROM version ORDER BY valid_from DESC LIMIT 1", db)
    }

    /// The time of the first change; `nil` when nothing was written yet.
    static func first(_ db: Database) throws -> Timestamp? {
        if try isKept(db) {
            return try time("SELECT valid_from, number FROM version ORDER BY valid_from LIMIT 1", db)
        }
        return try City.sources(db).map(\.importedAt).max()
    }

    private static func time(_ sql: String, _ db: Database) throws -> Timestamp? {
        let statement = try Statement(db, of: rows, sql)
        return try statement.next() ? Timestamp(try statement.integer(0)) : nil
    }

    /// What the rows of the table are called; the number is the second column of a query.
    static let rows = RowName("version", key: [1])

    /// From when a change holds that is made now.
    ///
    /// Without a date the first network of a city is so as far back as anything is asked of it, and so is all
    /// that follows
    /// while the city is still being put together: before it has readings, or within a day of the change
    /// before. Later
    /// changes hold from now on.
    static func time(_ wanted: Timestamp?, _ db: Database) throws -> Timestamp {
        let time = try wanted ?? timeOfUndated(db)
        if let last = try latest(db), time < last { throw CityError.changeBeforeLast(time, last: last) }
        return time
    }

    private static func timeOfUndated(_ db: Database) throws -> Timestamp {
        let now = Timestamp(Int64(Date().timeIntervalSince1970))
        guard let last = try latest(db) else { return .beginning }
        guard last == .beginning else { return now }
        let recorded =
            try self.time(
                "SELECT recorded_at, number FROM version ORDER BY recorded_at DESC LIMIT 1", db)?
            .secondsSince1970 ?? 0
        let hasReadings =
            try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM series WHERE count > 0)") ?? false
        return !hasReadings || now.secondsSince1970 - recorded < 86_400 ? .beginning : now
    }

    /// Throws when the history does not reach back to a time.
    static func require(_ time: Timestamp, _ db: Database) throws {
        guard let first = try first(db) else { throw CityError.noVersion(asked: time) }
        if time < first { throw CityError.beforeFirstVersion(asked: time, first: first) }
    }

    /// Writes a version and returns its number.
    static func add(
        _ kind: CityVersion.Kind, at time: Timestamp, _ summary: Summary, _ undo: Undo, _ db: Database
    ) throws -> Int64 {
        try db.execute(
            sql: "INSERT INTO version (valid_from, recorded_at, kind, summary, undo) VALUES (?, ?, ?, ?, ?)",
            arguments: [
                time.secondsSince1970, Int64(Date().timeIntervalSince1970), kind.rawValue,
                try JSONText.encode(summary), try JSONText.encode(undo),
            ])
        return db.lastInsertedRowID
    }

    /// What takes back the versions of a kind after a time, the latest first, with their numbers.
    static func undos(
        _ kind: CityVersion.Kind, after time: Timestamp, _ db: Database
    ) throws -> [(number: Int64, undo: Undo)] {
        let statement = try Statement(
            db, of: rows,
            "SELECT valid_from, number, undo FROM version WHERE kind = ? AND valid_from > ? ORDER BY number DESC"
        )
        statement.bind(1, kind.rawValue)
        statement.bind(2, time.secondsSince1970)
        var undos: [(number: Int64, undo: Undo)] = []
        while try statement.next() {
            _ = try statement.integer(0)
            let number = try statement.integer(1)
            guard let undo = JSONText.decode(Undo.self, statement.text(2) ?? "") else {
                throw CityError.damagedHistory(
                    table: "version", fid: number, reason: Wording("its undo is damaged", "其回退记录已损坏"))
            }
            undos.append((number, undo))
        }
        return undos
    }
}
