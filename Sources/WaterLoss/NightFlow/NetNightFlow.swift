/// What a zone's minimum night flow consists of: night use, background leakage, and the excess that can be found.
public struct NetNightFlow: Hashable, Sendable {
    /// What to know before using it.
    public enum Flag: String, Hashable, Sendable, CaseIterable {
        /// More is used than flows: night use, a meter or the boundary is wrong. The value is kept.
        case negativeNetNightFlow = "negative_nnf"
        /// The background estimated is more than the net night flow: the condition factor or the pressure is too
        /// high. The value is kept.
        case negativeExcess = "negative_excess"
        /// Without an average zone night pressure or lengths there is no background, no excess and no burst number.
        case backgroundUnknown = "background_unknown"
    }

    /// Minimum night flow MNF of the zone's net flow, m³/s.
    public let minimum: ConfidenceInterval
    /// Legitimate night use LNU, m³/s.
    public let nightUse: ConfidenceInterval
    /// Net night flow NNF = MNF − LNU, m³/s: leakage at night. Negative values are kept.
    public let net: ConfidenceInterval
    /// Unavoidable background leakage UBL at night pressure, m³/s; `nil` when not known.
    public let unavoidableBackground: Double?
    /// Infrastructure condition factor ICF.
    public let conditionFactor: Double
    /// Average zone night pressure AZNP, m; `nil` when not known.
    public let nightPressure: Double?

    /// The net night flow: MNF − LNU, m³/s.
    public static func net(minimum: Double, nightUse: Double) -> Double { minimum - nightUse }

    /// The excess over the background, m³/s: NNF − ICF·UBL; negative values are kept.
    public static func excess(net: Double, background: Double) -> Double { net - background }

    /// A night flow taken apart.
    ///
    /// - Parameters:
    ///   - minimum: MNF, m³/s.
    ///   - nightUse: LNU, m³/s.
    ///   - unavoidableBackground: UBL at night pressure, m³/s (``BackgroundLeakage``).
    ///   - conditionFactor: ICF; 2 where nothing better is known.
    ///   - nightPressure: AZNP, m.
    public init(
        minimum: ConfidenceInterval, nightUse: ConfidenceInterval, unavoidableBackground: Double? = nil,
        conditionFactor: Double = 2, nightPressure: Double? = nil
    ) {
        self.minimum = minimum
        self.nightUse = nightUse
        net = minimum - nightUse
        self.unavoidableBackground = unavoidableBackground
        self.conditionFactor = conditionFactor
        self.nightPressure = nightPressure
    }

    /// Background leakage ICF·UBL, m³/s.
    public var background: Double? {
        unavoidableBackground.map {
            BackgroundLeakage.background(conditionFactor: conditionFactor, unavoidable: $0)
        }
    }

    /// Excess over the background, m³/s: what repair can win. Negative values are kept.
    public var excess: Double? { background.map { Self.excess(net: net.value, background: $0) } }

    /// The excess in bursts of a service pipe (ESPB).
    public var equivalentServicePipeBursts: Double? {
        guard let excess, let nightPressure else { return nil }
        return EquivalentBursts.servicePipeBursts(excess: excess, nightPressure: nightPressure)
    }

    /// Leakage that can be controlled, m³/s: max(0, NNF − UBL) (可控漏失, a working definition); show ``net`` and
    /// ``unavoidableBackground`` beside it, for the unclamped value tells of faulty data.
    public var controllable: Double? { unavoidableBackground.map { max(0, net.value - $0) } }

    /// What to know before using it.
    public var flags: [Flag] {
        var flags: [Flag] = []
        if net.value < 0 { flags.append(.negativeNetNightFlow) }
        if let excess {
            if excess < 0 { flags.append(.negativeExcess) }
        } else {
            flags.append(.backgroundUnknown)
        }
        return flags
    }
}
