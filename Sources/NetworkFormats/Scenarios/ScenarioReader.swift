import InputOutput
import PipeNetwork
import Yams

/// Takes the scenarios of a file one by one and notes every mistake.
struct ScenarioReader {
    /// What a scenario can say.
    enum Field: String, CaseIterable {
        case demandFactor = "demand_factor"
        case roughnessFactor = "roughness_factor"
        case demands
        case status
        case settings

        /// Whether it says something of single elements.
        var namesElements: Bool { self != .demandFactor && self != .roughnessFactor }

        static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }
    }

    let network: Network
    private(set) var scenarios: [NetworkScenario] = []
    private(set) var mistakes: [ScenarioFileError.Mistake] = []
    private var places: [String: Int] = [:]
    /// What has been said already, as scenario, field and element.
    private var said: Set<[String]> = []

    init(_ network: Network) { self.network = network }

    // MARK: YAML

    /// `scenarios:`, a list of `{name: …, demand_factor: …, …}`.
    mutating func read(_ root: Node) {
        let list = root.mapping?.first { $0.key.scalar?.string == "scenarios" }?.value ?? root
        for (name, _) in root.mapping ?? [:] where name.scalar?.string != "scenarios" {
            fail(
                name.mark?.line, name.scalar?.string ?? "",
                Wording("unknown; expected 'scenarios'", "未知字段；应为 scenarios"))
        }
        guard let entries = list.sequence else {
            if mistakes.isEmpty {
                fail(
                    list.mark?.line, "scenarios",
                    Wording(
                        "expected a list of {name: …, demand_factor: …}",
                        "应为列表 {name: …, demand_factor: …}"))
            }
            return
        }
        for (number, entry) in entries.enumerated() { read(entry, number + 1) }
    }

    private mutating func read(_ entry: Node, _ number: Int) {
        let line = entry.mark?.line
        guard let parts = entry.mapping else {
            return fail(
                line, "scenarios[\(number)]",
                Wording("expected 'key: value' entries: name, \(Field.list)", "应为“键: 值”：name, \(Field.list)"))
        }
        let named = parts.first { $0.key.scalar?.string == "name" }?.value
        guard let name = named?.scalar?.string, !name.isEmpty else {
            return fail(
                line, "scenarios[\(number)].name", Wording("missing; every scenario has a name", "缺少工况名称"))
        }
        guard places[name] == nil else {
            return fail(
                named?.mark?.line, name, Wording("another scenario has this name", "另有同名工况"))
        }
        begin(name)
        for (key, value) in parts {
            let word = key.scalar?.string ?? ""
            guard word != "name" else { continue }
            guard let field = field(word, name, key.mark?.line) else { continue }
            guard field.namesElements else {
                set(field, "", value.scalar?.string ?? "", name, value.mark?.line)
                continue
            }
            guard let elements = value.mapping else {
                fail(
                    value.mark?.line, "\(name).\(word)",
                    Wording("expected 'id: value' entries", "应为“编号: 值”"))
                continue
            }
            for (id, value) in elements {
                set(field, id.scalar?.string ?? "", value.scalar?.string ?? "", name, id.mark?.line)
            }
        }
    }

    // MARK: CSV

    /// A row of a table of changes; one without a field only names a scenario.
    mutating func read(name: String, field word: String, element: String, value: String, line: Int) {
        guard !name.isEmpty else {
            return fail(line, "scenario", Wording("missing; every scenario has a name", "缺少工况名称"))
        }
        if places[name] == nil { begin(name) }
        if word.isEmpty, element.isEmpty, value.isEmpty { return }
        guard let field = field(word, name, line) else { return }
        if !field.namesElements, !element.isEmpty {
            return fail(
                line, "\(name).\(word)",
                Wording(
                    "holds for the whole network; found the element '\(element.quotable)'",
                    "对整个管网有效；不应指定对象“\(element.quotable)”"))
        }
        set(field, element, value, name, line)
    }

    // MARK: Both

    private mutating func begin(_ name: String) {
        places[name] = scenarios.count
        scenarios.append(NetworkScenario(name))
    }

    private mutating func field(_ word: String, _ name: String, _ line: Int?) -> Field? {
        if let field = Field(rawValue: word) { return field }
        fail(
            line, "\(name).\(word)",
            Wording("unknown; expected one of \(Field.list)", "未知字段；应为以下之一：\(Field.list)"))
        return nil
    }

    /// Takes what a scenario says of the network or of an element.
    private mutating func set(
        _ field: Field, _ element: String, _ text: String, _ name: String, _ line: Int?
    ) {
        let key = [name, field.rawValue, element].filter { !$0.isEmpty }.joined(separator: ".")
        guard let place = places[name] else { return }
        guard said.insert([name, field.rawValue, element]).inserted else {
            return fail(line, key, Wording("stands here twice", "重复出现"))
        }
        do {
            switch field {
            case .demandFactor:
                scenarios[place].demandFactor = try ScenarioValue.factor(text)
            case .roughnessFactor:
                scenarios[place].links.roughnessFactor = try ScenarioValue.factor(text, isAboveZero: true)
            case .demands:
                try network.requireJunction(element)
                scenarios[place].demands[element] = try ScenarioValue.flow(text)
            case .status:
                let row = try network.requireLink(element)
                scenarios[place].links.statuses[element] = try ScenarioValue.status(
                    text, isValve: network.links.kinds[row] == .valve)
            case .settings:
                let row = try network.requireLink(element)
                scenarios[place].links.settings[element] = try ScenarioValue.setting(
                    text, ofLink: row, network)
            }
        } catch {
            fail(line, key, error.what)
        }
    }

    private mutating func fail(_ line: Int?, _ key: String, _ what: Wording) {
        mistakes.append(.init(line: line, key: key.quotable, what: what))
    }
}

extension Network {
    /// Refuses an id that is no junction's.
    fileprivate func requireJunction(_ id: String) throws(ScenarioValue.Refusal) {
        guard let row = nodes.index(of: id) else {
            throw .unknown(Wording("node", "节点"), id, nearestIDs(to: id, among: nodes.ids))
        }
        switch nodes.kinds[row] {
        case .junction: return
        case .tank:
            throw ScenarioValue.Refusal(
                Wording("is a tank; only junctions have demands", "是水池；只有节点有用水量"))
        case .reservoir:
            throw ScenarioValue.Refusal(
                Wording("is a reservoir; only junctions have demands", "是水源；只有节点有用水量"))
        }
    }

    /// The row of a link; refuses an id that is none's.
    fileprivate func requireLink(_ id: String) throws(ScenarioValue.Refusal) -> Int {
        guard let row = links.index(of: id) else {
            throw .unknown(Wording("link", "管段"), id, nearestIDs(to: id, among: links.ids))
        }
        return row
    }
}
