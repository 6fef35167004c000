/// The way through a register's readings, one increment after the other.
struct RegisterReading {
    /// What the step from one reading to the next was.
    private enum Increment {
        case volume(Double)
        case unknown
    }

    private let meter: Meter?
    private let policy: GapPolicy
    private let plainFactor: Double
    private let largestFlow: Double
    private let capacity: Double?
    private let resolution: Double
    /// Exchanges on record, in time order; each takes effect at its ``Meter/Replacement/at``.
    private var exchanges: [Meter.Replacement]
    /// Whether the pulse factor ever changes.
    private let hasChanges: Bool
    /// Whether the register ever falls.
    private var hasFalls = false
    /// Position of the next exchange on record.
    private var exchange = 0
    private(set) var times: [Int64] = []
    private(set) var cumulative: [Double] = []
    private(set) var unknown: [RegisterSeries.UnknownSpan] = []
    private(set) var faults = ReadingFaults()

    init(meter: Meter?, policy: GapPolicy) {
        self.meter = meter
        self.policy = policy
        plainFactor = meter?.pulseFactor ?? 1
        // Everything here is in m³ as shown; the largest flow is of real water.
        largestFlow = (meter?.largestFlow ?? .infinity) / plainFactor
        capacity = meter?.registerCapacity
        resolution = meter?.registerResolution ?? 0
        exchanges = (meter?.replacements ?? []).sorted { $0.at < $1.at }
        hasChanges = !(meter?.factorChanges ?? []).isEmpty
    }

    mutating func count(_ rawTimes: [Int64], _ rawValues: [Double]) {
        guard let first = rawTimes.first else { return }
        settleExchanges(rawTimes, rawValues)
        times.reserveCapacity(rawTimes.count)
        cumulative.reserveCapacity(rawTimes.count)
        times.append(first)
        cumulative.append(0)
        while exchange < exchanges.count, exchanges[exchange].at.secondsSince1970 <= first { exchange += 1 }
        var search = StuckSearch(policy: policy, meter: meter, start: first)
        var stillSince = first
        var total = 0.0
        var totalAtStill = 0.0
        var before = (time: first, value: rawValues[0])
        var place = 0
        // Made for the first step that is odd: most registers have none.
        var slips: RegisterSlips?
        var at = 1
        while at < rawTimes.count {
            let time = rawTimes[at]
            let value = rawValues[at]
            if isOdd(rawTimes, rawValues, before, at) {
                let search = slips ?? RegisterSlips(rawTimes, rawValues, resolution: resolution)
                slips = search
                let end = search.end(after: place, at: at) { [largestFlow] in largestFlow * Double($0) }
                if let end, nextExchange(after: before.time, upTo: rawTimes[end]) == nil {
                    faults.note(.spikes, at: time, count: end - at)
                    at = end
                    continue
                }
            }
            if at + 1 < rawTimes.count,
                isSpike(before, (time, value), (rawTimes[at + 1], rawValues[at + 1]))
            {
                faults.note(.spikes, at: time)
                at += 1
                continue
            }
            switch increment(before, (time, value)) {
            case .volume(let volume):
                if volume != 0 {
                    search.take(stillSince, before.time, hasVaried: totalAtStill > 0)
                    stillSince = time
                    total += volume
                    totalAtStill = total
                }
            case .unknown:
                search.take(stillSince, before.time, hasVaried: totalAtStill > 0)
                stillSince = time
                totalAtStill = total
                faults.note(.resets, at: time)
                unknown.append(.init(period: Period(ordered: before.time, time), reason: .reset))
            }
            times.append(time)
            cumulative.append(total)
            before = (time, value)
            place = at
            at += 1
        }
        search.take(stillSince, before.time, hasVaried: totalAtStill > 0)
        for span in search.spans {
            faults.note(.stuck, at: span.start.secondsSince1970, seconds: span.duration)
            unknown.append(.init(period: span, reason: .stuck))
        }
    }

    /// Whether a reading may begin a run that is taken back: a fall that no rollover explains, or a rise
    /// before a fall.
    private func isOdd(
        _ times: [Int64], _ values: [Double], _ before: (time: Int64, value: Double), _ at: Int
    ) -> Bool {
        let value = values[at]
        if before.value - value > resolution {
            return rolledOver(before.value, value, largestFlow * Double(times[at] - before.time)) == nil
        }
        // A run that is too high begins with a rise; whether a fall ever follows is cheap to see only once it
        // is looked
        // for, so look only where the next readings do not go on as they should.
        guard at + 1 < values.count else { return false }
        return hasFalls && value > before.value
    }

