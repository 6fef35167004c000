import WaterLoss
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
        /// Number of customers whose use was measured, and what they used together, m³.
        var measuredCustomers = 0
        var measured = 0.0
        /// Users behind those.
        var measuredUsers = 0.0
        /// Number of customers with a meter of whom nothing at all is known, and the users behind them.
        var unknownCustomers = 0
        var unknownUsers: [Double] = []

        static func + (a: Sums, b: Sums) -> Sums {
            Sums(
                volume: a.volume + b.volume, estimated: a.estimated + b.estimated,
                variance: a.variance + b.variance, systematic: a.systematic + b.systematic,
                estimatedCustomers: a.estimatedCustomers + b.estimatedCustomers, jumps: a.jumps + b.jumps,
                measuredCustomers: a.measuredCustomers + b.measuredCustomers,
                measured: a.measured + b.measured, measuredUsers: a.measuredUsers + b.measuredUsers,
                unknownCustomers: a.unknownCustomers + b.unknownCustomers,
                unknownUsers: a.unknownUsers + b.unknownUsers)
        }
    }

    /// By leaf zone and period.
    private(set) var sums: [[Sums]]
    /// By leaf zone: the use in its night windows, as far as it is read by the hour.
    private(set) var nights: [NightUseSum]
    /// By leaf zone: how registers were read in the first period.
    private(set) var reads: [ZoneMeterReads]
    private let nightWindows: [[Period]]

    private let periods: [Period]
    private let options: BalanceOptions

    /// - Parameter nightWindows: by leaf zone, the hours whose use is wanted; none for none.
    init(zoneCount: Int, periods: [Period], nightWindows: [[Period]] = [], options: BalanceOptions) {
        self.nightWindows =
            nightWindows.isEmpty ? Array(repeating: [], count: zoneCount) : nightWindows
        nights = Array(repeating: NightUseSum(), count: zoneCount)
        reads = Array(repeating: ZoneMeterReads(), count: zoneCount)
        self.periods = periods
        self.options = options
        sums = Array(repeating: Array(repeating: Sums(), count: periods.count), count: zoneCount)
    }

    /// Adds one customer.
    ///
    /// - Parameters:
    ///   - readings: its consumption or register readings; `nil` or too few when it was not read.
    ///   - users: who it is.
    ///   - expected: what it is expected to use in a period, m³, for when it was not read; `nil` when that is not known.
    mutating func add(
        zone: Int, readings: ReadingSeries?, meter: Meter, users: NightUsers,
        expected: (Period) -> Double?
    ) throws {
        var meter = meter
        if meter.accuracy == nil { meter.accuracy = options.customerAccuracy }
        let register = readings.flatMap { $0.kind == .register && $0.count > 1 ? $0 : nil }
        let counted = try register.map { try RegisterSeries($0, meter: meter, policy: options.gaps) }
        if let first = periods.first, register != nil || readings == nil {
            reads[zone].add(meter.id, counted, in: first)
        }
        let measure =
            try counted.map { counted in { counted.volume(in: $0, extrapolating: true) } }
            ?? consumption(readings, meter)
        if !nightWindows[zone].isEmpty {
            let isHourly = readings?.nominalStep.map { $0 <= 3600 } ?? false
            var mean: Double?
            if !isHourly, users.others > 0, let first = periods.first, let whole = measure?(first),
                first.duration > 0,
                whole.coverage >= options.gaps.minimumCoverage
            {
                mean = whole.net / Double(first.duration)
            }
            nights[zone].add(
                users, id: meter.id, isHourly ? measure : nil, mean: mean, in: nightWindows[zone],
                minimumCoverage: options.gaps.minimumCoverage)
        }
        for (place, period) in periods.enumerated() {
            let measured = measure?(period)
            if measured?.flags.contains(.unknownJump) == true { sums[zone][place].jumps += 1 }
            if let measured, measured.coverage >= options.gaps.minimumCoverage,
                let whole = measured.scaledToPeriod(policy: options.gaps)
            {
                count(whole, users, zone, place)
            } else {
                estimate(measured, expected, users, zone, place, period)
            }
        }
    }

    /// Adds a customer without a meter to the night's users.
    mutating func addUnmetered(_ users: NightUsers, zone: Int) {
        if !nightWindows[zone].isEmpty { nights[zone].unread += users }
    }

    private func consumption(
        _ readings: ReadingSeries?, _ meter: Meter
    ) throws -> ((Period) -> MeasuredVolume)? {
        guard let readings, readings.count > 0, readings.kind != .register else { return nil }
        let series = try ConsumptionSeries(readings, meter: meter, policy: options.gaps)
        return { series.volume(in: $0) }
    }

    private mutating func count(
        _ measured: MeasuredVolume, _ users: NightUsers, _ zone: Int, _ place: Int
    ) {
        let random = measured.randomHalfWidth ?? 0
        sums[zone][place].volume += measured.net
        sums[zone][place].measured += measured.net
        sums[zone][place].measuredCustomers += 1
        sums[zone][place].measuredUsers += users.heads
        sums[zone][place].variance += random * random
        sums[zone][place].systematic += measured.systematicHalfWidth ?? 0
    }

    /// A customer read for too little of the period: what was read stands, scaled to the period; else what it
    /// is expected to use; else it waits for ``estimateUnknown()``. Missing is never zero.
    private mutating func estimate(
        _ measured: MeasuredVolume?, _ expected: (Period) -> Double?, _ users: NightUsers, _ zone: Int,
        _ place: Int, _ period: Period
    ) {
        if let measured, measured.coverage + measured.filledShare > 0.1,
            let whole = measured.scaledToPeriod(policy: options.gaps)
        {
            addEstimate(whole.net, zone, place)
        } else if let volume = expected(period), volume > 0 {
            addEstimate(volume, zone, place)
        } else {
            sums[zone][place].unknownCustomers += 1
            sums[zone][place].unknownUsers.append(users.heads)
        }
    }

    /// Gives customers of whom nothing is known what as many users of those measured in their zone use. Call it once,
    /// after all customers were added.
    mutating func estimateUnknown() {
        for zone in sums.indices {
            for place in sums[zone].indices {
                let sum = sums[zone][place]
                guard sum.unknownCustomers > 0, sum.measuredCustomers > 0 else { continue }
                let mean = sum.measured / sum.measuredUsers
                for users in sum.unknownUsers { addEstimate(mean * users, zone, place) }
                sums[zone][place].unknownCustomers = 0
                sums[zone][place].unknownUsers = []
            }
        }
    }

    private mutating func addEstimate(_ volume: Double, _ zone: Int, _ place: Int) {
        let halfWidth = volume * options.estimatedUsePercent / 100
        sums[zone][place].volume += volume
        sums[zone][place].estimated += volume
        sums[zone][place].estimatedCustomers += 1
        sums[zone][place].variance += halfWidth * halfWidth
    }
}
