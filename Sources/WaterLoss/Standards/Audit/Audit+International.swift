extension Audit {
    /// The IWA's balance and indicators; with UARL by US coefficients and AWWA's validity where `isUS`.
    func internationalIndicators(isUS: Bool) -> [Indicator] {
        let source = isUS ? "AWWA M36" : "IWA (2000)"
        let (full, defaults) = completed
        let missing = missingInputs(full)
        func flags(_ inputs: [AuditInput]) -> [EvaluationFlag] {
            let names = Set(inputs.map(\.rawValue))
            return (missing + defaults).filter { names.contains($0.element ?? "") }
        }
        func residual(_ name: String) -> [EvaluationFlag] { full.flags.filter { $0.element == name } }
        func volume(
            _ key: IndicatorKey, _ value: Uncertain?, _ needs: [AuditInput] = [],
            _ more: [EvaluationFlag] = [], method: String? = nil
        ) -> Indicator {
            Indicator(key, value, method: method, source: source, flags: flags(needs) + more)
        }
        let apparent: [AuditInput] = [.unauthorised, .customerMeters, .dataHandling]
        let real = [AuditInput.unbilledUnmetered] + apparent
        let noInput: [EvaluationFlag] = full.waterSupplied.value > 0 ? [] : [.init(.noDenominator, "ws")]
        func share(_ key: IndicatorKey, _ value: Uncertain?, of base: Uncertain) -> Indicator {
            // A rate whose limits hold everything from nothing to all says nothing.
            let isVain = full.nonRevenueWater.holdsEverything(of: base)
            return Indicator(
                key, isVain ? nil : value, source: source,
                flags: noInput + (isVain ? [.init(.undetermined, "nrw")] : []))
        }
        let realFlags = residual("rl") + doubtFlags("volumes.", "customer_meters.")
        var figures =
            inputCorrections(source) + [
                volume(
                    .systemInput, full.systemInput, [], [],
                    method: full.storageChange.value == 0
                        ? nil : "SIV = own sources + imported − storage change"),
                volume(.waterSupplied, full.waterSupplied, [], residual("ws")),
                volume(.billedAuthorised, full.billedAuthorised),
                volume(.unbilledAuthorised, full.unbilledAuthorised, [.unbilledUnmetered]),
                volume(.authorised, full.authorised, [.unbilledUnmetered]),
                volume(.nonRevenueWater, full.nonRevenueWater, [], residual("nrw")),
                share(
                    .nonRevenueShareOfSupply, full.nonRevenuePercent(of: .waterSupplied),
                    of: full.waterSupplied),
                share(
                    .nonRevenueShareOfInput, full.nonRevenuePercent(of: .systemInput), of: full.systemInput),
                volume(.waterLosses, full.waterLosses, [.unbilledUnmetered], residual("wl")),
                volume(.customerMetering, full.customerMetering, [.customerMeters]),
                volume(.apparentLosses, full.apparentLosses, apparent),
                volume(.realLosses, full.realLosses, real, realFlags),
            ]
        figures += rates(full, isUS: isUS, source, flags(real) + realFlags, flags(apparent))
        figures += componentIndicators(realLosses: full.realLosses, flags: flags(real) + realFlags)
        figures += costIndicators(
            full, source,
            apparentFlags: flags(apparent), realFlags: flags(real) + realFlags,
            unbilledFlags: flags([.unbilledUnmetered]))
        figures += validityIndicators(full)
        return isUS && isUndertaking ? Self.inOrderOfAWWA(figures) : figures
    }

    /// What the bulk meters did not show and what tanks took up, where either was stated.
    private func inputCorrections(_ source: String) -> [Indicator] {
        var figures: [Indicator] = []
        if !bulkMeterCorrections.isEmpty {
            let inputs = AuditInput.allCases.compactMap { bulkMeterCorrections[$0] }
            figures.append(Indicator(.bulkMeterCorrection, Uncertain.sum(inputs), source: source))
        }
        if balance.storageChange.value != 0 || balance.storageChange.halfWidth != nil {
            figures.append(Indicator(.storageChange, balance.storageChange, source: source))
        }
        return figures
    }

    /// Rates first, for they compare systems; percentages last, for they depend on how much is used.
    private static func inOrderOfAWWA(_ figures: [Indicator]) -> [Indicator] {
        let first: [IndicatorKey] = [
            .apparentLossesPerConnection, .realLossesPerConnection, .realLossesPerConnectionAndPressure,
            .realLossesPerKilometre, .apparentLossCostPerConnection, .realLossCostPerConnection,
            .nonRevenueCostPerConnection, .ili,
        ]
        let last: [IndicatorKey] = [
            .nonRevenueShareOfRunningCost, .nonRevenueShareOfSupply, .nonRevenueShareOfInput,
        ]
        func chosen(_ keys: [IndicatorKey]) -> [Indicator] {
            keys.compactMap { key in figures.first { $0.key == key } }
        }
        return chosen(first) + figures.filter { !(first + last).contains($0.key) } + chosen(last)
    }

    private func missingInputs(_ full: StandardBalance) -> [EvaluationFlag] {
        let given: [(AuditInput, Bool)] = [
            (.unbilledUnmetered, full.unbilledUnmetered != nil), (.unauthorised, full.unauthorised != nil),
            (.customerMeters, full.customerMetering != nil), (.dataHandling, full.dataHandling != nil),
            (.mains, mains != nil), (.connections, serviceConnections.value != nil),
            (.privatePipe, privatePipe != nil), (.averagePressure, averagePressure != nil),
            (.prices, retailPrice != nil && variableCost != nil),
        ]
        return given.filter { !$0.1 }.map { .init(.notGiven, $0.0.rawValue) }
    }

    private func rates(
        _ full: StandardBalance, isUS: Bool, _ source: String, _ realFlags: [EvaluationFlag],
        _ apparentFlags: [EvaluationFlag]
    ) -> [Indicator] {
        func lacking(_ inputs: [(AuditInput, Uncertain?)]) -> [EvaluationFlag] {
            inputs.compactMap { input, value in
                guard let value else { return .init(.notGiven, input.rawValue) }
                return value.value > 0 || input == .privatePipe ? nil : .init(.noDenominator, input.rawValue)
            }
        }
        func figure(
            _ key: IndicatorKey, _ value: Uncertain?, _ flags: [EvaluationFlag], method: String? = nil
        ) -> Indicator {
            Indicator(key, value, method: method, source: source, flags: flags)
        }
        let (connections, assumed) = serviceConnections
        let byConnection =
            lacking([(.connections, connections)]) + assumed
            + doubtFlags("network.connections", "network.households")
        let isThin =
            mains.flatMap { mains in
                connections.map {
                    LossRates.isThinlyConnected(connections: $0.value, mains: mains.value, perMile: isUS)
                }
            } ?? false
        let thin: [EvaluationFlag] = isThin ? [.init(.lowDensity)] : []
        func perConnection(_ loss: Uncertain?) -> Uncertain? {
            guard let loss, let connections else { return nil }
            return LossRates.perConnectionAndDay(loss, connections: connections, days: pressurisedDays).map {
                1000 * $0
            }
        }
        let perPressure = full.realLosses.flatMap { loss in
            connections.flatMap { connections in
                averagePressure.flatMap {
                    LossRates.perConnectionDayAndPressure(
                        loss, connections: connections, days: pressurisedDays, pressure: $0)
                }
            }
        }
        let perLength = full.realLosses.flatMap { loss in
            mains.flatMap { LossRates.perLengthAndDay(loss, mains: $0, days: pressurisedDays) }
        }
        let current = full.realLosses.map { $0 / Uncertain(days) }
        let sizes: [(AuditInput, Uncertain?)] = [
            (.mains, mains), (.connections, connections), (.privatePipe, privatePipe),
            (.averagePressure, averagePressure),
        ]
        let unavoidable = unavoidableLosses(isUS: isUS)
        let index = current.flatMap { current in
            unavoidable.flatMap {
                UnavoidableLosses.infrastructureLeakageIndex(current: current, unavoidable: $0)
            }
        }
        let sizeFlags = lacking(sizes) + uarlFlags(isUS: isUS) + assumed + doubtFlags("network.")
        let formula =
            isUS
            ? "UARL = (5.41·Lm + 0.15·Nc + 7.5·Lp)·P gal/d (mi, psi)"
            : "UARL = (18·Lm + 0.8·Nc + 25·Lp)·P L/d"
        let matrix = world ?? .standard
        // What cannot be has no band.
        let isGradable = !doubts.contains { $0.blocksGrade && !$0.key.hasPrefix("prices.") }
        let band = index.flatMap { isGradable ? WorldBankBand.band(ofILI: $0.value, world: matrix) : nil }
        let low: [EvaluationFlag] =
            index.map { Edge.isBelow($0.value, 1) } == true ? [.init(.implausible, "ili<1")] : []
        let edges = index.map { $0.edgesWithinLimits(WorldBankBand.edges(world: matrix)) } ?? []
        let bandFlags =
            low + edges.map { .init(.edgeWithinLimits, $0) }
            + (world == nil ? [EvaluationFlag(.defaultUsed, "world")] : [])
        let day = pressurisedShare < 1 ? "d w.s.p." : "d"
        let recoverable = current.flatMap { current in unavoidable.map { current - $0 } }
        let litreEdges = WorldBankBand.litreEdges(world: matrix)
        let litres = perConnection(full.realLosses)
        let byLoss = litres.flatMap { litres in
            averagePressure.flatMap { pressure in
                isGradable
                    ? WorldBankBand.lookup(
                        litresPerConnectionAndDay: litres.value, pressure: pressure.value, world: matrix)
                    : nil
            }
        }
        let lossEdges: [EvaluationFlag] =
            perPressure.map { (1000 * $0).edgesWithinLimits(litreEdges) }
            .map { $0.map { .init(.edgeWithinLimits, $0) } } ?? []
        let fine = fineBand(index, isGradable: isGradable, source, realFlags + sizeFlags + low)
        return [
            figure(
                .realLossesPerConnection, litres, realFlags + byConnection + thin, method: "RL/(Nc·\(day))"),
            figure(
                .realLossesPerConnectionAndPressure, perPressure.map { 1000 * $0 },
                realFlags + byConnection + lacking([(.averagePressure, averagePressure)]) + thin,
                method: "RL/(Nc·\(day)·P)"),
            figure(
                .realLossesPerKilometre, perLength.map { 1000 * $0 },
                realFlags + lacking([(.mains, mains)]) + doubtFlags("network.mains"), method: "RL/(Lm·\(day))"
            ),
            figure(
                .apparentLossesPerConnection, perConnection(full.apparentLosses),
                apparentFlags + byConnection, method: "AL/(Nc·\(day))"),
            figure(.carl, current, realFlags),
            figure(.uarl, unavoidable, sizeFlags, method: formula),
            figure(.realLossesAboveUARL, recoverable, realFlags + sizeFlags + low),
            figure(.ili, index, realFlags + sizeFlags + low),
            Indicator(
                .worldBankBand, band.map { .word($0.rawValue) },
                method: matrix == .developed ? "A < 2 ≤ B < 4 ≤ C < 8 ≤ D" : "A < 4 ≤ B < 8 ≤ C < 16 ≤ D",
                source: "World Bank Institute", flags: realFlags + sizeFlags + bandFlags),
            Indicator(
                .worldBankBandByLoss, byLoss.map { .word($0.band.rawValue) },
                method:
                    "A < \(litreEdges[0])·P ≤ B < \(litreEdges[1])·P ≤ C < \(litreEdges[2])·P ≤ D, RL/(Nc·\(day))",
                source: "World Bank Institute",
                flags: Array(
                    Set(
                        realFlags + byConnection + lacking([(.averagePressure, averagePressure)])
                            + (byLoss?.flags ?? []) + lossEdges
                            + (world == nil ? [EvaluationFlag(.defaultUsed, "world")] : [])))),
        ] + fine
    }

    /// The band of ILI with band A in two, for an undertaking of a developed country, for which alone the split is known.
    private func fineBand(
        _ index: Uncertain?, isGradable: Bool, _ source: String, _ flags: [EvaluationFlag]
    ) -> [Indicator] {
        guard isUndertaking, world == .developed else { return [] }
        let band = index.flatMap { isGradable ? WorldBankBand.fineBand(ofILI: $0.value) : nil }
        let edges = index?.edgesWithinLimits(
            [WorldBankBand.splitOfA] + WorldBankBand.edges(world: .developed))
        return [
            Indicator(
                .iliBand, band.map { .word($0) },
                flags: flags + (edges ?? []).map { .init(.edgeWithinLimits, $0) })
        ]
    }

    /// Unavoidable annual real losses, m³/d, in the time under pressure; `nil` where a size of the network is not known.
    func unavoidableLosses(isUS: Bool) -> Uncertain? {
        guard let mains, let connections = serviceConnections.value, let privatePipe, let averagePressure
        else {
            return nil
        }
        let whole =
            isUS
            ? UnavoidableLosses.unitedStates(
                mains: mains, connections: connections, privatePipe: privatePipe, pressure: averagePressure)
            : UnavoidableLosses.metric(
                mains: mains, connections: connections, privatePipe: privatePipe, pressure: averagePressure)
        return UnavoidableLosses.intermittent(whole, pressurisedShare: pressurisedShare)
    }

    private func uarlFlags(isUS: Bool) -> [EvaluationFlag] {
        guard let mains, let connections = serviceConnections.value, let averagePressure else { return [] }
        let rule: UARLValidity = isUS ? .unitedStates : .metric
        return rule.flags(
            mains: mains.value, connections: connections.value, pressure: averagePressure.value)
    }
}
