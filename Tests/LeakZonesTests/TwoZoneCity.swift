import Geospatial
import LeakZones
import PipeNetwork
import Telemetry

/// A city small enough to balance by hand.
///
///     R ──IN──▶ a ──p1── b ──X──▶ c ──p2── T          R: waterworks, outside
///               │                 │                    IN: inlet meter of zone West
///               m (metered)       u (unmetered)        X: transfer meter from West to East
///                                                      T: tank of 100 m² in East
struct TwoZoneCity {
    var network = Network()
    var scheme: ZoneScheme
    var readings: [ReadingSeries] = []

    static let start: Int64 = 1_704_067_200  // 2024-01-01T00:00:00Z, a Monday
    static let day: Int64 = 86_400

    init() throws {
        try network.add(Reservoir(id: "R", position: Coordinate(x: 0, y: 0), head: 50))
        for (id, x) in [("a", 100.0), ("b", 200), ("c", 300), ("m", 100), ("u", 300)] {
            try network.add(Junction(id: id, position: Coordinate(x: x, y: id == "m" || id == "u" ? -50 : 0)))
        }
        // 100 m² of surface: diameter √(400/π).
        let diameter = (400 / Double.pi).squareRoot()
        try network.add(
            Tank(id: "T", position: Coordinate(x: 400, y: 0), maximumLevel: 5, diameter: diameter))
        var unmetered = Junction(id: "u", position: Coordinate(x: 300, y: -50))
        unmetered.demands = [Demand(base: 20.0 / 86_400)]  // 20 m³/d
        try network.update(unmetered)
        for (id, from, to) in [
            ("IN", "R", "a"), ("p1", "a", "b"), ("X", "b", "c"), ("p2", "c", "T"), ("pm", "a", "m"),
            ("pu", "c", "u"),
        ] {
            try network.add(Pipe(id: id, start: from, end: to, length: 500, diameter: 0.2))
        }
        scheme = try ZoneScheme.derived(
            from: network, cuts: ["IN", "X"], names: [("a", "West"), ("c", "East")]
        ).scheme
    }

    /// A flow of so many m³/h, hour by hour, over `days` from the start.
    mutating func addFlow(_ id: String, _ hourly: Double, days: Int = 8) throws {
        try add(id, .flow, step: 3600, count: days * 24) { _ in hourly / 3600 }
    }

    /// Readings at a step; `nil` leaves one out.
    mutating func add(
        _ id: String, _ kind: ReadingKind, step: Int64, count: Int, _ value: (Int) -> Double?
    ) throws {
        var times: [Int64] = []
        var values: [Double] = []
        for place in 0..<count {
            guard let value = value(place) else { continue }
            times.append(Self.start + Int64(place) * step)
            values.append(value)
        }
        readings.append(
            try ReadingSeries(element: id, kind: kind, form: .rate, times: times, values: values))
    }

    /// The readings of a sound week: 10 m³/h in, 4 m³/h over to East, the tank rises 0.1 m a day (10 m³), the
    /// metered customer takes 5 m³/h.
    mutating func addSoundWeek() throws {
        try addFlow("IN", 10)
        try addFlow("X", 4)
        try add("T", .level, step: 3600, count: 8 * 24 + 1) { 1 + 0.1 * Double($0) / 24 }
        try add("m", .consumption, step: 3600, count: 8 * 24) { _ in 5.0 / 3600 }
    }

    func balance(
        _ scheme: ZoneScheme? = nil, meters: [String: Meter] = [:], options: BalanceOptions = .init()
    ) throws -> WaterBalance {
        try WaterBalance(
            network, scheme ?? self.scheme, meters: meters, source: ReadingTable(readings), options: options)
    }

    /// The first `days` as one period.
    static func period(days: Int64) throws -> [CalendarPeriod] {
        LocalCalendar.utc.periods(
            in: try Period(from: Timestamp(start), to: Timestamp(start + days * day)), by: .period)
    }

    func balances(
        days: Int64 = 7, _ scheme: ZoneScheme? = nil, meters: [String: Meter] = [:],
        options: BalanceOptions = .init()
    ) throws -> [String: ZoneBalance] {
        let periods = try Self.period(days: days)
        let all = try balance(scheme, meters: meters, options: options).balances(periods)
        return Dictionary(uniqueKeysWithValues: all.map { ($0[0].zone, $0[0]) })
    }
}
