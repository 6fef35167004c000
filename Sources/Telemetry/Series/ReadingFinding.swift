/// Something odd in stored readings: in which series, from when to when, what water it is about, and what a balance does
/// about it.
public struct ReadingFinding: Hashable, Sendable {
    /// What a balance does about it.
    public enum Treatment: String, Hashable, Sendable, CaseIterable {
        /// The readings are dropped; the time counts as unmeasured and is filled where it is short.
        case dropped
        /// The time is filled by a straight line.
        case filledByLine = "filled_by_line"
        /// The time is filled with the profile of the same weekdays.
        case filledByProfile = "filled_by_profile"
        /// The time counts as unmeasured; where too much of a period is, the period has no volume.
        case unmeasured
        /// What passed is known, and counted.
        case counted
        /// The readings are kept as they are.
        case kept
    }

    /// Id of what was read.
    public var element: String
    /// What was measured.
    public var kind: ReadingKind
    /// What is odd.
    public var fault: ReadingFaults.Kind
    /// From when on.
    public var start: Timestamp
    /// Until when; the same as the start for a single reading.
    public var end: Timestamp
    /// The water it is about, m³: what was filled in, what a jump of a register would be, what a dropped reading would
    /// have counted; `nil` where no figure can be given.
    public var volume: Double?
    /// What a balance does about it.
    public var treatment: Treatment

    /// A finding.
    public init(
        element: String, kind: ReadingKind, fault: ReadingFaults.Kind, start: Timestamp, end: Timestamp,
        volume: Double?, treatment: Treatment
    ) {
        self.element = element
        self.kind = kind
        self.fault = fault
        self.start = start
        self.end = end
        self.volume = volume
        self.treatment = treatment
    }

    /// Whether any of it lies in a period.
    public func touches(_ period: Period) -> Bool {
        start < period.end && (end > period.start || start >= period.start)
    }
}

extension ReadingSeries {
    /// Everything that a balance will find odd in this series, in the order of time.
    ///
    /// - Parameters:
    ///   - calendar: the local calendar, for weekday profiles.
    ///   - meter: what is known of the meter: digits, exchanges, largest flow.
    ///   - policy: thresholds.
    /// - Throws: `TelemetryError` for a meter or a threshold that cannot be.
    public func findings(
        calendar: LocalCalendar, meter: Meter? = nil, policy: GapPolicy = .standard
    ) throws(TelemetryError) -> [ReadingFinding] {
        guard count > 1 else { return [] }
        let found =
            switch kind {
            case .flow:
                try FlowSeries(self, calendar: calendar, meter: meter, policy: policy).findings(from: self)
            case .register: try RegisterSeries(self, meter: meter, policy: policy).findings(from: self)
            case .level, .pressure, .consumption: interruptions(policy)
            }
        return found.sorted { ($0.start, $0.end, $0.fault.rawValue) < ($1.start, $1.end, $1.fault.rawValue) }
    }

    /// Time without readings, longer than so many usual steps.
    private func interruptions(_ policy: GapPolicy) -> [ReadingFinding] {
        guard let step = nominalStep else { return [] }
        let widest = Int64(Double(step) * policy.gapFactor)
        return times.indices.dropFirst().compactMap { at in
            let (before, after) = (times[at - 1], times[at])
            guard after - before > widest else { return nil }
            return ReadingFinding(
                element: element, kind: kind, fault: .gaps, start: Timestamp(before + step),
                end: Timestamp(after), volume: nil, treatment: .unmeasured)
        }
    }
}

extension FlowSeries {
    fileprivate func findings(from raw: ReadingSeries) -> [ReadingFinding] {
        func finding(
            _ fault: ReadingFaults.Kind, _ start: Int64, _ end: Int64, _ volume: Double?,
            _ treatment: ReadingFinding.Treatment
        ) -> ReadingFinding {
            ReadingFinding(
                element: raw.element, kind: .flow, fault: fault, start: Timestamp(start), end: Timestamp(end),
                volume: volume, treatment: treatment)
        }
        var found = gaps.map { gap in
            let treatment: ReadingFinding.Treatment =
                switch gap.treatment {
                case .line: .filledByLine
                case .profile: .filledByProfile
                case .unavailable: .unmeasured
                }
            return finding(
                gap.isStuck ? .stuck : .gaps, gap.period.start.secondsSince1970,
                gap.period.end.secondsSince1970, filledVolume(gap), treatment)
        }
        // What was dropped is what the raw series has and this one has not.
        var place = 0
        for at in raw.times.indices {
            while place < series.count, series.times[place] < raw.times[at] { place += 1 }
            if place < series.count, series.times[place] == raw.times[at] { continue }
            found.append(
                finding(
                    .spikes, raw.times[at], raw.times[at], raw.values[at] * Double(step), .dropped))
        }
        return found
    }

    /// What was filled into a gap, m³; the last step of a fill may reach beyond it.
    private func filledVolume(_ gap: Gap) -> Double? {
        guard gap.treatment != .unavailable, step > 0 else { return nil }
        var volume = 0.0
        var at = gap.period.start.secondsSince1970
        for flow in gap.fill {
            let length = min(step, gap.period.end.secondsSince1970 - at)
            if length > 0 { volume += flow * Double(length) }
            at += step
        }
        return volume
    }
}

extension RegisterSeries {
    fileprivate func findings(from raw: ReadingSeries) -> [ReadingFinding] {
        func finding(
            _ fault: ReadingFaults.Kind, _ start: Timestamp, _ end: Timestamp, _ volume: Double?,
            _ treatment: ReadingFinding.Treatment
        ) -> ReadingFinding {
            ReadingFinding(
                element: element, kind: .register, fault: fault, start: start, end: end, volume: volume,
                treatment: treatment)
        }
        func shown(_ time: Timestamp) -> Double? {
            let at = ReadingSeries.lowerBound(raw.times, time.secondsSince1970)
            return at < raw.count && raw.times[at] == time.secondsSince1970 ? raw.values[at] : nil
        }
        var found = unknownSpans.map { span in
            let isJump = span.reason == .reset
            let jump = shown(span.period.start).flatMap { from in shown(span.period.end).map { $0 - from } }
            return finding(
                isJump ? .resets : .stuck, span.period.start, span.period.end, isJump ? jump : nil,
                .unmeasured)
        }
        let treatments: [(ReadingFaults.Kind, ReadingFinding.Treatment)] = [
            (.spikes, .dropped), (.rollovers, .counted), (.replacements, .counted), (.negative, .kept),
        ]
        for (fault, treatment) in treatments {
            if let tally = faults[fault] {
                found.append(finding(fault, tally.first, tally.first, nil, treatment))
            }
        }
        return found
    }
}
