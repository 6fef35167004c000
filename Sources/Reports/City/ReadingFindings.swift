import Foundation
import Geospatial
import InputOutput
import NetworkFormats
import PipeNetwork
import Telemetry

/// What is odd in the readings of a period, as a list, a table and a map layer.
public struct ReadingFindings: Sendable {
    /// What was found, series by series.
    public var findings: [ReadingFinding]
    /// How many series were looked through.
    public var seriesCount: Int
    /// The period.
    public var period: Period
    /// Local time for what is shown.
    public var calendar: LocalCalendar
    private let network: Network

    /// Findings in the readings of a network.
    public init(
        _ findings: [ReadingFinding], seriesCount: Int, period: Period, calendar: LocalCalendar,
        network: Network
    ) {
        self.findings = findings
        self.seriesCount = seriesCount
        self.period = period
        self.calendar = calendar
        self.network = network
    }

    /// The list in a form; for people with a line for each kind of finding above it, and no more than `limit` rows.
    public func text(
        as format: OutputFormat, language: ReportLanguage = .english, limit: Int = 50
    ) -> String {
        switch format {
        case .csv: return table.csv()
        case .json:
            return JSONValue.object([
                "series": .number(Double(seriesCount)), "summary": summary.json, "findings": table.json,
            ]).text(expandedTo: 2) + "\n"
        case .table:
            guard !findings.isEmpty else {
                let nothing = Wording(
                    "Nothing odd in {0} series.", "{0} 个序列中没有异常。")
                return nothing.text(in: language, [String(seriesCount)]) + "\n"
            }
            return summary.aligned(language: language) + "\n"
                + table.aligned(first: limit, language: language)
        }
    }

    /// A row for each finding.
    public var table: Table {
        var table = Table(columns: [
            .init("id", Wording("Id", "编号")), .init("kind", Wording("Readings", "读数")),
            .init("finding", Wording("Finding", "发现")), .init("from", Wording("From", "起")),
            .init("to", Wording("To", "止")), .number("hours", Wording("Hours", "时长"), unit: "h"),
            .number("volume_m3", Wording("Water", "水量"), unit: "m³"),
            .init("balance", Wording("In the balance", "水量平衡中的处理")),
        ])
        for finding in findings {
            let hours = Double(finding.end - finding.start) / 3600
            table.append([
                .text(finding.element), .word(Wording(finding.kind.rawValue, finding.kind.chinese)),
                .word(finding.fault.wording), .text(calendar.format(finding.start)),
                .text(calendar.format(finding.end)), .number(hours, decimals: 2),
                .number(finding.volume, decimals: 2), .word(finding.treatment.wording),
            ])
        }
        return table
    }

    /// How many findings of each kind there are, in how many series.
    public var summary: Table {
        var table = Table(columns: [
            .init("kind", Wording("Readings", "读数")), .init("finding", Wording("Finding", "发现")),
            .number("count", Wording("Count", "数量")), .number("series", Wording("Series", "序列")),
            .number("hours", Wording("Hours", "时长"), unit: "h"),
        ])
        for kind in ReadingKind.allCases {
            for fault in ReadingFaults.Kind.allCases {
                let own = findings.filter { $0.kind == kind && $0.fault == fault }
                guard !own.isEmpty else { continue }
                let hours = own.reduce(0.0) { $0 + Double($1.end - $1.start) / 3600 }
                table.append([
                    .word(Wording(kind.rawValue, kind.chinese)), .word(fault.wording), .count(own.count),
                    .count(Set(own.map(\.element)).count), .number(hours, decimals: 1),
                ])
            }
        }
        return table
    }

    /// The findings at the places of what was read; those without a place have none.
    public var layer: FeatureLayer {
        let places = places(of: Set(findings.map(\.element)))
        return FeatureLayer(
            name: "reading_findings", crs: network.crs,
            fields: [
                FeatureField("id", .text, width: 64), FeatureField("kind", .text, width: 16),
                FeatureField("finding", .text, width: 24), FeatureField("from_time", .text, width: 32),
                FeatureField("to_time", .text, width: 32), FeatureField("volume_m3", .real),
                FeatureField("balance", .text, width: 24),
            ],
            features: findings.enumerated().map { number, finding in
                Feature(
                    id: Int64(number), geometry: places[finding.element].map { .point($0) },
                    values: [
                        .text(finding.element), .text(finding.kind.rawValue), .text(finding.fault.rawValue),
                        .text(calendar.format(finding.start)), .text(calendar.format(finding.end)),
                        finding.volume.map { .real($0) } ?? .null, .text(finding.treatment.rawValue),
                    ])
            })
    }

    /// Writes the findings by the ending of `path`: a list (`.csv`, `.json`) or a map layer of points (`.geojson`,
    /// `.gpkg`, `.shp`).
    ///
    /// - Throws: `FormatError`, `OutputError`.
    public func write(to path: String, language: ReportLanguage = .english) throws {
        switch (path as NSString).pathExtension.lowercased() {
        case "json": try OutputFile.write(text(as: .json, language: language).utf8, to: path)
        case "csv": try OutputFile.write(text(as: .csv, language: language).utf8, to: path)
        default: try layer.write(to: path)
        }
    }

    private func places(of elements: Set<String>) -> [String: Coordinate] {
        var places: [String: Coordinate] = [:]
        for element in elements {
            if let node = network.nodes.index(of: element) {
                places[element] = network.nodes.position(node)
            } else if let link = network.links.index(of: element) {
                places[element] = network.midpoint(ofLink: link)
            }
        }
        // Meters are points of their own, and customers are read by the number of their meter.
        for row in 0..<network.assets.count {
            let names = [network.assets.ids[row], network.assets.attributes[row, "meter"].text].compactMap(
                \.self)
            for name in names where elements.contains(name) { places[name] = network.assets.position(row) }
        }
        return places
    }
}

extension ReadingFaults.Kind {
    /// What people call it.
    public var wording: Wording {
        switch self {
        case .outOfOrder: Wording("out of order", "乱序")
        case .duplicatesMerged: Wording("duplicate", "重复")
        case .duplicateConflicts: Wording("conflicting values", "冲突")
        case .nonFinite: Wording("no number", "非数值")
        case .negative: Wording("backwards", "负值或倒走")
        case .spikes: Wording("spike", "突跳")
        case .rollovers: Wording("rollover", "翻转")
        case .resets: Wording("unexplained jump", "突变")
        case .replacements: Wording("exchange on record", "有记录的换表")
        case .stuck: Wording("stuck", "恒值")
        case .gaps: Wording("gap", "缺测")
        case .filled: Wording("filled", "已插补")
        }
    }
}

extension ReadingFinding.Treatment {
    /// What people call it.
    public var wording: Wording {
        switch self {
        case .dropped: Wording("dropped", "剔除")
        case .filledByLine: Wording("filled by a straight line", "直线插补")
        case .filledByProfile: Wording("filled by the usual week", "按同类日曲线插补")
        case .unmeasured: Wording("counts as unmeasured", "按未计量处理")
        case .counted: Wording("known and counted", "水量已知，计入")
        case .kept: Wording("kept", "保留")
        }
    }
}
