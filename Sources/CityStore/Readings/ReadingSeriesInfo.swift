import Telemetry

/// What there is of a series, without its readings.
public struct ReadingSeriesInfo: Hashable, Sendable {
    /// Id of what was read.
    public var element: String
    /// What was measured.
    public var kind: ReadingKind
    /// How consumption is meant; `nil` for the other kinds.
    public var form: ConsumptionForm?
    /// Number of readings.
    public var count: Int
    /// Time of the first reading; `nil` for a series of none.
    public var first: Timestamp?
    /// Time of the last reading; `nil` for a series of none.
    public var last: Timestamp?
}
