import InputOutput
import LeakZones
import NetworkStudies
import PipeNetwork

extension NetworkLocator {
    /// A location as a report, with what a complaint needs next: the nearest valve, hydrant and pressure point.
    public func report(_ location: Location) -> GraphReport {
        var report = GraphReport()
        let row = location.link
        if let customer = location.customer {
            report.add("customer", Wording("Customer", "用户"), .text(network.assets.ids[customer]))
        }
        report.add("pipe", Wording("Pipe", "管段"), .text(network.links.ids[row]))
        report.add(
            "distance_m", Wording("Distance", "距离"), .number(location.distance, decimals: 2), unit: "m")
        report.add(
            "diameter_mm", Wording("Diameter", "管径"),
            .number(network.links.diameter[row] * 1000, decimals: 0), unit: "mm")
        report.add(
            "material", Wording("Material", "管材"), .text(network.links.attributes[row, "material"].text))
        report.add("year", Wording("Laid in", "敷设年份"), .text(network.links.attributes[row, "year"].text))
        report.add("road", Wording("Road", "道路"), .text(network.links.attributes[row, "road"].text))
        report.add("node", Wording("Nearest node", "最近节点"), .text(network.nodes.ids[location.node]))
        let zone = location.zone.flatMap { scheme?.zones[$0] }
        report.add("zone", Wording("Zone", "分区"), .text(zone?.id))
        report.add("zone_name", Wording("Called", "名称"), .text(zone?.name))
        report.add("zone_parent", Wording("Part of", "上级分区"), .text(zone?.parent))
        report.add(
            "on_boundary", Wording("On a zone's border", "位于边界"), .answer(location.isOnBoundary))
        for kind in [Asset.Kind.isolationValve, .hydrant, .pressurePoint] {
            guard let nearest = nearest(kind, from: location.node) else { continue }
            report.add("nearest_\(kind.rawValue)", kind.wording, .text(network.assets.ids[nearest.asset]))
            report.add(
                "nearest_\(kind.rawValue)_m", Wording("by pipe", "沿管距离"),
                .number(nearest.distance, decimals: 0),
                unit: "m")
        }
        report.add("x", Wording("x", "x"), .number(location.place.x, decimals: 3))
        report.add("y", Wording("y", "y"), .number(location.place.y, decimals: 3))
        return report
    }
}
