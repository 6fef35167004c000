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
