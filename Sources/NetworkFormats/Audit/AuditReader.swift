import InputOutput
import WaterLoss
import Telemetry
import Yams

/// Walks the tree of an audit file and notes every mistake.
struct AuditReader {
    private(set) var mistakes: [AuditFileError.Mistake] = []
    var grades: [AuditInput: Double] = [:]

    /// Which defaults stand in for what is not known.
    private enum Defaults: String, CaseIterable {
        case version5 = "awwa-v5"
        case version6 = "awwa-v6"
        case none
    }

    mutating func audit(_ root: Node) -> Audit {
        let parts = pairs(
            root, "",
            [
                "undertaking", "period", "volumes", "customer_meters", "network", "prices", "cjj92",
                "components", "defaults", "world",
            ])
        let (from, to) = period(parts["period"], root)
        let days = from.flatMap { from in to.map { Double($0.daysSince1970 - from.daysSince1970) } } ?? 365
        var audit = Audit(
            balance(parts["volumes"], root), days: days, isYear: Self.isYear(from, to))
        (audit.from, audit.to) = (from, to)
        audit.undertaking = parts["undertaking"]?.scalar?.string
        if let node = parts["customer_meters"] {
            audit.underRegistration = underRegistration(node, &audit.balance)
        }
        if let node = parts["network"] { readNetwork(node, &audit) }
        if let node = parts["prices"] { readPrices(node, &audit) }
        if let node = parts["cjj92"] { audit.cjj92 = facts(node) }
        audit.components = parts["components"].map { components($0) }
        if let node = parts["world"] {
            audit.world = word(node, "world", WorldBankBand.World.self)
        }
        if let node = parts["defaults"] {
            switch word(node, "defaults", Defaults.self) {
            case .version5: audit.defaults = .version5
            case .version6: audit.defaults = .version6
            case .some(.none), nil: break
            }
        }
        audit.grades = grades
        return audit
    }

    private mutating func period(_ node: Node?, _ root: Node) -> (from: LocalDate?, to: LocalDate?) {
        guard let node else {
            fail(
                root, "period",
                Wording(
                    "missing; expected {from: 2025-01-01, to: 2026-01-01}, the second day not included",
                    "缺失；应为 {from: 2025-01-01, to: 2026-01-01}，不含后一日"))
            return (nil, nil)
        }
        let parts = pairs(node, "period", ["from", "to"])
        guard let from = date(parts["from"] ?? node, "period.from"),
            let to = date(parts["to"] ?? node, "period.to")
        else { return (nil, nil) }
        guard from < to else {
            fail(node, "period", Wording("ends before it begins", "止日早于起日"))
            return (nil, nil)
        }
        return (from, to)
    }

    /// Whether a period is a year, from any day to the same day of the next.
    private static func isYear(_ from: LocalDate?, _ to: LocalDate?) -> Bool {
        guard let start = from?.components, let end = to?.components else { return true }
        return end.year == start.year + 1 && end.month == start.month && end.day == start.day
    }

    private mutating func balance(_ node: Node?, _ root: Node) -> StandardBalance {
        let names: [AuditInput] = [
            .ownSources, .imported, .exported, .billedMetered, .billedUnmetered, .unbilledMetered,
            .unbilledUnmetered, .unauthorised, .customerMeters, .dataHandling,
        ]
        var found: [AuditInput: Uncertain] = [:]
        if let node {
            let parts = pairs(node, "volumes", names.map(\.rawValue))
            for input in names {
                guard let part = parts[input.rawValue] else { continue }
                found[input] = quantity(part, "volumes.\(input.rawValue)", .volume, input: input)
            }
            for input in [AuditInput.ownSources, .billedMetered] where parts[input.rawValue] == nil {
                fail(
                    node, "volumes.\(input.rawValue)",
                    Wording("missing; every balance needs it (it may be 0)", "缺失；水量平衡必需（可为 0）"))
            }
        } else {
            fail(root, "volumes", .missing)
        }
        return StandardBalance(
            ownSources: found[.ownSources] ?? 0, imported: found[.imported] ?? 0,
            exported: found[.exported] ?? 0,
            billedMetered: found[.billedMetered] ?? 0, billedUnmetered: found[.billedUnmetered] ?? 0,
            unbilledMetered: found[.unbilledMetered] ?? 0, unbilledUnmetered: found[.unbilledUnmetered],
            unauthorised: found[.unauthorised], customerMetering: found[.customerMeters],
            dataHandling: found[.dataHandling])
    }

