import WaterLoss

/// What was measured of a city's zones over a period, and of the city as one.
public struct CityMeasurements: Sendable {
    /// The whole city accounted for as one: what passes between zones is neither its input nor its export, and meters between
    /// them cancel in its limits. `nil` where it was not asked for.
    public var city: ZoneMeasurements?
    /// The zones, in the order of the scheme.
    public var zones: [ZoneMeasurements]
    /// What was taken for granted.
    public let policy: EvaluationPolicy

    /// The zone of an id.
    public subscript(zone id: String) -> ZoneMeasurements? { zones.first { $0.zone.id == id } }

    /// The same with other balances, such as those of a period in which a boundary changed; nights, pressures and lengths stay
    /// what they are.
    ///
    /// - Parameter balances: of every zone in the order of the scheme, and of the city last where it is there; of each the
    ///   period's, then those of the further periods.
    package func with(balances: [[ZoneBalance]]) -> CityMeasurements {
        func replaced(_ measured: ZoneMeasurements, _ balances: [ZoneBalance]) -> ZoneMeasurements {
            guard let first = balances.first else { return measured }
            var measured = measured
            (measured.balance, measured.weeks) = (first, Array(balances[1...]))
            return measured
        }
        var result = self
        result.zones = zip(zones, balances).map(replaced)
        if let city, balances.count > zones.count { result.city = replaced(city, balances[zones.count]) }
        return result
    }

    /// Every zone judged by standards, in the order of the scheme.
    public func reports(by standards: [LossStandard]) -> [ZoneReport] {
        zones.map { $0.report(by: standards, policy: policy) }
    }

    /// The whole city judged by standards; `nil` where it was not measured as one.
    public func cityReport(by standards: [LossStandard]) -> ZoneReport? {
        city?.report(by: standards, policy: policy)
    }
}
