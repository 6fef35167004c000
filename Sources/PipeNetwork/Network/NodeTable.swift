import Geospatial

/// What a node is.
public enum NodeKind: UInt8, Hashable, Sendable {
    /// Where pipes meet or water is drawn.
    case junction
    /// A source of given head.
    case reservoir
    /// A storage.
    case tank
}

/// The nodes of a network as columns, for loops over all of them. Rows are dense indices from 0; a missing
/// number is NaN here and `nil` in the element views (``Network/junction(at:)`` and its kin).
public struct NodeTable: Sendable {
    /// Ids, unique.
    public internal(set) var ids: [String] = []
    /// What each node is.
    public internal(set) var kinds: [NodeKind] = []
    /// Easting or longitude; NaN without a place.
    public internal(set) var x: [Double] = []
    /// Northing or latitude; NaN without a place.
    public internal(set) var y: [Double] = []
    /// Junction and tank: height above datum, m. Reservoir: total head, m. NaN when unknown.
    public internal(set) var elevation: [Double] = []
    /// What is drawn at each node.
    public internal(set) var demands: [[Demand]] = []
    /// All other attributes.
    public internal(set) var attributes = AttributeTable()

    var emitters: [Int32: Double] = [:]
    var headPatterns: [Int32: String] = [:]
    var tankShapes: [Int32: TankShape] = [:]
    private var rows: [String: Int32] = [:]

    /// What only tanks have.
    struct TankShape: Hashable, Sendable {
        var initialLevel, minimumLevel, maximumLevel, diameter, minimumVolume: Double
        var volumeCurve: String?
        var canOverflow: Bool
    }

    /// Number of nodes.
    public var count: Int { ids.count }

    /// The emitter coefficient of the junction of `row`, in the unit of ``Junction/emitterCoefficient``; 0 for none.
    public func emitterCoefficient(_ row: Int) -> Double { emitters[Int32(row)] ?? 0 }

    /// The row of the node called `id`.
    public func index(of id: String) -> Int? { rows[id].map(Int.init) }

    /// Where the node of `row` is.
    public func position(_ row: Int) -> Coordinate? {
        x[row].isNaN || y[row].isNaN ? nil : Coordinate(x: x[row], y: y[row])
    }

    mutating func append(id: String, kind: NodeKind) throws(NetworkError) -> Int {
        if let earlier = rows.updateValue(Int32(count), forKey: id) {
            rows[id] = earlier
            throw NetworkError.duplicateNode(id)
        }
        ids.append(id)
        kinds.append(kind)
        x.append(.nan)
        y.append(.nan)
        elevation.append(.nan)
        demands.append([])
        return count - 1
    }

    /// Calls the node of `row` by another id, which no other node has.
    mutating func rename(_ row: Int, to id: String) throws(NetworkError) {
        if rows[id] != nil { throw .duplicateNode(id) }
        rows[ids[row]] = nil
        rows[id] = Int32(row)
        ids[row] = id
    }

    mutating func place(_ row: Int, at position: Coordinate?) {
        x[row] = position?.x ?? .nan
        y[row] = position?.y ?? .nan
    }

    mutating func reserveCapacity(_ capacity: Int) {
        ids.reserveCapacity(capacity)
        kinds.reserveCapacity(capacity)
        x.reserveCapacity(capacity)
        y.reserveCapacity(capacity)
        elevation.reserveCapacity(capacity)
        demands.reserveCapacity(capacity)
        rows.reserveCapacity(capacity)
    }
}

extension NodeTable: Equatable {
    /// Whether both tables hold the same nodes in the same order; two missing numbers are the same.
    public static func == (a: NodeTable, b: NodeTable) -> Bool {
        a.ids == b.ids && a.kinds == b.kinds && a.x.isIdentical(to: b.x) && a.y.isIdentical(to: b.y)
            && a.elevation.isIdentical(to: b.elevation) && a.demands == b.demands
            && a.attributes == b.attributes && a.emitters == b.emitters && a.headPatterns == b.headPatterns
            && a.tankShapes == b.tankShapes
    }
}

extension [Double] {
    /// Equality in which NaN, our mark of a missing number, equals NaN.
    func isIdentical(to other: [Double]) -> Bool {
        count == other.count && zip(self, other).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
    }
}
