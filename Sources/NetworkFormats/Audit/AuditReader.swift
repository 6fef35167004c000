import InputOutput
import PipeNetwork
import WaterLoss
import Telemetry
import Yams

/// Walks the tree of an audit file and notes every mistake.
struct AuditReader {
    private(set) var mistakes: [AuditFileError.Mistake] = []
    var grades: [AuditInput: Double] = [:]
    var lines: [AuditInput: [Audit.Line]] = [:]
    var bulkMeterCorrections: [AuditInput: Uncertain] = [:]
    /// Places whose keys were not written in English, as they were written.
    private var spellings: [String: String] = [:]

    /// Which defaults stand in for what is not known.
    private enum Defaults: String, CaseIterable {
        case version5 = "awwa-v5"
        case version6 = "awwa-v6"
        case none
    }

    mutating func audit(_ root: Node) -> Audit {
        let parts = pairs(root, "", .file)
        let (from, to) = period(parts["period"], root)
        let days = from.flatMap { from in to.map { Double($0.daysSince1970 - from.daysSince1970) } } ?? 365
        var audit = Audit(
            balance(parts["volumes"], root), days: days, isYear: Self.isYear(from, to))
        (audit.from, audit.to) = (from, to)
        audit.undertaking = parts["undertaking"].flatMap { words($0, "undertaking") }
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
        if let node = parts["targets"] { audit.ownTargets = targets(node) }
        (audit.grades, audit.lines) = (grades, lines)
        audit.bulkMeterCorrections = bulkMeterCorrections
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
        guard node.mapping != nil else {
            _ = pairs(node, "period", .period)
            return (nil, nil)
        }
        let parts = pairs(node, "period", .period)
        require(["from", "to"], of: parts, node, "period")
        // Both are read, so that both are named where both are wrong.
        let days = [("from", parts["from"]), ("to", parts["to"])].map { name, node in
            node.flatMap { date($0, "period." + name) }
        }
        guard let from = days[0], let to = days[1] else { return (nil, nil) }
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

    private mutating func underRegistration(_ node: Node, _ balance: inout StandardBalance) -> Uncertain? {
        let (whole, bands) = ("under_registration_percent", "flow_bands")
        let parts = pairs(node, "customer_meters", .customerMeters)
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
        let parts = pairs(node, "network", .network)
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
                let text = (node.scalar?.string ?? "").quotable
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
        if let node = parts["supply_hours"] {
            if parts["pressurised_percent"] != nil {
                fail(node, "network.supply_hours", .statedTwice(by: "network.pressurised_percent"))
            }
            if let share = supplyHours(node) { audit.pressurisedShare = share }
        }
    }

    private mutating func readPrices(_ node: Node, _ audit: inout Audit) {
        let parts = pairs(node, "prices", .prices)
        audit.currency = parts["currency"].flatMap { words($0, "prices.currency") }
        audit.retailPrice = parts["retail"].flatMap { quantity($0, "prices.retail", .price) }
        audit.variableCost = parts["variable"].flatMap { quantity($0, "prices.variable", .price) }
        audit.runningCost = parts["running_cost"].flatMap { quantity($0, "prices.running_cost", .money) }
        if let node = parts["real_losses_at"],
            let basis = word(node, "prices.real_losses_at", NonRevenueValue.Basis.self)
        {
            audit.realLossesAt = basis
        }
        if let grade = parts["grade"] { readGrade(grade, "prices.grade", .prices) }
    }

    private mutating func facts(_ node: Node) -> Audit.CJJ92Facts {
        let components = Audit.CJJ92Facts.Component.allCases
        let parts = pairs(node, "cjj92", .cjj92)
        var facts = Audit.CJJ92Facts()
        facts.households = parts["households"].flatMap { exact($0, "cjj92.households", .volume) }
        facts.largePipes = parts["pipes_dn75"].flatMap { exact($0, "cjj92.pipes_dn75", .length) }
        facts.frostDepth = parts["frost_depth"].flatMap { exact($0, "cjj92.frost_depth", .length) }
        for component in components {
            guard let part = parts[component.rawValue] else { continue }
            facts.components[component] = quantity(part, "cjj92.\(component.rawValue)", .volume)
        }
        derivedComponents(parts, &facts)
        for row in rows(parts["plants"], "cjj92.plants", "{pressure: …, supply: …}") {
            let parts = pairs(row.node, row.key, .plant)
            require(["pressure", "supply"], of: parts, row.node, row.key)
            guard
                let pressure = parts["pressure"].flatMap({
                    exact($0, row.key + ".pressure", .outletPressure)
                }), let supply = parts["supply"].flatMap({ exact($0, row.key + ".supply", .volume) })
            else { continue }
            facts.plants.append(.init(pressure: pressure, supply: supply))
        }
        return facts
    }

    /// The entries under a key, by their English names. Unknown and repeated ones are mistakes; an entry that nobody filled in
    /// is one that was left out.
    mutating func pairs(_ node: Node, _ key: String, _ vocabulary: AuditVocabulary) -> [String: Node] {
        let known = vocabulary.list
        guard let mapping = node.mapping else {
            fail(
                node, key,
                Wording(
                    "expected 'key: value' entries: \(known.english)", "应为“键: 值”条目：\(known.chinese)"))
            return [:]
        }
        var found: [String: Node] = [:]
        for (name, value) in mapping {
            let word = name.scalar?.string ?? ""
            guard let english = vocabulary.english(word) else {
                fail(name, key.isEmpty ? word.quotable : "\(key).\(word.quotable)", unknown(word, vocabulary))
                continue
            }
            let place = key.isEmpty ? english : "\(key).\(english)"
            let spelling = word == english ? nil : key.isEmpty ? word : "\(written(key)).\(word)"
            if found[english] == nil {
                found[english] = value
                spellings[place] = spelling
            } else {
                mistakes.append(
                    .init(
                        line: name.mark?.line, key: spelling ?? place,
                        what: Wording("stands here twice", "重复出现")))
            }
        }
        return found.filter { !Self.isUnfilled($0.value) }
    }

    private func unknown(_ word: String, _ vocabulary: AuditVocabulary) -> Wording {
        // {value: 12,345, unit: m3} is three entries for YAML: value, 345 and unit.
        if !word.isEmpty, word.allSatisfy({ $0.isNumber || $0 == "." }) {
            return Wording(
                "stands behind a comma, which ends an entry inside { }; write the number without separators",
                "位于逗号之后，而 { } 内逗号表示一项结束；数字请勿使用分隔符")
        }
        let words = vocabulary.entries.flatMap { [$0.english] + $0.chinese }
        if let near = nearestIDs(to: word, among: words).first {
            return Wording("unknown; did you mean \(near)?", "未知；是否应为 \(near)？")
        }
        let known = vocabulary.list
        return Wording("unknown; expected one of \(known.english)", "未知；应为以下之一：\(known.chinese)")
    }

    /// Whether nobody filled this in: an entry of a template whose values are empty, whatever unit stands beside them.
    static func isUnfilled(_ node: Node) -> Bool {
        switch node {
        case .scalar(let scalar):
            return scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
        case .sequence(let list): return !list.isEmpty && list.allSatisfy(isUnfilled)
        case .mapping(let mapping):
            let rest = mapping.filter { !["unit", "单位"].contains($0.key.scalar?.string ?? "") }
            return !rest.isEmpty && rest.allSatisfy { isUnfilled($0.value) }
        case .alias: return false
        }
    }

    /// A place as the file spells it.
    private func written(_ place: String) -> String {
        var head = place[...]
        while !head.isEmpty {
            if let spelling = spellings[String(head)] { return spelling + place[head.endIndex...] }
            guard let end = head.lastIndex(where: { $0 == "." || $0 == "[" }) else { break }
            head = head[..<end]
        }
        return place
    }

    mutating func fail(_ node: Node, _ key: String, _ what: Wording) {
        mistakes.append(.init(line: node.mark?.line, key: written(key), what: what))
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
