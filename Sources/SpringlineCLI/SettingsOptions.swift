import ArgumentParser
import Springline

/// The figures that a report takes for granted and a city can keep.
struct SettingsOptions: ParsableArguments {
    @Option(help: "Exponent N1 of leakage over pressure; without it the city's own, or 1, flagged.")
    var n1: Double?

    @Option(
        help:
            "Infrastructure condition factor ICF of the background; without it the city's own, or 2, flagged."
    )
    var icf: Double?

    @Option(name: .customLong("private-pipe"), help: "Mean length of pipe from property line to meter, m.")
    var privatePipe: Double?

    @Option(
        name: .customLong("service-minimum"),
        help: "Pressure promised to customers, m; without it the city's own, or 14.")
    var serviceMinimum: Double?

    @Option(name: .customLong("retail-price"), help: "What customers pay for a m³.")
    var retailPrice: Double?

    @Option(name: .customLong("variable-cost"), help: "What one more m³ costs to make.")
    var variableCost: Double?

    @Option(name: .customLong("survey-cost"), help: "What a survey for leaks costs, a km of main.")
    var surveyCost: Double?

    @Option(help: "The currency of the prices; without it the city's own, or CNY.")
    var currency: String?

    @Option(
        name: .customLong("households-per-connection"),
        help: "Households for each service connection, where customers state only households; without it 12.")
    var householdsPerConnection: Double?

    /// What the options say.
    var settings: CitySettings {
        var settings = CitySettings()
        settings.exponent = n1
        settings.conditionFactor = icf
        settings.privatePipe = privatePipe
        settings.serviceMinimum = serviceMinimum
        settings.retailPrice = retailPrice
        settings.variableCost = variableCost
        settings.surveyCost = surveyCost
        settings.currency = currency
        settings.householdsPerConnection = householdsPerConnection
        return settings
    }
}
