import InputOutput
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
            let row = try Statement(
                db, of: Version.rows,
                "SELECT valid_from, number, recorded_at, kind, summary FROM version ORDER BY number")
            var versions: [CityVersion] = []
            while try row.next() {
                let number = try row.integer(1)
                guard let kind = row.text(3).flatMap(CityVersion.Kind.init),
                    let summary = JSONText.decode(Version.Summary.self, row.text(4) ?? "")
                else {
                    throw CityError.damagedHistory(
                        table: "version", fid: number,
                        reason: Wording("its kind or its summary is damaged", "其种类或摘要已损坏"))
                }
                versions.append(
                    CityVersion(
                        number: Int(clamping: number), validFrom: Timestamp(try row.integer(0)),
                        recordedAt: Timestamp(try row.integer(2)), kind: kind,
                        changes: summary.network ?? ChangeSummary(), zones: summary.zones ?? .init()))
            }
            return versions
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
                let row = try Statement(
                    db, of: Version.rows,
                    "SELECT DISTINCT valid_from, min(number) FROM version WHERE kind = 'zones' GROUP BY valid_from"
                )
                while try row.next() { starts.append(Timestamp(try row.integer(0))) }
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
