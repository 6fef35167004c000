import InputOutput
import Telemetry
import WaterLoss
import Yams

/// The volumes of an audit file, each one quantity or several lines, and what the year is held against.
extension AuditReader {
    private static let volumes: [AuditInput] = [
        .ownSources, .imported, .exported, .billedMetered, .billedUnmetered, .unbilledMetered,
        .unbilledUnmetered, .unauthorised, .customerMeters, .dataHandling,
    ]
    /// Those that bulk meters count, whose errors may be known.
    private static let bulk: Set<AuditInput> = [.ownSources, .imported, .exported]

    /// The lines of a volume. Every figure carries the doubt of each, so that a list without end would never be done.
    private static let mostLines = 1000

    mutating func balance(_ node: Node?, _ root: Node) -> StandardBalance {
        var found: [AuditInput: Uncertain] = [:]
        var storage: Uncertain?
        if let node {
            let parts = pairs(node, "volumes", .volumes)
            for input in Self.volumes {
                guard let part = parts[input.rawValue] else { continue }
                found[input] = volume(part, "volumes.\(input.rawValue)", input)
            }
            storage = parts["storage_change"].flatMap {
                signedQuantity($0, "volumes.storage_change", .volume)
            }
            for input in [AuditInput.ownSources, .billedMetered] where parts[input.rawValue] == nil {
                fail(
                    node, "volumes.\(input.rawValue)",
                    Wording("missing; every balance needs it (it may be 0)", "缺失；水量平衡必需（可为 0）"))
            }
        } else {
            fail(
                root, "volumes",
                Wording(
                    "missing; every balance needs own_sources and billed_metered", "缺失；须至少给出自产供水量与计费计量用水量"))
        }
        return StandardBalance(
            ownSources: found[.ownSources] ?? 0, imported: found[.imported] ?? 0,
            exported: found[.exported] ?? 0,
            billedMetered: found[.billedMetered] ?? 0, billedUnmetered: found[.billedUnmetered] ?? 0,
            unbilledMetered: found[.unbilledMetered] ?? 0, unbilledUnmetered: found[.unbilledUnmetered],
            unauthorised: found[.unauthorised], customerMetering: found[.customerMeters],
            dataHandling: found[.dataHandling], storageChange: storage ?? 0)
    }

    /// A volume of one line or of several, which are added: random errors of lines are independent, systematic ones are
    /// shared by all of them.
    private mutating func volume(_ node: Node, _ key: String, _ input: AuditInput) -> Uncertain? {
        if let count = node.sequence?.count, count > Self.mostLines {
            fail(
                node, key,
                Wording(
                    "has \(count) lines; a volume has at most \(Self.mostLines): add them up by class",
                    "有 \(count) 项；一项水量至多由 \(Self.mostLines) 项组成：请按类别合并"))
            return nil
        }
        let vocabulary: AuditVocabulary = Self.bulk.contains(input) ? .bulkLine : .line
        let rows =
            node.sequence == nil ? [(node: node, key: key)] : self.rows(node, key, "{value: …, unit: …}")
        let entries = rows.map { entry($0.node, $0.key, .volume, vocabulary, group: key) }
        let read = entries.compactMap(\.self)
        // An empty list is no 0: somebody meant to write something.
        if node.sequence?.isEmpty == true {
            fail(
                node, key,
                Wording(
                    "expected a list of {value: …, unit: …} with an entry", "应为至少含一项 {数值: …, 单位: …} 的列表"))
        }
        guard !read.isEmpty, read.count == entries.count else { return nil }
        // One error of the sum: the lines enter nothing else. Adding in place keeps a long list cheap.
        var sum: Uncertain = 0
        for entry in read { sum += entry.value }
        if read.count > 1 { sum = sum.withOneSource(key) }
        if let grade = Self.grade(of: read) { grades[input] = grade }
        let corrections = read.compactMap(\.correction)
        if !corrections.isEmpty {
            var correction: Uncertain = 0
            for part in corrections { correction += part }
            bulkMeterCorrections[input] = correction
        }
        if read.count > 1 || read.contains(where: { $0.name != nil }) {
            lines[input] = read.map { Audit.Line(name: $0.name, volume: $0.value) }
        }
        return sum
    }

    /// The grade of several lines: their mean, weighed by volume; `nil` where one has none.
    private static func grade(of lines: [Entry]) -> Double? {
        let grades = lines.compactMap(\.grade)
        guard grades.count == lines.count else { return nil }
        let total = lines.reduce(0) { $0 + $1.value.value }
        guard lines.count > 1, total > 0 else { return grades.count == 1 ? grades[0] : nil }
        return zip(lines, grades).reduce(0) { $0 + $1.0.value.value * $1.1 } / total
    }

    /// Share of the time that the system is pressurised, from the hours of its areas, weighed by their connections.
    mutating func supplyHours(_ node: Node) -> Double? {
        let key = "network.supply_hours"
        let rows = rows(node, key, "{name: …, connections: …, hours_per_day: …}")
        var (sum, total) = (0.0, 0.0)
        var isWhole = !rows.isEmpty
        for row in rows {
            let parts = pairs(row.node, row.key, .supplyArea)
            let names = ["connections", "hours_per_day"]
            require(names, of: parts, row.node, row.key)
            let connections = parts["connections"].flatMap { notNegative($0, row.key + ".connections") }
            let hours = parts["hours_per_day"].flatMap { notNegative($0, row.key + ".hours_per_day") }
            if let node = parts["hours_per_day"], let hours, hours > 24 {
                fail(
                    node, row.key + ".hours_per_day",
                    Wording("a day has 24 hours", "一天只有 24 小时"))
                isWhole = false
            }
            guard let connections, let hours else {
                isWhole = false
                continue
            }
            sum += connections * hours
            total += connections * 24
        }
        guard isWhole else { return nil }
        guard sum > 0 else {
            fail(
                node, key,
                Wording(
                    "a system that is never pressurised supplies nothing; expected connections and hours above 0",
                    "从不带压的管网无法供水；接户数与小时数应大于 0"))
            return nil
        }
        return sum / total
    }

    /// Targets of the undertaking's own.
    mutating func targets(_ node: Node) -> [IndicatorKey: Double] {
        let parts = pairs(node, "targets", .targets)
        var targets: [IndicatorKey: Double] = [:]
        for key in Audit.Target.figures {
            let place = "targets.\(key.rawValue)"
            guard let node = parts[key.rawValue] else { continue }
            targets[key] = key.unit == "%" ? percent(node, place) : notNegative(node, place)
        }
        return targets
    }
}
