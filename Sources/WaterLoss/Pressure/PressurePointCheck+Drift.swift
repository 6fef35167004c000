import Telemetry

extension PressurePointCheck {
    /// Offset and drift of the nightly differences of a point and its reference.
    static func compare(
        _ own: ZonePressureSeries, _ reference: Reference, hasLevel: Bool, calendar: LocalCalendar,
        policy: PressurePointPolicy
    ) -> [Finding] {
        let differences = nightlyDifferences(own, reference, calendar, policy)
        guard differences.count >= policy.minimumNights else {
            return [.tooFewNights(differences.count, needed: policy.minimumNights)]
        }
        var findings: [Finding] = []
        if hasLevel, reference.isKnown, let offset = medianWithLimits(differences.map(\.y)),
            abs(offset.value) > policy.offsetLimit, offset.excludes(0)
        {
            findings.append(.offset(offset))
        }
        guard let perYear = drift(differences, policy) else { return findings }
        guard case .neighbours(let others) = reference else {
            return findings + [.drift(perYear: perYear, againstKnownHead: true)]
        }
        guard others.count > 1 else { return findings + [.noReference] }
        let accusers = others.filter { other in
            let apart = nightlyDifferences(own, .neighbours([other]), calendar, policy)
            return drift(apart, policy).map { ($0.value > 0) == (perYear.value > 0) } ?? false
        }
        if 2 * accusers.count > others.count {
            findings.append(.drift(perYear: perYear, againstKnownHead: false))
        }
        return findings
    }

    /// The rate at which differences move, m a year; `nil` when they do not move beyond doubt: at less than
    /// ``PressurePointPolicy/driftLimit``, by less than ``PressurePointPolicy/leastDrift`` in the nights seen, or within
    /// their own scatter.
    ///
    /// Sen's limits hold for independent nights. Nights resemble their neighbours, so the limits are widened by
    /// √((1 + φ)/(1 − φ)) with the correlation φ of successive residuals about the line (Bayley, G. V. and Hammersley,
    /// J. M., J. R. Stat. Soc. Suppl. 8 (1946) 184–197), and have to leave out 0 at one and a half times that: every
    /// point of every zone is asked every month, and of many at 95 % some would be accused.
    static func drift(
        _ differences: [(x: Double, y: Double)], _ policy: PressurePointPolicy
    ) -> ConfidenceInterval? {
        guard differences.count >= policy.driftNights, let first = differences.first?.x,
            let last = differences.last?.x, let line = TheilSenLine(differences)
        else { return nil }
        let residuals = differences.map { $0.y - line.value(at: $0.x) }
        let products = zip(residuals, residuals.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
        let squares = residuals.reduce(0) { $0 + $1 * $1 }
        let correlation = squares > 0 ? min(0.9, max(0, products / squares)) : 0
        let width = ((1 + correlation) / (1 - correlation)).squareRoot()
        let slope = line.slope.value
        let perYear = ConfidenceInterval(
            365.25 * slope, lower: 365.25 * (slope - (slope - line.slope.lower) * width),
            upper: 365.25 * (slope + (line.slope.upper - slope) * width))
        let reach = perYear.value > 0 ? perYear.value - perYear.lower : perYear.upper - perYear.value
        guard abs(perYear.value) > policy.driftLimit, abs(slope) * (last - first) >= policy.leastDrift,
            abs(perYear.value) > 1.5 * reach
        else { return nil }
        return perYear
    }

    /// A night's mean difference, by days since 1970.
    private static func nightlyDifferences(
        _ own: ZonePressureSeries, _ reference: Reference, _ calendar: LocalCalendar,
        _ policy: PressurePointPolicy
    ) -> [(x: Double, y: Double)] {
        let grid = own.grid
        guard grid.count > 0 else { return [] }
        var nights: [(x: Double, y: Double)] = []
        var date = calendar.date(at: grid.start)
        let last = calendar.date(at: grid.period.end - 1)
        while date <= last {
            let window = calendar.window(on: date, from: policy.nightFrom, to: policy.nightTo)
            let known = grid.cells(in: window).map { own.values[$0] - reference.head(in: $0) }
                .filter(\.isFinite)
            let measured = Double(Int64(known.count) * grid.step)
            if !known.isEmpty, measured >= policy.minimumCoverage * Double(window.duration) {
                nights.append(
                    (Double(date.daysSince1970), known.reduce(0, +) / Double(known.count)))
            }
            date = date.advanced(byDays: 1)
        }
        return nights
    }
}
