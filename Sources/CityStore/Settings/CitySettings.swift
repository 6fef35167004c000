/// What a city is called and what its reports take for granted: what would otherwise be said anew every month. What is
/// `nil` was not said.
public struct CitySettings: Hashable, Codable, Sendable {
    /// The name on reports.
    public var name: String?
    /// The currency of the prices, such as `CNY`.
    public var currency: String?
    /// What customers pay for a m³.
    public var retailPrice: Double?
    /// What one more m³ costs to make.
    public var variableCost: Double?
    /// What a survey for leaks costs, a km of main.
    public var surveyCost: Double?
    /// Pressure that is promised to customers, m.
    public var serviceMinimum: Double?
    /// Exponent N1 of leakage over pressure.
    public var exponent: Double?
    /// Infrastructure condition factor ICF of the background.
    public var conditionFactor: Double?
    /// Mean length of pipe from property line to meter, m.
    public var privatePipe: Double?
    /// Households for each service connection.
    public var householdsPerConnection: Double?

    /// Nothing said.
    public init() {}

    /// Whether nothing was said.
    public var isEmpty: Bool { self == CitySettings() }

    /// These settings, and of others what these do not say.
    public func filled(from others: CitySettings) -> CitySettings {
        var settings = self
        settings.name = name ?? others.name
        settings.currency = currency ?? others.currency
        settings.retailPrice = retailPrice ?? others.retailPrice
        settings.variableCost = variableCost ?? others.variableCost
        settings.surveyCost = surveyCost ?? others.surveyCost
        settings.serviceMinimum = serviceMinimum ?? others.serviceMinimum
        settings.exponent = exponent ?? others.exponent
        settings.conditionFactor = conditionFactor ?? others.conditionFactor
        settings.privatePipe = privatePipe ?? others.privatePipe
        settings.householdsPerConnection = householdsPerConnection ?? others.householdsPerConnection
        return settings
    }

    /// Refuses figures that cannot be.
    ///
    /// - Throws: ``SettingsError``.
    public func validate() throws(SettingsError) {
        func check(
            _ field: SettingsError.Field, _ value: Double?, _ range: ClosedRange<Double>
        ) throws(SettingsError) {
            guard let value, !range.contains(value) else { return }
            throw .outOfRange(field, found: value, expected: range)
        }
        for (field, text) in [(SettingsError.Field.name, name), (.currency, currency)]
        where text.map({ $0.allSatisfy(\.isWhitespace) }) ?? false {
            throw .blank(field)
        }
        try check(.retailPrice, retailPrice, 0...1e9)
        try check(.variableCost, variableCost, 0...1e9)
        try check(.surveyCost, surveyCost, 0...1e9)
        try check(.serviceMinimum, serviceMinimum, 2...200)
        try check(.exponent, exponent, 0.1...3)
        try check(.conditionFactor, conditionFactor, 0...20)
        try check(.privatePipe, privatePipe, 0...1000)
        try check(.householdsPerConnection, householdsPerConnection, 0.1...1000)
        if (retailPrice == nil) != (variableCost == nil) { throw .onePrice }
    }
}
