/// What non-revenue water costs, in the currency of the prices.
///
/// Apparent losses were used and not paid for: they cost what customers pay. Real losses, and what is given away,
/// cost what it takes to make one more cubic metre.
///
/// Source: AWWA M36.
public enum NonRevenueValue {
    /// What a m³ of real losses is worth.
    public enum Basis: String, Sendable, Hashable, CaseIterable, Codable {
        /// What one more m³ costs to make: the rule where there is water enough.
        case variableCost = "variable"
        /// What customers pay: where water is short, each m³ that no longer leaks is sold.
        case retailPrice = "retail"
    }

    /// Cost of apparent losses: AL · customer retail unit cost.
    public static func apparentLosses(_ volume: Uncertain, retailPrice: Uncertain) -> Uncertain {
        volume * retailPrice
    }

    /// Cost of real losses: RL · variable production cost.
    public static func realLosses(_ volume: Uncertain, variableCost: Uncertain) -> Uncertain {
        volume * variableCost
    }

    /// Cost of non-revenue water: AL · retail price + (RL + UAC) · variable production cost.
    ///
    /// - Parameters:
    ///   - apparent: AL, m³.
    ///   - real: RL, m³.
    ///   - unbilled: UAC, m³.
    ///   - retailPrice: per m³.
    ///   - variableCost: per m³.
    ///   - basis: what a m³ of real losses is worth; with the retail price, AL · retail + RL · retail + UAC · variable cost.
    public static func nonRevenueWater(
        apparent: Uncertain, real: Uncertain, unbilled: Uncertain, retailPrice: Uncertain,
        variableCost: Uncertain, realLossesAt basis: Basis = .variableCost
    ) -> Uncertain {
        switch basis {
        case .variableCost: apparent * retailPrice + (real + unbilled) * variableCost
        case .retailPrice: (apparent + real) * retailPrice + unbilled * variableCost
        }
    }

    /// Non-revenue water by value, percent of the annual cost of running the system; `nil` unless that is positive.
    public static func percent(_ cost: Uncertain, ofRunningCost total: Uncertain) -> Uncertain? {
        total.value > 0 ? 100 * cost / total : nil
    }
}
