import Foundation
import Geospatial
import NetworkFormats
import PipeNetwork
import Testing

/// Lengths are measured in the plane of the city. In some planes a metre of the ground is none.
@Suite("The plane of a city")
struct CityPlaneTests {
    /// Two pipes of about 1 km and 0.5 km near 117° E, 36.65° N, drawn in a system.
    private func file(_ bench: Workbench, _ crs: CoordinateReferenceSystem, _ name: String) throws -> String {
        let transform = try CoordinateTransform(from: .wgs84, to: crs)
        let paths = [[(117.0, 36.65), (117.011, 36.65)], [(117.011, 36.65), (117.011, 36.6545)]]
        let layer = FeatureLayer(
            name: "pipes", crs: crs, fields: [FeatureField("id", .text), FeatureField("dn", .integer)],
            features: try paths.enumerated().map { index, path in
                let line = try path.map { try transform(Coordinate(x: $0.0, y: $0.1)) }
                return Feature(
                    id: Int64(index + 1), geometry: .lineString(line),
                    values: [.text("P\(index)"), .integer(200)])
            })
        try layer.write(to: bench.path(name))
        return bench.path(name)
    }

    /// Karney's geodesics, by PROJ.
    private let truth = [
        Ellipsoid.wgs84.geodesicLength(of: [Coordinate(x: 117, y: 36.65), Coordinate(x: 117.011, y: 36.65)]),
        Ellipsoid.wgs84.geodesicLength(of: [
            Coordinate(x: 117.011, y: 36.65), Coordinate(x: 117.011, y: 36.6545),
        ]),
    ]

    private func lengths(_ network: Network) -> [Double] {
        (0..<network.links.count).map { row in
            let path = network.path(ofLink: row)
            return zip(path, path.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) }
        }
    }

    @Test(
        "Pipes drawn in a plane that stretches them are as long as on the ground, and that is said",
        arguments: [
            ("EPSG:3857", "25 % too long"), ("EPSG:3395", "24 % too long"), ("EPSG:32649", "0.3 % too long"),
            ("+proj=tmerc +lon_0=100.5 +k=0.9996 +x_0=500000 +ellps=GRS80 +units=m", "too long"),
            ("+proj=tmerc +lon_0=117 +k=0.5 +x_0=500000 +ellps=GRS80 +units=m", "50 % too short"),
        ])
    func stretched(_ definition: String, _ words: String) throws {
        let bench = try Workbench()
        let crs = try CoordinateReferenceSystem(definition)
        let path = try file(bench, crs, "pipes.gpkg")
        var notes: [String] = []
        let result = try NetworkImport(note: { notes.append($0.english) }).adding([path], to: Network())
        #expect(result.network.crs?.epsg == 4548)
        for (found, true_) in zip(lengths(result.network), truth) { #expect(abs(found / true_ - 1) < 1e-4) }
        #expect(
            notes.contains { $0.contains(words) && $0.contains("the city is kept in") }, "\(notes)")
    }

    @Test("Planes that are true enough are kept and nothing is said", arguments: [4548, 32650, 4527])
    func kept(_ code: Int) throws {
        let bench = try Workbench()
        let path = try file(bench, try CoordinateReferenceSystem(epsg: code), "pipes.gpkg")
        var notes: [String] = []
        let result = try NetworkImport(note: { notes.append($0.english) }).adding([path], to: Network())
        #expect(result.network.crs?.epsg == code)
        for (found, true_) in zip(lengths(result.network), truth) { #expect(abs(found / true_ - 1) < 0.002) }
        #expect(!notes.contains { $0.contains("too long") || $0.contains("too short") })
    }

    @Test(
        "A mapping that asks for such a plane does not get it either",
        arguments: ["EPSG:3857", "EPSG:4326", "EPSG:2263"])
    func mapped(_ wanted: String) throws {
        let bench = try Workbench()
        _ = try file(bench, .wgs84, "pipes.geojson")
        try bench.write(
            "mapping.yml",
            """
            city: {crs: "\(wanted)"}
            sources:
              - path: pipes.geojson
            """.utf8)
        var options = ImportOptions()
        options.mapping = try ImportMapping(path: bench.path("mapping.yml"))
        options.mappingPath = bench.path("mapping.yml")
        var notes: [String] = []
        let result = try NetworkImport(options, note: { notes.append($0.english) }).adding([], to: Network())
        #expect(result.network.crs?.epsg == 4548)
        for (found, true_) in zip(lengths(result.network), truth) { #expect(abs(found / true_ - 1) < 1e-4) }
        #expect(notes.contains { $0.contains("the city is kept in") })
    }

    @Test("A model is moved to such a plane, and keeps the lengths that it states")
    func model() throws {
        let bench = try Workbench()
        let mercator = try CoordinateReferenceSystem(epsg: 3857)
        let place = try CoordinateTransform(from: .wgs84, to: mercator)(Coordinate(x: 117.011, y: 36.65))
        try bench.write(
            "a.inp",
            """
            [OPTIONS]
            UNITS LPS
            [JUNCTIONS]
            J 10
            [RESERVOIRS]
            R 50
            [PIPES]
            P R J 123 200 100
            [COORDINATES]
            J \(place.x) \(place.y)
            R \(place.x) \(place.y + 100)
            """.utf8)
        var options = ImportOptions()
        options.crs = mercator
        var notes: [String] = []
        let network = try NetworkImport(options, note: { notes.append($0.english) })
            .adding([bench.path("a.inp")], to: Network()).network
        #expect(network.crs?.epsg == 4548)
        #expect(network.pipe(at: 0)?.length == 123)
        let junction = try #require(network.nodes.index(of: "J").flatMap { network.nodes.position($0) })
        let expected = try CoordinateTransform(from: .wgs84, to: CoordinateReferenceSystem(epsg: 4548))(
            Coordinate(x: 117.011, y: 36.65))
        #expect(junction.distance(to: expected) < 0.001)
        // 100 m of the drawing are 80 m of the ground.
        let reservoir = try #require(network.nodes.index(of: "R").flatMap { network.nodes.position($0) })
        #expect(abs(junction.distance(to: reservoir) - 80) < 0.3)
        #expect(notes.contains { $0.contains("25 % too long") })
    }

    @Test("A city that was kept in such a plane before is warned of when something is added to it")
    func existing() throws {
        let bench = try Workbench()
        let path = try file(bench, .wgs84, "pipes.geojson")
        var city = Network(crs: try CoordinateReferenceSystem(epsg: 3857))
        try city.add(Junction(id: "J", position: Coordinate(x: 13_025_000, y: 4_390_000)))
        var notes: [String] = []
        _ = try NetworkImport(note: { notes.append($0.english) }).adding([path], to: city)
        #expect(notes.contains { $0.contains("25 % too long") && $0.contains("import the sources anew") })
    }

    @Test("Longitude and latitude in a file that says it is a plane are refused")
    func degrees() throws {
        let bench = try Workbench()
        let layer = FeatureLayer(
            name: "pipes", crs: try CoordinateReferenceSystem(epsg: 32650),
            fields: [FeatureField("id", .text)],
            features: [
                Feature(
                    id: 1,
                    geometry: .lineString([Coordinate(x: 117, y: 36.65), Coordinate(x: 117.01, y: 36.65)]),
                    values: [.text("A")])
            ])
        try layer.write(to: bench.path("pipes.gpkg"))
        let error = #expect(throws: ImportError.self) {
            try NetworkImport().adding([bench.path("pipes.gpkg")], to: Network())
        }
        #expect(error?.description.contains("longitude and latitude in degrees") == true)
    }
}
