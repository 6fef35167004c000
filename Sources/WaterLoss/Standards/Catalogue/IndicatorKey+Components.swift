import InputOutput

/// Real losses by what they consist of (BABE).
extension IndicatorKey {
    /// Background leakage, m3: `background_m3`.
    public static let background = IndicatorKey(
        "background_m3", unit: "m3", Wording("Background leakage", "背景漏失水量"),
        method: "ICF·(20·Lm + 1.25·Nc + 33·Lp)·(P/50)^1.5·h", source: "Lambert (1994)")
    /// Reported bursts, m3: `reported_bursts_m3`.
    public static let reportedBursts = IndicatorKey(
        "reported_bursts_m3", unit: "m3", Wording("Reported bursts", "明漏水量"),
        method: "Σ n·q50·(P/50)^N1·t", source: "Lambert (1994)")
    /// Unreported bursts that were found, m3: `unreported_bursts_m3`.
    public static let unreportedBursts = IndicatorKey(
        "unreported_bursts_m3", unit: "m3", Wording("Unreported bursts that were found", "已查出的暗漏水量"),
        method: "Σ n·q50·(P/50)^N1·t", source: "Lambert (1994)")
    /// Components together, m3: `components_m3`.
    public static let components = IndicatorKey(
        "components_m3", unit: "m3", Wording("Components together", "各分项合计"),
        method: "background + reported + unreported", source: "Lambert (1994)")
    /// Real losses that no component explains, m3: `unexplained_m3`.
    public static let unexplained = IndicatorKey(
        "unexplained_m3", unit: "m3", Wording("Real losses that no component explains", "分项未解释的真实漏失量"),
        method: "RL − components", source: "Lambert (1994)")

}

extension IndicatorCatalogue {
    static let components: [IndicatorKey] = [
        .background, .reportedBursts, .unreportedBursts, .components, .unexplained,
    ]
}
