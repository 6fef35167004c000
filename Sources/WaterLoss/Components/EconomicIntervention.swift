/// How often to look for leaks, and what is left when that is done: the economics of active leakage control.
///
/// Between surveys the leakage rises by RR a year. A survey of a kilometre costs CI; a m³ lost costs CV. The cost of a
/// year, CI/T + CV·365·RR·T/2 for surveys every T years, is least at T = √(2·CI/(365·CV·RR)). Fantozzi, M. and
/// Lambert, A., IWA water loss conferences 2005 and 2007. The formulas keep the units they are published in.
public enum EconomicIntervention {
    /// Cost of a year per km of main, currency/(km·a): surveys, and the water that runs between them.
    ///
    /// - Parameters:
    ///   - years: years between surveys.
    ///   - surveyCost: CI, currency per km: the survey alone, without repairs.
    ///   - variableCost: CV, currency per m³.
    ///   - rateOfRise: RR, m³/(km·d) more each year.
    public static func annualCost(
        years: Double, surveyCost: Double, variableCost: Double, rateOfRise: Double
    ) -> Double {
        surveyCost / years + variableCost * 365 * rateOfRise * years / 2
    }

    /// Economic intervention frequency EIF, months between surveys: √(0.789·CI/(CV·RR)); 0.789 = 288/365 rounded.
    ///
    /// - Parameters:
    ///   - surveyCost: CI, currency per km: the survey alone, without repairs.
    ///   - variableCost: CV, currency per m³.
    ///   - rateOfRise: RR, m³/(km·d) more each year, at one pressure and season.
    /// - Returns: `nil` where leakage does not rise or nothing costs anything.
    public static func frequency(
        surveyCost: Double, variableCost: Double, rateOfRise: Double
    ) -> Double? {
        guard surveyCost > 0, variableCost > 0, rateOfRise > 0 else { return nil }
        return (0.789 * surveyCost / (variableCost * rateOfRise)).squareRoot()
    }

    /// Economic percentage EP of the network to survey each year, %: 100·12/EIF. Above 100 it is surveyed more than
    /// once.
    ///
    /// - Parameter frequency: EIF, months.
    public static func percentage(frequency: Double) -> Double? {
        frequency > 0 ? 1200 / frequency : nil
    }

    /// Annual budget for intervention ABI, currency/yr: EP·CI·L_m.
    ///
    /// - Parameters:
    ///   - percentage: EP, **percent**.
    ///   - surveyCost: CI, currency per km.
    ///   - mains: length of mains, m.
    public static func annualBudget(percentage: Double, surveyCost: Double, mains: Double) -> Double {
        percentage / 100 * surveyCost * mains / 1000
    }

    /// Economic unreported real losses EURL, m³/yr: ABI/CV. At the optimum the water that runs costs as much as the
    /// surveys.
    ///
    /// - Parameters:
    ///   - annualBudget: ABI, currency/yr.
    ///   - variableCost: CV, currency per m³.
    public static func unreportedLosses(annualBudget: Double, variableCost: Double) -> Double? {
        variableCost > 0 ? annualBudget / variableCost : nil
    }

    /// Short-run economic leakage level SRELL, m³/yr: background + reported bursts + EURL.
    public static func shortRunLevel(background: Double, reported: Double, unreported: Double) -> Double {
        background + reported + unreported
    }

    /// Recoverable loss, m³/yr: real loss less SRELL. Negative where the zone is already below the level; there is
    /// nothing to win then.
    public static func recoverableLoss(realLoss: ConfidenceInterval, shortRunLevel: Double)
        -> ConfidenceInterval
    {
        realLoss - ConfidenceInterval(shortRunLevel, halfWidth: 0)
    }

    /// Rate of rise RR of a zone, m³/(km·d) more each year, from the trend of its night flow between interventions.
    ///
    /// - Parameters:
    ///   - slopePerDay: rise of the net night flow, m³/s each day.
    ///   - hoursPerDay: night-day factor, h/d.
    ///   - mains: m.
    /// - Returns: `nil` without mains.
    public static func rateOfRise(
        slopePerDay: ConfidenceInterval, hoursPerDay: Double, mains: Double
    ) -> ConfidenceInterval? {
        mains > 0 ? slopePerDay.scaled(by: 365 * 3600 * hoursPerDay / (mains / 1000)) : nil
    }
}
