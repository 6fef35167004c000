import CityStore
import LeakZones
import WaterLoss
import NetworkFormats
import Reports
import Telemetry

extension City {
    /// The loss of zones, evaluated over a period.
    ///
    /// - Parameters:
    ///   - from: a local day or time, such as `2024-03-04`.
    ///   - to: the first instant after.
    ///   - zones: ids of the zones wanted; all when empty.
    ///   - standards: whose figures are wanted.
    ///   - policy: what is taken for granted; what the city's settings say when `nil`.
    ///   - usesModel: whether pressures are interpolated by solving the city's own model over a day.
    ///   - options: how balances are made; with the city's calendar when `nil`.
    ///   - asOf: a local day or time whose network and zones are used for the whole period; when `nil`, water is balanced by
    ///     those that held at each time, and nights and pressures by those at the end.
    /// - Throws: `HydraulicError` for a model that cannot be solved, `ZoneError.unknownZone` besides what ``balances(from:to:by:options:asOf:)`` throws.
    public func evaluationReport(
        from: String, to: String, zones: [String] = [],
        standards: [LossStandard] = [.cjj92Revision2018, .iwa], policy: EvaluationPolicy? = nil,
        usesModel: Bool = false, options: BalanceOptions? = nil, asOf: String? = nil
    ) throws -> EvaluationReport {
        let policy = try policy ?? EvaluationPolicy(settings())
        let (balance, measured, period) = try measurements(
            from: from, to: to, zones: zones, policy: policy, usesModel: usesModel, options: options,
            asOf: asOf)
        return EvaluationReport(
            measured.of(zones).reports(by: standards), scheme: balance.scheme, period: period,
            calendar: balance.options.calendar, variableCost: policy.prices?.variableCost)
    }

    /// What the pressure points of zones say over a period.
    ///
    /// - Parameters:
    ///   - from: a local day or time, such as `2024-03-04`.
    ///   - to: the first instant after.
    ///   - zones: ids of the zones wanted; all when empty.
    ///   - tests: path of a file of step tests (`StepTestFile`) inside the period; `nil` for none.
    ///   - map: where to write the interpolated pressures of all nodes as points, `.geojson`, `.gpkg`, `.shp` or `.csv`; `nil`
    ///     for nowhere.
    ///   - policy: what is taken for granted; what the city's settings say when `nil`.
    ///   - usesModel: whether pressures are interpolated by solving the city's own model over a day.
    ///   - metres: also say what a pressure lower by so much would bring, m; `nil` does not.
    ///   - options: how balances are made; with the city's calendar when `nil`.
    /// - Throws: `ReadingsFileError` for the file of tests, besides what ``evaluationReport(from:to:zones:standards:policy:usesModel:options:asOf:)``
    ///   throws.
    public func pressureReport(
        from: String, to: String, zones: [String] = [], tests: String? = nil,
        map: String? = nil, policy: EvaluationPolicy? = nil,
        usesModel: Bool = false, lowerBy metres: Double? = nil, options: BalanceOptions? = nil
    ) throws -> PressureReport {
        let policy = try policy ?? EvaluationPolicy(settings())
        let (balance, measured, _) = try measurements(
            from: from, to: to, zones: zones, policy: policy, usesModel: usesModel, options: options)
        let calendar = balance.options.calendar
        let windows = try tests.map { try StepTestFile.read(path: $0, calendar: calendar) } ?? []
        if let map {
            let shown = measured.of(zones).zones.compactMap(\.pressure)
            try PressureMap.layer(shown, balance.network, serviceMinimum: policy.serviceMinimum).write(
                to: map)
        }
        let reports = measured.of(zones).reports(by: [.iwa])
        // What a part saves its parent saves too.
        let parents = Set(balance.scheme.zones.compactMap(\.parent))
        let leaves = reports.filter { !parents.contains($0.zone.id) }
        return PressureReport(
            reports, tests: try balance.stepTests(windows, measured), policy: policy, calendar: calendar,
            lowering: metres.map { PressureLowering(by: $0, leaves, policy: policy) })
    }

    /// Measures every zone over a period.
    private func measurements(
        from: String, to: String, zones: [String], policy: EvaluationPolicy, usesModel: Bool,
        options: BalanceOptions?, asOf: String? = nil
    ) throws -> (balance: WaterBalance, measured: CityMeasurements, period: Period) {
        let timeline = try CityTimeline(self, from: from, to: to, asOf: asOf, options: options)
        let balance = try timeline.waterBalance()
        let known = balance.scheme.zones.map(\.id)
        for zone in zones where !known.contains(zone) { throw ZoneError.unknownZone(zone, known: known) }
        let period = timeline.period
        let whole = timeline.calendar.periods(in: period, by: .period)
        guard let first = whole.first else { throw RequestError.emptyPeriod(from: from, to: to) }
        let model = usesModel ? try HeadModel(solving: balance.network) : nil
        let past = try timeline.past()
        let measured = try balance.measurements(
            first, model: model, pastDays: past.days, areaPastDays: past.ofAreas, policy: policy)
        return (balance, try timeline.joined(measured, periods: [first]), period)
    }
}

extension CityMeasurements {
    /// Those of the zones of these ids; of all when there are none.
    fileprivate func of(_ ids: [String]) -> CityMeasurements {
        var wanted = self
        if !ids.isEmpty { wanted.zones.removeAll { !ids.contains($0.zone.id) } }
        return wanted
    }
}
