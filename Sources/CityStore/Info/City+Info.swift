import GRDB
import Geospatial
import Telemetry

extension City {
    /// What the city holds, in numbers.
    public func info() throws -> CityInfo {
        try read { db in
            var counts: [String: Int] = [:]
            for layer in SpatialLayer.all {
                let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(layer.name)") ?? 0
                if count > 0 { counts[layer.name] = count }
            }
            try NumericColumns.require("pipe", ["length", "diameter", "dn"], db)
            let totals = try Row.fetchOne(db, sql: "SELECT total(length), sum(length IS NULL) FROM pipe")
            return CityInfo(
                counts: counts, crs: try SpatialReference.read(db), extent: try Self.extent(db),
                pipeLength: totals?[0] ?? 0, pipesWithoutLength: totals?[1] ?? 0,
                lengthsByDN: try Self.lengthsByDN(db), lengthsByMaterial: try Self.lengthsByMaterial(db),
                sources: try Self.sources(db), zones: try Self.zoneInfo(db),
                readings: Self.readingInfo(try Self.readingSeries(db)))
        }
    }

    private static func lengthsByDN(_ db: Database) throws -> [CityInfo.DNLength] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT CAST(round(coalesce(dn, diameter * 1000)) AS INTEGER) AS mm, count(*), total(length)
                FROM pipe GROUP BY mm ORDER BY mm IS NULL, mm
                """
        ).map { CityInfo.DNLength(dn: $0[0], pipes: $0[1], length: $0[2]) }
    }

    private static func lengthsByMaterial(_ db: Database) throws -> [CityInfo.MaterialLength] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT CAST(material AS TEXT), count(*), total(length) AS metres FROM pipe GROUP BY material
                ORDER BY material IS NULL, metres DESC, material
                """
        ).map { CityInfo.MaterialLength(material: $0[0], pipes: $0[1], length: $0[2]) }
    }

    private static func zoneInfo(_ db: Database) throws -> [CityInfo.ZoneInfo] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT ifnull(CAST(id AS TEXT), ''), CAST(name AS TEXT), CAST(parent AS TEXT), ifnull(nodes, 0)
                FROM zone
                LEFT JOIN (SELECT zone AS z, count(*) AS nodes FROM zone_node GROUP BY zone) ON z = id
                ORDER BY fid
                """
        ).map { CityInfo.ZoneInfo(id: $0[0], name: $0[1], parent: $0[2], nodes: $0[3]) }
    }

    private static func readingInfo(_ series: [ReadingSeriesInfo]) -> [CityInfo.ReadingInfo] {
        ReadingKind.allCases.compactMap { kind in
            let own = series.filter { $0.kind == kind }
            guard !own.isEmpty else { return nil }
            return CityInfo.ReadingInfo(
                kind: kind, series: own.count, readings: own.reduce(0) { $0 + $1.count },
                first: own.compactMap(\.first).min(), last: own.compactMap(\.last).max())
        }
    }

    /// From the boxes that every geometry carries: an R-tree keeps them with seven digits only.
    private static func extent(_ db: Database) throws -> BoundingBox? {
        var extent: BoundingBox?
        for layer in SpatialLayer.network {
            let statement = try Statement(
                db, "SELECT fid, geometry FROM \(layer.name) WHERE geometry IS NOT NULL")
            while try statement.next() {
                let box = try? statement.withBytes(1) { try GeometryBlobReader($0).box }
                if let box { extent = extent?.union(box) ?? box }
            }
        }
        return extent
    }
}