    private mutating func underRegistration(_ node: Node, _ balance: inout StandardBalance) -> Uncertain? {
        let (whole, bands) = ("under_registration_percent", "flow_bands")
        let parts = pairs(node, "customer_meters", [whole, bands, "weighting", "limits_percent", "grade"])
        if let grade = parts["grade"] { readGrade(grade, "customer_meters.grade", .customerMeters) }
        let name = parts[whole] == nil ? bands : whole
        guard let node = parts[name] else { return nil }
        let key = "customer_meters." + name
        if name == whole, let other = parts[bands] {
            fail(other, "customer_meters." + bands, .statedTwice(by: whole))
        }
        if name == whole, let weighting = parts["weighting"] {
            fail(
                weighting, "customer_meters.weighting",
                Wording(
                    "says of what \(bands) are shares; there are none", "用于说明 \(bands) 的占比含义，但没有 \(bands)"))
        }
        let share =
            name == bands
            ? flowBands(node, weighting: parts["weighting"], key) : percent(node, key).map { $0 / 100 }
        guard let share else { return nil }
        guard share < 1 else {
            fail(
                node, key,
                Wording(
                    "meters that register nothing have no error in percent; expected less than 100",
                    "完全不计量的水表没有百分比误差；应小于 100"))
            return nil
        }
        if balance.customerMetering != nil {
            fail(node, key, .statedTwice(by: "volumes.customer_meters"))
        }
        guard let limits = parts["limits_percent"] else { return .unstated(share, source: key) }
        return percent(limits, "customer_meters.limits_percent").map {
            Uncertain(share, source: key, halfWidth: $0 / 100)
        }
    }

    private mutating func readNetwork(_ node: Node, _ audit: inout Audit) {
        let parts = pairs(
            node, "network",
            [
                "mains", "connections", "households", "households_per_connection", "private_pipe",
                "private_pipe_mean", "average_pressure",
                "pressurised_percent",
            ])
        audit.mains = parts["mains"].flatMap { quantity($0, "network.mains", .length, input: .mains) }
        audit.connections = parts["connections"].flatMap {
            quantity($0, "network.connections", .count, input: .connections)
        }
        audit.households = parts["households"].flatMap {
            quantity($0, "network.households", .count, input: .connections)
        }
        if let node = parts["households_per_connection"] {
            let key = "network.households_per_connection"
            audit.householdsPerConnection = number(node, key)
            if let ratio = audit.householdsPerConnection, !(0.1...1000).contains(ratio) {
                let text = node.scalar?.string ?? ""
                fail(node, key, Wording("found \(text); expected 0.1 to 1000", "实际为：\(text)；应为：0.1 至 1000"))
            }
            if parts["connections"] != nil {
                fail(
                    node, key,
                    Wording(
                        "connections are given, so nothing is estimated by it; leave it out",
                        "已给出 connections，无需据此估算；请删去"))
            }
        }
        audit.privatePipe = parts["private_pipe"].flatMap {
            quantity($0, "network.private_pipe", .length, input: .privatePipe)
        }
        if let mean = parts["private_pipe_mean"] {
            if parts["private_pipe"] != nil {
                fail(
                    mean, "network.private_pipe_mean",
                    Wording(
                        "private_pipe states the total already; give one of them",
                        "private_pipe 已给出总长；请只给其一"))
            }
            let length = quantity(mean, "network.private_pipe_mean", .length, input: .privatePipe)
            if let length, let connections = audit.serviceConnections.value {
                audit.privatePipe = UnavoidableLosses.totalPrivatePipe(connections: connections, mean: length)
            }
        }
        audit.averagePressure = parts["average_pressure"].flatMap {
            quantity($0, "network.average_pressure", .pressure, input: .averagePressure)
        }
        if let share = parts["pressurised_percent"] {
            let key = "network.pressurised_percent"
            audit.pressurisedShare = (percent(share, key) ?? 100) / 100
            if audit.pressurisedShare <= 0 {
                fail(
                    share, key,
                    Wording(
                        "a system that is never pressurised supplies nothing; expected more than 0",
                        "从不带压的管网无法供水；应大于 0"))
            }
        }
    }

