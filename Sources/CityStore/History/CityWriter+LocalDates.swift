import GRDB
import Telemetry

/// Dates of changes that were given before anybody had said in which zone the city lies.
///
/// They are kept as what a clock in UTC would show, and noted. When the zone becomes known, they become the
/// instants at
/// which the city's own clocks showed them.
extension CityWriter {
    private static let key = "local_dates"

    /// Notes that a change is dated by a clock whose zone is not known yet; does nothing once it is.
    ///
    /// - Parameter date: the date as ``LocalCalendar/utc`` reads it.
    public func noteLocalDate(_ date: Timestamp) throws {
        guard try statedZoneName() == nil else { return }
        var dates = try Metadata.decode(Self.key, [Int64].self, db) ?? []
        if !dates.contains(date.secondsSince1970) { dates.append(date.secondsSince1970) }
        try Metadata.encode(Self.key, dates, db)
    }

    /// Moves the dates that were noted to the clocks of the zone that is known now.
    func settleLocalDates(_ calendar: LocalCalendar) throws {
        guard let dates = try Metadata.decode(Self.key, [Int64].self, db), !dates.isEmpty else { return }
        // From the side to which they move, so that no two of them meet on the way.
        let moves = try dates.map { date in
            (
                from: date,
                to: try LocalCalendar.utc.sameWallTime(Timestamp(date), in: calendar).secondsSince1970
            )
        }
        let isForward = moves.contains { $0.to > $0.from }
        for move in moves.sorted(by: { isForward ? $0.from > $1.from : $0.from < $1.from })
        where move.from != move.to {
            for table in Self.datedTables {
                try db.execute(
                    sql: "UPDATE \(table) SET valid_from = ? WHERE valid_from = ?",
                    arguments: [move.to, move.from])
            }
            for table in ["element_history", "zone_history", "zone_node_history"] {
                try db.execute(
                    sql: """
                        UPDATE \(table) SET valid_from = iif(valid_from = ?1, ?2, valid_from),
                            valid_to = iif(valid_to = ?1, ?2, valid_to) WHERE ?1 IN (valid_from, valid_to)
                        """, arguments: [move.from, move.to])
            }
        }
        try Metadata.set(Self.key, nil, db)
    }

    private static let datedTables =
        ["version", "zone", "zone_node"] + SpatialLayer.network.map(\.name)
}
