import Foundation
import GRDB
import Geospatial
import PipeNetwork
import Telemetry

extension CityWriter {
    /// Makes `network` the city's network, in place of the one before, and keeps what was replaced or removed in the
    /// city's history. A network that is the same as before changes nothing.
    ///
    /// Zones and readings stay: they refer to elements by id. Outlines of zones and defects are moved to the network's
    /// reference system when it is another than before.
    /// - Parameters:
    ///   - network: the network.
    ///   - before: the network that is in the city now, when the caller has read it already.
    ///   - validFrom: since when it holds; now when `nil`.
    ///   - origins: the district of every row, where it is not the one that the element had before.
    /// - Returns: what it changed.
    /// - Throws: ``CityError/unreadableRow(table:fid:reason:)`` for a network before that was edited by hand so that it cannot
    ///   be kept, ``CityError/coordinateSystem(_:reason:)``, ``CityError/changeBeforeLast(_:last:)``, or GRDB's errors, which
    ///   ``City/importing(_:)`` turns into ``CityError/sqlite(_:message:code:)``.
    @discardableResult
    public func replaceNetwork(
        _ network: Network, replacing before: Network? = nil, validFrom: Timestamp? = nil,
        origins: ElementOrigins? = nil
    ) throws -> ChangeSummary {
        try atomically {
            let before = try before ?? self.network()
            let isFirst = before.nodes.count == 0 && before.links.count == 0 && before.assets.count == 0
            // A city that is new has nothing to compare: to make an element of every row would take long.
            let changes = isFirst ? ChangeSet() : ChangeSet(from: before, to: network)
            let isSame = isFirst ? before == network : changes.isEmpty
            if isSame, try Version.latest(db) != nil { return changes.summary }
            let time = try Version.time(validFrom, db)
            let old = try SpatialReference.current(db)
            let srid = try SpatialReference.register(network.crs, db)
            if old != srid {
                for layer in [SpatialLayer.zone, .defect, .elementHistory, .zoneHistory] {
                    try layer.move(from: old, to: srid, db)
                }
            }
            let stamps: NetworkValidityColumns
            var summary = changes.summary
            if isFirst {
                summary = ChangeSummary(allNew: network)
                stamps = NetworkValidityColumns(allNew: network, origins, at: time)
                let undo = Version.Undo(
                    nodes: RowOrder(), links: RowOrder(), assets: RowOrder(),
                    rows: [network.nodes.count, network.links.count, network.assets.count],
                    settings: ModelSettings(before))
                _ = try Version.add(.network, at: time, Version.Summary(network: summary), undo, db)
            } else {
                stamps = try NetworkValidityColumns(
                    changes, of: before, to: network, origins, at: time, db)
                try record(changes, of: before, stamps, srid, at: time)
            }
            try writeJunctions(network, srid, stamps.nodes)
            try writeReservoirs(network, srid, stamps.nodes)
            try writeTanks(network, srid, stamps.nodes)
            try writePipes(network, srid, stamps.links)
            try writePumps(network, srid, stamps.links)
            try writeValves(network, srid, stamps.links)
            for layer in AssetLayer.all { try write(layer, network, srid, stamps.assets) }
            try writeModel(network)
            return summary
        }
    }

    // MARK: Nodes

