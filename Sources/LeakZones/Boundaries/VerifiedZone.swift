/// What a verification found of one zone.
public struct VerifiedZone: Sendable, Hashable {
    /// Position of the zone in the scheme.
    public var zone: Int
    /// The zone's id.
    public var id: String
    /// Nodes of its own.
    public var nodes = 0
    /// Links with both ends in it.
    public var links = 0
    /// Boundary links that are metered.
    public var meters: [Meter] = []
    /// Boundary links that are shut and not metered.
    public var closed: [Closed] = []
    /// Boundary links that are neither, the shortest open path first.
    public var breaches: [BoundaryBreach] = []
    /// Meters at its boundary or named as cuts in it that measure nothing.
    public var ineffectiveMeters: [IneffectiveMeter] = []
    /// The pieces it falls into when water may not leave it, the largest first.
    public var pieces: [Piece] = []
    /// Reservoirs and waterworks in it.
    public var sources = 0

    /// A metered boundary link.
    public struct Meter: Sendable, Hashable {
        /// The meter's id.
        public var id: String
        /// Row of its link.
        public var link: Int
        /// The zone on the other side (position in the scheme); `nil` outside.
        public var other: Int?
        /// Whether positive readings enter the zone.
        public var countsIn: Bool
    }

    /// A shut boundary link.
    public struct Closed: Sendable, Hashable {
        /// Row of the link.
        public var link: Int
        /// The link's id.
        public var linkID: String
        /// The zone on the other side (position in the scheme); `nil` outside.
        public var other: Int?
        /// The shut isolation valve that sits in it; `nil` when nothing but the link's own status says that it is shut.
        public var valve: String?
    }

    /// Nodes that are connected over open links inside the zone.
    public struct Piece: Sendable, Hashable {
        /// Row of its first node.
        public var node: Int
        /// Number of its nodes.
        public var nodes: Int
        /// Whether a reservoir or waterworks reaches it over open links, wherever it stands; `nil` when the network has
        /// none, as a map of pipes alone.
        public var isFed: Bool?
        /// The zones (positions in the scheme, -1 outside) that open boundary links, metered or not, lead to from here.
        public var neighbors: [Int]
    }

    /// Whether every way out crosses a meter or a closed link.
    public var isClosed: Bool { breaches.isEmpty }

    /// Whether water can come in: a source stands in it, or a boundary link is open.
    public var hasInlet: Bool {
        sources > 0 || !breaches.isEmpty || pieces.contains { !$0.neighbors.isEmpty }
    }

    /// Whether no source reaches some piece of it; `nil` when the network has no source.
    public var hasUnsuppliedNodes: Bool? {
        guard pieces.allSatisfy({ $0.isFed != nil }) else { return nil }
        return pieces.contains { $0.isFed == false }
    }

    /// Whether the zone can be accounted for as it stands: tight, with an inlet, in one piece, and no piece that no
    /// source reaches.
    public var passes: Bool { isClosed && hasInlet && pieces.count == 1 && hasUnsuppliedNodes != true }

    /// Meters that do measure: open boundary links with a meter that water passes.
    public var liveMeters: Int {
        let dead = Set(ineffectiveMeters.map(\.link))
        return Set(meters.map(\.link)).subtracting(dead).count
    }
}
