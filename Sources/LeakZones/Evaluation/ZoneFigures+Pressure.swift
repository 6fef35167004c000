import WaterLoss

/// Average pressures and the points behind them.
extension ZoneFigures {
    mutating func addPressure(_ pressure: ZonePressure?) {
        let isKnown = pressure?.isKnown ?? false
        let hasNoPoint = pressure?.points.isEmpty ?? true
        let missing: [EvaluationFlag] =
            isKnown ? [] : [.init(.notGiven, hasNoPoint ? "pressure_point" : "usable pressure readings")]
        let noNight: [EvaluationFlag] = missing.isEmpty ? [.init(.notGiven, "night_flow")] : missing
        let width = policy.pressureHalfWidth
        add(
            .averagePressure, pressure?.average, halfWidth: width, method: Self.method(pressure?.method),
            missing)
        add(
            .averageNightPressure, pressure?.night, halfWidth: width,
            pressure?.night == nil ? noNight : missing)
        add(.pressurePoints, Double(pressure?.points.count ?? 0))
        add(
            .criticalPoints, isKnown ? pressure.map { Double($0.critical.count) } : nil,
            method: "points below \(Self.text(policy.serviceMinimum)) m at some time", missing)
        let exponent = policy.exponent ?? EvaluationPolicy.defaultExponent
        let key = IndicatorKey.nightDayFactor
        add(
            key, pressure?.hoursPerDay, method: key.method + ", N1 = \(Self.text(exponent))",
            exponentFlags + (pressure?.hoursPerDay == nil ? noNight : []))
    }

    /// How an average pressure was had.
    private static func method(_ method: ZonePressure.Method?) -> String? {
        switch method {
        case .alongPipes: "connection-weighted mean of heads interpolated along the pipes, less elevation"
        case .byModel:
            "connection-weighted mean of the model's pressures, raised by what the points differ from it"
        case .meanOfPoints: "mean of the pressure points"
        case .meanOfParts: "connection-weighted mean of the parts"
        case nil: nil
        }
    }
}
