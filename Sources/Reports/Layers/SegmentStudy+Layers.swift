import NetworkFormats
import NetworkStudies
import PipeNetwork

extension SegmentStudy {
    /// The segments and the valves as map layers.
    public var layers: [StyledLayer] {
        let segments = study.segments
        let lacking = Dictionary(review.lacking(limits).map { ($0.segment, $0.lacks) }) { a, _ in a }
        let pipes = network.linkLayer(
            "segments",
            fields: [
                FeatureField("segment", .integer), FeatureField("colour", .text),
                FeatureField("connections_without_water", .real), FeatureField("valves_to_close", .integer),
                FeatureField("lacks", .text),
            ], groups: [("segment", (0..<Int32(network.links.count)).map { $0 })]
        ) { link in
            let segment = Int(segments.segmentOfLink[link])
            return [
                .integer(Int64(segment)), .text(String(segment % 10)),
                .real(review.bursts[segment].connections),
                .integer(Int64(review.bursts[segment].valves)),
                .text((lacking[segment] ?? []).map(\.rawValue).joined(separator: " ")),
            ]
        }
        let weights = Dictionary(review.valves.map { ($0.row, $0.furtherConnections) }) { a, _ in a }
        // Quarters of the ranking: a name for each so that a style can tell them apart.
        let ranks = Dictionary(review.valves.enumerated().map { ($1.row, $0) }) { a, _ in a }
        let features = (0..<segments.valves.count).map { row -> Feature in
            let rank = ranks[row].map { $0 * 10 < ranks.count ? "critical" : "ordinary" } ?? "idle"
            let place = segments.valves.position(of: row, in: network)
            return Feature(
                id: Int64(row), geometry: place.map { .point($0) },
                values: [
                    .text(segments.valves.name(of: row, in: network)),
                    .text(segments.valves.isShut[row] ? "shut" : rank),
                    weights[row].map { .real($0) } ?? .null,
                ])
        }
        let valves = FeatureLayer(
            name: "segment_valves", crs: network.crs,
            fields: [
                FeatureField("id", .text), FeatureField("role", .text),
                FeatureField("further_connections", .real),
            ], features: features)
        return [
            StyledLayer(pipes, style: .many(field: "colour", values: (0..<10).map(String.init))),
            StyledLayer(valves, style: .segmentValves),
        ]
    }
}
