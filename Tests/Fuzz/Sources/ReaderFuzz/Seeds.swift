import Foundation
import Springline

/// The files that the corpus starts with, written by our own writers where there are any. They are small, so that
/// mutations hit something.
enum Seeds {
    /// Writes a folder of seeds for each reader into `folder`.
    static func write(into folder: String) throws {
        for (target, seeds) in texts.merging(try binaries(), uniquingKeysWith: +) {
            try write(seeds, into: "\(folder)/\(target.rawValue)")
        }
        try write(ModelSeeds.texts.map { Array($0.utf8) }, into: "\(folder)/inp")
    }

    private static func write(_ seeds: [[UInt8]], into place: String) throws {
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        for (number, bytes) in seeds.enumerated() {
            try Data(bytes).write(to: URL(fileURLWithPath: "\(place)/seed-\(number + 1)"))
        }
    }

    private static let line = Geometry.lineString([
        Coordinate(x: 500_000, y: 4_058_000, z: 12), Coordinate(x: 500_100, y: 4_058_050, z: -9999),
    ])
    private static let area = Geometry.polygon(
        Polygon(exterior: [(0, 0), (9, 0), (9, 9), (0, 0)].map { Coordinate(x: $0.0, y: $0.1) }))

    private static func layer(_ geometry: Geometry) throws -> FeatureLayer {
        FeatureLayer(
            name: "a", crs: try CoordinateReferenceSystem(epsg: 4548),
            fields: [
                FeatureField("id", .text, width: 8), FeatureField("dn", .integer), FeatureField("l", .real),
            ],
            features: [
                Feature(id: 1, geometry: geometry, values: [.text("管1"), .integer(200), .real(1.5)]),
                Feature(id: 2, geometry: geometry, values: [.null, .null, .real(-9999)]),
            ])
    }

    private static func binaries() throws -> [Target: [[UInt8]]] {
        let scratch = try Scratch()
        func bytes(_ name: String) throws -> [UInt8] {
            [UInt8](try Data(contentsOf: URL(fileURLWithPath: scratch.folder + "/" + name)))
        }
        var seeds: [Target: [[UInt8]]] = [:]
        for geometry in [line, area, .point(Coordinate(x: 1, y: 2))] {
            try layer(geometry).write(to: scratch.folder + "/a.shp")
            seeds[.shapefile, default: []].append(
                Pieces.joined([
                    try bytes("a.shp"), try bytes("a.shx"), try bytes("a.dbf"), Array("UTF-8".utf8),
                ]))
            try layer(geometry).write(to: scratch.folder + "/a.geojson")
            seeds[.geojson, default: []].append(try bytes("a.geojson"))
            seeds[.geometry, default: []].append(geometry.wkb())
        }
        try layer(line).write(to: scratch.folder + "/a.gpkg")
        seeds[.geopackage] = [try bytes("a.gpkg")]
        seeds[.spatialite] = [try bytes("a.gpkg")]
        seeds[.geometry, default: []] += curves
        seeds[.compressed] = [gzip("time,M1\n2024-01-01T00:00,1\n2024-01-01T01:00,2\n")]
        try layer(line).write(to: scratch.folder + "/a.shp")
        seeds[.archive] = [zip(try ["shp", "shx", "dbf", "cpg"].map { ("a.\($0)", try bytes("a.\($0)")) })]
        var network = Network()
        try network.add(Reservoir(id: "R", head: 50))
        try network.add(Junction(id: "J", position: Coordinate(x: 1, y: 2), elevation: 3))
        try network.add(Pipe(id: "P", start: "R", end: "J", length: 10, diameter: 0.1))
        let city = try City.create(at: scratch.folder + "/city.db")
        try city.importing { writer in
            try writer.replaceNetwork(network)
            try writer.appendReadings(of: "P", kind: .flow, times: [0, 60], values: [1, 2])
        }
        seeds[.city] = [try bytes("city.db")]
        return seeds
    }

