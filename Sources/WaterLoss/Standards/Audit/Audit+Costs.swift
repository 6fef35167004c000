extension Audit {
    /// What losses cost, apart and together, in the period, for each connection and year, and of the cost of running the
    /// system. A zone has the cost of its non-revenue water alone; so has an undertaking that states no price.
    func costIndicators(
        _ full: StandardBalance, _ source: String, apparentFlags: [EvaluationFlag],
        realFlags: [EvaluationFlag], unbilledFlags: [EvaluationFlag]
    ) -> [Indicator] {
        func priced(_ volume: Uncertain?, _ price: Uncertain?) -> Uncertain? {
            volume.flatMap { volume in price.map { volume * $0 } }
        }
        let isAtRetail = realLossesAt == .retailPrice
        let apparent = priced(full.apparentLosses, retailPrice)
        let real = priced(full.realLosses, isAtRetail ? retailPrice : variableCost)
        let unbilled = priced(full.unbilledAuthorised, variableCost)
        var whole: Uncertain?
        if let apparent = full.apparentLosses, let real = full.realLosses,
            let unbilled = full.unbilledAuthorised, let retailPrice, let variableCost
        {
            whole = NonRevenueValue.nonRevenueWater(
                apparent: apparent, real: real, unbilled: unbilled, retailPrice: retailPrice,
                variableCost: variableCost, realLossesAt: realLossesAt)
        }
        let hasPrices = retailPrice != nil && variableCost != nil
        let priceFlags: [EvaluationFlag] =
            doubtFlags("prices.") + (hasPrices ? [] : [.init(.notGiven, AuditInput.prices.rawValue)])
        func figure(
            _ key: IndicatorKey, _ value: Uncertain?, unit: String = "", _ flags: [EvaluationFlag],
            method: String? = nil
        ) -> Indicator {
            Indicator(
                key, value, unit: (currency ?? "") + unit, method: method, source: source,
                flags: Array(Set(flags + priceFlags)))
        }
        let total = figure(
            .nonRevenueCost, whole, realFlags,
            method: isAtRetail ? "AL·retail + RL·retail + UAC·variable cost" : nil)
        guard isUndertaking, retailPrice != nil || variableCost != nil else { return [total] }
        let (connections, assumed) = serviceConnections
        let years = days == 365 || days == 366 ? 1 : days / 365
        func perConnection(_ key: IndicatorKey, _ cost: Uncertain?, _ flags: [EvaluationFlag]) -> Indicator {
            var value: Uncertain?
            var missing: [EvaluationFlag] = []
            if let connections, connections.value > 0 {
                value = cost.map { $0 / connections / Uncertain(years) }
            } else {
                missing = [
                    .init(
                        connections == nil ? .notGiven : .noDenominator, AuditInput.connections.rawValue)
                ]
            }
            return figure(key, value, unit: "/(connection·yr)", flags + missing + assumed)
        }
        return [
            figure(.apparentLossCost, apparent, apparentFlags),
            figure(
                .realLossCost, real, realFlags, method: isAtRetail ? "RL·retail" : "RL·variable cost"),
            figure(.unbilledCost, unbilled, unbilledFlags),
            total,
            perConnection(.apparentLossCostPerConnection, apparent, apparentFlags),
            perConnection(.realLossCostPerConnection, real, realFlags),
            perConnection(.nonRevenueCostPerConnection, whole, realFlags),
            shareOfRunningCost(whole, source, realFlags + priceFlags),
        ]
    }

    private func shareOfRunningCost(
        _ cost: Uncertain?, _ source: String, _ flags: [EvaluationFlag]
    ) -> Indicator {
        let share = runningCost.flatMap { total in
            cost.flatMap { NonRevenueValue.percent($0, ofRunningCost: total) }
        }
        let missing: [EvaluationFlag] =
            runningCost.map { $0.value > 0 ? [] : [.init(.noDenominator, "prices.running_cost")] }
            ?? [.init(.notGiven, "prices.running_cost")]
        return Indicator(
            .nonRevenueShareOfRunningCost, share, source: source, flags: Array(Set(flags + missing)))
    }
}
