import WaterLoss
import Telemetry

/// Collects the figures of a zone, group by group.
struct ZoneFigures {
    private(set) var indicators: [Indicator] = []
    private let balance: ZoneBalance
    private let facts: ZoneFacts
    private let policy: EvaluationPolicy

    init(_ balance: ZoneBalance, facts: ZoneFacts, policy: EvaluationPolicy) {
        self.balance = balance
        self.facts = facts
        self.policy = policy
    }

    private static let graph = "meter graph"
    private static let waterLossControl = "Water Loss Control, 2nd ed."

    private mutating func add(
        _ key: String, _ value: Double?, _ unit: String, halfWidth: Double? = nil, _ method: String,
        _ source: String, _ flags: [EvaluationFlag] = []
    ) {
        indicators.append(
            Indicator(
                key, value.map { .number($0) }, unit: unit, halfWidth: value == nil ? nil : halfWidth,
                method: method, source: source, flags: flags))
    }

    private mutating func add(
        _ key: String, _ value: ConfidenceInterval?, _ unit: String, _ method: String, _ source: String,
        _ flags: [EvaluationFlag] = []
    ) {
        add(key, value?.value, unit, halfWidth: value?.halfWidth, method, source, flags)
    }

    /// What crosses the boundary, what is stored and what is used.
    mutating func addTerms() {
        let unknown = balance.flags.filter { $0.code != .incomplete }.map { flag in
            EvaluationFlag(.notGiven, flag.text)
        }
        func flags(_ value: Double?) -> [EvaluationFlag] { value == nil ? unknown : [] }
        let (input, export, stored) = (balance.input, balance.export, balance.storageChange)
        add("input_m3", input, "m3", "Σ of the boundary meters, inwards", Self.graph, flags(input))
        add("export_m3", export, "m3", "Σ of the boundary meters, outwards", Self.graph, flags(export))
        add("storage_change_m3", stored, "m3", "S(end) − S(start)", Self.graph, flags(stored))
        let (metered, unmetered) = (balance.metered, balance.unmetered)
        add("metered_m3", metered, "m3", "Σ of the customers' meters", Self.graph, flags(metered))
        add(
            "unmetered_m3", unmetered, "m3", "estimate of customers without a meter", Self.graph,
            flags(unmetered))
        add("mains_km", facts.mainsLength / 1000, "km", "Σ of the pipes' lengths", Self.graph)
        add(
            "connections", facts.connections, "", "Σ of the customers' connections", Self.graph,
            connectionFlags)
        add("households", facts.households, "", "Σ of the customers' households", Self.graph)
    }

    /// What is to be known of connections that were estimated from households.
    private var connectionFlags: [EvaluationFlag] {
        facts.estimatedConnections > 0
            ? [ServiceConnections.flag(perConnection: policy.householdsPerConnection)] : []
    }

    /// The figures of the standard.
    mutating func addStandard(_ audit: Audit, _ standard: LossStandard) {
        let isChinese = standard.isChinese
        indicators += audit.indicators(by: standard).map { figure in
            var figure = figure
            if isChinese {
                figure.flags.append(.init(.referenceOnly, "zone"))
                if ["qa_m3", "loss_m3", "r_wl_percent", "r_bl_percent"].contains(figure.key) {
                    figure.flags.append(.init(.assumed, "unbilled_unmetered=0"))
                }
            }
            if policy.underRegistration == nil,
                ["cmi_m3", "al_m3", "rl_m3", "carl_m3_per_d", "ili"].contains(figure.key)
            {
                figure.flags.append(.init(.defaultUsed, "customer_meters"))
            }
            if policy.privatePipePerConnection == nil, ["uarl_m3_per_d", "ili"].contains(figure.key) {
                figure.flags.append(.init(.assumed, "private_pipe=0"))
            }
            figure.flags.sort()
            return figure
        }
        if !isChinese, let pressure = audit.averagePressure, let mains = audit.mains,
            let connections = audit.connections, let pipe = audit.privatePipe
        {
            let exponent = policy.exponent ?? EvaluationPolicy.defaultExponent
            let value = UnavoidableLosses.intermittent(
                ComponentUARL(reportedExponent: exponent, unreportedExponent: exponent).unavoidableLosses(
                    mains: mains, connections: connections, privatePipe: pipe, pressure: pressure),
                pressurisedShare: audit.pressurisedShare)
            indicators.append(
                Indicator(
                    "component_uarl_m3_per_d", value, unit: "m3/d",
                    method: "50·[(9.6·Lm + 0.6·Nc + 16·Lp)·(P/50)^1.5 + …·(P/50)^N1] L/d, N1 = "
                        + Self.text(exponent),
                    source: "Springline (components of UARL)",
                    flags: connectionFlags + (policy.exponent == nil ? [.init(.defaultUsed, "n1")] : [])
                        + (policy.privatePipePerConnection == nil ? [.init(.assumed, "private_pipe=0")] : []))
            )
        }
        addLossRates(audit)
    }

