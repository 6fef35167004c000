import PipeNetwork

/// The units in which a file gives pressures, by EPANET's words.
enum INPPressureUnit: String, CaseIterable, Sendable {
    case psi = "PSI"
    case kilopascals = "KPA"
    case metres = "METERS"
    case bar = "BAR"
    case feet = "FEET"

    /// The unit that the file names, else psi in US files and metres in others.
    init(_ options: HydraulicOptions, isUS: Bool) {
        let written = options.written["PRESSURE"]?.uppercased()
        let named = Self.allCases.first { written?.hasPrefix($0.rawValue) == true }
        self = named ?? (isUS ? .psi : .metres)
    }

    /// The unit with EPANET's factors: 0.4333 psi a foot, 6.895 kPa a psi, 0.068948 bar a psi.
    ///
    /// So many psi, kPa or bar are less head of a heavier fluid; metres and feet are head whatever the fluid.
    func unit(specificGravity: Double) -> INPUnits.Unit {
        let foot = 0.3048
        let psi = 0.4333 * specificGravity
        return switch self {
        case .psi: INPUnits.Unit(label: "psi", factor: foot, divisor: psi)
        case .kilopascals: INPUnits.Unit(label: "kPa", factor: foot, divisor: 6.895 * psi)
        case .bar: INPUnits.Unit(label: "bar", factor: foot, divisor: 0.068948 * psi)
        case .metres: INPUnits.Unit(label: "m")
        case .feet: INPUnits.Unit(label: "ft", factor: foot)
        }
    }
}
