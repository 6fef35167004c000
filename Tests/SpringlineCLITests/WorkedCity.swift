import Foundation
import Testing

/// A city of one zone with the figures of the worked examples: a waterworks, a metered inlet of half of which 0.1 km lie in
/// the zone, one main, customers at its far end, a pressure point there, and hourly readings of March 2024, UTC.
struct WorkedCity {
    /// Length of mains in the zone, km.
    var mains = 24.5
    /// Customer points as GeoJSON properties without their id.
    var customers: [String] = []
    /// Flow into the zone in an hour since the first of March, m³/h.
    var flow: @Sendable (Int) -> Double = { _ in 20 }
    /// Pressure in an hour since the first of March, m; by day a little about that of the night, for a point that never
    /// varies is taken for faulty.
    var pressure: @Sendable (Int) -> Double = { (0..<6).contains($0 % 24) ? 38 : $0 % 2 == 0 ? 37.9 : 38.1 }
    /// Use by the hour, m³/h, of customers who are read: by id.
    var read: [String: Double] = [:]
    /// Days of readings.
    var days = 31

    /// MNF 18.4 m³/h; 1,900 households, 60 others, 1.3 m³/h of two who are read; 24.5 km, 2,100 connections, 38 m.
    static var night: WorkedCity {
        let shop = #""type":"business","connections":1,"base_demand_m3_per_d":1"#
        let works = #""type":"business","connections":1"#
        return WorkedCity(
            customers: [
                #""households":1900,"connections":2038,"base_demand_m3_per_d":240,"type":"household""#
            ]
                + Array(repeating: shop, count: 60) + [works, works],
            flow: { (0..<6).contains($0 % 24) ? 18.4 : 20 + Double($0 % 7) * 0.1 },
            read: ["C61": 0.65, "C62": 0.65])
    }

    func write(into springs: Springs) throws {
        func collection(_ name: String, _ features: [String]) throws {
            let crs = #""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4548"}}"#
            try springs.write(
                name,
                #"{"type":"FeatureCollection",\#(crs),"features":[\#(features.joined(separator: ",\n"))]}"#)
        }
        func feature(_ properties: String, _ kind: String, _ coordinates: String) -> String {
            #"{"type":"Feature","properties":{\#(properties)},"geometry":{"type":"\#(kind)","coordinates":\#(coordinates)}}"#
        }
        let main = mains * 1000 - 100
        try collection(
            "pipes.geojson",
            [
                feature(
                    #""id":"T","dn":300,"length":200"#, "LineString", "[[500000,4060000],[500100,4060000]]"),
                feature(
                    #""id":"M","dn":200,"length":\#(main)"#, "LineString",
                    "[[500100,4060000],[500200,4060000]]"),
            ])
        try collection("waterworks.geojson", [feature(#""id":"WW""#, "Point", "[500000,4060000]")])
        try collection("pressure_points.geojson", [feature(#""id":"P""#, "Point", "[500200,4060000]")])
        try collection(
            "customers.geojson",
            customers.enumerated().map {
                feature(#""id":"C\#($0.offset)",\#($0.element)"#, "Point", "[500200,4060000]")
            })
        func table(_ columns: [(String, (Int) -> Double)]) -> String {
            var text = "time," + columns.map(\.0).joined(separator: ",") + "\n"
            for hour in 0...days * 24 {
                let day = 1 + hour / 24
                let date =
                    day > 31
                    ? "2024-04-\(day > 40 ? "" : "0")\(day - 31)" : "2024-03-\(day > 9 ? "" : "0")\(day)"
                let clock = hour % 24
                text += "\(date) \(clock > 9 ? "" : "0")\(clock):00"
                for column in columns { text += ",\(column.1(hour))" }
                text += "\n"
            }
            return text
        }
        try springs.write("flow.csv", table([("T", flow)]))
        try springs.write("pressure.csv", table([("P", pressure)]))
        if !read.isEmpty {
            let columns = read.keys.sorted().map { id in (id, { (_: Int) in read[id] ?? 0 }) }
            try springs.write("use.csv", table(columns))
        }
        var commands = [
            [
                "import", "city.db", "pipes.geojson", "waterworks.geojson", "pressure_points.geojson",
                "customers.geojson", "--valid-from", "2024-01-01",
            ],
            ["zones", "derive", "city.db", "--cut", "T"],
            [
                "readings", "import", "city.db", "flow.csv", "--kind", "flow", "--unit", "m3/h", "--timezone",
                "UTC",
            ],
            ["readings", "import", "city.db", "pressure.csv", "--kind", "pressure", "--unit", "m"],
        ]
        if !read.isEmpty {
            commands.append(
                ["readings", "import", "city.db", "use.csv", "--kind", "consumption", "--unit", "m3/h"])
        }
        for command in commands {
            let outcome = try springs.run(command)
            try #require(outcome.code == 0, "\(command): \(outcome.errors)")
        }
    }
}

/// What `evaluate --format json` promises.
struct EvaluationJSON: Decodable {
    struct Zone: Decodable {
        struct Explanation: Decodable, Equatable {
            var code: String
            var needed: Double?
        }

        var id: String
        var flags: [String]
        var standards: [String: [String: AuditJSON.Figure]]
        var explanations: [Explanation]
    }

    var zones: [Zone]
}

extension Springs {
    /// The first zone as `evaluate` has it over March 2024.
    func evaluate(_ arguments: String..., to end: String = "2024-04-01") throws -> EvaluationJSON.Zone {
        let outcome = try run(
            ["evaluate", "city.db", "--from", "2024-03-01", "--to", end, "--format", "json"] + arguments)
        try #require(outcome.code == 0, "\(outcome.errors)")
        return try #require(
            JSONDecoder().decode(EvaluationJSON.self, from: Data(outcome.output.utf8)).zones.first)
    }
}

extension EvaluationJSON.Zone {
    func number(_ key: String, _ standard: String = "iwa") -> Double? {
        if case .number(let number) = standards[standard]?[key]?.value { return number }
        return nil
    }

    func flags(_ key: String, _ standard: String = "iwa") -> [String] {
        standards[standard]?[key]?.flags ?? []
    }
}
