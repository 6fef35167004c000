import Geospatial
import Telemetry

/// What a city holds, in numbers.
public struct CityInfo: Sendable, Hashable {
    /// How many elements of each kind there are, by table name; kinds of none are left out.
    public var counts: [String: Int]
    /// The reference system; `nil` for a plane of its own.
    public var crs: CoordinateReferenceSystem?
    /// The smallest box around all that has a place.
    public var extent: BoundingBox?
    /// Length of all pipes, m.
    public var pipeLength: Double
    /// How many pipes have no length, and so no part in the sums.
    public var pipesWithoutLength: Int
    /// Length of pipes by nominal diameter, smallest first; pipes that state no DN stand under their inner diameter.
    public var lengthsByDN: [DNLength]
    /// Length of pipes by material, longest first.
    public var lengthsByMaterial: [MaterialLength]
    /// What the city was made from.
    public var sources: [SourceRecord]
    /// The zones.
    public var zones: [ZoneInfo]
    /// What was measured, by kind.
    public var readings: [ReadingInfo]

    /// Pipes of one diameter.
    public struct DNLength: Sendable, Hashable {
        /// Nominal diameter, mm; `nil` when unknown.
        public var dn: Int?
        /// Number of pipes.
        public var pipes: Int
        /// Length, m.
        public var length: Double
    }

    /// Pipes of one material.
    public struct MaterialLength: Sendable, Hashable {
        /// The material, as the source says it; `nil` when unknown.
        public var material: String?
        /// Number of pipes.
        public var pipes: Int
        /// Length, m.
        public var length: Double
    }

    /// A zone.
    public struct ZoneInfo: Sendable, Hashable {
        /// Its id.
        public var id: String
        /// What people call it.
        public var name: String
        /// The zone that holds it.
        public var parent: String?
        /// Number of nodes that lie in it and in no zone inside it.
        public var nodes: Int
    }

    /// All series of one kind.
    public struct ReadingInfo: Sendable, Hashable {
        /// What was measured.
        public var kind: ReadingKind
        /// Number of series.
        public var series: Int
        /// Number of readings.
        public var readings: Int
        /// The first reading of all.
        public var first: Timestamp?
        /// The last reading of all.
        public var last: Timestamp?
    }
}