    /// The loss by length and by connection, whoever's standard it is.
    private mutating func addLossRates(_ audit: Audit) {
        let loss = balance.loss.map {
            Uncertain($0, source: "loss", halfWidth: balance.lossHalfWidth ?? 0)
        }
        guard let loss, let mains = audit.mains, let connections = audit.connections else { return }
        let day = audit.pressurisedShare < 1 ? "d w.s.p." : "d"
        indicators.append(
            Indicator(
                "loss_m3_per_km_d",
                LossRates.perLengthAndDay(loss, mains: mains, days: audit.pressurisedDays).map { 1000 * $0 },
                unit: "m3/(km·d)", method: "loss/(Lm·\(day))", source: "IWA (2000)",
                flags: facts.mainsLength > 0 ? [] : [.init(.noDenominator, "mains")]))
        indicators.append(
            Indicator(
                "loss_l_per_connection_d",
                LossRates.perConnectionAndDay(loss, connections: connections, days: audit.pressurisedDays)
                    .map { 1000 * $0 },
                unit: "L/(connection·d)", method: "loss/(Nc·\(day))", source: "IWA (2000)",
                flags: connectionFlags
                    + (facts.connections > 0 ? [] : [.init(.noDenominator, "connections")])))
    }

    /// A zone that claims no loss: the reasons, and no figure.
    mutating func addUnclaimed(_ standard: LossStandard) {
        let reasons = balance.flags.filter { $0.code != .incomplete && $0.code != .filled }
            .map { EvaluationFlag(.notGiven, $0.text) }
        let isChinese = standard.isChinese
        add(
            "loss_m3", nil as Double?, "m3", "input − export − storage change − use", Self.graph,
            reasons.isEmpty ? [.init(.notGiven, "balance")] : reasons)
        add(
            isChinese ? "r_wl_percent" : "nrw_percent_of_ws", nil as Double?, "%",
            isChinese ? "R_WL = (Qs − Qa)/Qs·100" : "NRW/WS·100",
            isChinese ? "CJJ 92-2016" : "IWA (2000)", [.init(.notGiven, "loss_m3")])
    }

    /// How the customers' registers were read.
    mutating func addReads(_ reads: ZoneMeterReads?) {
        let none: [EvaluationFlag] = reads == nil ? [.init(.notGiven, "registers")] : []
        add(
            "unread_customer_meters", reads.map { Double($0.unread.count) }, "",
            "registers not read for 100 days, or never", "Springline", none)
        add(
            "stuck_customer_meters", reads.map { Double($0.stuck.count) }, "",
            "registers that stand still for 60 days with use before", "Springline", none)
        add(
            "stuck_missed_m3", reads?.missed, "m3",
            "mean use before they stopped · time since, in the period",
            "AWWA M36", none)
    }

    /// Average pressures and the points behind them.
    mutating func addPressure(_ pressure: ZonePressure?) {
        let isKnown = pressure?.isKnown ?? false
        let missing: [EvaluationFlag] =
            isKnown
            ? []
            : [
                .init(
                    .notGiven,
                    pressure?.points.isEmpty ?? true ? "pressure_point" : "usable pressure readings")
            ]
        let method: String =
            switch pressure?.method {
            case .alongPipes: "connection-weighted mean of heads interpolated along the pipes, less elevation"
            case .byModel:
                "connection-weighted mean of the model's pressures, raised by what the points differ from it"
            case .meanOfPoints: "mean of the pressure points"
            case .meanOfParts: "connection-weighted mean of the parts"
            case nil: "connection-weighted mean of the nodes"
            }
        let width = policy.pressureHalfWidth
        add(
            "azp_m", pressure?.average, "m", halfWidth: width, method, Self.waterLossControl + ", p. 158",
            missing)
        add(
            "aznp_m", pressure?.night, "m", halfWidth: width, "AZP in the hour of the minimum night flow",
            Self.waterLossControl,
            missing.isEmpty && pressure?.night == nil ? [.init(.notGiven, "night_flow")] : missing)
        add(
            "pressure_points", Double(pressure?.points.count ?? 0), "", "pressure points with readings",
            Self.graph)
        add(
            "critical_points", isKnown ? pressure.map { Double($0.critical.count) } : nil, "",
            "points below \(Self.text(policy.serviceMinimum)) m at some time", Self.graph, missing)
        let exponent = policy.exponent ?? EvaluationPolicy.defaultExponent
        add(
            "ndf_h_per_d", pressure?.hoursPerDay, "h/d",
            "NDF = Σ (P_i/P_MNF)^N1 over the day, N1 = \(Self.text(exponent))", "Lambert; UKWIR",
            (policy.exponent == nil ? [.init(.defaultUsed, "n1")] : [])
                + (pressure?.hoursPerDay == nil
                    ? missing.isEmpty ? [.init(.notGiven, "night_flow")] : missing : []))
    }

