import InputOutput
import Foundation
import GRDB
import Geospatial
import PipeNetwork

/// Reads a network for work on its graph: everything that searches, isolation, zones and a solve look at, and of the
/// attributes only those that they know. A city of a million pipes is read so in a third of the time and half the memory.
///
/// Nodes and links are read on one core while another reads demands and assets.
struct GraphReader {
    private let reader: NetworkReader

    init(_ db: Database) throws { reader = try NetworkReader(db) }

    /// Attributes of assets that a graph needs, besides those with a column of their own.
    static let assetAttributes: Set<String> = Set([
        "elevation", "head", "lift", "direction", "diameter", "connections", "households",
        "base_demand_m3_per_d",
        "account", "meter", "type",
    ]).union(Asset.addressAttributes)

    /// The network, with demands and assets put in.
    func network(demands: () throws -> Demands, assets: () throws -> Assets) throws -> Network {
        var network = Network(crs: reader.crs)
        network.reserveCapacity(
            nodes: try reader.count(["junction", "reservoir", "tank"]),
            links: try reader.count(["pipe", "pump", "valve"]))
        try reader.readModel(into: &network)
        let junctions = try readJunctionsAndSources(into: &network)
        try readLinks(into: &network)
        try demands().put(into: &network, junctions)
        let assets = try assets()
        if let (row, error) = assets.assembly.put(into: &network, attributes: assets.attributes) {
            throw CityError.unreadableRow(
                table: assets.tables[row].rawValue, fid: assets.fids[row], reason: Wording(describing: error))
        }
        return network
    }

    // MARK: Nodes and links

    /// Reads all nodes.
    ///
    /// - Returns: the number in its table and the row of every junction, in the order of both.
    private func readJunctionsAndSources(into network: inout Network) throws -> [(fid: Int64, row: Int32)] {
        let statement = try Statement(
            reader.db, of: "junction",
            "SELECT fid, id, geometry, elevation, emitter_coefficient FROM junction ORDER BY fid")
        let rest = try NodeStatements(reader.db)
        var junctions: [(fid: Int64, row: Int32)] = []
        try reader.merge([statement, rest.reservoirs, rest.tanks]) { kind, row in
            switch kind {
            case 0:
                try reader.reading("junction", row) {
                    let place = try row.position(2, table: "junction")
                    junctions.append((try row.integer(0), Int32(network.nodes.count)))
                    try network.addJunction(
                        id: row.text(1) ?? "", x: place?.x ?? .nan, y: place?.y ?? .nan,
                        elevation: row.number(3), emitterCoefficient: row.real(4))
                }
            case 1: try reader.reading("reservoir", row) { _ = try network.add(reader.reservoir(row)) }
            default: try reader.reading("tank", row) { _ = try network.add(reader.tank(row)) }
            }
        }
        return junctions
    }

    /// What is drawn at junctions, in the order of their numbers.
    struct Demands: Sendable {
        var fids: [Int64] = []
        var demands: [[Demand]] = []

        /// Reads all, by themselves.
        init(_ db: Database) throws {
            let statement = try Statement(db, of: DemandReader.rows, DemandReader.query)
            while try statement.next() {
                let fid = try statement.integer(0)
                _ = try statement.integer(4)
                let demand = Demand(
                    base: try statement.real(1), pattern: statement.text(2), category: statement.text(3))
                if fids.last == fid {
                    demands[demands.count - 1].append(demand)
                } else {
                    fids.append(fid)
                    demands.append([demand])
                }
            }
        }

        /// Gives each junction its own; those of junctions that are gone are left out.
        func put(into network: inout Network, _ junctions: [(fid: Int64, row: Int32)]) {
            var place = 0
            for (fid, row) in junctions {
                while place < fids.count, fids[place] < fid { place += 1 }
                guard place < fids.count else { return }
                if fids[place] == fid { network.setDemands(demands[place], ofNode: Int(row)) }
            }
        }
    }

    private func readLinks(into network: inout Network) throws {
        let rest = try LinkStatements(reader.db)
        var material = AttributeColumn("material", .text)
        var dn = AttributeColumn("dn", .integer)
        var year = AttributeColumn("year", .integer)
        var road = AttributeColumn("road", .text)
        try reader.merge([rest.leanPipes(), rest.pumps, rest.valves]) { kind, row in
            switch kind {
            case 0:
                try reader.reading("pipe", row) {
                    try network.addPipe(
                        id: row.text(1) ?? "", start: row.text(4) ?? "", end: row.text(5) ?? "",
                        length: row.number(6), diameter: row.number(7), roughness: row.number(8),
                        minorLoss: row.real(9), status: reader.status(row, 10, "pipe"),
                        hasCheckValve: row.boolean(11), leakage: reader.leakage(row),
                        vertices: reader.bends(row, geometry: 2, text: 3))
                    let link = network.links.count - 1
                    try material.take(row, 14, at: link)
                    try dn.take(row, 15, at: link)
                    try year.take(row, 16, at: link)
                    try road.take(row, 17, at: link)
                }
            case 1:
                try reader.reading("pump", row) {
                    var pump = try reader.pump(row)
                    pump.attributes = [:]
                    _ = try network.add(pump)
                }
            default:
                try reader.reading("valve", row) {
                    var valve = try reader.valve(row)
                    valve.attributes = [:]
                    _ = try network.add(valve)
                }
            }
        }
        network.setLinkAttributes(
            Dictionary([material, dn, year, road].map { ($0.name, $0.values) }) { first, _ in first })
    }

