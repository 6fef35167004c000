import Foundation
import Testing

@Suite("A source that is wrong is refused in one sentence, and the city stays as it was")
struct BadSourceTests {
    @Test("No .prj: which reference system?")
    func missingProjection() throws {
        let springs = try Springs()
        try springs.makeStreet()
        try springs.writeShapefile("pipes")
        try FileManager.default.removeItem(atPath: springs.path("pipes.prj"))
        try springs.expectRefusal(
            ["import", "city.db", "pipes.shp"],
            "Error: pipes.shp: layer pipes states no coordinate reference system "
                + "(a Shapefile has it in a .prj beside it); give --crs EPSG:n")
        let outcome = try springs.run("import", "city.db", "pipes.shp", "--crs", "EPSG:4548")
        #expect(outcome.code == 0, "\(outcome.errors)")
    }

    @Test("Degrees that are called metres of EPSG:4548")
    func degreesCalledMetres() throws {
        let springs = try Springs()
        try springs.makeStreet()
        try springs.writePipes("degrees.geojson", [Springs.feature("D1", "[[117.1,36.1],[117.2,36.1]]")])
        try springs.expectRefusal(
            ["import", "city.db", "degrees.geojson"],
            "Error: degrees.geojson: layer degrees, feature 0 lies at 117.1, 36.1, which is no place in "
                + "CGCS2000 / 3-degree Gauss-Kruger CM 117E (EPSG:4548) (these are longitude and latitude in "
                + "degrees, and the system is a plane); give the right --crs")
    }

    @Test("Metres that are called degrees, into a city and into no city yet", arguments: [true, false])
    func metresCalledDegrees(isFirst: Bool) throws {
        let springs = try Springs()
        if !isFirst { try springs.makeStreet() }
        try springs.writePipes("metres.geojson", crs: 4326)
        try springs.expectRefusal(
            ["import", "city.db", "metres.geojson"],
            "Error: metres.geojson: layer metres, feature 0 lies at 500000.0, 4060000.0, which is no place in "
                + "WGS 84 (EPSG:4326) (longitude and latitude in degrees are expected); give the right --crs")
        try springs.writePipes("metres.geojson", crs: nil)
        try springs.expectRefusal(
            ["import", "city.db", "metres.geojson"],
            "Error: metres.geojson, feature 0: the coordinate reference system is not known: GeoJSON without a "
                + "crs member is in degrees, but a coordinate near 500000.0, 4060000.0 is not; give --crs EPSG:n."
        )
    }

    @Test("GBK that nothing declares")
    func undeclaredEncoding() throws {
        let springs = try Springs()
        try springs.makeStreet()
        try springs.writeShapefile("pipes", material: "球墨铸铁")
        // 球墨铸铁 in GBK.
        try springs.expectRefusal(
            ["import", "city.db", "pipes.shp"],
            "Error: pipes.dbf, feature 0, field material: the bytes C7 F2 C4 AB D6 FD CC FA are neither ASCII "
                + "nor UTF-8 and the file does not declare its encoding; give --encoding (for Chinese data "
                + "often gbk).")
        try springs.expectRefusal(
            ["import", "city.db", "pipes.shp", "--encoding", "klingon"],
            "Error: There is no text encoding called klingon; known are utf-8, gbk, gb18030, gb2312, big5, "
                + "cp1252, latin1.")
        let outcome = try springs.run("import", "city.db", "pipes.shp", "--encoding", "gb18030")
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(try springs.run("info", "city.db").output.contains("球墨铸铁"))
    }

    @Test("A mapping to a field, a layer, a key or a unit that is not there")
    func badMapping() throws {
        let springs = try Springs()
        try springs.makeStreet()
        try springs.writePipes("east.geojson", [Springs.feature("E1", "[[500300,4060000],[500400,4060000]]")])
        func expectRefusal(_ layers: String, _ reason: String) throws {
            try springs.write("mapping.yml", "sources:\n  - path: east.geojson\n    layers:\n\(layers)\n")
            try springs.expectRefusal(
                ["import", "city.db", "east.geojson", "--mapping", "mapping.yml"],
                "Error: mapping.yml, line " + reason)
        }
        try expectRefusal(
            "      east:\n        element: pipe\n        fields:\n          diameter: 管径",
            "7: field 'diameter' of layer east is mapped to '管径', which is not there; the layer has id, dn")
        try expectRefusal(
            "      west: {element: pipe}",
            "4: there is no layer 'west'; the source has east")
        try expectRefusal(
            "      east: {element: pipe, colour: red}",
            "4: 'colour' is not known here; expected element, fields")
        try expectRefusal(
            "      east:\n        element: pipe\n        fields:\n          width: dn",
            "7: 'width' is no field of ours; known are id, from, to, length, diameter, roughness, minor_loss, "
                + "status, material, year, road, area, elevation, head, demand, initial_level, minimum_level, "
                + "maximum_level, kind, setting, power, head_curve, speed, speed_pattern, check_valve, "
                + "demand_pattern, emitter_coefficient, head_pattern, minimum_volume, volume_curve, overflow, "
                + "lifecycle, direction, accuracy_percent, digits, qmax_m3_per_h, "
                + "meter_kind, connections, households, population, base_demand_m3_per_d, meter, metered, node, name, parent"
        )
        try expectRefusal(
            "      east:\n        element: pipe\n        fields:\n          diameter: {field: dn, unit: bar}",
            "7: 'bar' is no unit that 'diameter' can have")
    }

