import GRDB
import PipeNetwork
import Telemetry

extension City {
    /// What is known of meters, by id: from the attributes of the meter assets and the exchanges on record.
    ///
    /// Attributes read: `kind` (`bulk`, `household`, `commercial`, `industrial`), `digits`, `decimals`,
    /// `pulse_factor`, `qmax_m3_per_h`, `q3_m3_per_h`, `accuracy_percent`. A meter that says no kind is a bulk meter
    /// when it sits in a link, else a household's.
    /// - Throws: ``CityError/unreadableRow(table:fid:reason:)`` for a figure that cannot be.
    public func meters() throws -> [String: Meter] {
        try read { db in
            var meters = try Self.meterAssets(db)
            var replacements: [String: [Meter.Replacement]] = [:]
            let rows = try Row.fetchAll(
                db, sql: "SELECT meter, time, old_final, new_initial FROM meter_replacement")
            for row in rows {
                replacements[row[0], default: []].append(
                    Meter.Replacement(at: Timestamp(row[1]), oldFinal: row[2], newInitial: row[3]))
            }
            for (id, replacements) in replacements {
                meters[id, default: Meter(id: id)].replacements = replacements.sorted { $0.at < $1.at }
            }
            return meters
        }
    }

    private static func meterAssets(_ db: Database) throws -> [String: Meter] {
        let table = Asset.Kind.meter.rawValue
        let typed = AssetLayer.all.first { $0.kind == .meter }?.typed ?? []
        let columns = AttributeColumns(typed: typed, first: 3)
        let statement = try Statement(
            db,
            "SELECT fid, id, link, \(typed.map { "\($0.name), " }.joined())attributes FROM \(table)")
        var meters: [String: Meter] = [:]
        while try statement.next() {
            let id = statement.text(1) ?? ""
            let meter = try meter(
                id, isInline: !statement.isNull(2), try columns.values(statement, table: table))
            do {
                try meter.validate()
            } catch {
                throw CityError.unreadableRow(
                    table: table, fid: statement.integer(0), reason: error.description)
            }
            meters[id] = meter
        }
        return meters
    }

    private static func meter(
        _ id: String, isInline: Bool, _ attributes: [String: AttributeValue]
    ) throws -> Meter {
        func number(_ name: String) -> Double? { attributes[name]?.number }
        func whole(_ name: String) -> Int? { number(name).flatMap { Int(exactly: $0.rounded()) } }
        let kind: Meter.Kind =
            switch attributes["kind"]?.text?.lowercased() {
            case nil: isInline ? .bulk : .household
            case let word?: Meter.Kind(rawValue: word) ?? .other
            }
        return Meter(
            id: id, kind: kind, registerDigits: whole("digits"), registerDecimals: whole("decimals") ?? 0,
            pulseFactor: number("pulse_factor") ?? 1,
            maximumFlow: number("qmax_m3_per_h").map { $0 / 3600 },
            nominalFlow: number("q3_m3_per_h").map { $0 / 3600 },
            accuracy: number("accuracy_percent").map { MeterAccuracy(randomPercent: $0) })
    }
}
