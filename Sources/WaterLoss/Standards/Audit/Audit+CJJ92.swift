extension Audit {
    /// The water balance of table 4.2.1 (水量平衡表), with what stands in for what was not given.
    public var cjj92Balance: CJJ92Balance {
        let full = completed.balance
        return CJJ92Balance(
            // The table has no box for storage: what tanks took up was put in and not supplied yet.
            ownSources: full.ownSources - full.storageChange, purchased: full.imported,
            billedMetered: full.billedMetered + full.exported,
            billedUnmetered: full.billedUnmetered, freeMetered: full.unbilledMetered,
            freeUnmetered: full.unbilledUnmetered, visibleLeaks: cjj92.components[.visibleLeaks],
            hiddenLeaks: cjj92.components[.hiddenLeaks], background: cjj92.components[.background],
            tanks: cjj92.components[.tanks], masterMeterDifference: cjj92.components[.masterMeterDifference],
            nonResidentMeterError: cjj92.components[.nonResidentMeterError])
    }

    /// The figures of CJJ 92. There is no box for exports: bulk sales are billed consumption.
    func cjj92Indicators(_ version: CJJ92.Version) -> [Indicator] {
        let source = version == .revision2018 ? "CJJ 92-2016 (2018)" : "CJJ 92-2016"
        // What is assessed is an undertaking's year; anything else is shown for reference.
        let reference: [EvaluationFlag] = isYear ? [] : [.init(.referenceOnly, "period")]
        let (full, defaults) = completed
        let table = cjj92Balance
        let freeFlags: [EvaluationFlag] =
            table.freeUnmetered == nil
            ? [.init(.notGiven, AuditInput.unbilledUnmetered.rawValue)]
            : defaults.filter { $0.element == AuditInput.unbilledUnmetered.rawValue }
        func volume(
            _ key: IndicatorKey, _ value: Uncertain?, _ flags: [EvaluationFlag] = [], method: String? = nil
        ) -> Indicator {
            Indicator(key, value, method: method, source: source, flags: flags + reference)
        }
        let negative: [EvaluationFlag] =
            table.loss.map { $0.value < 0 } == true ? [.init(.negativeResidual, "loss")] : []
        // A rate whose limits hold everything from nothing to all says nothing.
        let isVain = table.loss.map { $0.holdsEverything(of: table.supply) } ?? false
        let gross =
            isVain
            ? nil : table.registered.flatMap { CJJ92.grossLossRate(supply: table.supply, registered: $0) }
        let noSupply: [EvaluationFlag] = table.supply.value > 0 ? [] : [.init(.noDenominator, "qs")]
        let grossFlags =
            freeFlags + negative + noSupply + (isVain ? [.init(.undetermined, "loss")] : [])
            + doubtFlags("volumes.")
        // No grade rests on what cannot be.
        var isGradable = !doubts.contains {
            $0.blocksGrade && ($0.key.hasPrefix("volumes.") || $0.key.hasPrefix("cjj92."))
        }
        isGradable = isGradable && negative.isEmpty
        var figures = [
            volume(
                .waterSuppliedQs, table.supply,
                method: full.storageChange.value == 0 ? nil : "Qs = own + purchased − storage change"),
            volume(.registeredUseQa, table.registered, freeFlags),
            volume(.loss, table.loss, freeFlags + negative, method: "Qs − Qa"),
            volume(.nonRevenueWater, table.nonRevenueWater, method: "Qs − billed"),
            Indicator(.grossLossRate, gross, source: source, flags: grossFlags + reference),
        ]
        let leakageFlags = missingComponents([.visibleLeaks, .hiddenLeaks, .background, .tanks])
        figures += componentFigures(table, freeFlags, leakageFlags, volume)
        let leakageRate = table.leakage.flatMap { CJJ92.leakageRate(leakage: $0, supply: table.supply) }
        figures.append(
            Indicator(.leakageRate, leakageRate, source: source, flags: leakageFlags + noSupply + reference))
        let (parts, corrections) = corrections(supply: table.supply.value, source, reference)
        figures += parts
        let missing = parts.flatMap(\.flags).filter { $0.code == .notGiven || $0.code == .noDenominator }
        figures.append(
            Indicator(
                .corrections, corrections.map { .number($0.total) }, source: source,
                flags: missing + doubtFlags("cjj92.") + reference))
        let net = gross.flatMap { rate in
            corrections.map { CJJ92.lossRate(gross: rate, corrections: $0) }
        }
        // Less is lost than the corrections excuse: some input is wrong.
        let below: [EvaluationFlag] =
            net.map { Edge.isBelow($0.value, 0) } == true ? [.init(.implausible, "r_bl<0")] : []
        isGradable = isGradable && below.isEmpty
        var edges: [EvaluationFlag] = []
        let grade: CJJ92.Grade?
        switch version {
        case .revision2018:
            edges =
                net?.edgesWithinLimits(CJJ92.Grade.reachable.compactMap(\.basicRate))
                .map { .init(.edgeWithinLimits, $0) } ?? []
            figures.append(
                Indicator(
                    .lossRate, net, source: source,
                    flags: grossFlags + missing + doubtFlags("cjj92.") + below + reference))
            grade = net.map { CJJ92.grade(lossRate: $0.value) }
        case .original2016:
            for step in CJJ92.Grade.reachable {
                let value = corrections.flatMap { CJJ92.standardValue(step, corrections: $0) }
                figures.append(
                    Indicator(
                        step == .first ? .standardValueOfGrade1 : .standardValueOfGrade2,
                        value.map { .number($0) }, source: source,
                        flags: missing + reference))
            }
            let values = CJJ92.Grade.reachable.compactMap { step in
                corrections.flatMap { CJJ92.standardValue(step, corrections: $0) }
            }
            edges = gross?.edgesWithinLimits(values).map { .init(.edgeWithinLimits, $0) } ?? []
            let leakageEdges: [EvaluationFlag] =
                leakageRate?.edgesWithinLimits(values.map(CJJ92.largestLeakageRate(standardValue:)))
                .map { .init(.edgeWithinLimits, $0) } ?? []
            let leakageGrade = leakageRate.flatMap { rate in
                corrections.map { CJJ92.grade(leakageRate: rate.value, corrections: $0) }
            }
            figures.append(
                Indicator(
                    .leakageGrade, isGradable ? leakageGrade.map { .word($0.rawValue) } : nil, source: source,
                    flags: leakageFlags + missing + doubtFlags("volumes.", "cjj92.") + below + leakageEdges
                        + reference))
            grade = gross.flatMap { rate in
                corrections.map { CJJ92.grade(grossRate: rate.value, corrections: $0) }
            }
        }
        figures.append(
            Indicator(
                .grade, isGradable ? grade.map { .word($0.rawValue) } : nil,
                method: version == .revision2018 ? "1: R_BL ≤ 10 %; 2: R_BL ≤ 12 %" : "R_WL ≤ R_n'",
                source: source, flags: grossFlags + missing + doubtFlags("cjj92.") + below + edges + reference
            ))
        return figures
    }

    /// Leakage, metering loss and what is left of the loss, where their parts are known.
    private func componentFigures(
        _ table: CJJ92Balance, _ freeFlags: [EvaluationFlag], _ leakage: [EvaluationFlag],
        _ volume: (IndicatorKey, Uncertain?, [EvaluationFlag], String?) -> Indicator
    ) -> [Indicator] {
        let metering = missingComponents([.masterMeterDifference, .nonResidentMeterError])
        let negative: [EvaluationFlag] =
            table.otherLoss.map { $0.value < 0 } == true ? [.init(.negativeResidual, "other_loss")] : []
        return [
            volume(.leakage, table.leakage, leakage, nil),
            volume(.meteringLoss, table.meteringLoss, metering, nil),
            volume(.otherLoss, table.otherLoss, freeFlags + leakage + metering + negative, nil),
        ]
    }

    private func missingComponents(_ components: [CJJ92Facts.Component]) -> [EvaluationFlag] {
        components.filter { cjj92.components[$0] == nil }.map { .init(.notGiven, "cjj92.\($0.rawValue)") }
    }

    /// R1 to R4, and all of them together where all are known.
    private func corrections(
        supply: Double, _ source: String, _ reference: [EvaluationFlag]
    ) -> ([Indicator], CJJ92.Corrections?) {
        func figure(_ key: IndicatorKey, _ value: Double?, _ flags: [EvaluationFlag]) -> Indicator {
            Indicator(key, value.map { .number($0) }, source: source, flags: flags + reference)
        }
        func lacking(_ value: Double?, _ name: String) -> [EvaluationFlag] {
            value == nil ? [.init(.notGiven, name)] : supply > 0 ? [] : [.init(.noDenominator, "qs")]
        }
        let household = cjj92.households.flatMap { volume in
            supply > 0 ? CJJ92.householdCorrection(householdShare: volume / supply) : nil
        }
        let perSupply = cjj92.largePipes.flatMap { CJJ92.lengthPerSupply(length: $0, supply: supply) }
        let length = perSupply.map { CJJ92.lengthCorrection(lengthPerSupply: $0) }
        let isLimited = perSupply.map { CJJ92.unlimitedLengthCorrection(lengthPerSupply: $0) } != length
        let outlet = CJJ92.meanOutletPressure(cjj92.plants.map { ($0.pressure, $0.supply) })
        let pressure = outlet.map { CJJ92.pressureCorrection(outletPressure: $0) }
        let frost = cjj92.frostDepth.map { CJJ92.frostCorrection(depth: $0) }
        let figures = [
            figure(.householdCorrection, household, lacking(cjj92.households, "cjj92.households")),
            figure(
                .lengthCorrection, length,
                lacking(cjj92.largePipes, "cjj92.pipes_dn75") + (isLimited ? [.init(.clamped, "r2")] : [])),
            figure(.pressureCorrection, pressure, outlet == nil ? [.init(.notGiven, "cjj92.plants")] : []),
            figure(.frostCorrection, frost, frost == nil ? [.init(.notGiven, "cjj92.frost_depth")] : []),
        ]
        guard let household, let length, let pressure, let frost else { return (figures, nil) }
        return (
            figures, CJJ92.Corrections(household: household, length: length, pressure: pressure, frost: frost)
        )
    }
}
