import PipeNetwork

/// A link that is more than an always open pipe: its flow has a law of its own, or its status can change.
///
/// Plain numbers only, so that loops over many such links copy nothing that is counted; curves stand in tables of the
/// model.
struct ControlLink: Sendable, BitwiseCopyable {
    /// What it is.
    enum Kind: Sendable, BitwiseCopyable {
        case pipe
        case pump
        case valve(Valve.Kind)
    }

    var kind: Kind
    /// Row in the network's links.
    var link: Int
    /// Where its ends are among the core's heads.
    var start: Int32
    var end: Int32
    /// A pipe's friction.
    var pipe = PipeCoefficients.none
    /// Whether a check valve keeps water from flowing back.
    var hasCheckValve = false
    /// Row of a pump's law in the model's table; -1 for none.
    var pump: Int32 = -1
    /// Head that a pump cannot exceed at speed 1, m.
    var maximumHead = 0.0
    /// Flow beyond which a pump's curve says nothing at speed 1, m³/s.
    var maximumFlow = 0.0
    /// Whether it is a pump of constant power, which must never come to rest.
    var isConstantPower = false
    /// Pattern of a pump's speed; -1 for none.
    var speedPattern: Int32 = -1
    /// Coefficient of q² of the fully open valve.
    var minor = 0.0
    /// Coefficient of q² for a loss coefficient of 1.
    var minorPerLossCoefficient = 0.0
    /// Row in the model's table of a GPV's head loss or a PCV's relative opening; -1 for none.
    var curve: Int32 = -1
    /// Elevation to which a pressure setting counts, m.
    var elevation = 0.0
    /// The flow to begin with, m³/s.
    var seed = 0.01
    /// The tanks at its ends, as rows among the fixed heads; -1 for none.
    var startTank: Int32 = -1
    var endTank: Int32 = -1

    /// Whether a valve at a setting is a shut one: a positional valve (PCV) of no opening.
    func isShut(at setting: Double) -> Bool {
        if case .valve(.pcv) = kind { return setting <= 0 }
        return false
    }

    /// Whether a solve decides between regulating, open and closed.
    var isPressureValve: Bool {
        switch kind {
        case .valve(.prv), .valve(.psv): true
        default: false
        }
    }
}

extension PipeCoefficients {
    /// A pipe of no resistance.
    static let none = PipeCoefficients(resistance: 0, minor: 0, low: .infinity, roughness: 0)

    private init(resistance: Double, minor: Double, low: Double, roughness: Double) {
        (self.resistance, self.minor, self.low, self.roughness) = (resistance, minor, low, roughness)
    }
}
