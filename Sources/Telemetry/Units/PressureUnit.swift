/// A unit of gauge pressure; inside, pressure is the height of a column of water in metres.
public enum PressureUnit: String, CaseIterable, Codable, Sendable {
    /// Metres of water, the unit inside.
    case metersOfWater = "m"
    /// Feet of water.
    case feetOfWater = "ft"
    /// Pascals.
    case pascals = "Pa"
    /// Kilopascals.
    case kilopascals = "kPa"
    /// Megapascals.
    case megapascals = "MPa"
    /// Bars, 100 kPa.
    case bars = "bar"
    /// Millibars.
    case millibars = "mbar"
    /// Pounds-force per square inch.
    case poundsPerSquareInch = "psi"
    /// Kilograms-force per square centimetre: exactly 10 m of water.
    case kilogramsForcePerSquareCentimeter = "kgf/cm2"

    /// Weight of a cubic metre of water, N/m³: 1000 kg/m³ under standard gravity 9.80665 m/s².
    public static let waterSpecificWeight = 9806.65

    /// Metres of water in one of this unit.
    public var siFactor: Double {
        switch self {
        case .metersOfWater: 1
        case .feetOfWater: 0.3048
        case .pascals: 1 / PressureUnit.waterSpecificWeight
        case .kilopascals: 1000 / PressureUnit.waterSpecificWeight
        case .megapascals: 1_000_000 / PressureUnit.waterSpecificWeight
        case .bars: 100_000 / PressureUnit.waterSpecificWeight
        case .millibars: 100 / PressureUnit.waterSpecificWeight
        case .poundsPerSquareInch: 6894.757293168 / PressureUnit.waterSpecificWeight
        case .kilogramsForcePerSquareCentimeter: 10
        }
    }

    /// Reads a spelling in any case, or Chinese words; `nil` for no pressure unit.
    public init?(parsing text: String) {
        switch UnitSpelling(text).text {
        case "m", "mh2o", "mwc", "mca", "mh20", "metre", "meter", "meters", "metres": self = .metersOfWater
        case "ft", "fth2o", "feet": self = .feetOfWater
        case "pa": self = .pascals
        case "kpa": self = .kilopascals
        case "mpa": self = .megapascals
        case "bar", "bars": self = .bars
        case "mbar": self = .millibars
        case "psi", "psig", "lb/in2": self = .poundsPerSquareInch
        case "kgf/cm2", "kg/cm2", "at": self = .kilogramsForcePerSquareCentimeter
        default: return nil
        }
    }
}
