import Geospatial
import Hydraulics
import NetworkFormats
import PipeNetwork

/// Solved states as map layers: a point for each node, a line for each link.
///
/// A feature has the values of the last reported state and, when the simulation has a duration, the least and the
/// greatest value over all hydraulic steps. No state but that one is kept.
public struct HydraulicLayers: Sendable {
    private let network: Network
    private var last: HydraulicState?
    /// Ranges over time, by the same rows as the columns of a state.
    private var nodeRanges: [Range]
    private var linkRanges: [Range]

    /// Least and greatest values of one quantity; NaN where there was none.
    private struct Range: Sendable {
        var name: String
        var unit: String
        var least: [Double]
        var greatest: [Double]

        init(_ name: String, _ unit: String, _ count: Int) {
            (self.name, self.unit) = (name, unit)
            least = Array(repeating: .nan, count: count)
            greatest = least
        }

        mutating func add(_ values: [Double]) {
            for row in values.indices {
                least[row] = Double.minimum(least[row], values[row])
                greatest[row] = Double.maximum(greatest[row], values[row])
            }
        }

        var fields: [FeatureField] {
            [FeatureField("\(name)_min_\(unit)", .real), FeatureField("\(name)_max_\(unit)", .real)]
        }

        func values(_ row: Int) -> [AttributeValue] { [.real(least[row]), .real(greatest[row])] }
    }

    /// Layers of a network.
    public init(_ network: Network) {
        self.network = network
        let (nodes, links) = (network.nodes.count, network.links.count)
        guard network.times.duration > 0 else {
            (nodeRanges, linkRanges) = ([], [])
            return
        }
        nodeRanges = [
            Range("head", "m", nodes), Range("pressure", "m", nodes), Range("demand", "m3_per_s", nodes),
        ]
        linkRanges = [
            Range("flow", "m3_per_s", links), Range("velocity", "m_per_s", links),
            Range("headloss", "m", links),
        ]
    }

    /// Takes a state, in order of time.
    public mutating func add(_ state: HydraulicState) {
        if state.isReported || last == nil { last = state }
        guard !nodeRanges.isEmpty else { return }
        nodeRanges[0].add(state.heads)
        nodeRanges[1].add(state.pressures)
        nodeRanges[2].add(state.demands)
        linkRanges[0].add(state.flows)
        linkRanges[1].add(state.velocities)
        linkRanges[2].add(state.headLosses)
    }

    /// The nodes, as points.
    public var nodes: FeatureLayer {
        let (pressures, table) = (last?.pressures ?? [], network.nodes)
        return FeatureLayer(
            name: "nodes", crs: network.crs,
            fields: [
                FeatureField("id", .text), FeatureField("kind", .text), FeatureField("time_s", .real),
                FeatureField("head_m", .real), FeatureField("pressure_m", .real),
                FeatureField("demand_m3_per_s", .real),
            ] + nodeRanges.flatMap(\.fields),
            features: last.map { state in
                (0..<table.count).map { row in
                    Feature(
                        id: Int64(row), geometry: table.position(row).map { .point($0) },
                        values: [
                            .text(table.ids[row]), .text(table.kinds[row].key), .real(state.time),
                            .real(state.heads[row]), .real(pressures[row]), .real(state.demands[row]),
                        ] + nodeRanges.flatMap { $0.values(row) })
                }
            } ?? [])
    }

    /// The links, as lines.
    public var links: FeatureLayer {
        let (velocities, losses) = (last?.velocities ?? [], last?.headLosses ?? [])
        let table = network.links
        return FeatureLayer(
            name: "links", crs: network.crs,
            fields: [
                FeatureField("id", .text), FeatureField("kind", .text), FeatureField("time_s", .real),
                FeatureField("flow_m3_per_s", .real), FeatureField("velocity_m_per_s", .real),
                FeatureField("headloss_m", .real), FeatureField("status", .text),
                FeatureField("setting", .real),
            ] + linkRanges.flatMap(\.fields),
            features: last.map { state in
                (0..<table.count).map { row in
                    let path = network.path(ofLink: row)
                    return Feature(
                        id: Int64(row), geometry: path.count > 1 ? .lineString(path) : nil,
                        values: [
                            .text(table.ids[row]), .text(table.kinds[row].key), .real(state.time),
                            .real(state.flows[row]), .real(velocities[row]), .real(losses[row]),
                            .text(state.statuses[row].key), .real(state.settings[row]),
                        ] + linkRanges.flatMap { $0.values(row) })
                }
            } ?? [])
    }

    /// Nodes and links as one layer, for formats that hold but one: a field that one of them lacks is null there.
    public var together: FeatureLayer {
        let (nodes, links) = (nodes, links)
        let shared = 3
        let (ofNodes, ofLinks) = (nodes.fields.dropFirst(shared), links.fields.dropFirst(shared))
        let empty = (
            nodes: ofNodes.map { _ in AttributeValue.null }, links: ofLinks.map { _ in AttributeValue.null }
        )
        return FeatureLayer(
            name: "hydraulics", crs: network.crs, fields: nodes.fields + ofLinks,
            features: links.features.map { feature in
                var feature = feature
                feature.id += Int64(nodes.features.count)
                feature.values.insert(contentsOf: empty.nodes, at: shared)
                return feature
            }
        )
        .preceded(
            by: nodes.features.map { feature in
                var feature = feature
                feature.values += empty.links
                return feature
            })
    }
}

extension FeatureLayer {
    fileprivate func preceded(by others: [Feature]) -> FeatureLayer {
        var layer = self
        layer.features = others + features
        return layer
    }
}
