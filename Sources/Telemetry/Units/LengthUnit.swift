/// A unit of length, for levels.
public enum LengthUnit: String, CaseIterable, Codable, Sendable {
    /// Metres, the unit inside.
    case meters = "m"
    /// Centimetres.
    case centimeters = "cm"
    /// Millimetres.
    case millimeters = "mm"
    /// Kilometres.
    case kilometers = "km"
    /// International feet.
    case feet = "ft"
    /// Inches.
    case inches = "in"
    /// International miles, 5280 ft.
    case miles = "mi"

    /// Metres in one of this unit.
    public var siFactor: Double {
        switch self {
        case .meters: 1
        case .centimeters: 0.01
        case .millimeters: 0.001
        case .kilometers: 1000
        case .feet: 0.3048
        case .inches: 0.0254
        case .miles: 1609.344
        }
    }

    /// Reads a spelling in any case, or Chinese words; `nil` for no length unit.
    public init?(parsing text: String) {
        switch UnitSpelling(text).text {
        case "m", "metre", "meter", "metres", "meters": self = .meters
        case "cm": self = .centimeters
        case "mm": self = .millimeters
        case "km": self = .kilometers
        case "ft", "feet", "foot": self = .feet
        case "in", "inch", "inches": self = .inches
        case "mi", "mile", "miles": self = .miles
        default: return nil
        }
    }
}
