extension ReadingSeries {
    /// Makes a series of raw readings in any order.
    ///
    /// Readings are sorted; values that are no finite number are dropped, as are negative registers and
    /// negative
    /// consumption (billing corrections are not use); a repeated time with one value is merged, with
    /// different
    /// values dropped altogether. Nothing is ever replaced by zero. Where a largest possible flow is given,
    /// flows
    /// beyond it in either direction are dropped as spikes; spikes of registers are the matter of
    /// ``RegisterSeries``.
    ///
    /// - Parameters:
    ///   - element: id of what was read.
    ///   - kind: what was measured.
    ///   - form: how consumption is meant.
    ///   - times: seconds since 1970 UTC, any order.
    ///   - values: a value for each time, SI; NaN for missing.
    ///   - maximumFlow: the largest possible flow in m³/s, for the kind flow and consumption rates.
    ///   - tolerance: by how much two values of one time may differ and still be one value, in SI: what was
    ///     lost when
    ///     they were printed. Values that differ by less than double precision tells are one in any case.
    /// - Returns: the series and what was found; a series without faults shares the arrays given.
    /// - Throws: ``TelemetryError/lengthsDiffer(element:times:values:)``.
    public static func cleaned(
        element: String, kind: ReadingKind, form: ConsumptionForm = .volume, times: [Int64], values: [Double],
        maximumFlow: Double? = nil, tolerance: Double = 0
    ) throws(TelemetryError) -> (series: ReadingSeries, faults: ReadingFaults) {
        guard times.count == values.count else {
            throw .lengthsDiffer(element: element, times: times.count, values: values.count)
        }
        let isRate = kind == .flow || (kind == .consumption && form == .rate)
        let highest = isRate ? (maximumFlow ?? .infinity) : .infinity
        let lowest = kind == .register || kind == .consumption ? 0 : -highest
        // A negative pressure is kept but told.
        if isClean(times, values, kind == .pressure ? 0 : lowest, highest) {
            return (ReadingSeries(trusted: element, kind, form, times, values), ReadingFaults())
        }

        var faults = ReadingFaults()
        let order = timeOrder(times, &faults)
        var keptTimes: [Int64] = []
        var keptValues: [Double] = []
        keptTimes.reserveCapacity(times.count)
        keptValues.reserveCapacity(times.count)
        var conflict: Int64?
        for at in 0..<times.count {
            let position = order.map { Int($0[at]) } ?? at
            let time = times[position]
            let value = values[position]
            guard value.isFinite else {
                faults.note(.nonFinite, at: time)
                continue
            }
            if value < 0, lowest == 0 || kind == .pressure {
                faults.note(.negative, at: time)
                if lowest == 0 { continue }
            }
            if value > highest || value < -highest {
                faults.note(.spikes, at: time)
                continue
            }
            if conflict == time {
                faults.note(.duplicateConflicts, at: time)
                continue
            }
            if let last = keptTimes.last, last == time {
                if let kept = keptValues.last, isOneValue(kept, value, tolerance) {
                    faults.note(.duplicatesMerged, at: time)
                } else {
                    keptTimes.removeLast()
                    keptValues.removeLast()
                    conflict = time
                    faults.note(.duplicateConflicts, at: time, count: 2)
                }
                continue
            }
            keptTimes.append(time)
            keptValues.append(value)
        }
        return (ReadingSeries(trusted: element, kind, form, keptTimes, keptValues), faults)
    }

    /// Whether two values are one, printed in two ways: 0.36 m³/h and 0.1 L/s.
    package static func isOneValue(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool {
        // A conversion of units rounds by a few units in the last place.
        a == b || abs(a - b) <= max(tolerance, 1e-12 * max(abs(a), abs(b)))
    }

    private static func isClean(_ times: [Int64], _ values: [Double], _ lowest: Double, _ highest: Double)
        -> Bool
    {
        var before = Int64.min
        var at = 0
        while at < times.count {
            let value = values[at]
            // False for NaN too.
            if !(value >= lowest && value <= highest && value.isFinite) || times[at] <= before {
                return false
            }
            before = times[at]
            at &+= 1
        }
        return true
    }

    /// Positions in time order, equal times in the order given; `nil` when they are in order already.
    private static func timeOrder(_ times: [Int64], _ faults: inout ReadingFaults) -> [Int32]? {
        var latest = Int64.min
        var isSorted = true
        for time in times {
            if time < latest {
                faults.note(.outOfOrder, at: time)
                isSorted = false
            } else {
                latest = time
            }
        }
        if isSorted { return nil }
        var order = (0..<Int32(times.count)).map { $0 }
        order.sort { a, b in
            let (ta, tb) = (times[Int(a)], times[Int(b)])
            return ta != tb ? ta < tb : a < b
        }
        return order
    }
}
