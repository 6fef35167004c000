import Telemetry

/// What can be told of a pressure point from its series and from heads that are known.
///
/// By itself a series tells what is impossible and what stands still. Against the known head of a reservoir, a tank or a
/// surveyed logger it also tells offset and drift. Against its neighbours it tells drift only: a constant difference
/// may be head loss or a wrong level as well as a wrong zero. Of two that move apart without a third it is not known which
/// one drifts; of three and more it is the one that moves away from most others.
public struct PressurePointCheck: Equatable, Sendable {
    /// What a point's heads are compared with, on the point's own grid.
    public enum Reference: Hashable, Sendable {
        /// A head that is known, m above datum.
        case knownHead(ZonePressureSeries)
        /// Other points of the zone; their median stands for what the zone did.
        case neighbours([ZonePressureSeries])
    }

    /// A fault, with the figures that show it.
    public enum Finding: Hashable, Sendable {
        /// Fewer than two readings.
        case tooFewReadings(Int)
        /// Readings that no pressure can have; left out.
        case impossible(count: Int, first: Timestamp)
        /// One value for implausibly long; the time is left out.
        case stuck(Period, value: Double)
        /// The series never varies at all.
        case neverVaries(value: Double)
        /// Above (or, negative, below) the known head at night by this much, m: zero or level of the sensor are wrong.
        case offset(ConfidenceInterval)
        /// Moves away from the reference at this rate, m a year.
        case drift(perYear: ConfidenceInterval, againstKnownHead: Bool)
        /// Too few nights in common with the reference to tell offset or drift.
        case tooFewNights(Int, needed: Int)
        /// Nothing to compare with, so neither offset nor drift can be told; or one point only, from which it moves away.
        case noReference

        /// The kind of finding as files and reports name it, such as `stuck`.
        public var code: String {
            switch self {
            case .tooFewReadings: "too_few_readings"
            case .impossible: "impossible"
            case .stuck: "stuck"
            case .neverVaries: "never_varies"
            case .offset: "offset"
            case .drift: "drift"
            case .tooFewNights: "too_few_nights"
            case .noReference: "no_reference"
            }
        }
    }

    /// The point's id.
    public let id: String
    /// The readings that can be used: without impossible and stuck ones. Offset and drift are not corrected here.
    public let usable: ReadingSeries
    /// What was found, the readings' own faults first.
    public let findings: [Finding]

    /// Looks through a pressure point.
    ///
    /// - Parameters:
    ///   - series: its pressures, m.
    ///   - elevation: level of the sensor, m above datum; `nil` when not surveyed, and then no offset can be told.
    ///   - reference: what to compare with; `nil` for nothing.
    ///   - calendar: local time of the nights.
    ///   - policy: thresholds.
    public init(
        _ series: ReadingSeries, elevation: Double?, reference: Reference? = nil, calendar: LocalCalendar,
        policy: PressurePointPolicy = .init()
    ) throws {
        id = series.element
        var findings: [Finding] = []
        let possible = try Self.possible(series, policy, &findings)
        usable = try Self.moving(possible, policy, &findings)
        if let grid = reference?.grid, let reference, usable.count > 1 {
            let own = ZonePressureSeries(usable, on: grid, elevation: elevation ?? 0)
            findings += Self.compare(
                own, reference, hasLevel: elevation != nil, calendar: calendar, policy: policy)
        } else {
            findings.append(.noReference)
        }
        self.findings = findings
    }

    /// What to add to the pressures to bring them to the known head, m; `nil` when no offset was found, or when the
    /// point drifts and one number would not do.
    public var correction: Double? {
        var offset: Double?
        for finding in findings {
            if case .offset(let size) = finding { offset = -size.value }
            if case .drift = finding { return nil }
        }
        return offset
    }

    private static func possible(
        _ series: ReadingSeries, _ policy: PressurePointPolicy, _ findings: inout [Finding]
    ) throws -> ReadingSeries {
        if series.count < 2 { findings.append(.tooFewReadings(series.count)) }
        let range = policy.lowest...max(policy.lowest, policy.highest)
        let kept = series.values.indices.filter { range.contains(series.values[$0]) }
        guard kept.count < series.count else { return series }
        let first = series.values.indices.first { !range.contains(series.values[$0]) }
        findings.append(
            .impossible(
                count: series.count - kept.count, first: Timestamp(first.map { series.times[$0] } ?? 0)))
        return try series.keeping(kept)
    }

    /// The series without the stretches in which it stood still.
    private static func moving(
        _ series: ReadingSeries, _ policy: PressurePointPolicy, _ findings: inout [Finding]
    ) throws -> ReadingSeries {
        guard let step = series.nominalStep, let first = series.values.first, let from = series.times.first,
            let to = series.times.last
        else { return series }
        if series.values.allSatisfy({ $0 == first }) {
            guard to + step - from >= policy.stuckSeconds else { return series }
            findings.append(.neverVaries(value: first))
            return try series.keeping([])
        }
        var kept: [Int] = []
        var search = StuckSearch(shortest: policy.stuckSeconds, factor: policy.stuckFactor, start: from)
        var start = 0
        while start < series.count {
            var end = start + 1
            while end < series.count, series.values[end] == series.values[start] { end += 1 }
            let until = end < series.count ? series.times[end] : to + step
            if search.take(series.times[start], until, hasVaried: start > 0) {
                let span = try Period(from: Timestamp(series.times[start]), to: Timestamp(until))
                findings.append(.stuck(span, value: series.values[start]))
            } else {
                kept += start..<end
            }
            start = end
        }
        return kept.count < series.count ? try series.keeping(kept) : series
    }

    /// A median with 95 % limits by the order statistics of ranks n/2 ∓ 1.96·√n/2.
    static func medianWithLimits(_ sample: [Double]) -> ConfidenceInterval? {
        guard let middle = RobustScale.median(sample) else { return nil }
        let sorted = sample.sorted()
        let half = Double(sorted.count) / 2
        let reach = 1.96 * Double(sorted.count).squareRoot() / 2
        let low = max(0, Int((half - reach).rounded(.down)) - 1)
        let high = min(sorted.count - 1, Int((half + reach).rounded(.up)))
        return ConfidenceInterval(middle, lower: sorted[low], upper: sorted[high])
    }
}

extension PressurePointCheck.Reference {
    /// Whether it is a head that is known.
    var isKnown: Bool { if case .knownHead = self { true } else { false } }

    /// The grid of the reference; `nil` when there is no series, or the neighbours' grids differ.
    var grid: TimeGrid? {
        switch self {
        case .knownHead(let series): return series.grid
        case .neighbours(let all):
            guard let grid = all.first?.grid, all.allSatisfy({ $0.grid == grid }) else { return nil }
            return grid
        }
    }

    /// The reference in one cell, m; NaN where not known.
    func head(in cell: Int) -> Double {
        switch self {
        case .knownHead(let series): series.values[cell]
        case .neighbours(let all):
            RobustScale.median(all.map { $0.values[cell] }.filter(\.isFinite)) ?? .nan
        }
    }
}

extension ReadingSeries {
    /// The readings at some positions, ascending.
    func keeping(_ positions: [Int]) throws -> ReadingSeries {
        try ReadingSeries(
            element: element, kind: kind, form: consumptionForm, times: positions.map { times[$0] },
            values: positions.map { values[$0] })
    }
}
