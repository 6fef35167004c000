import InputOutput
import CityStore
import NetworkFormats
import PipeNetwork
import Reports
import Telemetry

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

extension ReadingsImport {
    /// A row a file: what was in it and what was stored.
    public var table: Table {
        var table = Table(columns: [
            .init("file", Wording("File", "文件")), .number("series", Wording("Series", "序列")),
            .number("rows", Wording("Rows", "行")), .number("stored", Wording("Stored", "入库")),
            .number("missing", Wording("Empty cells", "空值")),
            .number("duplicates", Wording("Duplicates", "重复")),
            .number("conflicts", Wording("Conflicts", "冲突")),
            .number("out_of_order", Wording("Out of order", "乱序")),
            .number("refused", Wording("Refused", "剔除")), .number("gaps", Wording("Gaps", "缺测")),
            .number("stuck", Wording("Stuck", "恒值")), .number("spikes", Wording("Spikes", "突跳")),
            .number("rollovers", Wording("Rollovers", "翻转")), .number("resets", Wording("Resets", "突变")),
            .number("marked", Wording("Marked", "标记剔除")),
            .number("error_codes", Wording("Error codes", "错误码")),
        ])
        for file in files {
            let faults = file.faults
            table.append([
                .text(file.path), .count(file.series), .count(file.rows), .count(file.stored.inserted),
                .count(file.missing),
                .count(faults.count(.duplicatesMerged) + file.stored.merged),
                .count(faults.count(.duplicateConflicts) + file.stored.conflicts),
                .count(faults.count(.outOfOrder)), .count(faults.count(.nonFinite) + faults.count(.negative)),
                .count(faults.count(.gaps)), .count(faults.count(.stuck)), .count(faults.count(.spikes)),
                .count(faults.count(.rollovers)), .count(faults.count(.resets)),
                .count(file.marked), .count(file.errorCodes),
            ])
        }
        return table
    }
}

extension FactSheet {
    /// What a city holds.
    public init(_ info: CityInfo) {
        self.init()
        func add(_ key: String, _ title: Wording, _ value: Table.Cell, unit: String? = nil) {
            facts.append(Fact(key, title, value, unit: unit))
        }
        add("crs", Wording("Reference system", "坐标参考系"), .text(info.crs?.description))
        for (key, count) in info.counts.sorted(by: { $0.key < $1.key }) where count > 0 {
            add(key, Wording(key.replacing("_", with: " "), ElementWord.kind(key).chinese), .count(count))
        }
        add(
            "pipe_km", Wording("Length of pipes", "管长"), .number(info.pipeLength / 1000, decimals: 3),
            unit: "km")
        for dn in info.lengthsByDN {
            let name = dn.dn.map { "DN\($0)" } ?? "DN ?"
            add(
                "pipe_km_" + (dn.dn.map { "dn\($0)" } ?? "unknown_dn"), Wording(name, name),
                .number(dn.length / 1000, decimals: 3), unit: "km")
        }
        for material in info.lengthsByMaterial {
            let name = material.material ?? "?"
            add(
                "pipe_km_\(name)", Wording(name, name), .number(material.length / 1000, decimals: 3),
                unit: "km")
        }
        add("zones", Wording("Zones", "分区"), .count(info.zones.count))
        for reading in info.readings {
            let (kind, chinese) = (reading.kind.rawValue, reading.kind.chinese)
            add("\(kind)_series", Wording("\(kind) series", "\(chinese)序列"), .count(reading.series))
            add("\(kind)_readings", Wording("\(kind) readings", "\(chinese)读数"), .count(reading.readings))
            add("\(kind)_first", Wording("\(kind) from", "\(chinese)起始"), .text(reading.first?.description))
            add("\(kind)_last", Wording("\(kind) to", "\(chinese)终止"), .text(reading.last?.description))
        }
        for (number, source) in info.sources.enumerated() {
            add("source_\(number + 1)", Wording("Source", "数据源"), .text("\(source.path) (\(source.format))"))
        }
    }
}
