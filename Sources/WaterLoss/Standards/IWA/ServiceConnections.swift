/// Service connections (接户管) and households (户): two numbers. A connection leaves the main; behind it may live one
/// household or a whole stairwell. UARL, ILI, background leakage and losses for each connection take connections, night use
/// takes households.
public enum ServiceConnections {
    /// Households behind one connection where none are stated: a stairwell of six floors with two households each, fed by one
    /// pipe. Springline's own figure for cities of flats, no published one; a city of houses has 1.
    public static let householdsPerConnection = 12.0
    /// 95 % half-width of ``householdsPerConnection``, percent.
    public static let ratioPercent = 50.0

    /// Connections from households, with the doubt of the ratio.
    ///
    /// - Parameters:
    ///   - households: households (户).
    ///   - ratio: households for each connection as stated; `nil` takes ``householdsPerConnection``.
    public static func estimated(households: Uncertain, perConnection ratio: Double?) -> Uncertain {
        let name = "households_per_connection"
        let divisor =
            ratio.map { Uncertain.unstated($0, source: name) }
            ?? Uncertain(householdsPerConnection, source: name, percent: ratioPercent)
        return households / divisor
    }

    /// What is said of every figure that rests on connections that were estimated.
    public static func flag(perConnection ratio: Double?) -> EvaluationFlag {
        let ratio = ratio ?? householdsPerConnection
        let text = ratio == ratio.rounded() && abs(ratio) < 1e9 ? String(Int(ratio)) : String(ratio)
        return EvaluationFlag(.assumed, "connections=households/\(text)")
    }
}