    // MARK: Assets

    /// The assets as they are read.
    struct Assets: Sendable {
        var assembly: AssetAssembly
        var attributes: [String: [AttributeValue]]
        var fids: [Int64]
        var tables: [Asset.Kind]
    }

    /// All assets, by themselves: on a connection of their own where there is one to spare.
    static func assets(_ db: Database) throws -> Assets {
        let reader = try NetworkReader(db)
        let layers = AssetLayer.all
        let capacity = try reader.count(layers.map(\.name))
        var assembly = AssetAssembly(capacity: capacity)
        var columns: [String: [AttributeValue]] = [:]
        var fids: [Int64] = []
        fids.reserveCapacity(capacity)
        var tables: [Asset.Kind] = []
        tables.reserveCapacity(capacity)
        let statements = try layers.map { layer in
            let typed = layer.typed.filter { assetAttributes.contains($0.name) }
            return try Statement(
                db, of: RowName(layer.name),
                """
                SELECT fid, id, geometry, node, link, is_closed, attributes\(typed.map { ", \($0.name)" }.joined())
                FROM \(layer.name) ORDER BY fid
                """)
        }
        // Values as they come, a column each; put under their names in the end.
        var slots: [AttributeColumn] = []
        func slot(_ name: String, _ type: TypedAttribute.ColumnType) -> Int {
            if let place = slots.firstIndex(where: { $0.name == name }) { return place }
            slots.append(AttributeColumn(name, type))
            return slots.count - 1
        }
        let typed = layers.map { layer in
            layer.typed.filter { assetAttributes.contains($0.name) }.map { slot($0.name, $0.type) }
        }
        let free = assetAttributes.sorted().map { slot($0, .text) }
        let names = free.map { Array(slots[$0].name.utf8) }
        try reader.merge(statements) { index, row in
            let layer = layers[index]
            try reader.reading(layer.name, row) {
                try assembly.add(
                    kind: layer.kind, id: row.text(1) ?? "", position: row.position(2, table: layer.name),
                    node: row.text(3) ?? "", link: row.text(4) ?? "", isClosed: row.boolean(5))
                let asset = fids.count
                fids.append(try row.integer(0))
                tables.append(layer.kind)
                let isFlat = row.withBytes(6) { bytes in
                    AttributeText.forEach(of: names, in: bytes) { slots[free[$0]].set($1, at: asset) }
                }
                if isFlat == false {
                    throw GeometryBlobReader.Unreadable(
                        reason: Wording("its attributes are no flat JSON object", "其属性不是单层 JSON 对象"))
                }
                for (offset, place) in typed[index].enumerated() where !slots[place].has(asset) {
                    try slots[place].take(row, Int32(7 + offset), at: asset)
                }
            }
        }
        for slot in slots { columns[slot.name] = slot.values }
        return Assets(assembly: assembly, attributes: columns, fids: fids, tables: tables)
    }
}

/// One attribute of many rows.
private struct AttributeColumn {
    let name: String
    let type: TypedAttribute.ColumnType
    private(set) var values: [AttributeValue] = []

    init(_ name: String, _ type: TypedAttribute.ColumnType) { (self.name, self.type) = (name, type) }

    /// Whether a row has a value.
    func has(_ row: Int) -> Bool { row < values.count && values[row] != .null }

    mutating func set(_ value: AttributeValue, at row: Int) {
        while values.count < row { values.append(.null) }
        if row < values.count { values[row] = value } else { values.append(value) }
    }

    mutating func take(_ statement: Statement, _ column: Int32, at row: Int) throws {
        let value = try TypedAttribute(name: name, type: type).value(statement, at: column)
        if value != .null { set(value, at: row) }
    }
}

extension City {
    /// The network for work on its graph: as ``network()``, but of the attributes only those that searches, isolation,
    /// zones and a solve look at (material, DN, year and road of pipes; of point assets elevation, head, lift, direction,
    /// diameter, connections, households, base demand, account, meter, type and address).
    ///
    /// - Throws: what ``network()`` throws.
    public func graphNetwork() throws -> Network {
        try read { db in
            let reader = try GraphReader(db)
            // What an import has written so far is seen by its own connection only.
            guard !isWriting(db) else {
                return try reader.network(
                    demands: { try GraphReader.Demands(db) }, assets: { try GraphReader.assets(db) })
            }
            let rest = Background { [path] in
                let queue = try DatabaseQueue(
                    path: path, configuration: SpatialConnection.configuration(readOnly: true))
                return try queue.read { db in
                    (demands: try GraphReader.Demands(db), assets: try GraphReader.assets(db))
                }
            }
            return try reader.network(
                demands: { try rest.value().demands }, assets: { try rest.value().assets })
        }
    }

    private func isWriting(_ db: Database) -> Bool { db.totalChangesCount > 0 }
}

/// Work on another core.
private final class Background<Value: Sendable>: @unchecked Sendable {
    private let done = DispatchSemaphore(value: 0)
    private var result: Result<Value, any Error>?

    init(_ body: @escaping @Sendable () throws -> Value) {
        DispatchQueue.global(qos: .userInitiated).async {
            self.result = Result { try body() }
            self.done.signal()
        }
    }

    /// Waits for it.
    func value() throws -> Value {
        done.wait()
        defer { done.signal() }
        guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
        return try result.get()
    }
}
