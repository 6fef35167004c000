import Foundation
import GRDB
import Geospatial
import PipeNetwork
import Testing

@testable import NetworkFormats

@Suite("Sources as other programs and hands leave them")
struct OddSourceTests {
    static let street: Geometry = .lineString([
        Coordinate(x: 500_000, y: 4_060_000), Coordinate(x: 500_100, y: 4_060_000),
    ])

    /// A layer of lines in EPSG:4548, one a row of values.
    static func layer(
        _ name: String, _ fields: [String], _ rows: [[AttributeValue]], geometry: Geometry = street
    ) throws -> FeatureLayer {
        FeatureLayer(
            name: name, crs: try CoordinateReferenceSystem(epsg: 4548),
            fields: fields.map { FeatureField($0, .text) },
            features: rows.enumerated().map { Feature(id: Int64($0), geometry: geometry, values: $1) })
    }

    @Test(
        "Diameters as people write them, in millimetres or in metres",
        arguments: [
            ("DN200", 0.2), ("200mm", 0.2), ("Φ219×6", 0.219), ("200", 0.2), ("0.2", 0.2), ("DN 1200", 1.2),
        ])
    func diameters(text: String, metres: Double) throws {
        let bench = try Workbench()
        try Self.layer("pipes", ["id", "管径"], [[.text("P1"), .text(text)]]).write(to: bench.path("p.gpkg"))
        let result = try NetworkImport().adding([bench.path("p.gpkg")], to: Network())
        let diameter = try #require(result.network.pipe(at: 0)?.diameter)
        #expect(abs(diameter - metres) < 1e-12)
    }

    @Test("One slip of the pen does not turn metres into millimetres")
    func oneWrongDiameter() throws {
        let bench = try Workbench()
        try Self.layer(
            "pipes", ["id", "dn"],
            [
                [.text("P1"), .text("0.2")], [.text("P2"), .text("0.3")], [.text("P3"), .text("300")],
            ]
        ).write(to: bench.path("p.gpkg"))
        let result = try NetworkImport().adding([bench.path("p.gpkg")], to: Network())
        #expect(result.network.links.diameter == [0.2, 0.3, 300])
    }

