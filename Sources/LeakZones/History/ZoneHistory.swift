import Telemetry

/// The zones of a city as they changed: each version valid from an instant until another, half-open.
///
/// A period that crosses a change is split there, because each part has its own boundary meters and its own customers.
public struct ZoneHistory: Sendable, Hashable {
    /// The zones of a time.
    public struct Version: Sendable, Hashable {
        /// From when they hold; `nil` from the beginning.
        public var validFrom: Timestamp?
        /// Until when, not included; `nil` until now.
        public var validTo: Timestamp?
        /// The zones.
        public var scheme: ZoneScheme

        /// A version.
        public init(_ scheme: ZoneScheme, validFrom: Timestamp? = nil, validTo: Timestamp? = nil) {
            self.scheme = scheme
            self.validFrom = validFrom
            self.validTo = validTo
        }

        /// Whether it holds at an instant: from its start on, up to and not including its end.
        public func isValid(at time: Timestamp) -> Bool {
            (validFrom.map { $0 <= time } ?? true) && (validTo.map { time < $0 } ?? true)
        }
    }

    /// A part of a period in which nothing changes.
    public struct Piece: Sendable, Hashable {
        /// The part.
        public let period: Period
        /// Position in ``ZoneHistory/versions`` of the zones that hold; `nil` when none do.
        public let version: Int?
    }

    /// The versions in order of time.
    public let versions: [Version]

    /// A history of versions in any order.
    ///
    /// - Throws: ``ZoneError/overlappingVersions(first:second:)`` when two hold at one time,
    ///   ``ZoneError/emptyVersion(from:to:)`` when one ends before it begins or as it begins.
    public init(_ versions: [Version]) throws(ZoneError) {
        let sorted = versions.sorted { a, b in
            guard let to = b.validFrom else { return false }
            return a.validFrom.map { $0 < to } ?? true
        }
        for version in sorted {
            if let from = version.validFrom, let to = version.validTo, to <= from {
                throw .emptyVersion(from: from, to: to)
            }
        }
        for (earlier, later) in zip(sorted, sorted.dropFirst()) {
            guard let end = earlier.validTo, let start = later.validFrom, end <= start else {
                throw .overlappingVersions(first: earlier.validFrom, second: later.validFrom)
            }
        }
        self.versions = sorted
    }

    /// The zones that hold at an instant; `nil` when none do.
    public func scheme(at time: Timestamp) -> ZoneScheme? {
        versions.first { $0.isValid(at: time) }?.scheme
    }

    /// Splits a period at every change inside it. The pieces touch, so their durations add up to the period's; a time
    /// without zones is a piece too.
    public func pieces(of period: Period) -> [Piece] {
        var limits: Set<Timestamp> = [period.start, period.end]
        for limit in versions.flatMap({ [$0.validFrom, $0.validTo] }).compactMap({ $0 })
        where period.contains(limit) {
            limits.insert(limit)
        }
        let sorted = limits.sorted()
        return zip(sorted, sorted.dropFirst()).compactMap { from, to in
            guard let part = try? Period(from: from, to: to) else { return nil }
            return Piece(period: part, version: versions.firstIndex { $0.isValid(at: from) })
        }
    }
}
