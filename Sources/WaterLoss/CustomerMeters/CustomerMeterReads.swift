import Telemetry

/// Which customer meters are read, which are not, and which stand still though water was drawn before.
public struct CustomerMeterReads: Hashable, Sendable {
    /// What a meter's reads say.
    public enum State: Hashable, Sendable {
        /// Read, and it moves or has never moved.
        case read
        /// Not read for longer than allowed, or never.
        case unread(since: Timestamp?)
        /// Read, but standing still since then, with use before it.
        case stuck(since: Timestamp)
    }

    /// One meter.
    public struct Meter: Hashable, Sendable {
        /// Its id.
        public let id: String
        /// What its reads say.
        public let state: State
        /// What a stuck meter did not show by the end, m³: its mean use before it stopped times the time since; `nil`
        /// for the others.
        public let missed: Double?
    }

    /// How long a meter may go unread, and stand still, before it is told.
    public struct Policy: Hashable, Sendable {
        /// Longest time without a read, s. Default 100 d: a quarter and some days.
        public var longestUnread: Int64 = 100 * 86_400
        /// Shortest stand with use before it that is stuck, s. Default 60 d: people travel.
        public var shortestStuck: Int64 = 60 * 86_400
        /// 95 % half-width of what a stuck meter missed, percent. Default 50.
        public var missedPercent = 50.0

        /// The defaults, which are proposals.
        public init() {}
    }

    /// The meters, in the order given.
    public let meters: [Meter]
    /// What the stuck meters missed, m³. Estimates of meters are independent, so their half-widths add in quadrature.
    public let missed: ConfidenceInterval

    /// Judges meters by their registers.
    ///
    /// - Parameters:
    ///   - meters: ids and register reads; no series for a meter never read.
    ///   - end: the end of the period looked at; later reads are not looked at.
    ///   - policy: thresholds.
    public init(
        _ meters: [(id: String, reads: RegisterSeries?)], until end: Timestamp, policy: Policy = .init()
    ) {
        self.meters = meters.map { Self.judge($0.id, $0.reads, end, policy) }
        let missed = self.meters.compactMap(\.missed)
        self.missed = ConfidenceInterval(
            missed.reduce(0, +),
            halfWidth: ConfidenceInterval.combinedHalfWidth(missed.map { $0 * policy.missedPercent / 100 }))
    }

    /// What a meter that stands still did not show in a period that ends where the judgement ends, m³; 0 for the others.
    static func missed(_ meter: Meter, in period: Period) -> Double {
        guard case .stuck(let since) = meter.state, let missed = meter.missed, period.end > since else {
            return 0
        }
        return missed * Double(period.end - max(since, period.start)) / Double(period.end - since)
    }

    /// Ids of meters that were not read.
    public var unread: [String] {
        meters.filter { if case .unread = $0.state { true } else { false } }.map(\.id)
    }

    /// Ids of meters that are stuck.
    public var stuck: [String] {
        meters.filter { if case .stuck = $0.state { true } else { false } }.map(\.id)
    }

    private static func judge(
        _ id: String, _ reads: RegisterSeries?, _ end: Timestamp, _ policy: Policy
    ) -> Meter {
        let times = (reads?.times ?? []).prefix { $0 <= end.secondsSince1970 }
        guard let reads, let first = times.first, let last = times.last else {
            return Meter(id: id, state: .unread(since: nil), missed: nil)
        }
        if end.secondsSince1970 - last > policy.longestUnread {
            return Meter(id: id, state: .unread(since: Timestamp(last)), missed: nil)
        }
        // Back to the last read at which the register still moved.
        var at = times.count - 1
        while at > 0, reads.cumulative[at] <= reads.cumulative[at - 1] { at -= 1 }
        let used = reads.cumulative[at] - reads.cumulative[0]
        let moving = times[at] - first
        guard used > 0, moving > 0, last - times[at] >= policy.shortestStuck else {
            return Meter(id: id, state: .read, missed: nil)
        }
        let since = Timestamp(times[at])
        return Meter(
            id: id, state: .stuck(since: since), missed: used / Double(moving) * Double(end - since))
    }
}
