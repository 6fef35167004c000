/// What was found wrong in a series, what was done about it, and where to look first.
///
/// A clean series costs no memory: only kinds of fault that occur have an entry.
public struct ReadingFaults: Hashable, Codable, Sendable {
    /// A kind of fault.
    public enum Kind: String, CaseIterable, Codable, Sendable {
        /// Readings that came after a later one; sorted in.
        case outOfOrder
        /// Repeated times with the same value; kept once.
        case duplicatesMerged
        /// Repeated times with different values; all of them dropped, for none can be trusted.
        case duplicateConflicts
        /// Values that are no finite number; dropped.
        case nonFinite
        /// Negative registers or consumption, dropped; negative pressures, kept; small backward steps of a register,
        /// kept.
        case negative
        /// Isolated impossible values; dropped. A register keeps the difference across them.
        case spikes
        /// A register that passed its largest figure; the volume is known.
        case rollovers
        /// A register that jumped for no known reason; the volume across the jump is unknown.
        case resets
        /// A meter that was exchanged, with final and first figures on record; the volume is known.
        case replacements
        /// A value that stood still implausibly long; the time counts as unmeasured.
        case stuck
        /// Time without readings.
        case gaps
        /// Unmeasured time that was filled with estimates.
        case filled
    }

    /// How often and how long a fault occurred, and where first.
    public struct Tally: Hashable, Codable, Sendable {
        /// The fault.
        public let kind: Kind
        /// How many readings (or, of stuck, gaps and filled, how many spans).
        public internal(set) var count: Int
        /// How long in all, in seconds; 0 for faults of single readings.
        public internal(set) var seconds: Int64
        /// The first example.
        public internal(set) var first: Timestamp
    }

    /// The faults that occurred, in the order of ``Kind``.
    public private(set) var tallies: [Tally] = []

    /// No fault.
    public init() {}

    /// Whether nothing was found.
    public var isEmpty: Bool { tallies.isEmpty }

    /// The tally of a fault; `nil` when it did not occur.
    public subscript(kind: Kind) -> Tally? { tallies.first { $0.kind == kind } }

    /// How often a fault occurred.
    public func count(_ kind: Kind) -> Int { self[kind]?.count ?? 0 }

    /// How long a fault lasted in all, in seconds.
    public func seconds(_ kind: Kind) -> Int64 { self[kind]?.seconds ?? 0 }

    /// Notes a fault.
    mutating func note(_ kind: Kind, at time: Int64, count: Int = 1, seconds: Int64 = 0) {
        merge(Tally(kind: kind, count: count, seconds: seconds, first: Timestamp(time)))
    }

    /// Adds the faults of another look at the same series.
    public mutating func merge(_ other: ReadingFaults) {
        for tally in other.tallies { merge(tally) }
    }

    private mutating func merge(_ tally: Tally) {
        if let at = tallies.firstIndex(where: { $0.kind == tally.kind }) {
            tallies[at].count += tally.count
            tallies[at].seconds += tally.seconds
            tallies[at].first = min(tallies[at].first, tally.first)
        } else {
            tallies.append(tally)
            tallies.sort { ReadingFaults.rank($0.kind) < ReadingFaults.rank($1.kind) }
        }
    }

    private static func rank(_ kind: Kind) -> Int { Kind.allCases.firstIndex(of: kind) ?? 0 }
}

extension ReadingFaults: CustomStringConvertible {
    /// `spikes 2 (first 2018-01-05T02:00:00Z), gaps 1 over 7200 s (first …)`, or `none`.
    public var description: String {
        if tallies.isEmpty { return "none" }
        return tallies.map { tally in
            let length = tally.seconds > 0 ? " over \(tally.seconds) s" : ""
            return "\(tally.kind.rawValue) \(tally.count)\(length) (first \(tally.first))"
        }.joined(separator: ", ")
    }
}
