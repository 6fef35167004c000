/// A unit of volume.
public enum VolumeUnit: String, CaseIterable, Codable, Sendable {
    /// Cubic metres, the unit inside; also tonnes of water.
    case cubicMeters = "m3"
    /// Ten thousand cubic metres.
    case tenThousandCubicMeters = "10k m3"
    /// Thousand cubic metres are a megalitre.
    case megaliters = "ML"
    /// Litres.
    case liters = "L"
    /// US gallons, exactly 231 cubic inches.
    case gallons = "gal"
    /// Thousand US gallons.
    case thousandGallons = "kgal"
    /// Million US gallons.
    case millionGallons = "MG"
    /// Imperial gallons, exactly 4.54609 L.
    case imperialGallons = "imp gal"
    /// Cubic feet.
    case cubicFeet = "ft3"
    /// Hundred cubic feet.
    case hundredCubicFeet = "ccf"
    /// Acre-feet: 43 560 cubic feet, an acre one foot deep.
    case acreFeet = "acre-ft"

    /// Cubic metres in one of this unit.
    public var siFactor: Double {
        switch self {
        case .cubicMeters: 1
        case .tenThousandCubicMeters: 10_000
        case .megaliters: 1000
        case .liters: 0.001
        case .gallons: 0.003785411784
        case .thousandGallons: 3.785411784
        case .millionGallons: 3785.411784
        case .imperialGallons: 0.00454609
        case .cubicFeet: 0.028316846592
        case .hundredCubicFeet: 2.8316846592
        case .acreFeet: 1233.48183754752
        }
    }

    /// Reads a spelling in any case, with superscripts, blanks or Chinese words; `nil` for no volume unit.
    ///
    /// `ML` is a megalitre; `ml` and `mL` are millilitres, which no water meter counts, and are refused.
    public init?(parsing text: String) {
        let spelling = UnitSpelling(text)
        switch spelling.text {
        case "m3", "t", "ton", "tonne": self = .cubicMeters
        case "10km3", "10kt": self = .tenThousandCubicMeters
        case "ml":
            guard !spelling.original.hasPrefix("m") else { return nil }
            self = .megaliters
        case "megal", "megals": self = .megaliters
        case "l": self = .liters
        case "gal": self = .gallons
        case "kgal", "1000gal": self = .thousandGallons
        case "mg", "mgal":
            guard !spelling.original.hasPrefix("m") else { return nil }
            self = .millionGallons
        case "impgal", "igal", "imp.gal": self = .imperialGallons
        case "ft3", "cf": self = .cubicFeet
        case "ccf", "hcf": self = .hundredCubicFeet
        case "acre-ft", "acreft", "acre-feet", "acrefeet", "ac-ft", "acft": self = .acreFeet
        default: return nil
        }
    }
}
