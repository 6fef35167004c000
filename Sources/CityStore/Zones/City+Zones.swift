import InputOutput
import GRDB
import Geospatial
import LeakZones
import PipeNetwork

extension City {
    /// How the city is divided, on the rows of `network`; nodes that no zone names lie outside.
    ///
    /// An outline of one part comes back as a polygon.
    /// - Throws: ``CityError/unreadableRow(table:fid:reason:)`` when the zones were edited by hand so that they make no
    ///   scheme.
    public func zones(for network: Network) throws -> ZoneScheme {
        try read { db in try Self.zones(for: network, db) }
    }

    static func zones(for network: Network, _ db: Database) throws -> ZoneScheme {
        let statement = try Statement(
            db, of: "zone", "SELECT fid, id, geometry, name, parent FROM zone ORDER BY fid")
        var zones: [Zone] = []
        var position: [String: Int32] = [:]
        while try statement.next() {
            let id = statement.text(1) ?? ""
            position[id] = Int32(zones.count)
            zones.append(
                Zone(
                    id: id, name: statement.text(3), parent: statement.text(4),
                    outline: try outline(statement)))
        }
        var zoneOfNode = [Int32](repeating: -1, count: network.nodes.count)
        let members = try Statement(db, "SELECT node, zone FROM zone_node")
        while try members.next() {
            guard let node = members.text(0), let row = network.nodes.index(of: node),
                let zone = members.text(1)
            else { continue }
            zoneOfNode[row] = position[zone] ?? -1
        }
        do {
            return try ZoneScheme(zones: zones, zoneOfNode: zoneOfNode, meteredLinks: meteredLinks(db))
        } catch {
            throw CityError.unreadableRow(table: "zone", fid: 0, reason: Wording(describing: error))
        }
    }

    /// The links at which zones are metered, in their order.
    static func meteredLinks(_ db: Database) throws -> [String] {
        let row = try Statement(
            db, "SELECT CAST(link AS TEXT) FROM zone_metered_link WHERE link IS NOT NULL ORDER BY position")
        var links: [String] = []
        while try row.next() { links.append(row.text(0) ?? "") }
        return links
    }

    static func outline(_ statement: Statement) throws -> Geometry? {
        do {
            let polygons = try statement.withBytes(2) { bytes in
                var reader = try GeometryBlobReader(bytes)
                return try reader.polygons()
            }
            guard let polygons, let first = polygons.first else { return nil }
            return polygons.count == 1 ? .polygon(first) : .multiPolygon(polygons)
        } catch let error as GeometryBlobReader.Unreadable {
            throw CityError.unreadableRow(table: "zone", fid: try statement.integer(0), reason: error.reason)
        }
    }
}
