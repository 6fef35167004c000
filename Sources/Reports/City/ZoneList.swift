import InputOutput
import LeakZones
import PipeNetwork

/// The zones of a scheme with what they consist of and where water crosses their boundary.
public struct ZoneList: Sendable {
    /// A row for each zone, in the order of the scheme.
    public let table: Table

    /// The list of `scheme` in `network`.
    public init(_ scheme: ZoneScheme, in network: Network, boundary: ZoneBoundary? = nil) {
        let boundary = boundary ?? ZoneBoundary(scheme, in: network)
        let facts = ZoneFacts.all(scheme, in: network)
        let leaves = scheme.leaves
        var table = Table(columns: [
            .init("id", Phrase.zone.wording),
            .init("name", Wording("Name", "名称")),
            .init("parent", Wording("Part of", "上级分区")),
            .number("nodes", Wording("Nodes", "节点数")),
            .number("mains_km", Wording("Mains", "管长"), unit: "km"),
            .number("connections", Wording("Connections", "接户数")),
            .init("meters_in", Wording("Meters in", "流入流量计")),
            .init("meters_out", Wording("Meters out", "流出流量计")),
            .number("closed", Wording("Closed links", "关闭边界数")),
            .init("open", Wording("Open links", "敞开边界")),
        ])
        for (row, zone) in scheme.zones.enumerated() {
            let members = Set(leaves[row])
            // A meter counts in where its positive readings enter the zone.
            var entering: [String] = []
            var leaving: [String] = []
            var open: [String] = []
            var closed = 0
            for crossing in boundary.crossings {
                let isFrom = crossing.from.map(members.contains) ?? false
                let isTo = crossing.to.map(members.contains) ?? false
                guard isFrom != isTo else { continue }
                switch crossing.state {
                case .metered(let id, let isForward):
                    if isTo == isForward { entering.append(id) } else { leaving.append(id) }
                case .closed: closed += 1
                case .open: open.append(crossing.linkID)
                }
            }
            table.append([
                .text(zone.id), .text(zone.name), .text(zone.parent), .count(facts[row].nodes),
                .number(facts[row].mainsLength / 1000, decimals: 2),
                .number(facts[row].connections, decimals: 0), .list(entering), .list(leaving), .count(closed),
                .list(open),
            ])
        }
        self.table = table
    }

    /// The list in a form.
    public func text(as format: OutputFormat, language: ReportLanguage = .english) -> String {
        table.text(as: format, language: language)
    }
}
