import NetworkFormats
import NetworkStudies
import PipeNetwork

extension TraceAnswer {
    /// What can be drawn of the answer.
    public var layers: [StyledLayer] {
        switch finding {
        case .part(let found):
            [
                links([("traced", found.part.links), ("barrier", found.barriers)]),
                nodes([("from", found.seeds.map(Int32.init)), ("source", found.sources)]),
                StyledLayer(network.assetLayer("trace_assets", rows: found.part.assets), style: .assets),
            ]
        case .path(let found):
            [
                links([("path", found.path.links)]),
                nodes([
                    ("from", Array(found.path.nodes.prefix(1))), ("found", Array(found.path.nodes.suffix(1))),
                ]),
            ]
        case .nearest(let found):
            [
                links([("path", found.links)]),
                nodes([
                    ("from", found.seeds.map(Int32.init)), ("found", found.things.map { Int32($0.node) }),
                ]),
            ]
        case .sources(let found):
            [
                links([("path", found.links)]),
                nodes([("from", found.seeds.map(Int32.init)), ("source", found.sources.map(\.node))]),
            ]
        case .supplyAreas(let found): layers(of: found)
        }
    }

    private func links(_ groups: [(role: String, links: [Int32])]) -> StyledLayer {
        StyledLayer(network.linkLayer("trace", fields: [], groups: groups), style: .tracedLinks)
    }

    private func nodes(_ groups: [(role: String, nodes: [Int32])]) -> StyledLayer {
        StyledLayer(network.nodeLayer("trace_nodes", groups: groups), style: .tracedNodes)
    }

    private func layers(of found: SupplyAreas) -> [StyledLayer] {
        let names = found.areas.map { network.nodes.ids[Int($0.source)] }
        return [
            StyledLayer(
                network.linkLayer(
                    "supply_areas", fields: [], groups: zip(names, found.areas).map { ($0, $1.links) }),
                style: .many(field: "role", values: names)),
            StyledLayer(
                network.nodeLayer("sources", groups: [("source", found.areas.map(\.source))]),
                style: .tracedNodes),
        ]
    }
}
