import Telemetry

/// Adds up one zone in one period, term by term with its uncertainty.
///
/// The 95 % limits follow Docs/methods.md, section 3.7: half-widths of independent errors add in quadrature,
/// whatever the sign of the term; errors that meters of one kind share act on their signed sum and are added to
/// that.
struct BalanceSum {
    private var balance: ZoneBalance
    private let options: BalanceOptions
    private var inputVariance = 0.0
    private var useVariance = 0.0
    private var sharedBoundary = 0.0
    private var sharedUse = 0.0
    private var hasInlet = false

    init(zone: String, period: Period, _ options: BalanceOptions) {
        self.options = options
        balance = ZoneBalance(
            zone: zone, period: period, input: 0, export: 0, storageChange: 0, metered: 0, unmetered: 0,
            loss: nil, lossHalfWidth: nil, coverage: 1, useCoverage: 1, flags: [])
    }

    mutating func flag(_ code: BalanceFlag.Code, _ element: String? = nil) {
        let flag = BalanceFlag(code, element)
        if !balance.flags.contains(flag) { balance.flags.append(flag) }
    }

    mutating func addBoundary(_ meters: [BoundaryMeter], members: Set<Int>, _ place: Int) {
        for meter in meters {
            let enters = meter.to.map(members.contains) ?? false
            let leaves = meter.from.map(members.contains) ?? false
            guard enters != leaves else { continue }
            hasInlet = true
            let (volume, flags) = meter.volume(in: place, options.gaps)
            balance.flags.append(contentsOf: flags)
            guard let volume else {
                balance.coverage = min(balance.coverage, meter.volumes[place]?.coverage ?? 0)
                balance.input = nil
                balance.export = nil
                continue
            }
            balance.coverage = min(balance.coverage, volume.coverage)
            balance.input = balance.input.map { $0 + (enters ? volume.forward : volume.reverse) }
            balance.export = balance.export.map { $0 + (enters ? volume.reverse : volume.forward) }
            let random = volume.randomHalfWidth ?? 0
            inputVariance += random * random
            // The half-width has no sign: the error acts on the net volume, which a meter that is turned round
            // counts negative.
            let sign = enters == (volume.net >= 0) ? 1.0 : -1
            sharedBoundary += sign * (volume.systematicHalfWidth ?? 0)
        }
    }

    mutating func addTanks(_ tanks: [TankStorage], members: Set<Int>, _ place: Int) {
        for tank in tanks where members.contains(tank.zone) {
            guard let change = tank.changes[place] else {
                flag(tank.hasUnknownShape ? .unknownTankShape : .missingLevel, tank.id)
                balance.storageChange = nil
                continue
            }
            balance.storageChange = balance.storageChange.map { $0 + change }
            inputVariance += tank.halfWidth * tank.halfWidth
        }
    }

    mutating func addUse(_ sums: [CustomerUse.Sums]) {
        let sum = sums.reduce(CustomerUse.Sums(), +)
        balance.metered = sum.volume
        useVariance += sum.variance
        sharedUse += sum.systematic
        if sum.estimatedCustomers > 0 { flag(.estimatedUse, String(sum.estimatedCustomers)) }
        if sum.jumps > 0 { flag(.registerJump, "\(sum.jumps) customers") }
        if sum.volume > 0 {
            balance.useCoverage = min(1, max(0, 1 - sum.estimated / sum.volume))
        } else if sum.estimatedCustomers > 0 {
            // Without a volume to share, heads count.
            let known = Double(sum.measuredCustomers)
            balance.useCoverage = known / (known + Double(sum.estimatedCustomers))
        }
        // Customers with a meter, and not one of them ever read: nothing can stand for their use.
        if sum.unknownCustomers > 0 { balance.useCoverage = 0 }
    }

    mutating func addUnmetered(_ volumes: [Double]) {
        balance.unmetered = volumes.reduce(0, +)
        // What is wrong with the estimate is wrong for all customers of a zone alike, but not for two zones.
        for volume in volumes {
            let halfWidth = volume * options.unmeteredPercent / 100
            useVariance += halfWidth * halfWidth
        }
    }

    mutating func flagOpenBoundaries(_ links: [String]) {
        for link in links { flag(.openBoundary, link) }
    }

    mutating func flagSources(_ sources: [String]) {
        for source in sources { flag(.unmeteredSource, source) }
    }

    /// The balance, with a loss only where every term is known.
    func finished() -> ZoneBalance {
        var result = balance
        let blocking: Set<BalanceFlag.Code> = [.openBoundary, .unmeteredSource]
        var isComplete = !result.flags.contains { blocking.contains($0.code) }
        if !hasInlet {
            // Nothing measures what crosses this boundary: that is not known, which is not 0.
            result.input = nil
            result.export = nil
            result.coverage = 0
            result.flags.append(BalanceFlag(.noInlet))
            isComplete = false
        }
        if result.useCoverage < 0.5 {
            result.flags.append(BalanceFlag(.useUnknown))
            isComplete = false
        }
        if isComplete, let net = result.netInput {
            let loss = net - result.metered - result.unmetered
            result.loss = loss
            result.lossHalfWidth =
                (inputVariance + useVariance).squareRoot() + abs(sharedBoundary) + abs(sharedUse)
            result.netInputError = .init(random: inputVariance.squareRoot(), systematic: sharedBoundary)
            result.useError = .init(random: useVariance.squareRoot(), systematic: sharedUse)
            if loss < 0 { result.flags.append(BalanceFlag(.negativeLoss)) }
        } else {
            result.flags.append(BalanceFlag(.incomplete))
        }
        result.flags.sort()
        return result
    }
}
