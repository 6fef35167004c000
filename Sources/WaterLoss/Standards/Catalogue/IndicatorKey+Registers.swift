import InputOutput

/// How the customers' registers were read.
extension IndicatorKey {
    /// Customer meters not read: `unread_customer_meters`.
    public static let unreadMeters = IndicatorKey(
        "unread_customer_meters", unit: "", Wording("Customer meters not read", "未抄表用户水表数"),
        method: "registers not read for 100 days, or never", source: "Springline")
    /// Customer meters that stand still: `stuck_customer_meters`.
    public static let stuckMeters = IndicatorKey(
        "stuck_customer_meters", unit: "", Wording("Customer meters that stand still", "停走用户水表数"),
        method: "registers that stand still for 60 days with use before", source: "Springline")
    /// Use that stuck meters did not show, m3: `stuck_missed_m3`.
    public static let stuckMissed = IndicatorKey(
        "stuck_missed_m3", unit: "m3", Wording("Use that stuck meters did not show", "停走水表少计水量"),
        method: "mean use before they stopped · time since, in the period", source: "AWWA M36")

}

extension IndicatorCatalogue {
    static let registers: [IndicatorKey] = [
        .unreadMeters, .stuckMeters, .stuckMissed,
    ]
}