    /// A circular string, and a curve polygon of a compound curve.
    private static let curves: [[UInt8]] = {
        func word(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (8 * $0) & 0xff) } }
        func path(_ code: UInt32, _ positions: [(Double, Double)]) -> [UInt8] {
            var bytes: [UInt8] = [1]
            bytes += word(code)
            bytes += word(UInt32(positions.count))
            for (x, y) in positions {
                for bits in [x.bitPattern, y.bitPattern] {
                    for place: UInt64 in 0..<8 { bytes.append(UInt8(bits >> (8 * place) & 0xff)) }
                }
            }
            return bytes
        }
        let arc = path(8, [(0, 0), (5, 5), (10, 0)])
        func whole(_ code: UInt32, _ parts: [[UInt8]]) -> [UInt8] {
            var bytes: [UInt8] = [1]
            bytes += word(code)
            bytes += word(UInt32(parts.count))
            for part in parts { bytes += part }
            return bytes
        }
        let curve = whole(9, [arc, path(2, [(10, 0), (0, 0)])])
        return [arc, curve, whole(10, [curve]), whole(12, [path(3, [])])]
    }()

    private static let texts: [Target: [[UInt8]]] = written.mapValues { $0.map { Array($0.utf8) } }

    private static let written: [Target: [String]] = [
        .geojson: [
            #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4548"}},"features":[{"type":"Feature","id":1,"properties":{"a":1,"b":"\u4e2d\n","c":[1,{"d":null}],"e":1.5e3,"f":true},"geometry":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2,3]},{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}]}}]}"#,
            #"{"coordinates":[[117,36],[117.1,36]],"type":"LineString"}"#,
        ],
        .zones: [
            #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4548"}},"features":[{"type":"Feature","properties":{"DMA_ID":"D1","DMA_NAME":"北","PARENT_ID":null},"geometry":{"type":"Polygon","coordinates":[[[500000,4058000],[500100,4058000],[500100,4058100],[500000,4058000]]]}}]}"#
        ],
        .mapping: [
            """
            city: {crs: "EPSG:4548", snap: 0.5}
            sources:
              - path: a.shp
                prefix: "x-"
                encoding: gbk
                layers:
                  a:
                    element: pipe
                    fields:
                      id: 编号
                      diameter: {field: DN, unit: mm, values: {"大": "300"}}
            """, "a: &x [1, 2]\nb: *x\n? {c: d}\n: e",
        ],
        .audit: [
            "undertaking: A\nyear: 2024\nsystem_input_m3: 1000000\nbilled_metered_m3: 800000 ± 2 %\nmains_km: 120\n",
            "a: &a [x, x]\nb: &b [*a, *a]\n? *b\n: 1",
        ],
        .readings: [
            "Timestamp,M1 [m3/h],M2 [l/s]\n2024-03-31T02:30,1.5,\n2024-03-31 03:00+02:00,NA,\"2\"\n",
            "表号;时间;读数;单位\nM1;2024/3/4 5:06;1.234,5;m³/h\n",
            "\u{FEFF}id\ttime\tvalue\nA\t2024-10-27T02:30\t1,5\n",
        ],
        .register: ["meter,time,value\nA,2024-03-01,99998\nA,2024-04-01,12\nA,2024-04-01,13\n"],
        .steptest: ["zone,from,to\nA,2024-03-04T01:00,2024-03-04T02:00\n", "分区,起,止\nA,2024-03-04 01:00,x\n"],
        .crs: [
            "EPSG:4548", "+proj=tmerc +lon_0=117 +x_0=500000 +ellps=GRS80 +units=m",
            "urn:ogc:def:crs:OGC:1.3:CRS84",
            #"PROJCS["a",GEOGCS["b",DATUM["c",SPHEROID["d",6378137,298.257]],PRIMEM["e",0],UNIT["f",0.0174532925]],PROJECTION["Transverse_Mercator"],PARAMETER["central_meridian",117],UNIT["m",1]]"#,
            #"LOCAL_CS["Undefined Cartesian SRS",UNIT["metre",1]]"#,
        ],
    ]

    /// A gzip file (RFC 1952) of one stored block.
    private static func gzip(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        var file: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1]
        for (value, size) in [(bytes.count, 2), (~bytes.count, 2)] { file += word(value, size) }
        file += bytes
        for value in [crc(bytes), bytes.count] { file += word(value, 4) }
        return file
    }

    /// A zip archive of stored files (PKWARE, APPNOTE 6.3, 4.3.7), which is read from front to back.
    private static func zip(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var archive: [UInt8] = []
        for file in files {
            let name = Array(file.name.utf8)
            archive += [0x50, 0x4b, 3, 4]
            for (value, size) in [
                (20, 2), (0, 8), (crc(file.bytes), 4), (file.bytes.count, 4), (file.bytes.count, 4),
                (name.count, 2), (0, 2),
            ] { archive += word(value, size) }
            archive += name
            archive += file.bytes
        }
        return archive
    }

    private static func word(_ value: Int, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    /// The CRC-32 of gzip and zip (RFC 1952, 8), bit by bit.
    private static func crc(_ bytes: [UInt8]) -> Int {
        var crc: UInt32 = 0xffff_ffff
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
        }
        return Int(~crc)
    }
}
