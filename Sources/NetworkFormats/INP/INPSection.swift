/// The sections of an EPANET input file, by their names.
enum INPSection: String, CaseIterable, Sendable {
    case title = "TITLE"
    case junctions = "JUNCTIONS"
    case reservoirs = "RESERVOIRS"
    case tanks = "TANKS"
    case pipes = "PIPES"
    case pumps = "PUMPS"
    case valves = "VALVES"
    case tags = "TAGS"
    case demands = "DEMANDS"
    case status = "STATUS"
    case patterns = "PATTERNS"
    case curves = "CURVES"
    case controls = "CONTROLS"
    case rules = "RULES"
    case energy = "ENERGY"
    case emitters = "EMITTERS"
    case leakage = "LEAKAGE"
    case quality = "QUALITY"
    case sources = "SOURCES"
    case reactions = "REACTIONS"
    case mixing = "MIXING"
    case roughness = "ROUGHNESS"
    case report = "REPORT"
    case times = "TIMES"
    case options = "OPTIONS"
    case coordinates = "COORDINATES"
    case vertices = "VERTICES"
    case labels = "LABELS"
    case backdrop = "BACKDROP"
    case end = "END"

    /// The section that `name` (without brackets) means: EPANET looks at the first four letters only,
    /// whatever their case.
    init?(name: String) {
        let key = name.uppercased()
        let found = Self.allCases.first { key.hasPrefix($0.rawValue.prefix(4)) }
        guard let found, found != .end || key == "END" else { return nil }
        self = found
    }

    /// Whether the section is kept word by word, because no element of the network holds what it says.
    var isVerbatim: Bool {
        switch self {
        case .quality, .sources, .reactions, .mixing, .roughness, .report, .labels, .backdrop:
            true
        default: false
        }
    }

    /// Whether a number may have a comma for its decimal point: not where rows are kept as they are written.
    var takesDecimalCommas: Bool {
        switch self {
        case .junctions, .reservoirs, .tanks, .pipes, .pumps, .valves, .demands, .emitters, .leakage,
            .patterns,
            .curves, .coordinates, .vertices:
            true
        default: false
        }
    }

    /// Whether lines that are nothing but a comment are kept, before what the section says.
    var keepsComments: Bool {
        switch self {
        case .controls, .rules, .energy, .leakage: true
        default: false
        }
    }
}
