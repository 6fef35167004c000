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

    /// Whether it is a valve that stands shut at a setting.
    func isShut(at setting: Double) -> Bool {
        if case .valve(.pcv) = kind { return PositionalControlValve.isShut(at: setting) }
        return false
    }
}

// What its kind says of it.
extension ControlLink {
    /// Whether it is a pump.
    var isPump: Bool {
        if case .pump = kind { return true }
        return false
    }

    /// Whether it is a valve that holds a pressure: a solve decides between regulating, open and shut.
    var isPressureValve: Bool {
        switch kind {
        case .valve(.prv), .valve(.psv): true
        default: false
        }
    }

    /// Whether it is a valve that limits its flow.
    var isFlowValve: Bool {
        if case .valve(.fcv) = kind { return true }
        return false
    }

    /// Whether it is a valve that a solve may let regulate.
    var isRegulating: Bool { isPressureValve || isFlowValve }

    /// Whether the link only ever passes water forwards.
    var isOneWay: Bool {
        switch kind {
        case .pump, .valve(.prv), .valve(.psv): true
        case .pipe: hasCheckValve
        default: false
        }
    }

    /// The node whose head the valve sets while it regulates: behind a PRV, before a PSV.
    var pinnedNode: Int32 {
        if case .valve(.psv) = kind { return start }
        return end
    }

    /// The node on the other side of the one whose head a pressure valve sets.
    var farNode: Int32 { pinnedNode == end ? start : end }

    /// 1 where a positive flow runs into that node, -1 where it leaves.
    var farSign: Double { pinnedNode == end ? -1 : 1 }
}

/// All control links of a network, with the curves that they name.
struct ControlLinkTable: Sendable {
    /// The links, in the order of the network's.
    var links: [ControlLink] = []
    /// What is first asked of each.
    var commands: [LinkCommand] = []
    /// The laws of pumps.
    var pumps: [PumpLaw] = []
    /// The curves of valves.
    var curves: [CurveTable] = []
    /// Rows of the valves that may set the head of a node: PRVs and PSVs.
    var pressureValves: [Int32] = []
    /// Rows of the pumps whose speed follows a pattern.
    var patternPumps: [Int32] = []
}
