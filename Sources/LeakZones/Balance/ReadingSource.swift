import Telemetry

/// Where a balance gets its readings from: the city database, or arrays in memory.
public protocol ReadingSource {
    /// Every series there is, by element and kind.
    func availableSeries() throws -> [SeriesKey]

    /// The readings of an element that matter for `period`: those inside and enough on both sides to
    /// interpolate and to fill gaps; `nil` when there are none at all.
    func readings(of element: String, kind: ReadingKind, around period: Period) throws -> ReadingSeries?
}

/// Which readings: of what element and of what kind.
public struct SeriesKey: Hashable, Sendable {
    /// The id of the meter, tank, pressure point, node or link.
    public var element: String
    /// What was read.
    public var kind: ReadingKind

    /// A key.
    public init(element: String, kind: ReadingKind) {
        self.element = element
        self.kind = kind
    }
}

/// Readings in memory.
public struct ReadingTable: ReadingSource, Sendable {
    private var series: [SeriesKey: ReadingSeries] = [:]

    /// A table of these series; of two with one key the later stands.
    public init(_ series: [ReadingSeries] = []) {
        for series in series { self.series[SeriesKey(element: series.element, kind: series.kind)] = series }
    }

    /// Every series there is, sorted by element.
    public func availableSeries() -> [SeriesKey] {
        series.keys.sorted { ($0.element, $0.kind.rawValue) < ($1.element, $1.kind.rawValue) }
    }

    /// The whole series, whatever the period.
    public func readings(of element: String, kind: ReadingKind, around period: Period) -> ReadingSeries? {
        series[SeriesKey(element: element, kind: kind)]
    }
}
