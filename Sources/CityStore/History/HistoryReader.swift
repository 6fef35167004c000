import InputOutput
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
    /// When rows were added or removed by hand since, what they touched comes last.
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
        let nodes = try rows(present.nodes.ids, NetworkValidityColumns.nodeTables, heldAt: time)
        for key in complete(
            try order(of: present.nodes.ids, undos, \.nodes, 0, NetworkValidityColumns.nodeTables), nodes,
            past.nodes.keys)
        {
            if let node = past.nodes[key] {
                try network.add(node)
            } else if let row = nodes[key] {
                try network.add(present.node(at: row))
            }
        }
        let links = try rows(present.links.ids, NetworkValidityColumns.linkTables, heldAt: time)
        for key in complete(
            try order(of: present.links.ids, undos, \.links, 1, NetworkValidityColumns.linkTables), links,
            past.links.keys)
        {
            if let link = past.links[key] {
                try network.add(link)
            } else if let row = links[key] {
                try network.add(present.link(at: row))
            }
        }
        let keys = zip(present.assets.kinds, present.assets.ids).map { $0.rawValue + ":" + $1 }
        let assets = try rows(keys, NetworkValidityColumns.assetTables, heldAt: time)
        for key in complete(
            try order(of: keys, undos, \.assets, 2, NetworkValidityColumns.assetTables), assets,
            past.assets.keys)
        {
            if let asset = past.assets[key] {
                _ = try network.add(asset)
            } else if let row = assets[key] {
                _ = try network.add(present.asset(at: row))
            }
        }
        return network
    }

    /// The rows of the present that held at a time already, by key.
    private func rows(_ keys: [String], _ tables: [String], heldAt time: Timestamp) throws -> [String: Int] {
        let since = try ValidityColumns(tables, db).validFrom
        var rows: [String: Int] = [:]
        rows.reserveCapacity(keys.count)
        for (row, key) in keys.enumerated() {
            if row < since.count, let start = since[row], start > time.secondsSince1970 { continue }
            rows[key] = row
        }
        return rows
    }

    /// The keys of what held, in an order that may be of rows that were edited by hand: what it lacks comes last.
    private func complete(
        _ order: [String], _ present: [String: Int], _ past: some Collection<String>
    ) -> [String] {
        let pastKeys = Set(past)
        let known = order.filter { present[$0] != nil || pastKeys.contains($0) }
        if known.count == present.count + pastKeys.count(where: { present[$0] == nil }) { return known }
        var seen: Set<String> = []
        let once = known.filter { seen.insert($0).inserted }
        let later = present.filter { !seen.contains($0.key) }.sorted { $0.value < $1.value }.map(\.key)
        return once + later + pastKeys.filter { !seen.contains($0) && present[$0] == nil }.sorted()
    }

    private struct Entries {
        var nodes: [String: SurveyedFeatures.Node] = [:]
        var links: [String: SurveyedFeatures.Element] = [:]
        var assets: [String: Asset] = [:]
    }

    /// The elements of the history that held at a time, by key.
    private func entries(validAt time: Timestamp) throws -> Entries {
        let seconds = time.secondsSince1970
        // Times that are no numbers compare with any number as larger, so what they are is looked at here.
        let statement = try Statement(
            db, of: "element_history",
            """
            SELECT fid, layer, element, valid_from, valid_to FROM element_history
            WHERE valid_from <= \(seconds) AND valid_to > \(seconds)
                OR typeof(valid_from) <> 'integer' OR typeof(valid_to) <> 'integer' ORDER BY fid
            """)
        var entries = Entries()
        while try statement.next() {
            _ = try (statement.integer(3), statement.integer(4))
            let (layer, text) = (statement.text(1) ?? "", statement.text(2) ?? "")
            if let node = HistoricElement.node(layer, text) {
                entries.nodes[node.key] = node
            } else if let link = HistoricElement.link(layer, text) {
                entries.links[link.key] = link
            } else if let asset = HistoricElement.asset(layer, text) {
                entries.assets[asset.key] = asset
            } else {
                throw CityError.damagedHistory(
                    table: "element_history", fid: try statement.integer(0),
                    reason: Wording("it holds no \(layer)", "其中没有 \(layer)"))
            }
        }
        return entries
    }

    /// Throws when a row of the history names no number of a version: no query for a version would find it.
    private func requireVersions() throws {
        let row = try Statement(
            db, of: RowName("element_history", key: [1]),
            NumericColumns.beyond("SELECT version, fid FROM element_history", key: "version"))
        if try row.next() { _ = try row.integer(0) }
    }

    /// The keys of a table in the order they had, from their order now.
    private func order(
        of present: [String], _ undos: [(number: Int64, undo: Version.Undo)],
        _ part: KeyPath<Version.Undo, RowOrder?>, _ place: Int, _ tables: [String]
    ) throws -> [String] {
        try requireVersions()
        let isAsset = tables == NetworkValidityColumns.assetTables
        let names = tables.map { "'\($0)'" }.joined(separator: ", ")
        var keys = present
        for (number, undo) in undos {
            guard let order = undo[keyPath: part] else { continue }
            let row = try Statement(
                db, of: "element_history",
                """
                SELECT fid, layer, id FROM element_history
                WHERE version = ? AND change = 'removed' AND layer IN (\(names)) ORDER BY fid
                """)
            row.bind(1, number)
            var removed: [String] = []
            while try row.next() {
                let id = row.text(2) ?? ""
                removed.append(isAsset ? "\(row.text(1) ?? ""):\(id)" : id)
            }
            let isWhole = undo.rows.map { place < $0.count && $0[place] == keys.count } ?? true
            if isWhole, let before = order.applied(to: keys, new: removed) {
                keys = before
            } else {
                let gone = Set(removed)
                keys = keys.filter { !gone.contains($0) } + removed
            }
        }
        return keys
    }
}
