import InputOutput

/// What the pressure points say of a zone.
extension IndicatorKey {
    /// Average zone pressure AZP, m: `azp_m`.
    public static let averagePressure = IndicatorKey(
        "azp_m", unit: "m", Wording("Average zone pressure AZP", "区域平均压力 AZP"),
        method: "connection-weighted mean of the nodes", source: "Water Loss Control, 2nd ed., p. 158")
    /// Average zone night pressure AZNP, m: `aznp_m`.
    public static let averageNightPressure = IndicatorKey(
        "aznp_m", unit: "m", Wording("Average zone night pressure AZNP", "区域夜间平均压力 AZNP"),
        method: "AZP in the hour of the minimum night flow", source: "Water Loss Control, 2nd ed.")
    /// Pressure points: `pressure_points`.
    public static let pressurePoints = IndicatorKey(
        "pressure_points", unit: "", Wording("Pressure points", "测压点数"),
        method: "pressure points with readings", source: "meter graph")
    /// Points below the service minimum: `critical_points`.
    public static let criticalPoints = IndicatorKey(
        "critical_points", unit: "", Wording("Points below the service minimum", "低于服务压力的测压点数"),
        method: "points below the service minimum at some time", source: "meter graph")
    /// Night-day factor NDF, h/d: `ndf_h_per_d`.
    public static let nightDayFactor = IndicatorKey(
        "ndf_h_per_d", unit: "h/d", Wording("Night-day factor NDF", "昼夜系数 NDF"),
        method: "NDF = Σ (P_i/P_MNF)^N1 over the day", source: "Lambert; UKWIR")

}

extension IndicatorCatalogue {
    static let pressure: [IndicatorKey] = [
        .averagePressure, .averageNightPressure, .pressurePoints, .criticalPoints, .nightDayFactor,
    ]
}
