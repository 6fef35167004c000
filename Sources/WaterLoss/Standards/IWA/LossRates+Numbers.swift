/// Rates of plain numbers, where limits stand beside them already.
extension LossRates {
    /// Non-revenue water, m³: what was put in and not billed (IWA balance: NRW = WS − BAC).
    ///
    /// - Parameters:
    ///   - supplied: water supplied, m³: input less exports less storage change.
    ///   - billed: billed authorised consumption, m³, metered and unmetered.
    public static func nonRevenueWater(supplied: Double, billed: Double) -> Double { supplied - billed }

    /// Non-revenue water in percent of the water supplied; `nil` when none was supplied.
    ///
    /// The denominator is named because it decides the figure: some take the system input volume instead.
    public static func nonRevenueWaterPercent(supplied: Double, billed: Double) -> Double? {
        supplied > 0 ? nonRevenueWater(supplied: supplied, billed: billed) / supplied * 100 : nil
    }

    /// Whether the 95 % limits of a loss hold everything from nothing to all that was supplied: then a rate in percent says
    /// nothing and is not claimed. A trunk zone that lost 1,490 ± 3,468 of 1,490 m³ has no rate of 100 %.
    ///
    /// - Parameters:
    ///   - loss: m³.
    ///   - halfWidth: its 95 % half-width, m³.
    ///   - supplied: water supplied, m³.
    public static func holdsEverything(loss: Double, halfWidth: Double, supplied: Double) -> Bool {
        supplied > 0 && halfWidth > 0 && loss - halfWidth <= 0 && loss + halfWidth >= supplied
    }

    /// Loss for each kilometre of main and day, m³/(km·d); `nil` for a zone without pipes.
    ///
    /// - Parameters:
    ///   - loss: m³.
    ///   - mains: m.
    ///   - days: d.
    public static func lossPerKilometreAndDay(loss: Double, mains: Double, days: Double) -> Double? {
        mains > 0 && days > 0 ? loss / (mains / 1000) / days : nil
    }

    /// Loss for each service connection and day, L/(connection·d); `nil` for a zone without connections.
    public static func lossPerConnectionAndDay(loss: Double, connections: Double, days: Double) -> Double? {
        connections > 0 && days > 0 ? loss * 1000 / connections / days : nil
    }
}
