import PipeNetwork
import Telemetry

extension Meter {
    /// What the attributes of a meter or customer point say of its meter: `kind` (`bulk`, `household`,
    /// `commercial`, `industrial`), `digits` and `decimals` of the register, `pulse_factor`, `qmax_m3_per_h`,
    /// `q3_m3_per_h`, `accuracy_percent` (95 % half-width).
    ///
    /// - Throws: `TelemetryError.impossibleMeter` naming the meter, the field and what was found.
    init(id: String, kind: Kind, attributes: AttributeTable, row: Int) throws(TelemetryError) {
        func number(_ name: String) -> Double? { attributes[row, name].number }
        func whole(_ name: String) -> Int? { number(name).flatMap { Int(exactly: $0.rounded()) } }
        let word = attributes[row, "kind"].text?.lowercased()
        self.init(
            id: id, kind: word.map { Kind(rawValue: $0) ?? .other } ?? kind, registerDigits: whole("digits"),
            registerDecimals: whole("decimals") ?? 0, pulseFactor: number("pulse_factor") ?? 1,
            maximumFlow: number("qmax_m3_per_h").map { $0 / 3600 },
            nominalFlow: number("q3_m3_per_h").map { $0 / 3600 },
            accuracy: number("accuracy_percent").map { MeterAccuracy(randomPercent: $0) })
        try validate()
    }
}

extension Network {
    /// What the attributes of meters and customer points say of meters, by id of the meter (a customer point
    /// names another in its attribute `meter`). A meter that says no kind is a bulk meter when it sits in a link,
    /// else a household's.
    ///
    /// - Throws: `TelemetryError.impossibleMeter` for a figure that cannot be.
    public func describedMeters() throws(TelemetryError) -> [String: Meter] {
        var meters: [String: Meter] = [:]
        for row in assets.rows(of: .customerPoint) {
            let id = assets.attributes[row, "meter"].text ?? assets.ids[row]
            meters[id] = try Meter(id: id, kind: .household, attributes: assets.attributes, row: row)
        }
        for row in assets.rows(of: .meter) {
            let id = assets.ids[row]
            let kind: Meter.Kind = assets.link[row] >= 0 ? .bulk : .household
            meters[id] = try Meter(id: id, kind: kind, attributes: assets.attributes, row: row)
        }
        return meters
    }
}
