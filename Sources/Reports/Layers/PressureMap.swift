import WaterLoss
import NetworkFormats
import PipeNetwork

/// Interpolated pressures as a map layer.
package enum PressureMap {
    /// A point for each node whose pressure is known: zone, mean and night pressure, and the mean above the service minimum.
    package static func layer(_ pressures: [ZonePressure], _ network: Network, serviceMinimum: Double)
        -> FeatureLayer
    {
        var features: [Feature] = []
        for zone in pressures {
            for node in zone.nodes {
                features.append(
                    Feature(
                        id: Int64(node.node), geometry: network.nodes.position(node.node).map { .point($0) },
                        values: [
                            .text(network.nodes.ids[node.node]), .text(zone.zone), .real(node.mean),
                            .real(node.night), .real(node.mean - serviceMinimum),
                        ]))
            }
        }
        return FeatureLayer(
            name: "pressures", crs: network.crs,
            fields: [
                FeatureField("id", .text), FeatureField("zone", .text), FeatureField("mean_m", .real),
                FeatureField("night_m", .real), FeatureField("above_minimum_m", .real),
            ], features: features)
    }
}
