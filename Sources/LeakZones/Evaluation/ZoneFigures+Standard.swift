import WaterLoss

/// The figures of a standard, from the zone's audit.
extension ZoneFigures {
    /// Those of a zone that claims a loss.
    mutating func addStandard(_ audit: Audit, _ standard: LossStandard) {
        let isChinese = standard.isChinese
        add(
            audit.indicators(by: standard).map { figure in
                var figure = figure
                figure.flags = (figure.flags + zoneFlags(of: figure.key, isChinese: isChinese)).sorted()
                return figure
            })
        if !isChinese, let pressure = audit.averagePressure, let mains = audit.mains,
            let connections = audit.connections, let pipe = audit.privatePipe
        {
            let exponent = policy.exponent ?? EvaluationPolicy.defaultExponent
            let value = UnavoidableLosses.intermittent(
                ComponentUARL(reportedExponent: exponent, unreportedExponent: exponent).unavoidableLosses(
                    mains: mains, connections: connections, privatePipe: pipe, pressure: pressure),
                pressurisedShare: audit.pressurisedShare)
            let key = IndicatorKey.componentUARL
            add([
                Indicator(
                    key, value, method: key.method + ", N1 = " + Self.text(exponent),
                    flags: connectionFlags + exponentFlags + privatePipeFlags)
            ])
        }
        addLossRates(audit)
    }

    /// What is to be known of a standard's figure because it is a zone's.
    private func zoneFlags(of key: IndicatorKey, isChinese: Bool) -> [EvaluationFlag] {
        var flags: [EvaluationFlag] = []
        if isChinese {
            flags.append(.init(.referenceOnly, "zone"))
            if [.registeredUseQa, .loss, .grossLossRate, .lossRate].contains(key) {
                flags.append(.init(.assumed, "unbilled_unmetered=0"))
            }
        }
        if policy.underRegistration == nil,
            [.customerMetering, .apparentLosses, .realLosses, .carl, .ili].contains(key)
        {
            flags.append(.init(.defaultUsed, "customer_meters"))
        }
        return [.uarl, .ili].contains(key) ? flags + privatePipeFlags : flags
    }

    /// The loss by length and by connection, whoever's standard it is.
    private mutating func addLossRates(_ audit: Audit) {
        let loss = balance.loss.map {
            Uncertain($0, source: "loss", halfWidth: balance.lossHalfWidth ?? 0)
        }
        guard let loss, let mains = audit.mains, let connections = audit.connections else { return }
        let day = audit.pressurisedShare < 1 ? "d w.s.p." : "d"
        let days = audit.pressurisedDays
        add([
            Indicator(
                .lossPerKilometreAndDay,
                LossRates.perLengthAndDay(loss, mains: mains, days: days).map { 1000 * $0 },
                method: "loss/(Lm·\(day))",
                flags: facts.mainsLength > 0 ? [] : [.init(.noDenominator, "mains")]),
            Indicator(
                .lossPerConnectionAndDay,
                LossRates.perConnectionAndDay(loss, connections: connections, days: days)
                    .map { 1000 * $0 },
                method: "loss/(Nc·\(day))",
                flags: connectionFlags
                    + (facts.connections > 0 ? [] : [.init(.noDenominator, "connections")])),
        ])
    }

    /// A zone that claims no loss: the reasons, and no figure.
    mutating func addUnclaimed(_ standard: LossStandard) {
        let reasons = balance.flags.filter { $0.code != .incomplete && $0.code != .filled }
            .map { EvaluationFlag(.notGiven, $0.text) }
        add(.loss, nil as Double?, reasons.isEmpty ? [.init(.notGiven, "balance")] : reasons)
        add(
            standard.isChinese ? .grossLossRate : .nonRevenueShareOfSupply, nil as Double?,
            [.init(.notGiven, IndicatorKey.loss.rawValue)])
    }

    /// Night flows beside the balance.
    mutating func addAgreement(_ agreement: LeakageAgreement?, waterLosses: Uncertain?) {
        let none: [EvaluationFlag] =
            agreement == nil ? [.init(.notGiven, IndicatorKey.nightLeakage.rawValue)] : []
        add(.nightLessBalance, agreement?.difference, none)
        // What shares and samples say of apparent loss misses water that is taken where no one samples; this does not.
        let apparent = agreement.flatMap { agreement in
            waterLosses.map {
                ConfidenceInterval($0.value, halfWidth: $0.halfWidth ?? 0) - agreement.bottomUp
            }
        }
        add(.apparentByNights, apparent, none)
        add([Indicator(.agreement, agreement.map { .word($0.verdict.rawValue) }, flags: none)])
    }
}
