import Geospatial

/// A water-supply network as one value: what stands in the ground, where, and how it hangs together.
///
/// Elements go in and come out as plain structs (``Junction``, ``Pipe``, …); inside, they are columns
/// (``nodes``, ``links``, ``assets``) that loops over a whole city read without allocation. Ids are strings at
/// the edge and dense row numbers inside. All numbers are SI.
public struct Network: Sendable, Equatable {
    /// Lines of free text that say what the network is.
    public var title: [String] = []
    /// The reference system of all positions; `nil` for a plane of its own in metres, as in most INP files.
    public var crs: CoordinateReferenceSystem?
    /// The nodes.
    public internal(set) var nodes = NodeTable()
    /// The links.
    public internal(set) var links = LinkTable()
    /// The point assets.
    public internal(set) var assets = AssetTable()
    /// Patterns in time, by id.
    public var patterns: [String: Pattern] = [:]
    /// Curves, by id.
    public var curves: [String: Curve] = [:]
    /// What the model file said of hydraulics.
    public var hydraulics = HydraulicOptions()
    /// What the model file said of time.
    public var times = TimeOptions()
    /// Simple controls, in the order in which they act.
    public var controls: [Control] = []
    /// Rules, in file order.
    public var rules: [Rule] = []
    /// What pumping costs.
    public var energy = EnergyOptions()
    /// Sections of the model file that no other property holds, word by word.
    public var verbatim: [VerbatimSection] = []

    /// A network of nothing.
    public init(crs: CoordinateReferenceSystem? = nil) {
        self.crs = crs
    }

    /// Makes room for so many nodes and links at once.
    public mutating func reserveCapacity(nodes: Int, links: Int) {
        self.nodes.reserveCapacity(nodes)
        self.links.reserveCapacity(links)
    }

    /// The smallest box around all nodes and bends that have a place.
    public var extent: BoundingBox? {
        var box: BoundingBox?
        func include(_ x: Double, _ y: Double) {
            guard x.isFinite, y.isFinite else { return }
            let point = Coordinate(x: x, y: y)
            if box == nil {
                box = BoundingBox(minX: x, minY: y, maxX: x, maxY: y)
            } else {
                box?.expand(toInclude: point)
            }
        }
        for row in 0..<nodes.count { include(nodes.x[row], nodes.y[row]) }
        for row in 0..<links.count { links.forEachVertex(row, include) }
        return box
    }
}

/// A section of an INP file kept word by word, so that writing the file again loses nothing.
public struct VerbatimSection: Hashable, Sendable, Codable {
    /// The section's name without brackets, upper case.
    public var name: String
    /// Its lines, comments included.
    public var lines: [String]

    /// A section.
    public init(name: String, lines: [String]) {
        self.name = name
        self.lines = lines
    }
}
