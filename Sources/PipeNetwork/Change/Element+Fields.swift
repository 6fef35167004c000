import Geospatial

extension SurveyedFeatures.Node: NetworkElement {
    /// The node's id.
    public var key: String { id }

    /// The table it stands in.
    public var layer: String {
        switch self {
        case .junction: "junction"
        case .reservoir: "reservoir"
        case .tank: "tank"
        }
    }

    /// Its place, if it has one.
    public var shape: [Coordinate] { position.map { [$0] } ?? [] }

    /// Nothing: links are connected with nodes.
    public var ends: [String] { [] }

    /// Everything else the source said of it.
    public var attributes: [String: AttributeValue] {
        switch self {
        case .junction(let junction): junction.attributes
        case .reservoir(let reservoir): reservoir.attributes
        case .tank(let tank): tank.attributes
        }
    }

    /// The id that its source knows it by, when that is another.
    public var sourceID: String? { attributes["source_id"]?.text }

    /// Height, demands and what else it has, by name.
    public var fields: [ElementValue] {
        var fields = FieldList(kind: layer)
        switch self {
        case .junction(let junction):
            fields.add("elevation", junction.elevation)
            if junction.emitterCoefficient != 0 {
                fields.add("emitter_coefficient", junction.emitterCoefficient)
            }
            if !junction.demands.isEmpty {
                let words = junction.demands.map { demand in
                    ["\(demand.base)", demand.pattern, demand.category].compactMap(\.self)
                        .joined(separator: " ")
                }
                fields.add("demand", words.joined(separator: "; "))
            }
        case .reservoir(let reservoir):
            fields.add("head", reservoir.head)
            fields.add("head_pattern", reservoir.headPattern)
        case .tank(let tank):
            fields.add("elevation", tank.elevation)
            fields.add("initial_level", tank.initialLevel)
            fields.add("minimum_level", tank.minimumLevel)
            fields.add("maximum_level", tank.maximumLevel)
            fields.add("diameter", tank.diameter)
            fields.add("minimum_volume", tank.minimumVolume)
            fields.add("volume_curve", tank.volumeCurve)
            if tank.canOverflow { fields.add("can_overflow", .boolean(true)) }
        }
        return fields.with(attributes)
    }
}

extension SurveyedFeatures.Element: NetworkElement {
    /// The link's id.
    public var key: String { id }

    /// The table it stands in.
    public var layer: String {
        switch self {
        case .pipe: "pipe"
        case .pump: "pump"
        case .valve: "valve"
        }
    }

    /// Its bends.
    public var shape: [Coordinate] {
        switch self {
        case .pipe(let pipe): pipe.vertices
        case .pump(let pump): pump.vertices
        case .valve(let valve): valve.vertices
        }
    }

    /// The ids of its start and its end.
    public var ends: [String] {
        switch self {
        case .pipe(let pipe): [pipe.start, pipe.end]
        case .pump(let pump): [pump.start, pump.end]
        case .valve(let valve): [valve.start, valve.end]
        }
    }

    /// Everything else the source said of it.
    public var attributes: [String: AttributeValue] {
        switch self {
        case .pipe(let pipe): pipe.attributes
        case .pump(let pump): pump.attributes
        case .valve(let valve): valve.attributes
        }
    }

    /// The id that its source knows it by, when that is another.
    public var sourceID: String? { attributes["source_id"]?.text }

    /// Length, diameter, status and what else it has, by name.
    public var fields: [ElementValue] {
        var fields = FieldList(kind: layer)
        switch self {
        case .pipe(let pipe):
            fields.add("length", pipe.length)
            fields.add("diameter", pipe.diameter)
            fields.add("roughness", pipe.roughness)
            if pipe.minorLoss != 0 { fields.add("minor_loss", pipe.minorLoss) }
            fields.add("status", pipe.status.word)
            if pipe.hasCheckValve { fields.add("check_valve", .boolean(true)) }
            fields.add("leak_area", pipe.leakage?.area)
            fields.add("leak_expansion", pipe.leakage?.expansion)
        case .pump(let pump):
            fields.add("head_curve", pump.headCurve)
            fields.add("power", pump.power)
            fields.add("speed", pump.speed)
            fields.add("speed_pattern", pump.speedPattern)
            fields.add("status", pump.status.word)
            fields.add("efficiency_curve", pump.efficiencyCurve)
            fields.add("energy_price", pump.energyPrice)
            fields.add("price_pattern", pump.pricePattern)
        case .valve(let valve):
            fields.add("kind", valve.kind.rawValue)
            fields.add("diameter", valve.diameter)
            fields.add("setting", valve.setting)
            fields.add("curve", valve.curve)
            if valve.minorLoss != 0 { fields.add("minor_loss", valve.minorLoss) }
            fields.add("status", valve.status.word)
        }
        return fields.with(attributes)
    }
}

extension Asset: NetworkElement {
    /// Its kind and id: ids are unique within a kind only.
    public var key: String { Asset.key(kind, id) }

    /// The name that an asset of `kind` called `id` has among all assets.
    static func key(_ kind: Kind, _ id: String) -> String { kind.rawValue + ":" + id }

    /// The table it stands in.
    public var layer: String { kind.rawValue }

    /// Its place, if it has one.
    public var shape: [Coordinate] { position.map { [$0] } ?? [] }

    /// The node it is tied to, behind it the link it sits in.
    public var ends: [String] {
        switch attachment {
        case nil: []
        case .node(let node)?: [node]
        case .link(let link, let node)?: [node, link]
        }
    }

    /// The id that its source knows it by, when that is another.
    public var sourceID: String? { attributes["source_id"]?.text }

    /// Whether it is shut, and its attributes.
    public var fields: [ElementValue] {
        var fields = FieldList(kind: nil)
        if isClosed { fields.add("is_closed", .boolean(true)) }
        return fields.with(attributes)
    }
}

extension LinkStatus {
    /// The word that files have for it.
    var word: String {
        switch self {
        case .open: "open"
        case .closed: "closed"
        case .active: "active"
        }
    }
}

/// Collects the values that are known.
private struct FieldList {
    private var fields: [ElementValue] = []

    init(kind: String?) { if let kind { fields.append(ElementValue("table", .text(kind))) } }

    mutating func add(_ name: String, _ value: AttributeValue) { fields.append(ElementValue(name, value)) }

    mutating func add(_ name: String, _ value: Double?) {
        if let value, !value.isNaN { add(name, .real(value)) }
    }

    mutating func add(_ name: String, _ value: String?) { if let value { add(name, .text(value)) } }

    /// The list with attributes behind, in the order of their names.
    func with(_ attributes: [String: AttributeValue]) -> [ElementValue] {
        fields + attributes.sorted { $0.key < $1.key }.map { ElementValue($0.key, $0.value) }
    }
}
