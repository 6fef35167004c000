import Telemetry

/// What the pressure points of a zone say over a period.
public struct ZonePressure: Sendable, Hashable {
    /// How the average was had from the points.
    public enum Method: String, Sendable, Hashable, CaseIterable {
        /// Heads interpolated along the pipes to every node, weighted by connections.
        case alongPipes = "heads_along_pipes"
        /// Heads of a hydraulic model, raised by what the points differ from it; weighted by connections.
        case byModel = "model_corrected_by_points"
        /// Plain mean of the points, where elevations are missing.
        case meanOfPoints = "mean_of_points"
        /// Mean of the parts' averages weighted by their connections.
        case meanOfParts = "mean_of_parts"
    }

    /// A pressure point over the period.
    public struct Point: Sendable, Hashable {
        /// Its id.
        public var id: String
        /// Mean, m; `nil` without usable readings.
        public var mean: Double?
        /// Least value of a cell, m.
        public var lowest: Double?
        /// Greatest value of a cell, m.
        public var highest: Double?
        /// Share of the period that is usable, 0…1.
        public var coverage: Double
        /// What is wrong with it.
        public var findings: [PressurePointCheck.Finding]

        /// A point.
        public init(
            id: String, mean: Double?, lowest: Double?, highest: Double?, coverage: Double,
            findings: [PressurePointCheck.Finding] = []
        ) {
            self.id = id
            self.mean = mean
            self.lowest = lowest
            self.highest = highest
            self.coverage = coverage
            self.findings = findings
        }
    }

    /// What is interpolated at a node.
    public struct NodePressure: Sendable, Hashable {
        /// Row of the node in the network.
        public var node: Int
        /// Mean over the period, m.
        public var mean: Double
        /// Mean between 02:00 and 04:00, m.
        public var night: Double

        package init(node: Int, mean: Double, night: Double) {
            (self.node, self.mean, self.night) = (node, mean, night)
        }
    }

    /// The zone's id.
    public var zone: String
    /// How the average was had; `nil` when there is none.
    public var method: Method?
    /// Average zone pressure AZP over the period, m; `nil` without a usable point.
    public var average: Double?
    /// Average zone night pressure AZNP: mean over the nights' least hours, m; `nil` when not known.
    public var night: Double?
    /// Greatest average zone pressure, m.
    public var highest: Double?
    /// Night-day factor, h/d: mean over the days that are known, with limits for the exponent; `nil` when not known.
    public var hoursPerDay: ConfidenceInterval?
    /// Days behind it.
    public var days: Int
    /// The mean day: average zone pressure of each hour of the local day, m; empty when not known.
    public var hours: [Double?]
    /// The pressure points.
    public var points: [Point]
    /// Points below the service minimum, the worst first.
    public var critical: [CriticalPoint]
    /// The point that follows the average best; `nil` when there is none.
    public var averagePoint: AverageZonePoint?
    /// Pressure at each node of the zone, where it could be interpolated; not for sums of parts.
    public var nodes: [NodePressure] = []
    /// The average over time, where it was had from points; not for sums of parts.
    public var series: ZonePressureSeries?

    /// A zone of which nothing is known yet.
    public init(zone: String) {
        self.zone = zone
        days = 0
        hours = []
        points = []
        critical = []
    }

    /// Whether any point is usable.
    public var isKnown: Bool { average != nil }
}

extension ZonePressure {
    /// Adds what follows from the average over time: means, the night, the night-day factor.
    ///
    /// - Parameters:
    ///   - series: average zone pressure.
    ///   - nights: the zone's nights; their least hours are those of the night pressure.
    ///   - calendar: local days.
    ///   - exponent: N1 with its limits.
    package mutating func take(
        _ series: ZonePressureSeries, nights: [NightFlow], calendar: LocalCalendar,
        exponent: ConfidenceInterval, policy: NightPolicy
    ) {
        self.series = series
        let known = series.values.filter(\.isFinite)
        guard !known.isEmpty else { return }
        average = known.reduce(0, +) / Double(known.count)
        highest = known.max()
        hours = Self.meanDay(series, calendar)
        night = series.nightPressure(of: nights, policy: policy)?.pressure
        let factors = nights.compactMap { night -> (Double, Double, Double)? in
            guard let pressure = series.nightPressure(of: night, policy: policy) else { return nil }
            func factor(_ exponent: Double) -> Double? {
                NightDayFactor(
                    of: series, on: night.date, calendar: calendar, nightPressure: pressure,
                    exponent: exponent)?.hoursPerDay
            }
            guard let value = factor(exponent.value), let low = factor(exponent.lower),
                let high = factor(exponent.upper)
            else { return nil }
            return (value, low, high)
        }
        guard !factors.isEmpty else { return }
        days = factors.count
        let count = Double(factors.count)
        hoursPerDay = ConfidenceInterval(
            factors.reduce(0) { $0 + $1.0 } / count, lower: factors.reduce(0) { $0 + $1.1 } / count,
            upper: factors.reduce(0) { $0 + $1.2 } / count)
    }

    /// The mean of each hour of the local day, m.
    private static func meanDay(_ series: ZonePressureSeries, _ calendar: LocalCalendar) -> [Double?] {
        var sums = [Double](repeating: 0, count: 24)
        var counts = [Int](repeating: 0, count: 24)
        for cell in series.values.indices where series.values[cell].isFinite {
            let hour = calendar.hour(at: series.grid.start(of: cell))
            sums[hour] += series.values[cell]
            counts[hour] += 1
        }
        return (0..<24).map { counts[$0] > 0 ? sums[$0] / Double(counts[$0]) : nil }
    }

    /// A zone from its parts: means weighted by connections, points of all.
    package static func joined(_ zone: String, _ parts: [(pressure: ZonePressure, connections: Double)])
        -> ZonePressure
    {
        var whole = ZonePressure(zone: zone)
        func mean(_ path: KeyPath<ZonePressure, Double?>) -> Double? {
            AverageZonePressure.systemAverage(parts.map { ($0.pressure[keyPath: path], $0.connections) })
        }
        whole.average = mean(\.average)
        whole.night = mean(\.night)
        whole.highest = parts.compactMap(\.pressure.highest).max()
        if whole.average != nil { whole.method = .meanOfParts }
        let factors = parts.compactMap { part in
            part.pressure.hoursPerDay.map { ($0, max(part.connections, 1e-9)) }
        }
        let weight = factors.reduce(0) { $0 + $1.1 }
        if weight > 0 {
            func mean(_ path: KeyPath<ConfidenceInterval, Double>) -> Double {
                factors.reduce(0) { $0 + $1.0[keyPath: path] * $1.1 } / weight
            }
            whole.hoursPerDay = ConfidenceInterval(
                mean(\.value), lower: mean(\.lower), upper: mean(\.upper))
            whole.days = parts.map(\.pressure.days).min() ?? 0
        }
        whole.points = parts.flatMap(\.pressure.points)
        whole.critical = parts.flatMap(\.pressure.critical)
            .sorted { ($1.deficit, $1.secondsBelow, $0.id) < ($0.deficit, $0.secondsBelow, $1.id) }
        return whole
    }
}

extension LocalCalendar {
    /// The hour of the local day, 0…23.
    package func hour(at time: Timestamp) -> Int {
        let second = (time.secondsSince1970 + Int64(offset(at: time))) % 86_400
        return Int((second + 86_400) % 86_400 / 3600)
    }
}
