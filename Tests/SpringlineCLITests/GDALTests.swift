import Foundation
import Springline
import Testing

/// GDAL reads what we write: a second opinion on counts and lengths.
@Suite("GDAL finds in our files what we say is in them", .enabled(if: GDAL.ogrinfo != nil))
struct GDALTests {
    /// `city.db`: the sample city of about 300 junctions, from its three districts.
    static func sample() throws -> Springs {
        let springs = try Springs()
        for arguments in [
            ["sample", "sample", "--junctions", "300", "--days", "2"],
            ["import", "city.db", "--mapping", "sample/mapping.yml"],
            ["zones", "import", "city.db", "sample/zones.gpkg"],
        ] {
            let outcome = try springs.run(arguments)
            try #require(outcome.code == 0, "\(outcome.errors)")
        }
        return springs
    }

    @Test("The city: every table's count, and the length of its pipes as drawn")
    func city() throws {
        let springs = try Self.sample()
        let city = try City(path: springs.path("city.db"), readOnly: true)
        let network = try city.network()
        let info = try city.info()
        let tables = info.counts.filter { $0.value > 0 }
        let pipes = (0..<network.links.count).filter { network.pipe(at: $0) != nil }
        #expect(tables["pipe"] == pipes.count)
        #expect(tables.keys.contains("zone"))
        for (table, count) in tables {
            let text = try GDAL.ask(springs, ["-al", "-so", "city.db", table])
            #expect(try GDAL.number("Feature Count", in: text) == Double(count), "\(table)")
            #expect(text.contains(#"ID["EPSG",4548]"#), "\(table)")
        }
        let text = try GDAL.ask(
            springs,
            ["city.db", "-sql", "SELECT count(*) AS n, SUM(ST_Length(geometry)) AS metres FROM pipe"])
        let drawn = pipes.reduce(0.0) { total, row in
            let path = network.path(ofLink: row)
            return zip(path, path.dropFirst()).reduce(total) { sum, ends in
                sum
                    + ((ends.0.x - ends.1.x) * (ends.0.x - ends.1.x)
                    + (ends.0.y - ends.1.y) * (ends.0.y - ends.1.y)).squareRoot()
            }
        }
        #expect(try GDAL.number("n (Integer", in: text) == Double(pipes.count))
        #expect(abs(try GDAL.number("metres (Real)", in: text) / drawn - 1) < 1e-6)
    }

    @Test(
        "Exported defects: as many features as we say, in the city's system",
        arguments: ["geojson", "gpkg", "shp"])
    func defects(ending: String) throws {
        let springs = try Self.sample()
        let json = try springs.run("check", "city.db", "--output", "defects.\(ending)", "--format", "json")
        #expect(json.code == 0, "\(json.errors)")
        let city = try City(path: springs.path("city.db"), readOnly: true)
        let network = try city.network()
        let defects = NetworkCheck(network).defects()
        #expect(defects.count > 0)
        let text = try GDAL.ask(springs, ["-al", "-so", "defects.\(ending)"])
        #expect(try GDAL.number("Feature Count", in: text) == Double(defects.count))
        #expect(text.contains("Geometry: Point"))
        // RFC 7946 knows longitude and latitude only.
        #expect(text.contains(ending == "geojson" ? #"ID["EPSG",4326]"# : "CGCS2000"))
        let kinds = Dictionary(grouping: defects, by: \.kind.rawValue).mapValues(\.count)
        for (kind, count) in kinds {
            let text = try GDAL.ask(
                springs,
                [
                    "defects.\(ending)", "-dialect", "SQLite", "-sql",
                    "SELECT count(*) AS n FROM defects WHERE kind = '\(kind)'",
                ])
            #expect(try GDAL.number("n (Integer", in: text) == Double(count), "\(kind)")
        }
    }
}