    @Test(
        "What is not known is no number and no error; a slip is an error",
        arguments: ["未知", "Unknown", "-", ""])
    func unknownDiameter(word: String) throws {
        let bench = try Workbench()
        func write(_ text: String) throws {
            try Self.layer(
                "pipes", ["id", "dn"], [[.text("P1"), .text(text)], [.text("P2"), .text("DN200")]]
            )
            .write(to: bench.path("p.gpkg"))
        }
        try write(word)
        let result = try NetworkImport().adding([bench.path("p.gpkg")], to: Network())
        #expect(result.network.pipe(at: 0)?.diameter == nil)
        #expect(result.network.pipe(at: 1)?.diameter == 0.2)
        try write("two hundred")
        #expect(throws: ImportError.self) {
            try NetworkImport().adding([bench.path("p.gpkg")], to: Network())
        }
    }

    @Test("A tank of 16 m across is no tank of 16 mm")
    func tankDiameter() throws {
        let bench = try Workbench()
        try Self.layer(
            "tanks", ["id", "diameter"], [[.text("T1"), .text("16")]],
            geometry: .point(Coordinate(x: 500_000, y: 4_060_000))
        ).write(to: bench.path("t.gpkg"))
        let result = try NetworkImport().adding([bench.path("t.gpkg")], to: Network())
        #expect(result.network.tanks.map(\.diameter) == [16])
    }

    @Test("The id is the number, not the name of the street")
    func nameIsNoID() throws {
        let bench = try Workbench()
        try Self.layer(
            "管线", ["NAME", "编号"],
            [[.text("解放路"), .text("G1")], [.text("解放路"), .text("G2")]]
        ).write(to: bench.path("p.gpkg"))
        let result = try NetworkImport().adding([bench.path("p.gpkg")], to: Network())
        #expect(result.network.links.ids == ["G1", "G2"])
    }

    @Test("Valves that are drawn as lines are valves, not pipes")
    func valveLines() throws {
        let bench = try Workbench()
        try Self.layer(
            "valves", ["id", "kind", "setting"], [[.text("V1"), .text("PRV"), .text("30")]]
        ).write(to: bench.path("v.gpkg"))
        let result = try NetworkImport().adding([bench.path("v.gpkg")], to: Network())
        #expect(result.network.valve(at: 0)?.kind == .prv)
        #expect(result.network.valve(at: 0)?.setting == 30)
    }

    /// GDAL's SQLite driver without SpatiaLite: geometry as well-known binary, the code of the authority as text.
    @Test("An SQLite file whose numbers are written as text is read, and does not end the process")
    func textForNumbers() throws {
        let bench = try Workbench()
        try DatabaseQueue(path: bench.path("p.sqlite")).write { db in
            try db.execute(
                sql: """
                    CREATE TABLE spatial_ref_sys (srid INTEGER, auth_name TEXT, auth_srid TEXT);
                    INSERT INTO spatial_ref_sys VALUES (7, 'EPSG', '4548');
                    CREATE TABLE geometry_columns (f_table_name, f_geometry_column, srid, geometry_format);
                    INSERT INTO geometry_columns VALUES ('pipes', 'shape', '7', 'WKB');
                    CREATE TABLE pipes (ogc_fid INTEGER PRIMARY KEY, shape BLOB, id TEXT);
                    """)
            try db.execute(
                sql: "INSERT INTO pipes VALUES (1, ?, 'P1')", arguments: [Data(Self.street.wkb())])
        }
        let result = try NetworkImport().adding([bench.path("p.sqlite")], to: Network())
        #expect(result.network.links.ids == ["P1"])
        #expect(result.network.crs?.epsg == 4548)
    }

    @Test("A city that stands in the folder of its sources is none of them")
    func cityBesideSources() throws {
        let bench = try Workbench()
        try Self.layer("pipes", ["id"], [[.text("P1")]]).write(to: bench.path("p.gpkg"))
        try DatabaseQueue(path: bench.path("city.db")).write { db in
            try db.execute(sql: "PRAGMA application_id = 0x53504c4e; CREATE TABLE pipe (id)")
        }
        let result = try NetworkImport().adding([bench.folder.path], to: Network())
        #expect(result.sources.map(\.path) == [bench.path("p.gpkg")])
    }

    @Test("One id in two layers: the source is named")
    func sameIDInTwoLayers() throws {
        let bench = try Workbench()
        for name in ["east", "west"] {
            try Self.layer(name, ["id"], [[.text("P1")]]).write(to: bench.path("\(name).gpkg"))
        }
        let error = #expect(throws: ImportError.self) {
            try NetworkImport().adding([bench.folder.path], to: Network())
        }
        #expect(
            error?.description
                == "\(bench.folder.path): link 'P1' is there twice; link ids must be unique")
    }

    @Test("A model that is drawn elsewhere than its reference system allows is refused")
    func modelInTheWrongPlace() throws {
        let bench = try Workbench()
        let model = """
            [JUNCTIONS]
            J1 10
            [RESERVOIRS]
            R 50
            [PIPES]
            P1 R J1 100 200 100
            [COORDINATES]
            J1 100 0
            R 0 0
            [END]
            """
        try bench.write("m.inp", Array(model.utf8))
        let options = ImportOptions(crs: try CoordinateReferenceSystem(epsg: 4548))
        let error = #expect(throws: ImportError.self) {
            try NetworkImport(options).adding([bench.path("m.inp")], to: Network())
        }
        #expect(
            error?.description.hasPrefix(
                "\(bench.path("m.inp")): layer nodes, feature J1 lies at 100.0, 0.0, which is no place in")
                == true)
        #expect(try NetworkImport().adding([bench.path("m.inp")], to: Network()).network.nodes.count == 2)
    }
}
