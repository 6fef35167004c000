import GRDB
import LeakZones
import PipeNetwork
import Telemetry

extension City {
    /// The network as it was at a time.
    ///
    /// - Throws: ``CityError/beforeFirstVersion(asked:first:)``, ``CityError/noVersion(asked:)`` when nothing was imported
    ///   yet.
    public func network(asOf time: Timestamp) throws -> Network {
        try read { db in try HistoryReader(db: db).network(asOf: time) }
    }

    /// The zones as they were at a time, on the rows of `network`; nodes that lay in none lie outside.
    ///
    /// - Parameters:
    ///   - time: the time; none of before the first import.
    ///   - network: the network of that time, or another whose nodes go by the same ids.
    /// - Throws: ``CityError/beforeFirstVersion(asked:first:)``, ``CityError/noVersion(asked:)``,
    ///   ``CityError/unreadableRow(table:fid:reason:)``.
    public func zones(asOf time: Timestamp, for network: Network) throws -> ZoneScheme {
        try read { db in
            try Version.require(time, db)
            return try Self.zones(asOf: time, for: network, db)
        }
    }

    /// The changes of the city, the first import first. A file of an older layout that is opened for reading only has
    /// one version: what it holds.
    public func versions() throws -> [CityVersion] {
        try read { db in
            guard try Version.isKept(db) else {
                guard let first = try Version.first(db) else { return [] }
                return [
                    CityVersion(
                        number: 1, validFrom: first, recordedAt: first, kind: .network,
                        changes: ChangeSummary(), zones: .init())
                ]
            }
            return try Row.fetchAll(
                db, sql: "SELECT number, valid_from, recorded_at, kind, summary FROM version ORDER BY number"
            ).map { row in
                guard let kind = CityVersion.Kind(rawValue: row[3]),
                    let summary = JSONText.decode(Version.Summary.self, row[4])
                else {
                    throw CityError.damagedHistory(
                        table: "version", fid: row[0], reason: "its kind or its summary is damaged")
                }
                return CityVersion(
                    number: row[0], validFrom: Timestamp(row[1]), recordedAt: Timestamp(row[2]), kind: kind,
                    changes: summary.network ?? ChangeSummary(), zones: summary.zones ?? .init())
            }
        }
    }

    /// The zones as they changed, each version on the rows of `network`; versions that held for no time are left out.
    ///
    /// - Parameter network: the city's network as it is; read when `nil`. A node that is no more in it has no row.
    public func zoneHistory(for network: Network? = nil) throws -> ZoneHistory {
        try read { db in
            let network = try network ?? NetworkReader(db).network()
            var starts: [Timestamp] = []
            if try Version.isKept(db) {
                starts = try Int64.fetchAll(
                    db,
                    sql: "SELECT DISTINCT valid_from FROM version WHERE kind = 'zones' ORDER BY valid_from"
                ).map { Timestamp($0) }
            }
            if starts.isEmpty { return try ZoneHistory([.init(Self.zones(for: network, db))]) }
            return try ZoneHistory(
                starts.enumerated().map { place, start in
                    ZoneHistory.Version(
                        try Self.zones(asOf: start, for: network, db), validFrom: start,
                        validTo: place + 1 < starts.count ? starts[place + 1] : nil)
                })
        }
    }
}
