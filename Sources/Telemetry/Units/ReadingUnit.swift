/// The unit of a series as a file gives it.
public enum ReadingUnit: Hashable, Sendable {
    /// A flow.
    case flow(FlowUnit)
    /// A volume.
    case volume(VolumeUnit)
    /// A length.
    case length(LengthUnit)
    /// A pressure.
    case pressure(PressureUnit)

    /// What one of this unit is in SI: m³/s, m³, m, or m of water.
    public var siFactor: Double {
        switch self {
        case .flow(let unit): unit.siFactor
        case .volume(let unit): unit.siFactor
        case .length(let unit): unit.siFactor
        case .pressure(let unit): unit.siFactor
        }
    }

    /// The usual short spelling.
    public var label: String {
        switch self {
        case .flow(let unit): unit.rawValue
        case .volume(let unit): unit.rawValue
        case .length(let unit): unit.rawValue
        case .pressure(let unit): unit.rawValue
        }
    }

    /// How consumption given in this unit is meant: a rate for a flow unit, else a volume.
    public var consumptionForm: ConsumptionForm {
        if case .flow = self { .rate } else { .volume }
    }

    /// The unit assumed where a file says none: flow m³/h, register m³, level m, pressure m of water,
    /// consumption m³.
    public static func standard(for kind: ReadingKind) -> ReadingUnit {
        switch kind {
        case .flow: .flow(.cubicMetersPerHour)
        case .register, .consumption: .volume(.cubicMeters)
        case .level: .length(.meters)
        case .pressure: .pressure(.metersOfWater)
        }
    }

    /// Reads a unit that a kind of reading can have; `nil` for any other text.
    ///
    /// Consumption takes a volume unit (volume in the interval) or a flow unit (mean rate over the interval).
    public init?(parsing text: String, for kind: ReadingKind) {
        switch kind {
        case .flow:
            guard let unit = FlowUnit(parsing: text) else { return nil }
            self = .flow(unit)
        case .register:
            guard let unit = VolumeUnit(parsing: text) else { return nil }
            self = .volume(unit)
        case .level:
            guard let unit = LengthUnit(parsing: text) else { return nil }
            self = .length(unit)
        case .pressure:
            guard let unit = PressureUnit(parsing: text) else { return nil }
            self = .pressure(unit)
        case .consumption:
            if let unit = VolumeUnit(parsing: text) {
                self = .volume(unit)
            } else if let unit = FlowUnit(parsing: text) {
                self = .flow(unit)
            } else {
                return nil
            }
        }
    }

    /// Whether a kind of reading can be given in this unit.
    public func fits(_ kind: ReadingKind) -> Bool {
        switch (kind, self) {
        case (.flow, .flow), (.register, .volume), (.level, .length), (.pressure, .pressure),
            (.consumption, .volume), (.consumption, .flow):
            true
        default: false
        }
    }
}
