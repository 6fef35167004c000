import InputOutput
import WaterLoss
import Yams

/// The components of losses in an audit file: bursts and background, leaks by their holes, meters by bands of flow.
extension AuditReader {
    /// How somebody knows of a burst, by the words an audit file has for it.
    private enum Found: String, CaseIterable {
        case reported
        case survey
    }

    /// `components`: `{icf: …, bursts: [{element: …, found: …, count: …, flow_at_50m: …, n1: …, days: …}]}`.
    mutating func components(_ node: Node) -> Audit.LossComponents {
        let parts = pairs(node, "components", .components)
        var components = Audit.LossComponents()
        components.conditionFactor = parts["icf"].flatMap { quantity($0, "components.icf", .count) }
        components.bursts = rows(parts["bursts"], "components.bursts", "{element: …, found: …}")
            .compactMap { bursts($0.node, $0.key) }
        return components
    }

    private mutating func bursts(_ node: Node, _ key: String) -> Audit.LossComponents.Bursts? {
        let stages = ["awareness_days", "location_days", "repair_days"]
        let needed = ["element", "found", "count", "flow_at_50m"]
        let parts = pairs(node, key, .burst)
        require(needed, of: parts, node, key)
        let element = parts["element"].flatMap { word($0, key + ".element", BurstDefaults.Element.self) }
        let found = parts["found"].flatMap { word($0, key + ".found", Found.self) }
        let count = parts["count"].flatMap { notNegative($0, key + ".count") }
        let flow = parts["flow_at_50m"].flatMap { exact($0, key + ".flow_at_50m", .flow) }
        let exponent = parts["n1"].flatMap { leakageExponent($0, key + ".n1") }
        func seconds(_ reader: inout AuditReader, _ name: String) -> Double? {
            parts[name].flatMap { reader.notNegative($0, key + "." + name) }.map { $0 * 86_400 }
        }
        let stated = stages.compactMap { seconds(&self, $0) }
        let runTime: BurstComponent.RunTime?
        if parts["days"] != nil {
            if let other = stages.first(where: { parts[$0] != nil }) {
                fail(
                    node, key + "." + other,
                    Wording("days states the whole time already; give one of them", "days 已给出总时长；请只给其一"))
            }
            runTime = seconds(&self, "days").map { .whole($0) }
        } else {
            require(stages, of: parts, node, key, instead: "days")
            runTime =
                stated.count == 3
                ? .parts(awareness: stated[0], location: stated[1], repair: stated[2]) : nil
        }
        let limits = parts["percent"].flatMap { notNegative($0, key + ".percent") }
        guard let element, let found, let count, let flow, let runTime else { return nil }
        return Audit.LossComponents.Bursts(
            BurstComponent(
                element: element, isReported: found == .reported, count: count, flowAt50: flow,
                exponent: exponent ?? 1, runTime: runTime),
            percent: limits, hasDefaultExponent: parts["n1"] == nil)
    }

    private mutating func leakageExponent(_ node: Node, _ key: String) -> Double? {
        guard let value = number(node, key) else { return nil }
        guard (0...3).contains(value) else {
            let text = node.scalar?.string ?? ""
            fail(
                node, key,
                Wording("found \(text); an exponent N1 lies between 0 and 3", "实际为：\(text)；N1 指数在 0 至 3 之间"))
            return nil
        }
        return value
    }

    /// What CJJ 92 works out from other figures: leaks by their holes, background by the unit night flow, metering losses by
    /// the errors of the meters. A part that is given as a volume as well is a mistake.
    mutating func derivedComponents(_ parts: [String: Node], _ facts: inout Audit.CJJ92Facts) {
        func set(
            _ reader: inout AuditReader, _ part: Audit.CJJ92Facts.Component, _ value: Uncertain?,
            _ node: Node, _ key: String
        ) {
            guard facts.components[part] == nil, parts[part.rawValue] == nil else {
                reader.fail(node, key, .statedTwice(by: "cjj92.\(part.rawValue)"))
                return
            }
            facts.components[part] = value
        }
        if let node = parts["leaks"] {
            let leaks = rows(node, "cjj92.leaks", "{found: …, hole: …}").compactMap { leak($0.node, $0.key) }
            for isHidden in [false, true] {
                let kind = leaks.filter { $0.isHidden == isHidden }
                guard !kind.isEmpty else { continue }
                let volume = Uncertain.unstated(kind.reduce(0) { $0 + $1.volume }, source: "cjj92.leaks")
                set(&self, isHidden ? .hiddenLeaks : .visibleLeaks, volume, node, "cjj92.leaks")
            }
        }
        if let node = parts["background_by_nights"] {
            let key = "cjj92.background_by_nights"
            let names = ["unit_night_flow", "length", "days"]
            let entries = pairs(node, key, .backgroundByNights)
            require(names, of: entries, node, key)
            let flow = entries["unit_night_flow"].flatMap {
                quantity($0, key + ".unit_night_flow", .flowPerLength)
            }
            let length = entries["length"].flatMap { quantity($0, key + ".length", .length) }
            let days = entries["days"].flatMap { notNegative($0, key + ".days") }
            if let flow, let length, let days {
                let volume = CJJ92.backgroundLeakage(
                    unitNightFlow: flow, length: length, seconds: days * 86_400)
                set(&self, .background, volume, node, key)
            }
        }
        let meters: [(String, Audit.CJJ92Facts.Component)] = [
            ("household_meters", .masterMeterDifference), ("non_resident_meters", .nonResidentMeterError),
        ]
        for (name, part) in meters {
            guard let node = parts[name] else { continue }
            let key = "cjj92." + name
            let classes = node.sequence == nil ? [(node: node, key: key)] : rows(node, key, "{registered: …}")
            let losses = classes.map { meteringLoss($0.node, $0.key) }
            // A class that cannot be read is a mistake already.
            guard !losses.isEmpty, losses.allSatisfy({ $0 != nil }) else { continue }
            set(&self, part, Uncertain.sum(losses.compactMap(\.self)), node, key)
        }
    }

