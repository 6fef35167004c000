import Foundation

/// What a change of pressure brings, hour by hour.
///
/// Leakage goes with a power of the pressure, so what is won in each hour is added; the ratio of mean pressures would be
/// another number, and for a pressure that is modulated by night a wrong one. What customers draw less at lower
/// pressure is revenue lost and is taken off.
public struct PressureManagement: Hashable, Sendable {
    /// One hour (or another equal step) of a typical day.
    public struct Hour: Hashable, Sendable {
        /// Average zone pressure now, m.
        public var before: Double
        /// Average zone pressure then, m.
        public var after: Double
        /// Background leakage at the pressure now, m³/s.
        public var background: Double
        /// Bursts at the pressure now, m³/s.
        public var bursts: Double
        /// Sold water that depends on pressure, at the pressure now, m³/s.
        public var sales: Double

        /// An hour.
        public init(before: Double, after: Double, background: Double, bursts: Double, sales: Double) {
            self.before = before
            self.after = after
            self.background = background
            self.bursts = bursts
            self.sales = sales
        }
    }

    /// Prices and other gains, in one currency.
    public struct Prices: Hashable, Sendable {
        /// Variable cost CV of a m³ produced or bought.
        public var variableCost: Double
        /// Tariff of a m³ sold.
        public var tariff: Double
        /// Repairs avoided in a year; see ``BurstFrequency``.
        public var avoidedRepairs: Double
        /// Energy saved and investment deferred in a year.
        public var otherGains: Double

        /// Prices.
        public init(
            variableCost: Double, tariff: Double, avoidedRepairs: Double = 0, otherGains: Double = 0
        ) {
            self.variableCost = variableCost
            self.tariff = tariff
            self.avoidedRepairs = avoidedRepairs
            self.otherGains = otherGains
        }
    }

    /// Leakage of the day now, m³/d.
    public let leakageBefore: Double
    /// Leakage of the day then, m³/d.
    public let leakageAfter: Double
    /// Sales of the day lost, m³/d; negative when the pressure rises.
    public let salesLost: Double

    /// Leakage saved, m³/d; negative when the pressure rises.
    public var leakageSaved: Double { leakageBefore - leakageAfter }

    /// The benefit of a typical day, from its hours.
    ///
    /// - Parameters:
    ///   - hours: equal steps of one day, 24 or any number.
    ///   - burstExponent: N1 of the bursts; the background has 1.5.
    ///   - salesExponent: N3, how sales go with the pressure: 0 for none; less than 1.
    /// - Returns: `nil` without hours, or where a pressure now is not above 0 or one then is negative.
    public init?(_ hours: [Hour], burstExponent: Double, salesExponent: Double) {
        guard !hours.isEmpty else { return nil }
        var before = 0.0
        var after = 0.0
        var lost = 0.0
        for hour in hours {
            guard
                let background = LeakageExponent.leakageRatio(
                    from: hour.before, to: hour.after, exponent: BackgroundLeakage.exponent),
                let bursts = LeakageExponent.leakageRatio(
                    from: hour.before, to: hour.after, exponent: burstExponent),
                let sales = LeakageExponent.leakageRatio(
                    from: hour.before, to: hour.after, exponent: salesExponent)
            else { return nil }
            before += hour.background + hour.bursts
            after += hour.background * background + hour.bursts * bursts
            lost += hour.sales * (1 - sales)
        }
        let step = 86_400 / Double(hours.count)
        leakageBefore = before * step
        leakageAfter = after * step
        salesLost = lost * step
    }

    /// Benefit in a year, currency: ΔL·CV·days − lost sales·(tariff − CV)·days + avoided repairs + other gains.
    ///
    /// A m³ not sold need not be produced, so what it loses is the tariff less the variable cost.
    ///
    /// - Parameters:
    ///   - prices: prices and other gains.
    ///   - days: days of the year, 365 or 366.
    public func benefit(_ prices: Prices, days: Double = 365) -> Double {
        days * (leakageSaved * prices.variableCost - salesLost * (prices.tariff - prices.variableCost))
            + prices.avoidedRepairs + prices.otherGains
    }

    /// Leakage in each hour from that of the night: NNF·(P_i/P_MNF)^N1, m³/s; `nil` where a pressure is missing.
    ///
    /// - Parameters:
    ///   - nightFlow: a part of the net night flow, m³/s: its background, or its excess.
    ///   - nightPressure: average zone pressure in the hour of the minimum, m.
    ///   - pressures: average zone pressure in each hour, m.
    ///   - exponent: N1 of that part.
    public static func hourlyLeakage(
        nightFlow: Double, nightPressure: Double, pressures: [Double], exponent: Double
    ) -> [Double]? {
        var hours: [Double] = []
        for pressure in pressures {
            guard
                let ratio = LeakageExponent.leakageRatio(
                    from: nightPressure, to: pressure, exponent: exponent)
            else { return nil }
            hours.append(nightFlow * ratio)
        }
        return hours
    }
}
