import PipeNetwork

/// The table of one kind of asset.
struct AssetLayer {
    let kind: Asset.Kind
    /// Attributes with columns of their own.
    let typed: [TypedAttribute]

    /// Name of the table.
    var name: String { kind.rawValue }

    /// One table a kind, in the order of ``Asset/Kind``.
    static let all: [AssetLayer] = Asset.Kind.allCases.map { AssetLayer(kind: $0, typed: typed($0)) }

    private static func typed(_ kind: Asset.Kind) -> [TypedAttribute] {
        switch kind {
        case .meter:
            [
                TypedAttribute(name: "kind", type: .text), TypedAttribute(name: "account", type: .text),
                TypedAttribute(name: "diameter", type: .real),
                TypedAttribute(name: "direction", type: .text),
                TypedAttribute(name: "digits", type: .integer),
                TypedAttribute(name: "qmax_m3_per_h", type: .real),
                TypedAttribute(name: "accuracy_percent", type: .real),
            ]
        case .customerPoint:
            [
                TypedAttribute(name: "account", type: .text), TypedAttribute(name: "meter", type: .text),
                TypedAttribute(name: "connections", type: .integer),
                TypedAttribute(name: "population", type: .integer),
                TypedAttribute(name: "base_demand_m3_per_d", type: .real),
            ]
        default: []
        }
    }
}
