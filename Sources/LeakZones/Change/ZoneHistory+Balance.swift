import Telemetry

extension ZoneHistory {
    /// The balance of a zone over a period in which its boundary may have changed: each part of the period by the boundary
    /// meters and customers that were its own then, and the parts added.
    ///
    /// Volumes and losses add; so do the squares of random half-widths, and the half-widths that meters share. Where any part
    /// claims no loss, or the zone was not there, none is claimed for the whole: the flags say why (`partial_period` for
    /// a zone that was not there).
    ///
    /// - Parameters:
    ///   - id: the zone's id, the same in every version.
    ///   - period: the period, half-open.
    ///   - makeBalance: the balance of a version's scheme; called once for each version that is needed.
    /// - Throws: what `makeBalance` and the balance throw.
    public func balance(
        ofZone id: String, in period: Period, by makeBalance: (ZoneScheme) throws -> WaterBalance
    ) throws -> ZoneBalance {
        try balance(
            ofZone: id, in: period, byVersion: { version in try makeBalance(versions[version].scheme) })
    }

    /// The same, where each version has a network of its own besides its zones.
    ///
    /// - Parameters:
    ///   - id: the zone's id, the same in every version.
    ///   - period: the period, half-open.
    ///   - makeBalance: the balance of the version at a place in ``versions``; called once for each that is needed.
    /// - Throws: what `makeBalance` and the balance throw.
    public func balance(
        ofZone id: String, in period: Period, byVersion makeBalance: (Int) throws -> WaterBalance
    ) throws -> ZoneBalance {
        var made: [Int: WaterBalance] = [:]
        var parts: [ZoneBalance] = []
        var isWhole = true
        for piece in pieces(of: period) {
            guard let version = piece.version,
                let place = versions[version].scheme.zones.firstIndex(where: { $0.id == id })
            else {
                isWhole = false
                continue
            }
            let balance = try made[version] ?? makeBalance(version)
            made[version] = balance
            let periods = balance.options.calendar.periods(in: piece.period, by: .period)
            parts += try balance.balances(periods)[place]
        }
        return ZoneBalance.joined(parts, zone: id, period: period, isWhole: isWhole)
    }
}

extension ZoneBalance {
    /// Balances of one zone in successive periods, added.
    static func joined(
        _ parts: [ZoneBalance], zone: String, period: Period, isWhole: Bool
    ) -> ZoneBalance {
        func sum(_ path: KeyPath<ZoneBalance, Double?>) -> Double? {
            guard isWhole, !parts.isEmpty else { return nil }
            return parts.reduce(Double?.some(0)) { total, part in
                total.flatMap { total in part[keyPath: path].map { total + $0 } }
            }
        }
        func error(_ path: KeyPath<ZoneBalance, ErrorParts?>) -> ErrorParts? {
            let known = parts.compactMap { $0[keyPath: path] }
            guard isWhole, !known.isEmpty, known.count == parts.count else { return nil }
            return ErrorParts(
                random: known.reduce(0) { $0 + $1.random * $1.random }.squareRoot(),
                systematic: known.reduce(0) { $0 + $1.systematic })
        }
        var flags = Set(parts.flatMap(\.flags))
        let loss = sum(\.loss)
        if !isWhole || parts.isEmpty { flags.insert(BalanceFlag(.partialPeriod)) }
        if loss == nil { flags.insert(BalanceFlag(.incomplete)) }
        let (input, use) = (error(\.netInputError), error(\.useError))
        var whole = ZoneBalance(
            zone: zone, period: period, input: sum(\.input), export: sum(\.export),
            storageChange: sum(\.storageChange), metered: parts.reduce(0) { $0 + $1.metered },
            unmetered: parts.reduce(0) { $0 + $1.unmetered }, loss: loss, lossHalfWidth: nil,
            coverage: parts.map(\.coverage).min() ?? 0, useCoverage: parts.map(\.useCoverage).min() ?? 0,
            flags: flags.sorted())
        whole.netInputError = input
        whole.useError = use
        if loss != nil, let input, let use {
            whole.lossHalfWidth =
                (input.random * input.random + use.random * use.random).squareRoot() + abs(input.systematic)
                + abs(use.systematic)
        }
        return whole
    }
}
