import Telemetry
import WaterLoss

/// The units in which people see figures; programs see those of the keys.
public enum FigureUnits: String, Sendable, Hashable, CaseIterable {
    /// Cubic metres, litres, kilometres, metres of water.
    case metric = "si"
    /// Million US gallons, gallons, miles, pounds per square inch.
    case unitedStates = "us"

    /// The unit of volumes.
    var volume: String { self == .metric ? "m3" : VolumeUnit.millionGallons.rawValue }

    /// That unit in one m³.
    var volumeFactor: Double { factor(of: "m3") }

    /// What a figure in a metric unit is multiplied by.
    func factor(of unit: String) -> Double { conversion(of: unit)?.factor ?? 1 }

    /// The unit that stands for a metric one, and how many of it one of that is; `nil` for units that are used everywhere.
    func conversion(of unit: String) -> (unit: String, factor: Double)? {
        guard self == .unitedStates else { return nil }
        let gallon = VolumeUnit.gallons.siFactor
        let litres = 0.001 / gallon
        switch unit {
        case "m3": return (VolumeUnit.millionGallons.rawValue, 1 / VolumeUnit.millionGallons.siFactor)
        case "m3/d": return ("kgal/d", 1 / VolumeUnit.thousandGallons.siFactor)
        case "L/(connection·d)": return ("gal/(connection·d)", litres)
        case "L/(connection·d·m)":
            return ("gal/(connection·d·psi)", litres * PressureUnit.poundsPerSquareInch.siFactor)
        case "m3/(km·d)": return ("gal/(mi·d)", LengthUnit.miles.siFactor / 1000 / gallon)
        default: return nil
        }
    }
}

extension Indicator {
    /// The figure in other units; its key and formula stay what they are.
    func converted(to units: FigureUnits) -> Indicator {
        guard let (unit, factor) = units.conversion(of: unit) else { return self }
        var figure = self
        figure.unit = unit
        if case .number(let number) = value { figure.value = .number(number * factor) }
        figure.halfWidth = halfWidth.map { $0 * factor }
        return figure
    }
}