    private mutating func readPrices(_ node: Node, _ audit: inout Audit) {
        let parts = pairs(node, "prices", ["currency", "retail", "variable", "grade"])
        audit.currency = parts["currency"]?.scalar?.string
        audit.retailPrice = parts["retail"].flatMap { quantity($0, "prices.retail", .price) }
        audit.variableCost = parts["variable"].flatMap { quantity($0, "prices.variable", .price) }
        if let grade = parts["grade"] { readGrade(grade, "prices.grade", .prices) }
    }

    private mutating func facts(_ node: Node) -> Audit.CJJ92Facts {
        let components = Audit.CJJ92Facts.Component.allCases
        let derived = ["leaks", "background_by_nights", "household_meters", "non_resident_meters"]
        let parts = pairs(
            node, "cjj92",
            ["households", "pipes_dn75", "plants", "frost_depth"] + components.map(\.rawValue) + derived)
        var facts = Audit.CJJ92Facts()
        facts.households = parts["households"].flatMap { exact($0, "cjj92.households", .volume) }
        facts.largePipes = parts["pipes_dn75"].flatMap { exact($0, "cjj92.pipes_dn75", .length) }
        facts.frostDepth = parts["frost_depth"].flatMap { exact($0, "cjj92.frost_depth", .length) }
        for component in components {
            guard let part = parts[component.rawValue] else { continue }
            facts.components[component] = quantity(part, "cjj92.\(component.rawValue)", .volume)
        }
        derivedComponents(parts, &facts)
        guard let list = parts["plants"] else { return facts }
        guard let plants = list.sequence else {
            fail(
                list, "cjj92.plants",
                Wording("expected a list of {pressure: …, supply: …}", "应为 {pressure: …, supply: …} 的列表"))
            return facts
        }
        for (place, plant) in plants.enumerated() {
            let key = "cjj92.plants[\(place + 1)]"
            let parts = pairs(plant, key, ["pressure", "supply"])
            for name in ["pressure", "supply"] where parts[name] == nil {
                fail(plant, "\(key).\(name)", .missing)
            }
            guard let pressure = parts["pressure"].flatMap({ exact($0, "\(key).pressure", .outletPressure) }),
                let supply = parts["supply"].flatMap({ exact($0, "\(key).supply", .volume) })
            else { continue }
            facts.plants.append(.init(pressure: pressure, supply: supply))
        }
        return facts
    }

    /// The entries under a key; unknown and repeated ones are mistakes.
    mutating func pairs(_ node: Node, _ key: String, _ known: [String]) -> [String: Node] {
        guard let mapping = node.mapping else {
            fail(
                node, key,
                Wording(
                    "expected 'key: value' entries: \(known.joined(separator: ", "))",
                    "应为“键: 值”条目：\(known.joined(separator: "、"))"))
            return [:]
        }
        var found: [String: Node] = [:]
        for (name, value) in mapping {
            let word = name.scalar?.string ?? ""
            let place = key.isEmpty ? word : "\(key).\(word)"
            if !known.contains(word) {
                fail(
                    name, place,
                    Wording(
                        "unknown; expected one of \(known.joined(separator: ", "))",
                        "未知；应为以下之一：\(known.joined(separator: "、"))"))
            } else if found.updateValue(value, forKey: word) != nil {
                fail(name, place, Wording("stands here twice", "重复出现"))
            }
        }
        return found
    }

    mutating func fail(_ node: Node, _ key: String, _ what: Wording) {
        mistakes.append(.init(line: node.mark?.line, key: key, what: what))
    }
}

/// What is said of several keys of an audit file.
extension Wording {
    static let missing = Wording("missing", "缺失")

    /// That another key states the same.
    static func statedTwice(by key: String) -> Wording {
        Wording("\(key) states this too; give one of them", "与 \(key) 重复；请只给其一")
    }
}
