/// A unit of flow.
public enum FlowUnit: String, CaseIterable, Codable, Sendable {
    /// Cubic metres a second, the unit inside.
    case cubicMetersPerSecond = "m3/s"
    /// Cubic metres a minute.
    case cubicMetersPerMinute = "m3/min"
    /// Cubic metres an hour; also tonnes of water an hour.
    case cubicMetersPerHour = "m3/h"
    /// Cubic metres a day.
    case cubicMetersPerDay = "m3/d"
    /// Ten thousand cubic metres a day, the Chinese unit of a works' capacity.
    case tenThousandCubicMetersPerDay = "10k m3/d"
    /// Litres a second.
    case litersPerSecond = "L/s"
    /// Litres a minute.
    case litersPerMinute = "L/min"
    /// Litres an hour.
    case litersPerHour = "L/h"
    /// Litres a day.
    case litersPerDay = "L/d"
    /// Megalitres a day.
    case megalitersPerDay = "ML/d"
    /// US gallons a minute.
    case gallonsPerMinute = "gpm"
    /// Million US gallons a day.
    case millionGallonsPerDay = "mgd"
    /// Million imperial gallons a day.
    case millionImperialGallonsPerDay = "imgd"
    /// Cubic feet a second.
    case cubicFeetPerSecond = "cfs"

    /// Cubic metres a second in one of this unit.
    public var siFactor: Double {
        switch self {
        case .cubicMetersPerSecond: 1
        case .cubicMetersPerMinute: 1.0 / 60
        case .cubicMetersPerHour: 1.0 / 3600
        case .cubicMetersPerDay: 1.0 / 86_400
        case .tenThousandCubicMetersPerDay: 10_000.0 / 86_400
        case .litersPerSecond: 0.001
        case .litersPerMinute: 1.0 / 60_000
        case .litersPerHour: 1.0 / 3_600_000
        case .litersPerDay: 1.0 / 86_400_000
        case .megalitersPerDay: 1000.0 / 86_400
        case .gallonsPerMinute: VolumeUnit.gallons.siFactor / 60
        case .millionGallonsPerDay: 1e6 * VolumeUnit.gallons.siFactor / 86_400
        case .millionImperialGallonsPerDay: 1e6 * VolumeUnit.imperialGallons.siFactor / 86_400
        case .cubicFeetPerSecond: VolumeUnit.cubicFeet.siFactor
        }
    }

    /// Reads a spelling in any case, with superscripts, blanks or Chinese words; `nil` for no flow unit.
    public init?(parsing text: String) {
        switch UnitSpelling(text).text {
        case "m3/s", "m3s-1", "cms": self = .cubicMetersPerSecond
        case "m3/min", "m3/m": self = .cubicMetersPerMinute
        case "m3/h", "m3h", "m3h-1", "cmh", "t/h": self = .cubicMetersPerHour
        case "m3/d", "cmd", "m3d", "m3d-1", "t/d": self = .cubicMetersPerDay
        case "10km3/d", "10kt/d": self = .tenThousandCubicMetersPerDay
        case "l/s", "lps", "ls-1": self = .litersPerSecond
        case "l/min", "lpm", "l/m": self = .litersPerMinute
        case "l/h", "lph", "lh-1": self = .litersPerHour
        case "l/d", "lpd": self = .litersPerDay
        case "ml/d", "mld": self = .megalitersPerDay
        case "gpm", "gal/min", "usgpm": self = .gallonsPerMinute
        case "mgd", "mgal/d": self = .millionGallonsPerDay
        case "imgd": self = .millionImperialGallonsPerDay
        case "cfs", "ft3/s": self = .cubicFeetPerSecond
        default: return nil
        }
    }
}
