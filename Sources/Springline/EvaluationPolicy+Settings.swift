import CityStore
import LeakZones

extension EvaluationPolicy {
    /// The policy that a city's settings say; where they say nothing, the defaults.
    public init(_ settings: CitySettings) {
        self.init()
        exponent = settings.exponent
        conditionFactor = settings.conditionFactor
        privatePipePerConnection = settings.privatePipe
        householdsPerConnection = settings.householdsPerConnection
        if let minimum = settings.serviceMinimum { serviceMinimum = minimum }
        if let retail = settings.retailPrice, let variable = settings.variableCost {
            prices = Prices(
                retail: retail, variableCost: variable, currency: settings.currency ?? "CNY",
                surveyPerKilometre: settings.surveyCost)
        }
    }
}
