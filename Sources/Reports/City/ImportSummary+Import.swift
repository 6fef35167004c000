import InputOutput
import NetworkFormats
import PipeNetwork

extension ImportSummary {
    /// What an import brought, what the topology did, and what an analyst should know.
    public init(_ result: NetworkImport.Result) {
        self.init()
        for source in result.sources {
            for (element, count) in source.counts.sorted(by: { $0.key < $1.key }) {
                entries.append(
                    Entry(
                        source: source.path, element: element, imported: count,
                        skipped: source.leftOut[element] ?? 0))
            }
        }
        for report in result.topology {
            var did = Wording(
                "\(report.joinedEnds) ends joined, \(report.madeNodes) nodes made, "
                    + "\(report.splitsAtEnds) splits at T-junctions, \(report.splitsAtDevices) at devices",
                "连接端点 \(report.joinedEnds) 个，新建节点 \(report.madeNodes) 个，"
                    + "在三通处打断 \(report.splitsAtEnds) 处，在设备处打断 \(report.splitsAtDevices) 处")
            if report.mergedNodes > 0 {
                did =
                    did
                    + Wording(
                        ", \(report.mergedNodes) nodes that several sources have",
                        "，多个数据源共有的节点 \(report.mergedNodes) 个")
            }
            notes.append(did)
            if report.unattachedAssets > 0 {
                notes.append(
                    Wording(
                        "\(report.unattachedAssets) points lie too far from any pipe; see 'check'",
                        "\(report.unattachedAssets) 个点位距所有管段过远；可用 check 查看"))
            }
            if report.undescribedNodes > 0 {
                notes.append(
                    Wording(
                        "\(report.undescribedNodes) nodes are only named by links: no source says what they are",
                        "\(report.undescribedNodes) 个节点仅被管段引用：没有数据源说明其内容"))
            }
            if !report.ambiguousDevices.isEmpty {
                let devices = report.ambiguousDevices
                notes.append(
                    Wording(
                        "\(devices.count) devices sit where other than two pipes meet and act on the "
                            + "one that starts there: \(devices.prefix(5).joined(separator: ", "))",
                        "\(devices.count) 个设备所在处相交的管段不是两条，作用于以该处为起点的管段："
                            + devices.prefix(5).joined(separator: "、")))
            }
            if let worst = report.farDeclaredEnds.max(by: { $0.gap < $1.gap }) {
                let (count, gap) = (report.farDeclaredEnds.count, (worst.gap * 10).rounded() / 10)
                notes.append(
                    Wording(
                        "\(count) declared ends are drawn away from their node, at most "
                            + "\(gap) m (\(worst.link) at \(worst.node))",
                        "\(count) 个注明的端点画在其节点之外，最远 \(gap) m（\(worst.node) 处的 \(worst.link)）"))
            }
        }
        notes += result.notes
    }
}
