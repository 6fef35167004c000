import GRDB
import PipeNetwork
import Telemetry

/// Reads the network as it was at a time: the present one, with what later versions replaced and removed put back.
///
/// It takes as long as to read the present network and what has changed since, however many versions lie between.
struct HistoryReader {
    let db: Database

    /// The network at `time`, exactly as it was: elements in their order, patterns, curves, options.
    ///
    /// When somebody has added or removed rows by hand since, what they touched comes last.
    func network(asOf time: Timestamp) throws -> Network {
        try Version.require(time, db)
        let present = try NetworkReader(db).network()
        guard try Version.isKept(db) else { return present }
        let undos = try Version.undos(.network, after: time, db)
        if undos.isEmpty { return present }
        let past = try entries(validAt: time)
        let settings = undos.reversed().lazy.compactMap(\.undo.settings).first
        var network = try (settings ?? ModelSettings(present)).network()
        if settings == nil { network.crs = present.crs }
        network.reserveCapacity(nodes: present.nodes.count, links: present.links.count)
        for key in try order(of: present.nodes.ids, undos, \.nodes, NetworkStamps.nodeTables) {
            if let node = past.nodes[key] {
                try network.add(node)
            } else if let row = present.nodes.index(of: key) {
                try network.add(present.node(at: row))
            }
        }
        for key in try order(of: present.links.ids, undos, \.links, NetworkStamps.linkTables) {
            if let link = past.links[key] {
                try network.add(link)
            } else if let row = present.links.index(of: key) {
                try network.add(present.link(at: row))
            }
        }
        let assets = zip(present.assets.kinds, present.assets.ids).map { $0.rawValue + ":" + $1 }
        let rows = Dictionary(uniqueKeysWithValues: zip(assets, assets.indices))
        for key in try order(of: assets, undos, \.assets, NetworkStamps.assetTables) {
            if let asset = past.assets[key] {
                _ = try network.add(asset)
            } else if let row = rows[key] {
                _ = try network.add(present.asset(at: row))
            }
        }
        return network
    }

    private struct Entries {
        var nodes: [String: Survey.Node] = [:]
        var links: [String: Survey.Element] = [:]
        var assets: [String: Asset] = [:]
    }

    /// The elements of the history that held at a time, by key.
    private func entries(validAt time: Timestamp) throws -> Entries {
        let seconds = time.secondsSince1970
        let statement = try Statement(
            db,
            """
            SELECT fid, layer, element FROM element_history
            WHERE valid_from <= \(seconds) AND valid_to > \(seconds) ORDER BY fid
            """)
        var entries = Entries()
        while try statement.next() {
            let (layer, text) = (statement.text(1) ?? "", statement.text(2) ?? "")
            if let node = HistoricElement.node(layer, text) {
                entries.nodes[node.key] = node
            } else if let link = HistoricElement.link(layer, text) {
                entries.links[link.key] = link
            } else if let asset = HistoricElement.asset(layer, text) {
                entries.assets[asset.key] = asset
            } else {
                throw CityError.damagedHistory(
                    table: "element_history", fid: statement.integer(0), reason: "it holds no \(layer)")
            }
        }
        return entries
    }

    /// The keys of a table in the order they had, from their order now.
    private func order(
        of present: [String], _ undos: [(number: Int64, undo: Version.Undo)],
        _ part: KeyPath<Version.Undo, RowOrder?>, _ tables: [String]
    ) throws -> [String] {
        let isAsset = tables == NetworkStamps.assetTables
        let names = tables.map { "'\($0)'" }.joined(separator: ", ")
        var keys = present
        for (number, undo) in undos {
            guard let order = undo[keyPath: part] else { continue }
            let removed = try Row.fetchAll(
                db,
                sql: """
                    SELECT layer, id FROM element_history
                    WHERE version = ? AND change = 'removed' AND layer IN (\(names)) ORDER BY fid
                    """, arguments: [number]
            ).map { row in isAsset ? "\(row[0] as String):\(row[1] as String)" : row[1] as String }
            if let before = order.applied(to: keys, new: removed) {
                keys = before
            } else {
                let gone = Set(removed)
                keys = keys.filter { !gone.contains($0) } + removed
            }
        }
        return keys
    }
}
