/// A unit that cuts time into balance periods.
public enum CalendarUnit: String, CaseIterable, Codable, Sendable {
    /// Local days, midnight to midnight.
    case day
    /// ISO weeks, Monday to Monday.
    case week
    /// Calendar months.
    case month
    /// The whole span as it is.
    case period
}

/// A day, week or month of a span, or what the span holds of it.
public struct CalendarPeriod: Hashable, Sendable {
    /// The time itself, inside the span it was cut from.
    public let period: Period
    /// The unit it was cut by.
    public let unit: CalendarUnit
    /// Whether the span holds the whole day, week or month.
    public let isComplete: Bool
    /// `2018-01-05`, `2018-W01`, `2018-01`, or for a whole span its first and last local date.
    public let label: String
}

extension LocalCalendar {
    /// Cuts `[start, end)` at local midnights, Mondays or first days of a month.
    ///
    /// The first and the last piece are clipped to the span and then marked incomplete. The pieces touch, so their
    /// durations add up to the span's.
    ///
    /// - Returns: the pieces in order; none for an empty span.
    public func periods(from start: Timestamp, to end: Timestamp, by unit: CalendarUnit) -> [CalendarPeriod] {
        guard start < end else { return [] }
        let span = Period(ordered: start.secondsSince1970, end.secondsSince1970)
        if unit == .period {
            let first = date(at: start)
            let last = date(at: end - 1)
            let label = first == last ? "\(first)" : "\(first)/\(last)"
            return [CalendarPeriod(period: span, unit: unit, isComplete: true, label: label)]
        }
        var pieces: [CalendarPeriod] = []
        var first = firstDate(of: unit, holding: date(at: start))
        while true {
            let next = nextDate(of: unit, after: first)
            let from = startOfDay(first)
            let to = startOfDay(next)
            if from >= end { break }
            if let clipped = span.intersection(Period(ordered: from.secondsSince1970, to.secondsSince1970)) {
                pieces.append(
                    CalendarPeriod(
                        period: clipped, unit: unit, isComplete: clipped.start == from && clipped.end == to,
                        label: label(of: unit, from: first)))
            }
            first = next
        }
        return pieces
    }

    /// Cuts a period; see ``periods(from:to:by:)``.
    public func periods(in period: Period, by unit: CalendarUnit) -> [CalendarPeriod] {
        periods(from: period.start, to: period.end, by: unit)
    }

    private func firstDate(of unit: CalendarUnit, holding date: LocalDate) -> LocalDate {
        switch unit {
        case .day, .period: date
        case .week: date.startOfWeek
        case .month: date.startOfMonth
        }
    }

    private func nextDate(of unit: CalendarUnit, after first: LocalDate) -> LocalDate {
        switch unit {
        case .day, .period: first.advanced(byDays: 1)
        case .week: first.advanced(byDays: 7)
        // 31 days after the first of a month is always in the next month.
        case .month: first.advanced(byDays: 31).startOfMonth
        }
    }

    private func label(of unit: CalendarUnit, from first: LocalDate) -> String {
        switch unit {
        case .day, .period: return "\(first)"
        case .week:
            let week = first.isoWeek
            return "\(padded(week.year, 4))-W\(padded(week.week, 2))"
        case .month:
            let parts = first.components
            return "\(padded(parts.year, 4))-\(padded(parts.month, 2))"
        }
    }
}