    /// What meters did not show, m³: `{registered: …, error_percent: …, limits_percent: …}`, Q/(1 − C) − Q.
    private mutating func meteringLoss(_ node: Node, _ key: String) -> Uncertain? {
        let parts = pairs(node, key, .testedMeters)
        require(["registered", "error_percent"], of: parts, node, key)
        let volume = parts["registered"].flatMap { quantity($0, key + ".registered", .volume) }
        let share = parts["error_percent"].flatMap { number($0, key + ".error_percent") }
        let limits = parts["limits_percent"].flatMap { percent($0, key + ".limits_percent") }
        guard let volume, let share else { return nil }
        guard (-100..<100).contains(share) else {
            fail(
                node, key + ".error_percent",
                Wording(
                    "expected a share of the true volume, from −100 to below 100",
                    "应为占真实水量的百分比，不小于 −100、小于 100"))
            return nil
        }
        let error =
            limits.map { Uncertain(share / 100, source: key, halfWidth: $0 / 100) }
            ?? .unstated(share / 100, source: key)
        return CJJ92.nonResidentMeterError(nonResidents: volume, error: error)
    }

    private mutating func leak(_ node: Node, _ key: String) -> CJJ92Leak? {
        let needed = ["found", "hole", "pressure", "hours"]
        let parts = pairs(node, key, .leak)
        require(needed, of: parts, node, key)
        let found = parts["found"].flatMap { word($0, key + ".found", Found.self) }
        let area = parts["hole"].flatMap { exact($0, key + ".hole", .area) }
        let head = parts["pressure"].flatMap { exact($0, key + ".pressure", .pressure) }
        let hours = parts["hours"].flatMap { notNegative($0, key + ".hours") }
        let diameter = parts["diameter_mm"].flatMap { notNegative($0, key + ".diameter_mm") }
        let stated = parts["soil_cover"].flatMap { notNegative($0, key + ".soil_cover") }
        let discharge = parts["discharge"].flatMap { notNegative($0, key + ".discharge") }
        if parts["diameter_mm"] == nil, parts["soil_cover"] == nil {
            fail(
                node, key + ".diameter_mm",
                Wording(
                    "missing; C1 follows from it, or soil_cover states C1",
                    "缺失；C1 由其推得，或由 soil_cover 直接给出"))
        } else if parts["diameter_mm"] != nil, parts["soil_cover"] != nil {
            fail(
                node, key + ".soil_cover",
                Wording("diameter_mm states C1 already; give one of them", "diameter_mm 已给出 C1；请只给其一"))
        }
        let soilCover = stated ?? diameter.map { CJJ92.soilCoverCoefficient(nominalDiameter: $0) }
        let count = parts["count"].map { notNegative($0, key + ".count") } ?? 1
        guard let found, let area, let head, let hours, let soilCover, let count else { return nil }
        return CJJ92Leak(
            isHidden: found == .survey, count: count, area: area, soilCover: soilCover,
            discharge: discharge ?? CJJ92.standardDischarge, head: head, seconds: hours * 3600)
    }

    /// The error of customers' meters from its bands of flow, as under-registration, a fraction of the true volume.
    mutating func flowBands(_ node: Node, weighting: Node?, _ key: String) -> Double? {
        let shares = weighting.map { word($0, "customer_meters.weighting", FlowBandError.Weighting.self) }
        let bands = rows(node, key, "{share_percent: …, error_percent: …}").compactMap {
            row -> FlowBandError.Band? in
            let parts = pairs(row.node, row.key, .flowBand)
            require(["share_percent", "error_percent"], of: parts, row.node, row.key)
            guard let share = parts["share_percent"].flatMap({ percent($0, row.key + ".share_percent") }),
                let error = parts["error_percent"].flatMap({ number($0, row.key + ".error_percent") })
            else { return nil }
            return .init(share: share / 100, error: error / 100)
        }
        guard let weighting = shares ?? .trueVolume else { return nil }
        guard let whole = FlowBandError(bands, weighting: weighting) else {
            fail(
                node, key,
                Wording(
                    "expected shares that add up to 100 percent and errors above −100, "
                        + "negative where a meter shows too little",
                    "各占比之和应为 100%，误差应大于 −100，水表偏慢为负"))
            return nil
        }
        return -whole.error
    }

    /// The entries of a list with their keys; those that nobody filled in are left out.
    mutating func rows(_ node: Node?, _ key: String, _ expected: String) -> [(
        node: Node, key: String
    )] {
        guard let node else { return [] }
        guard let list = node.sequence else {
            fail(node, key, Wording("expected a list of \(expected)", "应为 \(expected) 的列表"))
            return []
        }
        return list.enumerated().filter { !Self.isUnfilled($1) }.map { ($1, "\(key)[\($0 + 1)]") }
    }

    mutating func require(
        _ names: [String], of parts: [String: Node], _ node: Node, _ key: String, instead: String? = nil
    ) {
        for name in names where parts[name] == nil {
            fail(
                node, key + "." + name,
                instead.map { Wording("missing; or give \($0)", "缺失；或给出 \($0)") } ?? .missing)
        }
    }
}
