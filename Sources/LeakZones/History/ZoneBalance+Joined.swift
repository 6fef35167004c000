import Telemetry

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
        let inputs = parts.compactMap(\.netInputError)
        let uses = parts.compactMap(\.useError)
        guard isWhole, !parts.isEmpty, inputs.count == parts.count, uses.count == parts.count else {
            return whole
        }
        // A meter errs alike in every part; a tank's level errs at the ends only, for what it holds at a cut leaves one part
        // and enters the next.
        for part in parts {
            whole.meterErrors.merge(part.meterErrors, uniquingKeysWith: +)
            whole.tankErrors.merge(part.tankErrors, uniquingKeysWith: max)
        }
        let sources = Array(whole.meterErrors.values) + Array(whole.tankErrors.values)
        let input = ErrorParts(
            random: sources.isEmpty
                ? inputs.reduce(0) { $0 + $1.random }
                : sources.sorted().reduce(0) { $0 + $1 * $1 }.squareRoot(),
            systematic: inputs.reduce(0) { $0 + $1.systematic })
        // The same customers' meters in every part.
        let use = ErrorParts(
            random: uses.reduce(0) { $0 + $1.random }, systematic: uses.reduce(0) { $0 + $1.systematic })
        whole.netInputError = input
        whole.useError = use
        if loss != nil {
            whole.lossHalfWidth =
                (input.random * input.random + use.random * use.random).squareRoot() + abs(input.systematic)
                + abs(use.systematic)
        }
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
