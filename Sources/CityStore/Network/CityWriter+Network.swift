import Foundation
import GRDB
import Geospatial
import PipeNetwork

extension CityWriter {
    /// Makes `network` the city's network, in place of the one before.
    ///
    /// Zones and readings stay: they refer to elements by id. Outlines of zones and defects are moved to the network's
    /// reference system when it is another than before.
    /// - Throws: ``CityError/coordinateSystem(_:reason:)``, or GRDB's errors, which ``City/importing(_:)`` turns into
    ///   ``CityError/sqlite(_:message:code:)``.
    public func replaceNetwork(_ network: Network) throws {
        try atomically {
            let old = try SpatialReference.current(db)
            let srid = try SpatialReference.register(network.crs, db)
            if old != srid {
                for layer in [SpatialLayer.zone, .defect] { try layer.move(from: old, to: srid, db) }
            }
            try writeJunctions(network, srid)
            try writeReservoirs(network, srid)
            try writeTanks(network, srid)
            try writePipes(network, srid)
            try writePumps(network, srid)
            try writeValves(network, srid)
            for layer in AssetLayer.all { try write(layer, network, srid) }
            try writeModel(network)
        }
    }

    // MARK: Nodes

    private func writeJunctions(_ network: Network, _ srid: Int32) throws {
        let nodes = network.nodes
        try db.execute(sql: "DELETE FROM demand")
        let demand = try Statement(db, "INSERT INTO demand VALUES (?, ?, ?, ?, ?)")
        let columns = AttributeColumns(typed: [], first: 5)
        let attributes = AttributeColumns.Binder(columns, of: nodes.attributes)
        let statement = try Statement(
            db,
            """
            INSERT INTO junction (fid, id, geometry, elevation, emitter_coefficient, attributes)
            VALUES (?, ?, ?, ?, ?, ?)
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

    private func writeReservoirs(_ network: Network, _ srid: Int32) throws {
        let nodes = network.nodes
        let attributes = AttributeColumns.Binder(AttributeColumns(typed: [], first: 5), of: nodes.attributes)
        let statement = try Statement(
            db,
            "INSERT INTO reservoir (fid, id, geometry, head, head_pattern, attributes) VALUES (?, ?, ?, ?, ?, ?)"
        )
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
                try statement.run()
            }
        }
    }

    private func writeTanks(_ network: Network, _ srid: Int32) throws {
        let nodes = network.nodes
        let attributes = AttributeColumns.Binder(AttributeColumns(typed: [], first: 11), of: nodes.attributes)
        let statement = try Statement(
            db,
            """
            INSERT INTO tank (
                fid, id, geometry, elevation, initial_level, minimum_level, maximum_level, diameter,
                minimum_volume, volume_curve, can_overflow, attributes)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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

    private func write(_ layer: AssetLayer, _ network: Network, _ srid: Int32) throws {
        let assets = network.assets
        let columns = AttributeColumns(typed: layer.typed, first: 6)
        let attributes = AttributeColumns.Binder(columns, of: assets.attributes)
        let typed = layer.typed.map { "\($0.name), " }.joined()
        let marks = layer.typed.map { _ in "?, " }.joined()
        let statement = try Statement(
            db,
            """
            INSERT INTO \(layer.name) (fid, id, geometry, node, link, is_closed, \(typed)attributes)
            VALUES (?, ?, ?, ?, ?, ?, \(marks)?)
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
                try statement.run()
            }
        }
    }
}
