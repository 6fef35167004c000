import InputOutput

/// How often to survey for leaks.
extension IndicatorKey {
    /// Rate of rise of leakage RR, m3/(km·d·yr): `rate_of_rise_m3_per_km_d_yr`.
    public static let rateOfRise = IndicatorKey(
        "rate_of_rise_m3_per_km_d_yr", unit: "m3/(km·d·yr)",
        Wording("Rate of rise of leakage RR", "漏失自然增长率 RR"),
        method: "slope of NNF·NDF/Lm between interventions", source: "Fanner and Lambert (2009)")
    /// Economic intervention interval EIF, months: `eif_months`.
    public static let interventionInterval = IndicatorKey(
        "eif_months", unit: "months", Wording("Economic intervention interval EIF", "经济检漏周期 EIF"),
        method: "EIF = √(0.789·CI/(CV·RR))", source: "Fanner and Lambert (2009)")
    /// Share to survey in a year EP, %/yr: `ep_percent_per_yr`.
    public static let yearlySurveyShare = IndicatorKey(
        "ep_percent_per_yr", unit: "%/yr", Wording("Share to survey in a year EP", "年检漏比例 EP"),
        method: "EP = 1200/EIF", source: "Fanner and Lambert (2009)")
    /// Annual budget for intervention ABI: `abi_per_yr`.
    public static let yearlySurveyBudget = IndicatorKey(
        "abi_per_yr", unit: "", Wording("Annual budget for intervention ABI", "年检漏预算 ABI"),
        method: "ABI = EP·CI·Lm", source: "Fanner and Lambert (2009)")
    /// Economic unreported real losses EURL, m3/yr: `eurl_m3_per_yr`.
    public static let economicUnreportedLosses = IndicatorKey(
        "eurl_m3_per_yr", unit: "m3/yr", Wording("Economic unreported real losses EURL", "经济暗漏水量 EURL"),
        method: "EURL = ABI/CV", source: "Fanner and Lambert (2009)")

}

extension IndicatorCatalogue {
    static let economics: [IndicatorKey] = [
        .rateOfRise, .interventionInterval, .yearlySurveyShare, .yearlySurveyBudget,
        .economicUnreportedLosses,
    ]
}
