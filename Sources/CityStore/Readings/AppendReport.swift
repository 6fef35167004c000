import Telemetry

/// What became of readings that were added to a series.
public struct AppendReport: Hashable, Sendable {
    /// Readings that are now stored.
    public var inserted = 0
    /// Readings that were there already with the same value.
    public var merged = 0
    /// Readings of a time that has another value already; the earlier value stays.
    public var conflicts = 0
    /// Stored readings that took the value of another.
    public var replaced = 0
    /// Stored readings that were taken out, for the period that was replaced has none at their times.
    public var removed = 0
    /// Readings outside the period that was replaced; they were not taken.
    public var outside = 0
    /// The earliest conflict.
    public var firstConflict: Conflict?

    /// Two values of one time.
    public struct Conflict: Hashable, Sendable {
        /// Id of what was read.
        public var element: String
        /// When.
        public var time: Timestamp
        /// The value that stays, SI.
        public var kept: Double
        /// The value that was not taken, SI.
        public var refused: Double
    }

    /// A report of nothing.
    public init() {}

    /// Counts another report's readings in; of both first conflicts the earlier one stays.
    public mutating func add(_ other: AppendReport) {
        inserted += other.inserted
        merged += other.merged
        conflicts += other.conflicts
        replaced += other.replaced
        removed += other.removed
        outside += other.outside
        if let conflict = other.firstConflict { note(conflict) }
    }

    mutating func note(_ conflict: Conflict) {
        if let first = firstConflict, first.time <= conflict.time { return }
        firstConflict = conflict
    }
}
