import Telemetry

extension ZoneHistory {
    /// The balance of a zone over a period in which its boundary may have changed: each part of the period by the boundary
    /// meters and customers that were its own then, and the parts added.
    ///
    /// A period is cut only where something changed that this zone's balance depends on. Volumes and losses add. What one
    /// meter is wrong by it is wrong by throughout: its half-widths add over the parts, and only those of different meters
    /// add as squares. Where any part claims no loss, or the zone was not there, none is claimed for the whole: the flags say
    /// why (`partial_period` for a zone that was not there).
    ///
    /// - Parameters:
    ///   - id: the zone's id, the same in every version.
    ///   - period: the period, half-open; series are judged over all of it.
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
    ///   - period: the period, half-open; series are judged over all of it.
    ///   - makeBalance: the balance of the version at a place in ``versions``; called once for each that is needed.
    /// - Throws: what `makeBalance` and the balance throw.
    public func balance(
        ofZone id: String, in period: Period, byVersion makeBalance: (Int) throws -> WaterBalance
    ) throws -> ZoneBalance {
        var made: [Int: WaterBalance] = [:]
        for version in Set(pieces(of: period).compactMap(\.version)).sorted() {
            made[version] = try makeBalance(version)
        }
        let split = split(period, of: .zone(id), by: made.mapValues { $0.footprints() })
        let parts = try split.parts.compactMap { part -> ZoneBalance? in
            guard let balance = made[part.version],
                let place = balance.scheme.zones.firstIndex(where: { $0.id == id })
            else { return nil }
            return try balance.balances([part.period], judgedOver: period)[place].first
        }
        if split.isWhole, parts.count == 1 { return parts[0] }
        return ZoneBalance.joined(parts, zone: id, period: period, isWhole: split.isWhole)
    }

    /// A part of a period that one version balances.
    package struct Part: Hashable, Sendable {
        /// The part.
        package var period: Period
        /// Position in ``ZoneHistory/versions``.
        package var version: Int
    }

    /// Cuts a period where what the balance of an area depends on changed. Each part belongs to the last version that is
    /// the same for this area.
    ///
    /// - Parameter footprints: by version, of every area.
    /// - Returns: the parts, and whether the area was there throughout.
    func split(
        _ period: Period, of area: BalanceArea, by footprints: [Int: [BalanceArea: ZoneFootprint]]
    ) -> (parts: [Part], isWhole: Bool) {
        var parts: [Part] = []
        var isWhole = true
        for piece in pieces(of: period) {
            guard let version = piece.version, let footprint = footprints[version]?[area] else {
                isWhole = false
                continue
            }
            if let last = parts.last, last.period.end == piece.period.start,
                footprints[last.version]?[area] == footprint,
                let joined = try? Period(from: last.period.start, to: piece.period.end)
            {
                parts[parts.count - 1] = Part(period: joined, version: version)
            } else {
                parts.append(Part(period: piece.period, version: version))
            }
        }
        // Periods that nothing cuts are balanced together: all by the last version that is the same for the zone.
        for place in parts.indices {
            var version = parts[place].version
            while version + 1 < versions.count, let own = footprints[version]?[area],
                footprints[version + 1]?[area] == own
            {
                version += 1
            }
            parts[place].version = version
        }
        return (parts, isWhole)
    }

    /// The balances of the areas of the last version in periods, each cut only where a change touches that area, with one
    /// pass over the readings a version that is needed.
    ///
    /// - Parameters:
    ///   - periods: the periods.
    ///   - whole: the time over which series are judged.
    ///   - made: the balance of each version.
    /// - Returns: by area, then by period.
    package func balances(
        in periods: [Period], judgedOver whole: Period, by made: [WaterBalance]
    ) throws -> [[ZoneBalance]] {
        let footprints = Dictionary(
            uniqueKeysWithValues: made.enumerated().map { ($0.offset, $0.element.footprints()) })
        let areas = made.last?.areas ?? []
        let splits = areas.map { area in periods.map { split($0, of: area.area, by: footprints) } }
        var found: [Part: [BalanceArea: ZoneBalance]] = [:]
        for (version, balance) in made.enumerated() {
            var seen: Set<Part> = []
            let wanted = splits.joined().flatMap(\.parts).filter {
                $0.version == version && seen.insert($0).inserted
            }
            guard !wanted.isEmpty else { continue }
            let balances = try balance.balances(wanted.map(\.period), judgedOver: whole)
            for (place, part) in wanted.enumerated() {
                for (area, balances) in zip(balance.areas, balances) {
                    found[part, default: [:]][area.area] = balances[place]
                }
            }
        }
        return zip(areas, splits).map { area, splits in
            zip(periods, splits).map { period, split in
                let parts = split.parts.compactMap { found[$0]?[area.area] }
                if split.isWhole, parts.count == 1 { return parts[0] }
                return ZoneBalance.joined(
                    parts, zone: area.zone.id, period: period, isWhole: split.isWhole)
            }
        }
    }
}
