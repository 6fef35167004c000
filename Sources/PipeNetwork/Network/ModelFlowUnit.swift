/// The units in which a model counts flow, by EPANET's words; they decide its other units too.
public enum ModelFlowUnit: String, Hashable, Sendable, Codable, CaseIterable {
    /// Cubic feet per second.
    case cfs = "CFS"
    /// US gallons per minute.
    case gpm = "GPM"
    /// Million US gallons per day.
    case mgd = "MGD"
    /// Million imperial gallons per day.
    case imgd = "IMGD"
    /// Acre-feet per day.
    case afd = "AFD"
    /// Litres per second.
    case lps = "LPS"
    /// Litres per minute.
    case lpm = "LPM"
    /// Million litres per day.
    case mld = "MLD"
    /// Cubic metres per hour.
    case cmh = "CMH"
    /// Cubic metres per day.
    case cmd = "CMD"
    /// Cubic metres per second.
    case cms = "CMS"

    /// Whether lengths are feet, diameters inches and pressures psi.
    public var isUS: Bool {
        switch self {
        case .cfs, .gpm, .mgd, .imgd, .afd: true
        case .lps, .lpm, .mld, .cmh, .cmd, .cms: false
        }
    }

    /// A cubic foot, m³: exact.
    public static let cubicFoot = 0.028316846592

    /// One unit of flow, m³/s, by the exact definitions (1 ft = 0.3048 m, 1 US gallon = 3.785411784 L, 1 imperial
    /// gallon = 4.54609 L, 1 acre-foot = 43 560 ft³).
    public var cubicMetresPerSecond: Double {
        switch self {
        case .cfs: Self.cubicFoot
        case .gpm: 0.003785411784 / 60
        case .mgd: 3785.411784 / 86400
        case .imgd: 4546.09 / 86400
        case .afd: 43560 * Self.cubicFoot / 86400
        case .lps: 1 / 1000.0
        case .lpm: 1 / 60000.0
        case .mld: 1000 / 86400.0
        case .cmh: 1 / 3600.0
        case .cmd: 1 / 86400.0
        case .cms: 1
        }
    }

    /// How many of this unit EPANET takes for a cubic foot per second: its own, rounded figures.
    public var epanetPerCubicFoot: Double {
        switch self {
        case .cfs: 1
        case .gpm: 448.831
        case .mgd: 0.64632
        case .imgd: 0.5382
        case .afd: 1.9837
        case .lps: 28.317
        case .lpm: 1699.0
        case .mld: 2.4466
        case .cmh: 101.94
        case .cmd: 2446.6
        case .cms: 0.028317
        }
    }

    /// EPANET's flow for one m³/s of flow written in this unit, m³/s: 1 but for its rounded figures.
    public var epanetRatio: Double {
        Self.cubicFoot / (epanetPerCubicFoot * cubicMetresPerSecond)
    }
}
