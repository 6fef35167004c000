import WaterLoss

/// The night flow, from the minimum to a volume.
extension ZoneFigures {
    mutating func addNight(_ night: NightAccount?, hasPressure: Bool) {
        let none: [EvaluationFlag] = night == nil ? [.init(.notGiven, "night_flow")] : []
        func lacking(_ value: (some Any)?, _ name: String) -> [EvaluationFlag] {
            none.isEmpty && value == nil ? [.init(.notGiven, name)] : none
        }
        func negative(_ value: Double?, _ name: String) -> [EvaluationFlag] {
            (value ?? 0) < 0 ? [.init(.negativeResidual, name)] : []
        }
        func hourly(_ value: ConfidenceInterval?) -> ConfidenceInterval? { value?.scaled(by: 3600) }
        func hourly(_ value: Double?) -> Double? { value.map { $0 * 3600 } }
        add(.mnf, hourly(night?.minimum), none)
        add(.weeklyNightFlow, hourly(night?.weekly), lacking(night?.weekly, "7 nights"))
        addShareOfMeanFlow(night, none)
        addNightUse(night, none)
        add(.nnf, hourly(night?.net.net), none + negative(night?.net.net.value, "nnf"))
        let noPressure: [EvaluationFlag] =
            none.isEmpty && !hasPressure ? [.init(.notGiven, "pressure")] : none
        let factor: [EvaluationFlag] = policy.conditionFactor == nil ? [.init(.defaultUsed, "icf")] : []
        add(
            .unavoidableBackground, hourly(night?.net.unavoidableBackground),
            noPressure + connectionFlags + privatePipeFlags)
        add(.nightBackground, hourly(night?.net.background), noPressure + factor)
        add(
            .nightExcess, hourly(night?.net.excess),
            noPressure + factor + negative(night?.net.excess, "excess"))
        add(.equivalentBursts, night?.net.equivalentServicePipeBursts, noPressure + factor)
        add(.controllableLeakage, hourly(night?.net.controllable), noPressure)
        add(.nightLeakage, night?.leakage, noPressure + exponentFlags)
        add(.nightFlowTrend, hourly(night?.trend?.slopePerDay), lacking(night?.trend, "4 nights"))
        add(.nightFlowSteps, night.map { Double($0.steps.count) }, none)
    }

    /// The minimum as a share of the mean flow; of a flow that may as well be nothing no share is taken.
    private mutating func addShareOfMeanFlow(_ night: NightAccount?, _ none: [EvaluationFlag]) {
        let isVain = balance.uncertainNetInput.map { ($0.halfWidth ?? 0) >= abs(balance.netInput ?? 0) }
        let mean =
            isVain == true ? nil : balance.netInput.map { $0 / Double(max(1, balance.period.duration)) }
        let share = night.flatMap { night in
            mean.flatMap { $0 > 0 ? night.minimum.value / $0 * 100 : nil }
        }
        add(
            .nightShareOfMeanFlow, share,
            none + (isVain == true ? [.init(.undetermined, "net_input")] : []))
    }

    private mutating func addNightUse(_ night: NightAccount?, _ none: [EvaluationFlag]) {
        let isEstimated = (night?.use.estimated.value ?? 0) > 0
        // Named, so that they can be read by the hour.
        let exceptional = (night?.use.exceptional ?? []).map {
            EvaluationFlag(.assumed, "night use of \($0.id)")
        }
        let key = IndicatorKey.legitimateNightUse
        add(
            key, night?.use.total.scaled(by: 3600),
            method: "\(key.method); \(policy.nightUse.rawValue) for those not read by the hour",
            none + (isEstimated ? [.init(.defaultUsed, "night_use")] : []) + exceptional)
    }

    /// How often to survey for leaks, where prices are known.
    mutating func addEconomics(_ night: NightAccount?) {
        guard let prices = policy.prices else { return }
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
        add(.rateOfRise, rise, missing)
        if prices.surveyPerKilometre == nil { missing.append(.init(.notGiven, "survey_cost")) }
        let months = prices.surveyPerKilometre.flatMap { survey in
            rise.flatMap {
                EconomicIntervention.frequency(
                    surveyCost: survey, variableCost: prices.variableCost, rateOfRise: $0.value)
            }
        }
        if months == nil, missing.isEmpty { missing.append(.init(.notGiven, "a rise above 0")) }
        add(.interventionInterval, months, missing)
        let share = months.flatMap { EconomicIntervention.percentage(frequency: $0) }
        add(.yearlySurveyShare, share, missing)
        let budget = share.flatMap { share in
            prices.surveyPerKilometre.map {
                EconomicIntervention.annualBudget(percentage: share, surveyCost: $0, mains: facts.mainsLength)
            }
        }
        add(.yearlySurveyBudget, budget, unit: prices.currency + "/yr", missing)
        let losses = budget.flatMap {
            EconomicIntervention.unreportedLosses(annualBudget: $0, variableCost: prices.variableCost)
        }
        add(.economicUnreportedLosses, losses, missing)
    }
}
