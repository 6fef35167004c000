import PipeNetwork
import Telemetry

/// What the metered customers of each zone used in every period, summed as they are read.
struct CustomerUse {
    /// One zone's sums in one period.
    struct Sums {
        /// Use, m³, estimates included.
        var volume = 0.0
        /// The part of it that was estimated, m³.
        var estimated = 0.0
        /// Sum of squares of the meters' own 95 % half-widths, m⁶.
        var variance = 0.0
        /// Sum of the 95 % half-widths that meters share, m³.
        var systematic = 0.0
        /// Number of customers whose use was estimated.
        var estimatedCustomers = 0
        /// Number of meters whose register jumped.
        var jumps = 0

        static func + (a: Sums, b: Sums) -> Sums {
            Sums(
                volume: a.volume + b.volume, estimated: a.estimated + b.estimated,
                variance: a.variance + b.variance, systematic: a.systematic + b.systematic,
                estimatedCustomers: a.estimatedCustomers + b.estimatedCustomers, jumps: a.jumps + b.jumps)
        }
    }

    /// By leaf zone and period.
    private(set) var sums: [[Sums]]

    private let periods: [Period]
    private let options: BalanceOptions

    init(zoneCount: Int, periods: [Period], options: BalanceOptions) {
        self.periods = periods
        self.options = options
        sums = Array(repeating: Array(repeating: Sums(), count: periods.count), count: zoneCount)
    }

    /// Adds one customer.
    ///
    /// - Parameters:
    ///   - readings: its consumption or register readings; `nil` or too few when it was not read.
    ///   - baseDemand: what it is expected to use, m³/s, for when it was not read.
    mutating func add(
        zone: Int, readings: ReadingSeries?, meter: Meter, baseDemand: Double?
    ) throws {
        var meter = meter
        if meter.accuracy == nil { meter.accuracy = options.customerAccuracy }
        let measure = try measure(readings, meter)
        for (place, period) in periods.enumerated() {
            let measured = measure?(period)
            if measured?.flags.contains(.unknownJump) == true { sums[zone][place].jumps += 1 }
            if let measured, measured.coverage >= options.gaps.minimumCoverage,
                let whole = measured.scaledToPeriod(policy: options.gaps)
            {
                count(whole.net, whole, estimated: 0, zone, place)
            } else {
                estimate(measured, meter, baseDemand, zone, place, period)
            }
        }
    }

    private func measure(_ readings: ReadingSeries?, _ meter: Meter) throws -> ((Period) -> MeasuredVolume)? {
        guard let readings, readings.count > 0 else { return nil }
        if readings.kind == .register {
            guard readings.count > 1 else { return nil }
            let series = try RegisterSeries(readings, meter: meter, policy: options.gaps)
            return { series.volume(in: $0, extrapolating: true) }
        }
        let series = try ConsumptionSeries(readings, meter: meter, policy: options.gaps)
        return { series.volume(in: $0) }
    }

    private mutating func count(
        _ volume: Double, _ measured: MeasuredVolume, estimated: Double, _ zone: Int, _ place: Int
    ) {
        let random = measured.randomHalfWidth ?? 0
        sums[zone][place].volume += volume
        sums[zone][place].estimated += estimated
        sums[zone][place].variance += random * random
        sums[zone][place].systematic += measured.systematicHalfWidth ?? 0
    }

    /// A customer read for too little of the period: what was read stands, scaled to the period; else what it
    /// is expected to use. Missing is never zero.
    private mutating func estimate(
        _ measured: MeasuredVolume?, _ meter: Meter, _ baseDemand: Double?, _ zone: Int, _ place: Int,
        _ period: Period
    ) {
        let volume: Double
        if let measured, measured.coverage + measured.filledShare > 0.1,
            let whole = measured.scaledToPeriod(policy: options.gaps)
        {
            volume = whole.net
        } else {
            volume = (baseDemand ?? 0) * Double(period.duration)
        }
        sums[zone][place].volume += volume
        sums[zone][place].estimated += volume
        sums[zone][place].estimatedCustomers += 1
        let halfWidth = volume * options.estimatedUsePercent / 100
        sums[zone][place].variance += halfWidth * halfWidth
    }
}
