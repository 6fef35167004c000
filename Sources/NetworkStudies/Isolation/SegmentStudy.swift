import PipeNetwork

/// Every segment between valves taken out once: the answer of ``IsolationStudy/review``.
public struct SegmentStudy: Sendable {
    /// The study that was asked.
    public let study: IsolationStudy
    /// What was found.
    public let review: SegmentReview
    /// What a segment should not exceed.
    public let limits: SegmentReview.Limits

    /// What a burst costs on average, each pipe as likely to burst as it is long.
    public struct MeanBurst: Sendable, Hashable {
        /// Connections without water.
        public let connections: Double
        /// Valves to be closed.
        public let valves: Double

        /// The means of `review`; `nil` without pipes.
        init?(_ review: SegmentReview) {
            let withPipes = review.contents.indices.filter { review.contents[$0].links > 0 }
            let length = withPipes.reduce(0) { $0 + review.contents[$1].length }
            guard length > 0 else { return nil }
            func mean(_ value: (Int) -> Double) -> Double {
                withPipes.reduce(0) { $0 + review.contents[$1].length * value($1) } / length
            }
            connections = mean { review.bursts[$0].connections }
            valves = mean { Double(review.bursts[$0].valves) }
        }
    }

    /// What more valves by a rule would change.
    public struct ValveGain: Sendable, Hashable {
        /// Segments that have too much in them today.
        public let segments: Int
        /// A burst today.
        public let burst: MeanBurst
        /// The rule by which valves would be placed.
        public let rule: IsolationValves.PlacementRule
        /// Valves that the rule would add.
        public let addedValves: Int
        /// Segments that would have too much in them then.
        public let segmentsThen: Int
        /// A burst then.
        public let burstThen: MeanBurst
    }

    /// The network.
    public var network: Network { study.network }

    /// What a burst costs on average; `nil` without pipes.
    public var meanBurst: MeanBurst? { MeanBurst(review) }

    /// What valves by the rule 'n-1' would change; `nil` where no segment has too many connections, hydrants or pipes, and
    /// where valves are placed by a rule already.
    public var valveGain: ValveGain? {
        let segments = tooLarge(review)
        guard segments > 0, let burst = meanBurst, study.options.rule == nil else { return nil }
        let placed = study.placedSegments.segments(of: study)
        let review = SegmentReview(placed, in: network, withValves: false)
        guard let burstThen = MeanBurst(review) else { return nil }
        return ValveGain(
            segments: segments, burst: burst, rule: PlacedSegments.rule,
            addedValves: placed.valves.origins.count { $0 == .assumed }, segmentsThen: tooLarge(review),
            burstThen: burstThen)
    }

    /// Number of segments with too many connections, hydrants or pipes.
    private func tooLarge(_ review: SegmentReview) -> Int {
        let kinds: Set<SegmentReview.Lack> = [.manyConnections, .manyHydrants, .longPipes]
        return review.lacking(limits).count { !kinds.isDisjoint(with: $0.lacks) }
    }

    /// Row of a segment's longest pipe, by which people know it; `nil` for a segment without links.
    public func longestLink(ofSegment segment: Int) -> Int? {
        func length(_ row: Int32) -> Double {
            network.links.length[Int(row)].isFinite ? network.links.length[Int(row)] : 0
        }
        return study.contents.links(of: segment).max { length($0) < length($1) }.map { Int($0) }
    }
}

extension IsolationStudy {
    /// Every segment taken out once, and every valve weighed.
    public var review: SegmentStudy { review(limits: .init()) }

    /// Every segment taken out once, and every valve weighed.
    ///
    /// - Parameter limits: what a segment should not exceed.
    public func review(limits: SegmentReview.Limits) -> SegmentStudy {
        SegmentStudy(study: self, review: SegmentReview(segments, in: network), limits: limits)
    }
}
