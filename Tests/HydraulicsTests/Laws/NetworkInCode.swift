import PipeNetwork

/// Short words for small networks; all numbers SI.
extension Network {
    /// A network of nothing whose flows EPANET's rounded factors leave alone (the factor of CFS is exactly 1) and whose
    /// solves go on until only rounding is left.
    static func exact(_ formula: HeadLossFormula = .hazenWilliams) -> Network {
        var network = Network()
        network.hydraulics.flowUnit = .cfs
        network.hydraulics.headLoss = formula
        network.hydraulics.accuracy = 1e-10
        return network
    }

    mutating func reservoir(_ id: String, _ head: Double, pattern: String? = nil) throws {
        try add(Reservoir(id: id, head: head, headPattern: pattern))
    }

    mutating func junction(
        _ id: String, _ elevation: Double = 0, demand: Double = 0, pattern: String? = nil, emitter: Double = 0
    ) throws {
        let demands = demand == 0 ? [] : [Demand(base: demand, pattern: pattern)]
        try add(
            Junction(id: id, elevation: elevation, demands: demands, emitterCoefficient: emitter))
    }

    /// A pipe of 1000 m, 300 mm and C = 100 where nothing else is said.
    mutating func pipe(
        _ id: String, _ start: String, _ end: String, length: Double = 1000, diameter: Double = 0.3,
        roughness: Double = 100, minorLoss: Double = 0, status: LinkStatus = .open, checkValve: Bool = false,
        leakage: PipeLeakage? = nil
    ) throws {
        try add(
            Pipe(
                id: id, start: start, end: end, length: length, diameter: diameter, roughness: roughness,
                minorLoss: minorLoss, status: status, hasCheckValve: checkValve, leakage: leakage))
    }

    /// A pump whose head curve goes through `points` of flow (m³/s) and head (m).
    mutating func pump(
        _ id: String, _ start: String, _ end: String, curve points: [(Double, Double)], speed: Double = 1,
        pattern: String? = nil, status: LinkStatus = .open
    ) throws {
        curve("\(id)-head", .pumpHead, points)
        try add(
            Pump(
                id: id, start: start, end: end, headCurve: "\(id)-head", speed: speed,
                speedPattern: pattern,
                status: status))
    }

    mutating func valve(
        _ id: String, _ start: String, _ end: String, _ kind: Valve.Kind, _ setting: Double,
        diameter: Double = 0.3, minorLoss: Double = 0, curve: String? = nil, status: LinkStatus = .active
    ) throws {
        try add(
            Valve(
                id: id, start: start, end: end, kind: kind, diameter: diameter, setting: setting,
                curve: curve,
                minorLoss: minorLoss, status: status))
    }

    mutating func curve(_ id: String, _ kind: Curve.Kind, _ points: [(Double, Double)]) {
        curves[id] = Curve(id: id, kind: kind, points: points.map { Curve.Point(x: $0.0, y: $0.1) })
    }

    mutating func pattern(_ id: String, _ multipliers: [Double]) {
        patterns[id] = Pattern(id: id, multipliers: multipliers)
    }
}
