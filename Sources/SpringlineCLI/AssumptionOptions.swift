import InputOutput
import ArgumentParser
import Springline

extension EvaluationPolicy.NightUse: ExpressibleByArgument {}
extension WorldBankBand.World: ExpressibleByArgument {}

/// What an evaluation takes for granted where nobody measured it.
struct AssumptionOptions: ParsableArguments {
    @OptionGroup var figures: SettingsOptions

    @Option(name: .customLong("night-use"), help: "properties, active-people or smart-meters.")
    var nightUse: EvaluationPolicy.NightUse = .properties

    @Option(name: .customLong("meter-error"), help: "Under-registration of customers' meters, percent.")
    var meterError: Double?

    @Option(name: .customLong("meter-error-limits"), help: "Its 95 % half-width, percent.")
    var meterErrorLimits: Double = 1

    @Option(help: "Whose World Bank matrix applies: developed or developing; without it developing, flagged.")
    var world: WorldBankBand.World?

    @Option(
        name: .customLong("pressurised-percent"),
        help: "Share of the time that the system is pressurised; losses are for a day of pressure.")
    var pressurisedPercent: Double = 100

    func validate() throws {
        guard pressurisedPercent > 1, pressurisedPercent <= 100 else {
            throw ValidationError(
                Wording(
                    "--pressurised-percent: found \(pressurisedPercent), expected more than 1 to 100 %",
                    "--pressurised-percent：给出 \(pressurisedPercent)，应大于 1 且不超过 100 %"))
        }
        func check(_ option: String, _ value: Double?, _ range: ClosedRange<Double>, _ unit: String) throws {
            guard let value, !range.contains(value) else { return }
            throw ValidationError(
                Wording(
                    "--\(option): found \(value), expected \(range.lowerBound) to \(range.upperBound)\(unit)",
                    "--\(option)：给出 \(value)，应为 \(range.lowerBound) 至 \(range.upperBound)\(unit)"))
        }
        try check("n1", figures.n1, 0.1...3, "")
        try check("icf", figures.icf, 0...20, "")
        try check("private-pipe", figures.privatePipe, 0...1000, " m")
        try check("service-minimum", figures.serviceMinimum, 0...200, " m")
        if let serviceMinimum = figures.serviceMinimum, serviceMinimum > 0, serviceMinimum < 2 {
            throw ValidationError(
                Wording(
                    "--service-minimum: found \(serviceMinimum) m of water, which no customer is promised; "
                        + "in MPa that would be \((serviceMinimum * 102).rounded()) m",
                    "--service-minimum：给出 \(serviceMinimum) m 水柱，不可能是服务压力；若以 MPa 计，则为 "
                        + "\((serviceMinimum * 102).rounded()) m"))
        }
        try check("households-per-connection", figures.householdsPerConnection, 0.1...1000, "")
        try check("meter-error", meterError, -50...90, " %")
        try check("meter-error-limits", meterErrorLimits, 0...50, " %")
        for (option, value) in [("meter-error", meterError ?? 0), ("meter-error-limits", meterErrorLimits)]
        where value != 0 && abs(value) < 0.1 {
            throw ValidationError(
                Wording(
                    "--\(option): found \(value) %, less than any test of meters can tell; "
                        + "it is given in percent, so for a share of \(value) say \(value * 100)",
                    "--\(option)：给出 \(value) %，小于水表检定所能分辨；此值以百分数计，若比例为 \(value)，请写 "
                        + "\(value * 100)"))
        }
        try check("retail-price", figures.retailPrice, 0...1e9, "")
        try check("variable-cost", figures.variableCost, 0...1e9, "")
        try check("survey-cost", figures.surveyCost, 0...1e9, "")
        if (figures.retailPrice == nil) != (figures.variableCost == nil) {
            throw ValidationError(
                Wording(
                    "--retail-price and --variable-cost: found one of them, expected both or none",
                    "--retail-price 与 --variable-cost：只给出其一，应同时给出或都不给"))
        }
    }

    /// What is taken for granted of a city: what the options say, else what the city keeps, else the defaults.
    func policy(of city: City) throws -> EvaluationPolicy {
        var policy = EvaluationPolicy(figures.settings.filled(from: try city.settings()))
        policy.nightUse = nightUse
        policy.underRegistration = meterError.map {
            ConfidenceInterval($0 / 100, halfWidth: meterErrorLimits / 100)
        }
        policy.world = world
        policy.pressurisedShare = pressurisedPercent / 100
        return policy
    }
}