    @Test("Ids that stand twice in a layer, or in the city already")
    func duplicateIDs() throws {
        let springs = try Springs()
        try springs.makeStreet()
        try springs.writePipes(
            "twice.geojson",
            [
                Springs.feature("E1", "[[500300,4060000],[500400,4060000]]"),
                Springs.feature("E1", "[[500300,4060050],[500400,4060050]]"),
            ])
        try springs.expectRefusal(
            ["import", "city.db", "twice.geojson"],
            "Error: twice.geojson: layer twice has 1 id more than once: E1; ids must be unique, or map 'id' to "
                + "another field")
        try springs.expectRefusal(
            ["import", "city.db", "pipes.geojson"],
            "Error: pipes.geojson: 3 ids are in the city already: P1, P2, P3; give --prefix to tell the "
                + "sources apart")
        #expect(try springs.run("import", "city.db", "pipes.geojson", "--prefix", "E-").code == 0)
    }

    @Test("Coordinates that are no numbers, in GeoJSON and in a Shapefile")
    func notANumber() throws {
        let springs = try Springs()
        try springs.makeStreet()
        for (word, expected) in [
            ("NaN", "a number"), ("null", "a number"), ("1e999", "a number that a double can hold"),
        ] {
            try springs.write(
                "pipes.json",
                #"{"type":"FeatureCollection","features":["#
                    + Springs.feature("N1", "[[117,36],[\(word),36]]") + "]}")
            let column =
                #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"N1","#
                .utf8.count
                + #""dn":200},"geometry":{"type":"LineString","coordinates":[[117,36],["#.utf8.count
            try springs.expectRefusal(
                ["import", "city.db", "pipes.json"],
                "Error: pipes.json, feature 0, line 1, column \(column + 1): found “\(word)”, "
                    + "expected \(expected).")
        }
        try springs.writeShapefile("broken")
        // The first abscissa: after 100 bytes of file header, 8 of record header, 4 of type, 32 of box, 8 of
        // counts and 4 of the part's start. A quiet NaN, little end first.
        try springs.overwrite("broken.shp", at: 156, with: [0, 0, 0, 0, 0, 0, 0xF8, 0x7F])
        try springs.expectRefusal(
            ["import", "city.db", "broken.shp"],
            "Error: broken.shp, feature 0: found the position nan, 4060000.0, expected finite numbers.")
    }

    @Test("Sources that are not there, or that say nothing to us")
    func nothingThere() throws {
        let springs = try Springs()
        try springs.makeStreet()
        try springs.expectRefusal(
            ["import", "city.db", "nothing.shp"], "Error: nothing.shp: there is no such file or folder")
        try FileManager.default.createDirectory(
            atPath: springs.path("empty"), withIntermediateDirectories: true)
        try springs.expectRefusal(
            ["import", "city.db", "empty"],
            "Error: empty: the folder holds no .shp, .gpkg, .geojson, .json, .sqlite, .db, .zip or .inp file")
        try springs.expectRefusal(
            ["import", "city.db", "pipes.geojson", "--crs", "EPSG:99999"],
            #"Error: PROJ cannot read the coordinate reference system "EPSG:99999": proj_create: crs not "#
                + "found.")
        try springs.write("model.inp", Springs.model)
        try springs.expectRefusal(
            ["import", "city.db", "model.inp"],
            "Error: model.inp: a model file has no coordinate reference system, but the city is in CGCS2000 / "
                + "3-degree Gauss-Kruger CM 117E (EPSG:4548); give --crs EPSG:n")
    }
}