    /// The night flow, from the minimum to a volume.
    mutating func addNight(_ night: NightAccount?, hasPressure: Bool) {
        let none: [EvaluationFlag] = night == nil ? [.init(.notGiven, "night_flow")] : []
        func hourly(_ value: ConfidenceInterval?) -> ConfidenceInterval? { value?.scaled(by: 3600) }
        func hourly(_ value: Double?) -> Double? { value.map { $0 * 3600 } }
        add(
            "mnf_m3_per_h", hourly(night?.minimum), "m3/h",
            "mean over the nights of the least rolling hour, 00:00–05:00", Self.waterLossControl, none)
        add(
            "mnf_p20_m3_per_h", hourly(night?.weekly), "m3/h",
            "mean of the rolling 7-day 20th percentile", "UKWIR 99/WM/08/21",
            none.isEmpty && night?.weekly == nil ? [.init(.notGiven, "7 nights")] : none)
        // Of a flow that may as well be nothing no share is taken.
        let isKnown = balance.netInputError.map {
            $0.random + abs($0.systematic) < abs(balance.netInput ?? 0)
        }
        let total =
            isKnown == false
            ? nil : balance.netInput.map { $0 / Double(max(1, balance.period.duration)) }
        add(
            "mnf_percent_of_mean_flow",
            night.flatMap { night in total.flatMap { $0 > 0 ? night.minimum.value / $0 * 100 : nil } }, "%",
            "MNF/(net input/d/24)·100", "practice",
            none + (isKnown == false ? [.init(.undetermined, "net_input")] : []))
        let isEstimated = (night?.use.estimated.value ?? 0) > 0
        // Named, so that somebody reads them by the hour.
        let exceptional = (night?.use.exceptional ?? []).map {
            EvaluationFlag(.assumed, "night use of \($0.id)")
        }
        let ways = "\(policy.nightUse.rawValue) for those not read by the hour"
        add(
            "lnu_m3_per_h", hourly(night?.use.total), "m3/h", "use in the night's least hour; " + ways,
            Self.waterLossControl,
            none + (isEstimated ? [.init(.defaultUsed, "night_use")] : []) + exceptional)
        let negative: [EvaluationFlag] =
            (night?.net.net.value ?? 0) < 0 ? [.init(.negativeResidual, "nnf")] : []
        add(
            "nnf_m3_per_h", hourly(night?.net.net), "m3/h", "NNF = MNF − LNU", Self.waterLossControl,
            none + negative)
        let noPressure: [EvaluationFlag] =
            none.isEmpty && !hasPressure ? [.init(.notGiven, "pressure")] : none
        add(
            "ubl_m3_per_h", hourly(night?.net.unavoidableBackground), "m3/h",
            "UBL = (20·Lm + 1.25·Nc + 33·Lp)·(AZNP/50)^1.5 L/h", Self.waterLossControl + ", p. 160",
            noPressure + connectionFlags
                + (policy.privatePipePerConnection == nil ? [.init(.assumed, "private_pipe=0")] : []))
        let factor: [EvaluationFlag] = policy.conditionFactor == nil ? [.init(.defaultUsed, "icf")] : []
        add(
            "background_m3_per_h", hourly(night?.net.background), "m3/h", "ICF·UBL", Self.waterLossControl,
            noPressure + factor)
        let excess: [EvaluationFlag] =
            (night?.net.excess ?? 0) < 0 ? [.init(.negativeResidual, "excess")] : []
        add(
            "excess_m3_per_h", hourly(night?.net.excess), "m3/h", "NNF − ICF·UBL", Self.waterLossControl,
            noPressure + factor + excess)
        add(
            "espb", night?.net.equivalentServicePipeBursts, "bursts", "excess/(1.6·(AZNP/50)^0.5)", "UKWIR",
            noPressure + factor)
        add(
            "controllable_m3_per_h", hourly(night?.net.controllable), "m3/h", "max(0, NNF − UBL)",
            "Springline (可控漏失)", noPressure)
        add(
            "night_leakage_m3", night?.leakage, "m3", "NNF·NDF·d", Self.waterLossControl,
            noPressure + (policy.exponent == nil ? [.init(.defaultUsed, "n1")] : []))
        add(
            "night_flow_trend_m3_per_h_d", hourly(night?.trend?.slopePerDay), "m3/(h·d)",
            "Theil–Sen slope of the nights since the last step", "Theil (1950), Sen (1968)",
            none.isEmpty && night?.trend == nil ? [.init(.notGiven, "4 nights")] : none)
        add(
            "night_flow_steps", night.map { Double($0.steps.count) }, "",
            "levels of 2 to 7 nights against the 10 before, worth 3 deviations and 5 %", "Springline",
            none)
    }

