import PipeNetwork
import Telemetry

extension Meter {
    /// What the attributes of a meter or customer point say of its meter: `accuracy_percent` (95 % half-width),
    /// `digits` (of the register before the decimal mark), `qmax_m3_per_h`.
    init(id: String, kind: Kind, attributes: AttributeTable, row: Int) {
        self.init(id: id, kind: kind)
        if let digits = attributes[row, "digits"].number, (1...15).contains(digits) {
            registerDigits = Int(digits)
        }
        if let percent = attributes[row, "accuracy_percent"].number, (0...100).contains(percent) {
            accuracy = MeterAccuracy(randomPercent: percent)
        }
        if let flow = attributes[row, "qmax_m3_per_h"].number, flow > 0 { maximumFlow = flow / 3600 }
    }
}

extension Network {
    /// What the attributes of meters and customer points say of meters, by id of the meter (a customer point
    /// names another in its attribute `meter`).
    public func describedMeters() -> [String: Meter] {
        var meters: [String: Meter] = [:]
        for row in assets.rows(of: .customerPoint) {
            let id = assets.attributes[row, "meter"].text ?? assets.ids[row]
            meters[id] = Meter(id: id, kind: .household, attributes: assets.attributes, row: row)
        }
        for row in assets.rows(of: .meter) {
            let id = assets.ids[row]
            let kind: Meter.Kind = assets.link[row] >= 0 ? .bulk : .household
            meters[id] = Meter(id: id, kind: kind, attributes: assets.attributes, row: row)
        }
        return meters
    }
}
