import InputOutput

/// The balance and the indicators of the IWA; AWWA M36 has the same by its own coefficients.
extension IndicatorKey {
    /// System input volume, m3: `siv_m3`.
    public static let systemInput = IndicatorKey(
        "siv_m3", unit: "m3", Wording("System input volume", "系统供水量 SIV"),
        method: "SIV = own sources + imported", source: "IWA (2000)")
    /// Water supplied, m3: `ws_m3`.
    public static let waterSupplied = IndicatorKey(
        "ws_m3", unit: "m3", Wording("Water supplied", "供水量 WS"),
        method: "WS = SIV − exported", source: "IWA (2000)")
    /// Billed authorised consumption, m3: `bac_m3`.
    public static let billedAuthorised = IndicatorKey(
        "bac_m3", unit: "m3", Wording("Billed authorised consumption", "收费合法用水量 BAC"),
        method: "BAC = BMAC + BUAC", source: "IWA (2000)")
    /// Unbilled authorised consumption, m3: `uac_m3`.
    public static let unbilledAuthorised = IndicatorKey(
        "uac_m3", unit: "m3", Wording("Unbilled authorised consumption", "免费合法用水量 UAC"),
        method: "UAC = UMAC + UUAC", source: "IWA (2000)")
    /// Authorised consumption, m3: `ac_m3`.
    public static let authorised = IndicatorKey(
        "ac_m3", unit: "m3", Wording("Authorised consumption", "合法用水量 AC"),
        method: "AC = BAC + UAC", source: "IWA (2000)")
    /// Non-revenue water, m3: `nrw_m3`.
    public static let nonRevenueWater = IndicatorKey(
        "nrw_m3", unit: "m3", Wording("Non-revenue water", "产销差水量（无收益水量）"),
        method: "NRW = WS − BAC", source: "IWA (2000)")
    /// Non-revenue water, of water supplied, %: `nrw_percent_of_ws`.
    public static let nonRevenueShareOfSupply = IndicatorKey(
        "nrw_percent_of_ws", unit: "%", Wording("Non-revenue water, of water supplied", "产销差率（占供水量）"),
        method: "NRW/WS·100", source: "IWA (2000)")
    /// Non-revenue water, of system input, %: `nrw_percent_of_siv`.
    public static let nonRevenueShareOfInput = IndicatorKey(
        "nrw_percent_of_siv", unit: "%", Wording("Non-revenue water, of system input", "产销差率（占系统供水量）"),
        method: "NRW/SIV·100", source: "IWA (2000)")
    /// Water losses, m3: `wl_m3`.
    public static let waterLosses = IndicatorKey(
        "wl_m3", unit: "m3", Wording("Water losses", "漏损水量 WL"),
        method: "WL = WS − AC", source: "IWA (2000)")
    /// Customer metering inaccuracy, m3: `cmi_m3`.
    public static let customerMetering = IndicatorKey(
        "cmi_m3", unit: "m3", Wording("Customer metering inaccuracy", "用户计量误差水量 CMI"),
        method: "CMI = V/(1 − e) − V", source: "IWA (2000)")
    /// Apparent losses, m3: `al_m3`.
    public static let apparentLosses = IndicatorKey(
        "al_m3", unit: "m3", Wording("Apparent losses", "表观漏损水量 AL"),
        method: "AL = unauthorised + CMI + data handling", source: "IWA (2000)")
    /// Real losses, m3: `rl_m3`.
    public static let realLosses = IndicatorKey(
        "rl_m3", unit: "m3", Wording("Real losses", "真实漏失水量 RL"),
        method: "RL = WL − AL", source: "IWA (2000)")
    /// Real losses per connection, L/(connection·d): `rl_l_per_connection_d`.
    public static let realLossesPerConnection = IndicatorKey(
        "rl_l_per_connection_d", unit: "L/(connection·d)",
        Wording("Real losses per connection", "单位接户管真实漏失量"),
        method: "RL/(Nc·d)", source: "IWA (2000)")
    /// Real losses per connection and metre, L/(connection·d·m): `rl_l_per_connection_d_m`.
    public static let realLossesPerConnectionAndPressure = IndicatorKey(
        "rl_l_per_connection_d_m", unit: "L/(connection·d·m)",
        Wording("Real losses per connection and metre", "单位接户管、单位压力真实漏失量"),
        method: "RL/(Nc·d·P)", source: "IWA (2000)")
    /// Real losses per km of main, m3/(km·d): `rl_m3_per_km_d`.
    public static let realLossesPerKilometre = IndicatorKey(
        "rl_m3_per_km_d", unit: "m3/(km·d)", Wording("Real losses per km of main", "单位管长真实漏失量"),
        method: "RL/(Lm·d)", source: "IWA (2000)")
    /// Apparent losses per connection, L/(connection·d): `al_l_per_connection_d`.
    public static let apparentLossesPerConnection = IndicatorKey(
        "al_l_per_connection_d", unit: "L/(connection·d)",
        Wording("Apparent losses per connection", "单位接户管表观漏损量"),
        method: "AL/(Nc·d)", source: "IWA (2000)")
    /// Current annual real losses CARL, m3/d: `carl_m3_per_d`.
    public static let carl = IndicatorKey(
        "carl_m3_per_d", unit: "m3/d", Wording("Current annual real losses CARL", "当前年真实漏失量 CARL"),
        method: "CARL = RL/d", source: "IWA (2000)")
    /// Unavoidable annual real losses UARL, m3/d: `uarl_m3_per_d`.
    public static let uarl = IndicatorKey(
        "uarl_m3_per_d", unit: "m3/d", Wording("Unavoidable annual real losses UARL", "不可避免年真实漏失量 UARL"),
        method: "UARL = (18·Lm + 0.8·Nc + 25·Lp)·P L/d", source: "IWA (2000)")
    /// Component UARL, m3/d: `component_uarl_m3_per_d`.
    public static let componentUARL = IndicatorKey(
        "component_uarl_m3_per_d", unit: "m3/d", Wording("Component UARL", "分项不可避免真实漏失量"),
        method: "50·[(9.6·Lm + 0.6·Nc + 16·Lp)·(P/50)^1.5 + …·(P/50)^N1] L/d",
        source: "Springline (components of UARL)")
    /// Real losses above UARL, m3/d: `rl_less_uarl_m3_per_d`.
    public static let realLossesAboveUARL = IndicatorKey(
        "rl_less_uarl_m3_per_d", unit: "m3/d", Wording("Real losses above UARL", "超出不可避免值的真实漏失量"),
        method: "CARL − UARL", source: "IWA (2000)")
    /// Infrastructure leakage index ILI: `ili`.
    public static let ili = IndicatorKey(
        "ili", unit: "", Wording("Infrastructure leakage index ILI", "管网漏损指数 ILI"),
        method: "ILI = CARL/UARL", source: "IWA (2000)")
    /// World Bank band: `world_bank_band`.
    public static let worldBankBand = IndicatorKey(
        "world_bank_band", unit: "", Wording("World Bank band", "世界银行漏失分级"),
        method: "A < 2 ≤ B < 4 ≤ C < 8 ≤ D", source: "World Bank Institute")
    /// World Bank band by loss a connection: `world_bank_band_by_loss`.
    public static let worldBankBandByLoss = IndicatorKey(
        "world_bank_band_by_loss", unit: "",
        Wording("World Bank band by loss a connection", "世界银行漏失分级（按单位接户管漏失量）"),
        method: "RL/(Nc·d) by pressure", source: "World Bank Institute")
    /// Cost of non-revenue water: `nrw_cost`.
    public static let nonRevenueCost = IndicatorKey(
        "nrw_cost", unit: "", Wording("Cost of non-revenue water", "产销差水量成本"),
        method: "AL·retail + (RL + UAC)·variable cost", source: "IWA (2000)")
    /// Band of ILI with A in two: `ili_band`.
    public static let iliBand = IndicatorKey(
        "ili_band", unit: "", Wording("Band of ILI, A in two", "ILI 分级（A 级细分）"),
        method: "A1 < 1.5 ≤ A2 < 2 ≤ B < 4 ≤ C < 8 ≤ D", source: "EU reference document on leakage (2015)")
    /// Cost of apparent losses: `al_cost`.
    public static let apparentLossCost = IndicatorKey(
        "al_cost", unit: "", Wording("Cost of apparent losses", "表观漏损成本"),
        method: "AL·retail", source: "IWA (2000)")
    /// Cost of real losses: `rl_cost`.
    public static let realLossCost = IndicatorKey(
        "rl_cost", unit: "", Wording("Cost of real losses", "真实漏失成本"),
        method: "RL·variable cost", source: "IWA (2000)")
    /// Cost of unbilled consumption: `uac_cost`.
    public static let unbilledCost = IndicatorKey(
        "uac_cost", unit: "", Wording("Cost of unbilled consumption", "免费用水成本"),
        method: "UAC·variable cost", source: "IWA (2000)")
    /// Cost of apparent losses per connection and year: `al_cost_per_connection_yr`.
    public static let apparentLossCostPerConnection = IndicatorKey(
        "al_cost_per_connection_yr", unit: "",
        Wording("Cost of apparent losses per connection and year", "单位接户管年表观漏损成本"),
        method: "AL cost/(Nc·yr)", source: "AWWA M36")
    /// Cost of real losses per connection and year: `rl_cost_per_connection_yr`.
    public static let realLossCostPerConnection = IndicatorKey(
        "rl_cost_per_connection_yr", unit: "",
        Wording("Cost of real losses per connection and year", "单位接户管年真实漏失成本"),
        method: "RL cost/(Nc·yr)", source: "AWWA M36")
    /// Cost of non-revenue water per connection and year: `nrw_cost_per_connection_yr`.
    public static let nonRevenueCostPerConnection = IndicatorKey(
        "nrw_cost_per_connection_yr", unit: "",
        Wording("Cost of non-revenue water per connection and year", "单位接户管年产销差水量成本"),
        method: "NRW cost/(Nc·yr)", source: "AWWA M36")
    /// Cost of non-revenue water, of running cost, %: `nrw_cost_percent_of_running_cost`.
    public static let nonRevenueShareOfRunningCost = IndicatorKey(
        "nrw_cost_percent_of_running_cost", unit: "%",
        Wording("Cost of non-revenue water, of running cost", "产销差水量成本占运行成本比例"),
        method: "NRW cost/running cost·100", source: "AWWA M36")
    /// Correction of bulk meters, m3: `bulk_meter_correction_m3`.
    public static let bulkMeterCorrection = IndicatorKey(
        "bulk_meter_correction_m3", unit: "m3", Wording("Correction of bulk meters", "供水流量计误差修正量"),
        method: "Σ V/(1 − e) − V", source: "AWWA M36")
    /// Tier of the validity: `validity_tier`.
    public static let validityTier = IndicatorKey(
        "validity_tier", unit: "", Wording("Tier of the validity", "可信度分级"),
        method: "I ≤ 25 < II ≤ 50 < III ≤ 70 < IV ≤ 90 < V", source: "Springline")
    /// Inputs to mend first: `inputs_to_mend`.
    public static let inputsToMend = IndicatorKey(
        "inputs_to_mend", unit: "", Wording("Inputs to mend first", "应优先改进的数据"),
        method: "largest weight·(10 − grade)", source: "Springline")
    /// Validity of the inputs, of 100: `input_validity`.
    public static let inputValidity = IndicatorKey(
        "input_validity", unit: "of 100", Wording("Validity of the inputs", "输入数据可信度"),
        method: "Σ weight·grade / Σ weight · 10", source: "Springline")

}

extension IndicatorCatalogue {
    static let international: [IndicatorKey] = [
        .systemInput, .waterSupplied, .billedAuthorised, .unbilledAuthorised, .authorised, .nonRevenueWater,
        .nonRevenueShareOfSupply, .nonRevenueShareOfInput, .waterLosses, .customerMetering, .apparentLosses,
        .realLosses, .realLossesPerConnection, .realLossesPerConnectionAndPressure, .realLossesPerKilometre,
        .apparentLossesPerConnection, .carl, .uarl, .componentUARL, .realLossesAboveUARL, .ili,
        .worldBankBand, .worldBankBandByLoss, .iliBand, .nonRevenueCost, .apparentLossCost, .realLossCost,
        .unbilledCost, .apparentLossCostPerConnection, .realLossCostPerConnection,
        .nonRevenueCostPerConnection, .nonRevenueShareOfRunningCost, .bulkMeterCorrection, .validityTier,
        .inputsToMend, .inputValidity,
    ]
}