    /// Night flows beside the balance.
    mutating func addAgreement(_ agreement: LeakageAgreement?, waterLosses: Uncertain?) {
        let none: [EvaluationFlag] = agreement == nil ? [.init(.notGiven, "night_leakage_m3")] : []
        add(
            "night_less_balance_m3", agreement?.difference, "m3", "night leakage − real loss of the balance",
            "UKWIR", none)
        // What shares and samples say of apparent loss misses whoever takes water where nobody looks; this does not.
        let apparent = agreement.flatMap { agreement in
            waterLosses.map {
                ConfidenceInterval($0.value, halfWidth: $0.halfWidth ?? 0) - agreement.bottomUp
            }
        }
        add("apparent_by_nights_m3", apparent, "m3", "WL − NNF·NDF·d", "UKWIR", none)
        indicators.append(
            Indicator(
                "agreement", agreement.map { .word($0.verdict.rawValue) },
                method: "|difference| within the combined 95 % limits", source: "UKWIR",
                flags: none))
    }

    /// How often to survey for leaks, where prices are known.
    mutating func addEconomics(_ night: NightAccount?) {
        guard let prices = policy.prices else { return }
        let source = "Fanner and Lambert (2009)"
        let hours = night?.hoursPerDay?.value
        let rise = night?.trend.flatMap { trend in
            hours.flatMap {
                trend.isSignificant
                    ? EconomicIntervention.rateOfRise(
                        slopePerDay: trend.slopePerDay, hoursPerDay: $0, mains: facts.mainsLength) : nil
            }
        }
        var missing: [EvaluationFlag] =
            rise == nil ? [.init(.notGiven, "a significant rise of the night flow")] : []
        add(
            "rate_of_rise_m3_per_km_d_yr", rise, "m3/(km·d·yr)", "slope of NNF·NDF/Lm between interventions",
            source,
            missing)
        if prices.surveyPerKilometre == nil { missing.append(.init(.notGiven, "survey_cost")) }
        let months = prices.surveyPerKilometre.flatMap { survey in
            rise.flatMap {
                EconomicIntervention.frequency(
                    surveyCost: survey, variableCost: prices.variableCost, rateOfRise: $0.value)
            }
        }
        if months == nil, missing.isEmpty { missing.append(.init(.notGiven, "a rise above 0")) }
        add("eif_months", months, "months", "EIF = √(0.789·CI/(CV·RR))", source, missing)
        let share = months.flatMap { EconomicIntervention.percentage(frequency: $0) }
        add("ep_percent_per_yr", share, "%/yr", "EP = 1200/EIF", source, missing)
        let budget = share.flatMap { share in
            prices.surveyPerKilometre.map {
                EconomicIntervention.annualBudget(percentage: share, surveyCost: $0, mains: facts.mainsLength)
            }
        }
        add("abi_per_yr", budget, prices.currency + "/yr", "ABI = EP·CI·Lm", source, missing)
        let losses = budget.flatMap {
            EconomicIntervention.unreportedLosses(annualBudget: $0, variableCost: prices.variableCost)
        }
        add("eurl_m3_per_yr", losses, "m3/yr", "EURL = ABI/CV", source, missing)
    }

    /// A number without needless decimals.
    private static func text(_ value: Double) -> String {
        value == value.rounded() ? String(Int(value)) : String(value)
    }
}
