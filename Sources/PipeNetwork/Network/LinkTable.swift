import Geospatial

/// What a link is.
public enum LinkKind: UInt8, Hashable, Sendable {
    /// A conduit.
    case pipe
    /// A pump.
    case pump
    /// A regulating valve.
    case valve
}

/// The links of a network as columns, for loops over all of them. Rows are dense indices from 0; a missing
/// number is NaN here and `nil` in the element views (``Network/pipe(at:)`` and its kin).
public struct LinkTable: Sendable {
    /// Ids, unique.
    public internal(set) var ids: [String] = []
    /// What each link is.
    public internal(set) var kinds: [LinkKind] = []
    /// Row of the node where positive flow enters.
    public internal(set) var start: [Int32] = []
    /// Row of the node where positive flow leaves.
    public internal(set) var end: [Int32] = []
    /// Length, m; NaN when unknown, 0 for pumps and valves.
    public internal(set) var length: [Double] = []
    /// Diameter, m; NaN when unknown.
    public internal(set) var diameter: [Double] = []
    /// Roughness in the sense of the network's head-loss formula; NaN when unknown.
    public internal(set) var roughness: [Double] = []
    /// Minor loss coefficient, no unit.
    public internal(set) var minorLoss: [Double] = []
    /// Whether water can pass before any control acts.
    public internal(set) var status: [LinkStatus] = []
    /// Whether a check valve keeps the flow from start to end.
    public internal(set) var hasCheckValve: [Bool] = []
    /// All other attributes.
    public internal(set) var attributes = AttributeTable()

    var paths = PathTable()
    var pumpSettings: [Int32: PumpSettings] = [:]
    var valveSettings: [Int32: ValveSettings] = [:]
    var leakages: [Int32: PipeLeakage] = [:]
    private var rows: [String: Int32] = [:]

    /// What only pumps have.
    struct PumpSettings: Hashable, Sendable {
        var headCurve: String?
        var power: Double?
        var speed: Double
        var speedPattern, efficiencyCurve: String?
        var energyPrice: Double?
        var pricePattern: String?
    }

    /// What only valves have.
    struct ValveSettings: Hashable, Sendable {
        var kind: Valve.Kind
        var setting: Double
        var curve: String?
    }

    /// Number of links.
    public var count: Int { ids.count }

    /// The row of the link called `id`.
    public func index(of id: String) -> Int? { rows[id].map(Int.init) }

    /// How the pipe of `row` leaks by its pressure; `nil` for a tight one and for other links.
    public func leakage(_ row: Int) -> PipeLeakage? { leakages[Int32(row)] }

    /// Calls `body` with x and y of each bend of `row`, from start to end, without the end nodes.
    public func forEachVertex(_ row: Int, _ body: (Double, Double) -> Void) {
        paths.forEachVertex(row, body)
    }

    /// The bends of `row`, from start to end, without the end nodes.
    public func vertices(_ row: Int) -> [Coordinate] { paths[row] }

    mutating func append(id: String, kind: LinkKind, start: Int, end: Int) throws(NetworkError) -> Int {
        if let earlier = rows.updateValue(Int32(count), forKey: id) {
            rows[id] = earlier
            throw NetworkError.duplicateLink(id)
        }
        ids.append(id)
        kinds.append(kind)
        self.start.append(Int32(start))
        self.end.append(Int32(end))
        length.append(kind == .pipe ? .nan : 0)
        diameter.append(.nan)
        roughness.append(.nan)
        minorLoss.append(0)
        status.append(.open)
        hasCheckValve.append(false)
        paths.append([])
        return count - 1
    }

    mutating func reserveCapacity(_ capacity: Int) {
        ids.reserveCapacity(capacity)
        kinds.reserveCapacity(capacity)
        start.reserveCapacity(capacity)
        end.reserveCapacity(capacity)
        length.reserveCapacity(capacity)
        diameter.reserveCapacity(capacity)
        roughness.reserveCapacity(capacity)
        minorLoss.reserveCapacity(capacity)
        status.reserveCapacity(capacity)
        hasCheckValve.reserveCapacity(capacity)
        rows.reserveCapacity(capacity)
    }
}

extension LinkTable: Equatable {
    /// Whether both tables hold the same links in the same order; two missing numbers are the same.
    public static func == (a: LinkTable, b: LinkTable) -> Bool {
        a.ids == b.ids && a.kinds == b.kinds && a.start == b.start && a.end == b.end
            && a.length.isIdentical(to: b.length) && a.diameter.isIdentical(to: b.diameter)
            && a.roughness.isIdentical(to: b.roughness) && a.minorLoss == b.minorLoss
            && a.status == b.status && a.hasCheckValve == b.hasCheckValve && a.attributes == b.attributes
            && a.paths == b.paths && a.pumpSettings == b.pumpSettings && a.valveSettings == b.valveSettings
            && a.leakages == b.leakages
    }
}
