/// A day on which a meter's register and its logged flow disagree.
public struct DriftDay: Hashable, Sendable {
    /// The local day.
    public let date: LocalDate
    /// m³ by the register.
    public let register: Double
    /// Net m³ by the flow.
    public let flow: Double

    /// (flow − register) / register.
    public var share: Double { (flow - register) / register }
}

extension RegisterSeries {
    /// The local days on which the logged flow of the same meter adds up to something else than the register.
    ///
    /// A logger whose clock drifts, or whose scaling is wrong, shows here. Days that either side did not measure for
    /// ``GapPolicy/minimumCoverage``, or that the register knows by interpolation only, are not judged; nor are days
    /// without any volume in the register.
    ///
    /// - Parameters:
    ///   - flow: the logged flow of this meter.
    ///   - tolerance: the share of the register's volume that may differ. Default 1 %.
    public func drift(against flow: FlowSeries, tolerance: Double = 0.01) -> [DriftDay] {
        guard let extent, let other = flow.extent, let common = extent.intersection(other) else { return [] }
        var days: [DriftDay] = []
        for day in flow.calendar.periods(in: common, by: .day) where day.isComplete {
            let counted = volume(in: day.period)
            let logged = flow.volume(in: day.period)
            let isKnown =
                counted.coverage == 1 && !counted.flags.contains(.interpolated)
                && logged.coverage >= policy.minimumCoverage && !logged.flags.contains(.incomplete)
            guard isKnown, counted.net > 0 else { continue }
            let found = DriftDay(
                date: flow.calendar.date(at: day.period.start), register: counted.net, flow: logged.net)
            if abs(found.share) > tolerance { days.append(found) }
        }
        return days
    }
}
