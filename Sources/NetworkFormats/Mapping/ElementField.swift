import Telemetry

/// A field that means something to us; raw values are the words of a mapping file.
public enum ElementField: String, Hashable, Sendable, CaseIterable {
    /// The element's id.
    case id
    /// The id of the node where a line starts.
    case from
    /// The id of the node where a line ends.
    case to
    /// Length, m unless a unit is given.
    case length
    /// Diameter; mm or m, told by the values when no unit is given.
    case diameter
    /// Roughness.
    case roughness
    /// Minor loss coefficient.
    case minorLoss = "minor_loss"
    /// Open or closed.
    case status
    /// Material.
    case material
    /// Year laid.
    case year
    /// Road.
    case road
    /// Area or district.
    case area
    /// Height above datum, m unless a unit is given.
    case elevation
    /// Total head of a reservoir, m.
    case head
    /// Base demand of a junction, m³/d unless a unit is given.
    case demand
    /// Level at the start, m.
    case initialLevel = "initial_level"
    /// Lowest level, m.
    case minimumLevel = "minimum_level"
    /// Highest level, m.
    case maximumLevel = "maximum_level"
    /// What sort of station or regulating valve it is.
    case kind
    /// Setting of a regulating valve: m, or m³/h for an FCV.
    case setting
    /// Power of a pump, kW unless a unit is given.
    case power
    /// The id of a pump's head curve.
    case headCurve = "head_curve"
    /// Relative speed of a pump.
    case speed
    /// The id of the pattern of a pump's speed.
    case speedPattern = "speed_pattern"
    /// Whether a pipe has a check valve.
    case checkValve = "check_valve"
    /// The id of the pattern of a junction's demand.
    case demandPattern = "demand_pattern"
    /// Discharge coefficient of a junction's emitter, m³/s at 1 m.
    case emitter = "emitter_coefficient"
    /// The id of the pattern of a reservoir's head.
    case headPattern = "head_pattern"
    /// Volume of a tank at its lowest level, m³.
    case minimumVolume = "minimum_volume"
    /// The id of a tank's volume curve.
    case volumeCurve = "volume_curve"
    /// Whether a full tank spills.
    case overflow
    /// Whether a thing is there: in service, gone, or planned.
    case lifecycle
    /// Whether a meter counts along the drawn direction of its pipe or against it.
    case direction
    /// 95 % error of a meter, percent.
    case accuracy = "accuracy_percent"
    /// Digits of a meter's register before the decimal mark.
    case digits
    /// Largest flow of a meter, m³/h unless a unit is given.
    case maximumFlow = "qmax_m3_per_h"
    /// What a meter is for.
    case meterKind = "meter_kind"
    /// Number of service connections (接户管) behind a customer or meter.
    case connections
    /// Number of households (户) behind a customer or meter; not the number of connections.
    case households
    /// People served.
    case population
    /// Expected use, m³/d unless a unit is given.
    case baseDemand = "base_demand_m3_per_d"
    /// The id of a customer's meter.
    case meter
    /// Whether a customer has a meter.
    case metered
    /// The id of the node a point is tied to.
    case node
    /// What people call it.
    case name
    /// The id of the zone that holds a zone.
    case parent

    /// What a unit of the field has to measure.
    enum Dimension {
        case length
        case flow
        case power
        case none
    }

    var dimension: Dimension {
        switch self {
        case .length, .diameter, .elevation, .head, .initialLevel, .minimumLevel, .maximumLevel: .length
        case .demand, .baseDemand, .maximumFlow: .flow
        case .power: .power
        default: .none
        }
    }

    /// The factor from the unit called `unit` to the unit we keep the field in (m; m³/s for demand; W; m³/d and
    /// m³/h for the attributes that say so); `nil` when the unit is unknown or measures something else.
    func factor(fromUnit unit: String) -> Double? {
        switch dimension {
        case .length: LengthUnit(parsing: unit)?.siFactor
        case .flow: FlowUnit(parsing: unit).map { $0.siFactor / keptFlow }
        case .power: Self.powers[unit.lowercased()]
        case .none: nil
        }
    }

    /// Watts in the units that power is written in: `hp` is 550 ft·lbf/s, `ps` 75 m·kgf/s.
    private static let powers: [String: Double] = [
        "w": 1, "kw": 1000, "mw": 1e6, "hp": 745.6998715822702, "ps": 735.49875, "瓦": 1, "千瓦": 1000,
    ]

    /// The unit of a number in this field when nobody says, as a factor to the unit we keep it in.
    var standardFactor: Double {
        switch self {
        case .demand: 1 / 86_400
        case .power: 1000
        default: 1
        }
    }

    /// The words for a number that cannot be less than nothing.
    var isNeverNegative: Bool {
        switch self {
        case .length, .diameter, .roughness, .minorLoss, .connections, .population, .accuracy, .digits,
            .maximumFlow,
            .power, .speed, .emitter, .minimumVolume, .initialLevel, .maximumLevel:
            true
        default: false
        }
    }

    private var keptFlow: Double {
        switch self {
        case .baseDemand: 1 / 86_400
        case .maximumFlow: 1 / 3600
        default: 1
        }
    }
}
