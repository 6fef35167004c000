import InputOutput

/// What crosses the boundary, what is stored, what is used, and what is missing.
extension IndicatorKey {
    /// Input over the boundary, m3: `input_m3`.
    public static let inputVolume = IndicatorKey(
        "input_m3", unit: "m3", Wording("Input over the boundary", "进水量"),
        method: "Σ of the boundary meters, inwards", source: "meter graph")
    /// Export over the boundary, m3: `export_m3`.
    public static let exportVolume = IndicatorKey(
        "export_m3", unit: "m3", Wording("Export over the boundary", "出水量"),
        method: "Σ of the boundary meters, outwards", source: "meter graph")
    /// Change of storage, m3: `storage_change_m3`.
    public static let storageChange = IndicatorKey(
        "storage_change_m3", unit: "m3", Wording("Change of storage", "蓄水变化量"),
        method: "S(end) − S(start)", source: "meter graph")
    /// Metered use, m3: `metered_m3`.
    public static let meteredUse = IndicatorKey(
        "metered_m3", unit: "m3", Wording("Metered use", "计量用水量"),
        method: "Σ of the customers' meters", source: "meter graph")
    /// Unmetered use, m3: `unmetered_m3`.
    public static let unmeteredUse = IndicatorKey(
        "unmetered_m3", unit: "m3", Wording("Unmetered use", "未计量用水量"),
        method: "estimate of customers without a meter", source: "meter graph")
    /// Water loss, m3: `loss_m3`.
    public static let loss = IndicatorKey(
        "loss_m3", unit: "m3", Wording("Water loss", "漏损水量"),
        method: "input − export − storage change − use", source: "meter graph")
    /// Loss per km of main, m3/(km·d): `loss_m3_per_km_d`.
    public static let lossPerKilometreAndDay = IndicatorKey(
        "loss_m3_per_km_d", unit: "m3/(km·d)", Wording("Loss per km of main", "单位管长漏损水量"),
        method: "loss/(Lm·d)", source: "IWA (2000)")
    /// Loss per connection, L/(connection·d): `loss_l_per_connection_d`.
    public static let lossPerConnectionAndDay = IndicatorKey(
        "loss_l_per_connection_d", unit: "L/(connection·d)", Wording("Loss per connection", "单位接户管漏损水量"),
        method: "loss/(Nc·d)", source: "IWA (2000)")
    /// Length of mains, km: `mains_km`.
    public static let mainsLength = IndicatorKey(
        "mains_km", unit: "km", Wording("Length of mains", "管长"),
        method: "Σ of the pipes' lengths", source: "meter graph")
    /// Service connections: `connections`.
    public static let serviceConnections = IndicatorKey(
        "connections", unit: "", Wording("Service connections", "接户数"),
        method: "Σ of the customers' connections", source: "meter graph")
    /// Households: `households`.
    public static let households = IndicatorKey(
        "households", unit: "", Wording("Households", "户数"),
        method: "Σ of the customers' households", source: "meter graph")

}

extension IndicatorCatalogue {
    static let balance: [IndicatorKey] = [
        .inputVolume, .exportVolume, .storageChange, .meteredUse, .unmeteredUse, .loss,
        .lossPerKilometreAndDay, .lossPerConnectionAndDay, .mainsLength, .serviceConnections, .households,
    ]
}
