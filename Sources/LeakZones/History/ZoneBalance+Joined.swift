import Telemetry
import WaterLoss

extension ZoneBalance {
    /// Balances of one zone in successive periods, added.
    static func joined(
        _ parts: [ZoneBalance], zone: String, period: Period, isWhole: Bool
    ) -> ZoneBalance {
        func sum(_ path: KeyPath<ZoneBalance, Double?>, _ isWhole: Bool) -> Double? {
            guard isWhole, !parts.isEmpty else { return nil }
            return parts.reduce(Double?.some(0)) { total, part in
                total.flatMap { total in part[keyPath: path].map { total + $0 } }
            }
        }
        var flags = joinedFlags(parts)
        let loss = sum(\.loss, isWhole)
        if !isWhole || parts.isEmpty { flags.insert(BalanceFlag(.partialPeriod)) }
        if let loss {
            flags.remove(BalanceFlag(.negativeLoss))
            if loss < 0 { flags.insert(BalanceFlag(.negativeLoss)) }
        } else {
            flags.insert(BalanceFlag(.incomplete))
        }
        var whole = ZoneBalance(
            zone: zone, period: period, input: sum(\.input, isWhole), export: sum(\.export, isWhole),
            storageChange: sum(\.storageChange, isWhole), metered: sum(\.metered, true),
            unmetered: sum(\.unmetered, true), loss: loss, lossHalfWidth: nil,
            coverage: parts.map(\.coverage).min() ?? 0, useCoverage: parts.map(\.useCoverage).min() ?? 0,
            flags: flags.sorted())
        let inputs = parts.compactMap(\.uncertainNetInput)
        let uses = parts.compactMap(\.uncertainUse)
        guard isWhole, !parts.isEmpty, inputs.count == parts.count, uses.count == parts.count else {
            return whole
        }
        // A meter errs alike in every part, and so do the same customers' meters and estimates together.
        let input = Uncertain.sum(inputs)
        let use = Uncertain.sum(uses.map { $0.withOneSource("customers") })
        whole.uncertainNetInput = input
        whole.uncertainUse = use
        if loss != nil { whole.lossHalfWidth = (input - use).halfWidth ?? 0 }
        return whole
    }

    /// The flags of all parts; of those that carry a number the largest, for the parts have the same customers.
    private static func joinedFlags(_ parts: [ZoneBalance]) -> Set<BalanceFlag> {
        let counted: Set<BalanceFlag.Code> = [.estimatedUse, .unstatedUse, .unmeteredInLoss]
        var flags: Set<BalanceFlag> = []
        var most: [BalanceFlag.Code: Int] = [:]
        for flag in parts.flatMap(\.flags) {
            if counted.contains(flag.code), let count = flag.element.flatMap({ Int($0) }) {
                most[flag.code] = max(most[flag.code] ?? 0, count)
            } else {
                flags.insert(flag)
            }
        }
        for (code, count) in most { flags.insert(BalanceFlag(code, String(count))) }
        return flags
    }
}
