import Telemetry
import WaterLoss

/// Adds up one zone in one period, term by term with its uncertainty (Docs/methods.md, section 3.7).
struct BalanceSum {
    private var balance: ZoneBalance
    private let options: BalanceOptions
    private var netInput = Uncertain(0)
    private var use = Uncertain(0)
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
            // A half-width has no sign, but what the error does to the net input has one: a meter that is turned
            // round counts negative, and one between two zones errs for one what it errs against the other.
            let sign = enters == (volume.net >= 0) ? 1.0 : -1
            netInput += Uncertain(
                sign * abs(volume.net), source: "meter \(meter.id)",
                halfWidth: sign * (volume.randomHalfWidth ?? 0),
                systematic: sign * (volume.systematicHalfWidth ?? 0),
                kind: "boundary meters")
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
            // One source a level: that at a cut leaves one part of a longer period and enters the next.
            let (start, end) = (balance.period.start, balance.period.end)
            netInput += Uncertain(
                -change, source: "tank \(tank.id) at \(end)", halfWidth: -tank.levelHalfWidth)
            netInput += Uncertain(0, source: "tank \(tank.id) at \(start)", halfWidth: tank.levelHalfWidth)
        }
    }

    mutating func addUse(_ sums: [CustomerUse.Sums]) {
        let sum = sums.reduce(CustomerUse.Sums(), +)
        balance.metered = sum.unknownCustomers > 0 ? nil : sum.volume
        use += Uncertain(
            sum.volume, source: "customers", halfWidth: sum.variance.squareRoot(),
            systematic: sum.systematic, kind: "customer meters")
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

    /// What customers without a meter use, a part for each leaf zone (or one for the zone as a whole).
    mutating func addUnmetered(_ parts: [UnmeteredUse.Part]) {
        let stated = parts.reduce(0) { $0 + $1.stated }
        let supposed = parts.reduce(0) { $0 + $1.supposed }
        let unstated = parts.reduce(0) { $0 + $1.unstatedCustomers }
        let inLoss = parts.reduce(0) { $0 + $1.customersInLoss }
        balance.unmetered = stated + supposed
        // What is wrong with the estimate is wrong for all customers of a zone alike, but not for two zones.
        for (number, part) in parts.enumerated() {
            use += Uncertain(
                part.stated, source: "stated use \(number)", percent: options.unmeteredPercent)
            use += Uncertain(
                part.supposed, source: "supposed use \(number)", percent: options.estimatedUsePercent)
        }
        if inLoss > 0 { flag(.unmeteredInLoss, String(inLoss)) }
        guard unstated > 0 else { return }
        flag(.unstatedUse, String(unstated))
        if parts.contains(where: { $0.unstatedCustomers > 0 && !$0.isSupposed }) {
            // Nothing was measured or stated that could stand for them.
            balance.unmetered = nil
            balance.useCoverage = 0
        } else if let metered = balance.metered, metered + stated + supposed > 0 {
            let known = balance.useCoverage * metered + stated
            balance.useCoverage = min(balance.useCoverage, known / (metered + stated + supposed))
        }
    }

    /// A zone without a known user of water: a trunk main, or a map without its customers. Where the whole city has
    /// none, it is the map.
    mutating func noteUsers(_ count: Int, inCity: Int) {
        guard count == 0 else { return }
        flag(.noCustomers)
        guard inCity == 0 else { return }
        balance.metered = nil
        balance.unmetered = nil
        balance.useCoverage = 0
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
        if result.useCoverage < 0.5 - 1e-9 || result.use == nil {
            result.flags.append(BalanceFlag(.useUnknown))
            isComplete = false
        }
        if isComplete, let net = result.netInput, let metered = result.metered,
            let unmetered = result.unmetered
        {
            let loss = net - metered - unmetered
            result.loss = loss
            result.lossHalfWidth = (netInput - use).halfWidth ?? 0
            result.uncertainNetInput = netInput
            result.uncertainUse = use
            if loss < 0 { result.flags.append(BalanceFlag(.negativeLoss)) }
        } else {
            result.flags.append(BalanceFlag(.incomplete))
        }
        result.flags.sort()
        return result
    }
}
