import InputOutput
import PipeNetwork

extension Asset.Kind {
    /// What messages call it: its word in files in English.
    var wording: Wording {
        let chinese =
            switch self {
            case .waterworks: "水厂"
            case .boosterStation: "加压泵站"
            case .secondarySupplyStation: "二次供水泵站"
            case .pressurePoint: "测压点"
            case .meter: "流量计"
            case .hydrant: "消火栓"
            case .isolationValve: "阀门"
            case .customerPoint: "用户点"
            }
        return Wording(rawValue, chinese)
    }
}

/// What the features of a layer are.
public enum ElementRole: Hashable, Sendable {
    /// Lines that are pipes.
    case pipe
    /// Points that are junctions.
    case junction
    /// Points that are reservoirs: sources of given head.
    case reservoir
    /// Points that are tanks.
    case tank
    /// Lines or points that are pumps.
    case pump
    /// Lines or points that are regulating valves (PRV and its kin).
    case regulatingValve
    /// Points that are assets of one kind.
    case asset(Asset.Kind)
    /// Points that are stations of several kinds, told apart by the field `kind`.
    case station
    /// Areas that are leak zones; an import of the network passes them over.
    case zone
    /// Nothing to us.
    case ignored

    /// Every role by the word a mapping file uses for it.
    public static let words: [String: ElementRole] = {
        var words: [String: ElementRole] = [
            "pipe": .pipe, "junction": .junction, "reservoir": .reservoir, "tank": .tank, "pump": .pump,
            "regulating_valve": .regulatingValve, "station": .station, "zone": .zone, "ignore": .ignored,
        ]
        for kind in Asset.Kind.allCases { words[kind.rawValue] = .asset(kind) }
        return words
    }()

    /// The word a mapping file uses for it.
    public var word: String { Self.words.first { $0.value == self }?.key ?? "" }

    /// What messages call it: the word of a mapping file in English, the water industry's in Chinese.
    public var wording: Wording {
        let chinese =
            switch self {
            case .pipe: "管段"
            case .junction: "节点"
            case .reservoir: "水源"
            case .tank: "水池（水箱）"
            case .pump: "水泵"
            case .regulatingValve: "调节阀"
            case .asset(let kind): kind.wording.chinese
            case .station: "泵站或水厂"
            case .zone: "分区"
            case .ignored: "不导入的图层"
            }
        return Wording(word, chinese)
    }

    /// The fields that mean something to us on such a feature.
    public var fields: [ElementField] {
        switch self {
        case .pipe:
            [
                .id, .from, .to, .length, .diameter, .roughness, .minorLoss, .status, .checkValve, .material,
                .year, .road, .area,
            ]
        case .junction: [.id, .elevation, .demand, .demandPattern]
        case .reservoir: [.id, .head, .elevation, .headPattern]
        case .tank:
            [
                .id, .elevation, .initialLevel, .minimumLevel, .maximumLevel, .diameter, .minimumVolume,
                .volumeCurve, .overflow,
            ]
        case .pump: [.id, .from, .to, .power, .status, .headCurve, .speed, .speedPattern]
        case .regulatingValve: [.id, .from, .to, .kind, .diameter, .setting, .minorLoss, .status]
        case .asset(.isolationValve): [.id, .status, .diameter, .elevation, .node]
        case .asset(.meter):
            [
                .id, .direction, .diameter, .accuracy, .digits, .maximumFlow, .meterKind, .connections,
                .households, .population, .baseDemand, .node,
            ]
        case .asset(.customerPoint):
            [
                .id, .meter, .metered, .kind, .connections, .households, .population, .baseDemand, .accuracy,
                .digits, .elevation, .node,
            ]
        case .asset: [.id, .elevation, .node]
        case .station: [.id, .kind, .elevation, .node]
        case .zone: [.id, .name, .parent]
        case .ignored: []
        }
    }

    /// Whether a state of its things is read: they are open or shut.
    var hasStatus: Bool { fields.contains(.status) }

    /// Whether a field that only some program writes means something on such a feature.
    func takes(_ field: ElementField) -> Bool {
        switch (self, field) {
        case (.zone, _), (.ignored, _): false
        case (_, .lifecycle), (.asset, .year): true
        case (.junction, .kind), (.junction, .emitter): true
        default: false
        }
    }
}
