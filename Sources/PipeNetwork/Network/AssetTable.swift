import Geospatial

/// The point assets of a network as columns; ids are unique among assets of one kind.
public struct AssetTable: Sendable {
    /// What each asset is.
    public internal(set) var kinds: [Asset.Kind] = []
    /// Ids.
    public internal(set) var ids: [String] = []
    /// Easting or longitude; NaN without a place.
    public internal(set) var x: [Double] = []
    /// Northing or latitude; NaN without a place.
    public internal(set) var y: [Double] = []
    /// Row of the node it is tied to; -1 for none.
    public internal(set) var node: [Int32] = []
    /// Row of the link it sits in, at the end where `node` is; -1 for none.
    public internal(set) var link: [Int32] = []
    /// Whether it is shut.
    public internal(set) var isClosed: [Bool] = []
    /// All other attributes.
    public internal(set) var attributes = AttributeTable()

    private var rows: [Key: Int32] = [:]

    private struct Key: Hashable, Sendable {
        var kind: Asset.Kind
        var id: String
    }

    /// Number of assets.
    public var count: Int { ids.count }

    /// The row of the asset of `kind` called `id`.
    public func index(of id: String, kind: Asset.Kind) -> Int? {
        rows[Key(kind: kind, id: id)].map(Int.init)
    }

    /// Rows of all assets of `kind`, ascending.
    public func rows(of kind: Asset.Kind) -> [Int] { kinds.indices.filter { kinds[$0] == kind } }

    /// Where the asset of `row` is.
    public func position(_ row: Int) -> Coordinate? {
        x[row].isNaN || y[row].isNaN ? nil : Coordinate(x: x[row], y: y[row])
    }

    mutating func reserveCapacity(_ capacity: Int) {
        kinds.reserveCapacity(capacity)
        ids.reserveCapacity(capacity)
        x.reserveCapacity(capacity)
        y.reserveCapacity(capacity)
        node.reserveCapacity(capacity)
        link.reserveCapacity(capacity)
        isClosed.reserveCapacity(capacity)
        rows.reserveCapacity(capacity)
    }

    mutating func append(kind: Asset.Kind, id: String, position: Coordinate?) throws(NetworkError) -> Int {
        let key = Key(kind: kind, id: id)
        if let earlier = rows.updateValue(Int32(count), forKey: key) {
            rows[key] = earlier
            throw NetworkError.duplicateAsset(kind, id)
        }
        kinds.append(kind)
        ids.append(id)
        x.append(position?.x ?? .nan)
        y.append(position?.y ?? .nan)
        node.append(-1)
        link.append(-1)
        isClosed.append(false)
        return count - 1
    }
}

extension AssetTable: Equatable {
    /// Whether both tables hold the same assets in the same order; two missing places are the same.
    public static func == (a: AssetTable, b: AssetTable) -> Bool {
        a.kinds == b.kinds && a.ids == b.ids && a.x.isIdentical(to: b.x) && a.y.isIdentical(to: b.y)
            && a.node == b.node && a.link == b.link && a.isClosed == b.isClosed
            && a.attributes == b.attributes
    }
}
