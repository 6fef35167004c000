import Geospatial
import LeakZones
import ZoneDesign
import NetworkFormats
import PipeNetwork

/// Zones, their borders and their breaches as map layers.
public enum ZoneLayers {
    /// The pipes, pumps and valves with the zone they lie in: lines, layer `zone_links`; no zone where a link crosses a
    /// border or lies outside.
    public static func links(_ scheme: ZoneScheme, in network: Network) -> FeatureLayer {
        let table = network.links
        return FeatureLayer(
            name: "zone_links", crs: network.crs,
            fields: [
                FeatureField("id", .text), FeatureField("zone", .text), FeatureField("diameter_mm", .real),
                FeatureField("length_m", .real),
            ],
            features: (0..<table.count).map { row in
                let from = scheme.zoneOfNode[Int(table.start[row])]
                let isInside = from >= 0 && from == scheme.zoneOfNode[Int(table.end[row])]
                return Feature(
                    id: Int64(row), geometry: line(network.path(ofLink: row)),
                    values: [
                        .text(table.ids[row]), isInside ? .text(scheme.zones[Int(from)].id) : .null,
                        .real(table.diameter[row] * 1000), .real(table.length[row]),
                    ])
            })
    }

    /// The devices of a proposal: points, layer `zone_devices`.
    public static func devices(_ proposal: ZoneProposal, in network: Network) -> FeatureLayer {
        let name = { (zone: Int?) -> AttributeValue in
            zone.map { .text(proposal.scheme.zones[$0].id) } ?? .null
        }
        return FeatureLayer(
            name: "zone_devices", crs: network.crs,
            fields: [
                FeatureField("id", .text), FeatureField("role", .text), FeatureField("existing", .boolean),
                FeatureField("asset", .text), FeatureField("node", .text),
                FeatureField("diameter_mm", .real), FeatureField("from_zone", .text),
                FeatureField("to_zone", .text), FeatureField("flow_m3_per_s", .real),
            ],
            features: proposal.devices.enumerated().map { row, device in
                let place = network.nodes.position(device.node) ?? network.path(ofLink: device.link).first
                return Feature(
                    id: Int64(row), geometry: place.map { .point($0) },
                    values: [
                        .text(device.linkID), .text(device.role.rawValue), .boolean(device.isExisting),
                        device.existing.map { .text($0) } ?? .null, .text(network.nodes.ids[device.node]),
                        device.diameter.map { .real($0 * 1000) } ?? .null, name(device.from),
                        name(device.to), device.flow.map { .real($0) } ?? .null,
                    ])
            })
    }

    /// The open paths of a verification: a line for each breach of each zone, layer `zone_leaks`.
    public static func breaches(
        _ verification: ZoneVerification, _ scheme: ZoneScheme, in network: Network
    ) -> FeatureLayer {
        var layer = FeatureLayer(
            name: "zone_leaks", crs: network.crs,
            fields: [
                FeatureField("id", .text), FeatureField("zone", .text), FeatureField("into_zone", .text),
                FeatureField("diameter_mm", .real), FeatureField("length_m", .real),
                FeatureField("path", .text),
            ])
        for zone in verification.zones {
            for breach in zone.breaches {
                layer.features.append(
                    Feature(
                        id: Int64(layer.features.count), geometry: line(path(breach, network)),
                        values: [
                            .text(breach.linkID), .text(zone.id),
                            breach.into.map { .text(scheme.zones[$0].id) } ?? .null,
                            breach.diameter.map { .real($0 * 1000) } ?? .null,
                            breach.length.map { .real($0) } ?? .null,
                            .text(breach.path.map { network.links.ids[$0] }.joined(separator: ";")),
                        ]))
            }
        }
        return layer
    }

    /// Everything a map of a proposal shows.
    public static func layers(_ proposal: ZoneProposal, in network: Network) -> [FeatureLayer] {
        [links(proposal.scheme, in: network), devices(proposal, in: network)]
    }

    /// The path of a breach from its start outwards.
    private static func path(_ breach: BoundaryBreach, _ network: Network) -> [Coordinate] {
        var path: [Coordinate] = []
        var at = breach.start
        for link in breach.path {
            let isForward = Int(network.links.start[link]) == at
            let own = network.path(ofLink: link)
            path += isForward ? own : own.reversed()
            at = Int(isForward ? network.links.end[link] : network.links.start[link])
        }
        return path
    }

    private static func line(_ path: [Coordinate]) -> Geometry? {
        path.count > 1 ? .lineString(path) : nil
    }
}

extension [FeatureLayer] {
    /// Writes all layers: into one GeoPackage, or a file for each where a format holds but one.
    ///
    /// - Returns: the files that were written.
    /// - Throws: `FormatError`.
    @discardableResult
    public func write(to path: String) throws -> [String] {
        try map { StyledLayer($0, style: .ofZones($0)) }.write(to: path)
    }
}