    /// Lets every exchange take effect where its readings say so.
    ///
    /// The last figure of the old register is often read at the very instant of the exchange. A reading at
    /// that instant
    /// belongs to the register whose figure it is nearer to; the old one's ends before the exchange takes
    /// effect.
    private mutating func settleExchanges(_ times: [Int64], _ values: [Double]) {
        for place in exchanges.indices {
            let exchange = exchanges[place]
            let at = ReadingSeries.lowerBound(times, exchange.at.secondsSince1970)
            guard at < times.count, times[at] == exchange.at.secondsSince1970,
                abs(values[at] - exchange.oldFinal) < abs(values[at] - exchange.newInitial)
            else { continue }
            exchanges[place].at = exchange.at + 1
        }
        hasFalls = zip(values.dropFirst(), values).contains { $0 < $1 - resolution }
    }

    /// Whether the middle one of three readings is an isolated impossible value.
    ///
    /// Up and down again: the rise is more than the largest flow allows, or the fall cannot be. Down and up
    /// again: the
    /// same. In both cases the reading after has to follow plausibly on the reading before; a rollover or a
    /// reset
    /// does not, for there the reading after stays low.
    private func isSpike(
        _ a: (time: Int64, value: Double), _ b: (time: Int64, value: Double),
        _ c: (time: Int64, value: Double)
    ) -> Bool {
        let rises = b.value >= a.value
        let falls = c.value < b.value
        // The common case first: three readings that grow slowly.
        if rises, !falls { return false }
        if abs(rises ? c.value - b.value : b.value - a.value) <= resolution { return false }
        guard c.value >= a.value, c.value - a.value <= largestFlow * Double(c.time - a.time) else {
            return false
        }
        return nextExchange(after: a.time, upTo: c.time) == nil
    }

    private mutating func increment(
        _ a: (time: Int64, value: Double), _ b: (time: Int64, value: Double)
    ) -> Increment {
        if hasChanges, let meter,
            meter.factorChanges.contains(where: {
                a.time < $0.at.secondsSince1970 && $0.at.secondsSince1970 < b.time
            })
        {
            // It is not known what share of the increment was counted with which factor.
            return .unknown
        }
        let factor = hasChanges ? meter?.pulseFactor(at: Timestamp(a.time)) ?? 1 : plainFactor
        let room = largestFlow * Double(b.time - a.time)
        if let first = nextExchange(after: a.time, upTo: b.time) {
            return exchanged(a, b, from: first, room, factor)
        }
        let rise = b.value - a.value
        if rise >= 0 { return rise <= room ? .volume(rise * factor) : .unknown }
        if -rise <= resolution {
            // A register may step back by its last digit when the water rests.
            faults.note(.negative, at: b.time)
            return .volume(rise * factor)
        }
        if let turned = rolledOver(a.value, b.value, room) {
            faults.note(.rollovers, at: b.time)
            return .volume(turned * factor)
        }
        return .unknown
    }

    /// The increment across the end of the register: (R1 − R0) mod 10^d, if no more than can have passed and
    /// if the
    /// register was near its top; else `nil`.
    private func rolledOver(_ before: Double, _ after: Double, _ room: Double) -> Double? {
        guard let capacity, before < capacity, after < capacity,
            before >= (1 - policy.rolloverShare) * capacity
        else { return nil }
        let turned = after - before + capacity
        // With the largest flow unknown, no more than the shares near top and bottom.
        let limit = room.isFinite ? room : 2 * policy.rolloverShare * capacity
        return turned <= limit ? turned : nil
    }

    private func nextExchange(after from: Int64, upTo to: Int64) -> Int? {
        guard exchange < exchanges.count else { return nil }
        var at = exchange
        while at < exchanges.count, exchanges[at].at.secondsSince1970 <= from { at += 1 }
        return at < exchanges.count && exchanges[at].at.secondsSince1970 <= to ? at : nil
    }

    /// (final of the old − reading before) + (reading after − first of the new), and so on for more
    /// exchanges.
    private mutating func exchanged(
        _ a: (time: Int64, value: Double), _ b: (time: Int64, value: Double), from first: Int, _ room: Double,
        _ factor: Double
    ) -> Increment {
        var sum = 0.0
        var before = a.value
        var at = first
        var isPlausible = true
        func add(_ rise: Double, _ last: Double, _ next: Double) {
            if rise >= -resolution {
                sum += rise
            } else if let turned = rolledOver(last, next, room) {
                sum += turned
            } else {
                isPlausible = false
            }
        }
        while at < exchanges.count, exchanges[at].at.secondsSince1970 <= b.time {
            add(exchanges[at].oldFinal - before, before, exchanges[at].oldFinal)
            before = exchanges[at].newInitial
            at += 1
        }
        add(b.value - before, before, b.value)
        exchange = at
        guard isPlausible, sum <= room else { return .unknown }
        faults.note(.replacements, at: b.time, count: at - first)
        return .volume(sum * factor)
    }
}