    private func writeJunctions(
        _ network: Network, _ srid: Int32, _ stamps: ValidityColumns
    ) throws {
        let nodes = network.nodes
        try db.execute(sql: "DELETE FROM demand")
        let demand = try Statement(db, "INSERT INTO demand VALUES (?, ?, ?, ?, ?)")
        let columns = AttributeColumns(typed: [], first: 5)
        let attributes = AttributeColumns.Binder(columns, of: nodes.attributes)
        let statement = try Statement(
            db,
            """
            INSERT INTO junction (
                fid, id, geometry, elevation, emitter_coefficient, attributes, valid_from, district)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        try SpatialLayer.junction.refill(db, srid: srid) { tree in
            var blob = GeometryBlob(srid: srid)
            for row in 0..<nodes.count where nodes.kinds[row] == .junction {
                let fid = Int64(row + 1)
                statement.bind(1, fid)
                statement.bind(2, nodes.ids[row])
                bindPoint(nodes.x[row], nodes.y[row], fid, to: statement, &blob, &tree)
                statement.bind(4, nodes.elevation[row])
                statement.bind(5, nodes.emitterCoefficient(row))
                attributes.bind(row: row, to: statement)
                stamps.bind(row, to: statement, after: 6)
                try statement.run()
                for (position, category) in nodes.demands[row].enumerated() {
                    demand.bind(1, fid)
                    demand.bind(2, Int64(position))
                    demand.bind(3, category.base)
                    demand.bind(4, category.pattern)
                    demand.bind(5, category.category)
                    try demand.run()
                }
            }
        }
    }

    private func writeReservoirs(
        _ network: Network, _ srid: Int32, _ stamps: ValidityColumns
    ) throws {
        let nodes = network.nodes
        let attributes = AttributeColumns.Binder(AttributeColumns(typed: [], first: 5), of: nodes.attributes)
        let statement = try Statement(
            db,
            """
            INSERT INTO reservoir (fid, id, geometry, head, head_pattern, attributes, valid_from, district)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        try SpatialLayer.reservoir.refill(db, srid: srid) { tree in
            var blob = GeometryBlob(srid: srid)
            for row in 0..<nodes.count {
                guard let reservoir = network.reservoir(at: row) else { continue }
                statement.bind(1, Int64(row + 1))
                statement.bind(2, reservoir.id)
                bindPoint(nodes.x[row], nodes.y[row], Int64(row + 1), to: statement, &blob, &tree)
                statement.bind(4, reservoir.head)
                statement.bind(5, reservoir.headPattern)
                attributes.bind(row: row, to: statement)
                stamps.bind(row, to: statement, after: 6)
                try statement.run()
            }
        }
    }

    private func writeTanks(
        _ network: Network, _ srid: Int32, _ stamps: ValidityColumns
    ) throws {
        let nodes = network.nodes
        let attributes = AttributeColumns.Binder(AttributeColumns(typed: [], first: 11), of: nodes.attributes)
        let statement = try Statement(
            db,
            """
            INSERT INTO tank (
                fid, id, geometry, elevation, initial_level, minimum_level, maximum_level, diameter,
                minimum_volume, volume_curve, can_overflow, attributes, valid_from, district)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        try SpatialLayer.tank.refill(db, srid: srid) { tree in
            var blob = GeometryBlob(srid: srid)
            for row in 0..<nodes.count {
                guard let tank = network.tank(at: row) else { continue }
                statement.bind(1, Int64(row + 1))
                statement.bind(2, tank.id)
                bindPoint(nodes.x[row], nodes.y[row], Int64(row + 1), to: statement, &blob, &tree)
                statement.bind(4, tank.elevation)
                statement.bind(5, tank.initialLevel)
                statement.bind(6, tank.minimumLevel)
                statement.bind(7, tank.maximumLevel)
                statement.bind(8, tank.diameter)
                statement.bind(9, tank.minimumVolume)
                statement.bind(10, tank.volumeCurve)
                statement.bind(11, tank.canOverflow)
                attributes.bind(row: row, to: statement)
                stamps.bind(row, to: statement, after: 12)
                try statement.run()
            }
        }
    }

    /// Binds parameter 3, the geometry; NULL for an element without a place.
    func bindPoint(
        _ x: Double, _ y: Double, _ fid: Int64, to statement: Statement, _ blob: inout GeometryBlob,
        _ tree: inout PackedRTree
    ) {
        guard x.isFinite, y.isFinite else { return statement.bindNull(3) }
        blob.setPoint(x, y)
        statement.bind(3, blob.bytes)
        tree.add(fid, blob.box)
    }

    // MARK: Assets

    private func write(
        _ layer: AssetLayer, _ network: Network, _ srid: Int32, _ stamps: ValidityColumns
    ) throws {
        let assets = network.assets
        let columns = AttributeColumns(typed: layer.typed, first: 6)
        let attributes = AttributeColumns.Binder(columns, of: assets.attributes)
        let typed = layer.typed.map { "\($0.name), " }.joined()
        let marks = layer.typed.map { _ in "?, " }.joined()
        let statement = try Statement(
            db,
            """
            INSERT INTO \(layer.name) (
                fid, id, geometry, node, link, is_closed, \(typed)attributes, valid_from, district)
            VALUES (?, ?, ?, ?, ?, ?, \(marks)?, ?, ?)
            """)
        try SpatialLayer(name: layer.name, geometry: "POINT").refill(db, srid: srid) { tree in
            var blob = GeometryBlob(srid: srid)
            for row in 0..<assets.count where assets.kinds[row] == layer.kind {
                statement.bind(1, Int64(row + 1))
                statement.bind(2, assets.ids[row])
                bindPoint(assets.x[row], assets.y[row], Int64(row + 1), to: statement, &blob, &tree)
                let node = Int(assets.node[row])
                let link = Int(assets.link[row])
                statement.bind(4, node < 0 ? nil : network.nodes.ids[node])
                statement.bind(5, link < 0 ? nil : network.links.ids[link])
                statement.bind(6, assets.isClosed[row])
                attributes.bind(row: row, to: statement)
                stamps.bind(row, to: statement, after: 7 + Int32(layer.typed.count))
                try statement.run()
            }
        }
    }
}
