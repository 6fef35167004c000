import GRDB
import Geospatial
import LeakZones
import PipeNetwork
import Telemetry

extension City {
    /// What the city held at a time, in numbers; readings as they are now.
    ///
    /// - Throws: ``CityError/beforeFirstVersion(asked:first:)``, ``CityError/noVersion(asked:)``.
    public func info(asOf time: Timestamp) throws -> CityInfo {
        let network = try network(asOf: time)
        let scheme = try zones(asOf: time, for: network)
        var info = try info()
        info.counts = ChangeSummary(allNew: network).tables.mapValues(\.added)
        if !scheme.zones.isEmpty { info.counts["zone"] = scheme.zones.count }
        info.crs = network.crs
        info.extent = Self.extent(of: network)
        var byDN: [Int?: CityInfo.DNLength] = [:]
        var byMaterial: [String?: CityInfo.MaterialLength] = [:]
        info.pipeLength = 0
        info.pipesWithoutLength = 0
        for row in 0..<network.links.count where network.links.kinds[row] == .pipe {
            let length = network.links.length[row].isNaN ? 0 : network.links.length[row]
            if network.links.length[row].isNaN { info.pipesWithoutLength += 1 }
            info.pipeLength += length
            let inner = network.links.diameter[row]
            let width = network.links.attributes[row, "dn"].number ?? (inner.isNaN ? nil : inner * 1000)
            let dn = width.flatMap { Int(exactly: $0.rounded()) }
            byDN[dn, default: .init(dn: dn, pipes: 0, length: 0)].pipes += 1
            byDN[dn]?.length += length
            let material = network.links.attributes[row, "material"].text
            byMaterial[material, default: .init(material: material, pipes: 0, length: 0)].pipes += 1
            byMaterial[material]?.length += length
        }
        info.lengthsByDN = byDN.values.sorted { ($0.dn ?? .max) < ($1.dn ?? .max) }
        info.lengthsByMaterial = byMaterial.values.sorted { a, b in
            guard let first = a.material, let second = b.material else { return a.material != nil }
            return (b.length, first) < (a.length, second)
        }
        info.sources = info.sources.filter { $0.importedAt <= time }
        info.zones = scheme.zones.enumerated().map { index, zone in
            CityInfo.ZoneInfo(
                id: zone.id, name: zone.name, parent: zone.parent,
                nodes: scheme.zoneOfNode.count { $0 == Int32(index) })
        }
        return info
    }

    /// The smallest box around all that a file of this network would draw: nodes and assets with a place, links with a place
    /// at both ends.
    private static func extent(of network: Network) -> BoundingBox? {
        var places: [Coordinate] = []
        for row in 0..<network.nodes.count {
            places.append(Coordinate(x: network.nodes.x[row], y: network.nodes.y[row]))
        }
        for row in 0..<network.links.count
        where network.nodes.position(Int(network.links.start[row])) != nil
            && network.nodes.position(Int(network.links.end[row])) != nil
        {
            let path = network.path(ofLink: row)
            if path.allSatisfy(\.isFinite) { places += path }
        }
        for row in 0..<network.assets.count { places += network.asset(at: row).shape }
        return BoundingBox(places.filter(\.isFinite))
    }
}
