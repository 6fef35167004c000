import InputOutput
import ZoneDesign
import PipeNetwork

/// Proposals for zones, side by side, and what the chosen one takes, as text, JSON and CSV.
public struct ZoneDesignReport: Sendable {
    /// A proposal and what it is called.
    public struct Entry: Sendable {
        /// Its name: a number, or what it is compared with.
        public var name: String
        /// The proposal.
        public var proposal: ZoneProposal

        /// An entry.
        public init(_ name: String, _ proposal: ZoneProposal) {
            (self.name, self.proposal) = (name, proposal)
        }
    }

    private let entries: [Entry]
    private let chosen: ZoneProposal?
    private let network: Network
    private let criterion: ZoneDesignOptions.BalanceCriterion
    /// What an engineer should know, a sentence each.
    public var notes: [Wording] = []

    /// A report.
    ///
    /// - Parameters:
    ///   - entries: the proposals, in the order to show them.
    ///   - chosen: the one whose zones and devices are listed.
    ///   - network: the network that is divided.
    ///   - criterion: in what sizes are counted.
    public init(
        _ entries: [Entry], chosen: ZoneProposal?, in network: Network,
        criterion: ZoneDesignOptions.BalanceCriterion
    ) {
        (self.entries, self.chosen, self.network, self.criterion) = (entries, chosen, network, criterion)
    }

    /// The report in a form; every form ends with a line break. As CSV it has the devices of the chosen proposal.
    public func text(as format: OutputFormat, language: ReportLanguage = .english) -> String {
        switch format {
        case .csv: return deviceTable(language).csv()
        case .json: return json.text(expandedTo: 4) + "\n"
        case .table:
            return ([proposalTable(language)] + (chosen == nil ? [] : [zoneTable, deviceTable(language)]))
                .map { $0.aligned(language: language) }.joined(separator: "\n")
        }
    }

    /// A row for each proposal.
    public func proposalTable(_ language: ReportLanguage = .english) -> Table {
        var table = Table(columns: [
            .init("proposal", Wording("Proposal", "方案")), .number("zones", Wording("Zones", "分区数")),
            .init("sizes", Wording("Sizes", "规模")), .number("cut_pipes", Wording("Cut pipes", "切割管段")),
            .number("meters", Wording("New meters", "新增流量计")),
            .number("valves", Wording("New valves", "新增阀门")),
            .number("device_cost", Wording("Cost", "设备造价")),
            .number("lowest_before_m", Wording("Lowest before", "最低压力（前）"), unit: "m"),
            .number("lowest_after_m", Wording("after", "（后）"), unit: "m"),
            .number("worst_loss_m", Wording("Worst loss", "最大压降"), unit: "m"),
            .number("mean_loss_m", Wording("Mean loss", "平均压降"), unit: "m"),
            .number("short", Wording("Short of pressure", "欠压节点")),
            .number("resilience_before", Wording("Resilience before", "韧性指数（前）")),
            .number("resilience_after", Wording("after", "（后）")),
            .number("day_lowest_m", Wording("Lowest of the day", "全天最低"), unit: "m"),
            .init("faults", Wording("Faults", "缺陷")),
        ])
        for entry in entries {
            let (proposal, effect) = (entry.proposal, entry.proposal.effect)
            table.append([
                .text(entry.name), .count(proposal.zones.count), .text(sizes(proposal)),
                .count(proposal.cutPipes), .count(proposal.newMeters), .count(proposal.newValves),
                .number(proposal.deviceCost, decimals: 1), .number(effect?.before.lowest, decimals: 2),
                .number(effect?.after.lowest, decimals: 2), .number(effect?.worstLoss, decimals: 2),
                .number(effect?.meanLoss, decimals: 2),
                effect.map { .count($0.short) } ?? .missing,
                .number(effect?.before.resilience, decimals: 3),
                .number(effect?.after.resilience, decimals: 3),
                .number(effect?.dayLowestAfter, decimals: 2),
                .list(proposal.faults.map { $0.wording[language] }),
            ])
        }
        return table
    }

    private func sizes(_ proposal: ZoneProposal) -> String {
        let unit = criterion == .length ? 1000.0 : 1
        let sizes = proposal.zones.map { $0.size / unit }
        let decimals = criterion == .length ? 1 : 0
        let ends = [sizes.min() ?? 0, sizes.max() ?? 0].map { Figure.plain($0, decimals: decimals) }
        let text = ends[0] == ends[1] ? ends[0] : ends.joined(separator: "–")
        return criterion == .length ? text + " km" : text
    }

    /// A row for each zone of the chosen proposal.
    public var zoneTable: Table {
        var table = Table(columns: [
            .init("id", Phrase.zone.wording),
            .number(
                criterion == .length ? "size_m" : "connections",
                criterion == .length ? Wording("Size", "规模") : Phrase.connections.wording,
                unit: criterion == .length ? "m" : nil),
            .number("mains_km", Phrase.mains.wording, unit: "km"),
            .number("inlets", Wording("Inlets", "进水口")), .number("meters", Wording("Meters", "流量计")),
            .number("valves", Wording("Shut links", "关闭边界数")),
        ])
        guard let chosen else { return table }
        for (place, zone) in chosen.zones.enumerated() {
            table.append([
                .text(chosen.scheme.zones[place].id), .number(zone.size, decimals: 0),
                .number(zone.length / 1000, decimals: 2),
                chosen.effect == nil ? .missing : .count(zone.inlets), .count(zone.meters),
                .count(zone.valves),
            ])
        }
        return table
    }

    /// A row for each device of the chosen proposal.
    public func deviceTable(_ language: ReportLanguage = .english) -> Table {
        var table = Table(columns: [
            .init("link", Wording("Link", "管段")), .init("role", Wording("Device", "设备")),
            .init("state", Wording("State", "状态")), .init("existing", Wording("Existing", "现有设备")),
            .init("node", Wording("At node", "靠近节点")),
            .number("dn_mm", Wording("DN", "公称直径"), unit: "mm"),
            .init("from", Wording("From", "从")), .init("to", Wording("To", "到")),
            .number("flow_m3_per_h", Wording("Flow before", "原流量"), unit: "m³/h"),
        ])
        guard let chosen else { return table }
        let name = { (zone: Int?) in zone.map { chosen.scheme.zones[$0].id } ?? "–" }
        for device in chosen.devices {
            table.append([
                .text(device.linkID), .text(device.role.wording[language]),
                .text((device.isExisting ? Wording("existing", "现有") : Wording("new", "新增"))[language]),
                .text(device.existing), .text(network.nodes.ids[device.node]),
                .number(device.diameter.map { $0 * 1000 }, decimals: 0), .text(name(device.from)),
                .text(name(device.to)), .number(device.flow.map { $0 * 3600 }, decimals: 2),
            ])
        }
        return table
    }

    /// `{"notes", "proposals": […], "zones": […], "devices": […]}`.
    public var json: JSONValue {
        .object([
            "notes": .array(notes.map { .string($0.english) }), "proposals": proposalTable().json,
            "zones": zoneTable.json, "devices": deviceTable().json,
        ])
    }
}

extension ZoneProposal.Fault {
    /// The fault in a word or two.
    var wording: Wording {
        switch self {
        case .tooSmall: Wording("zone too small", "分区过小")
        case .tooLarge: Wording("zone too large", "分区过大")
        case .otherNumber: Wording("not the number of zones asked for", "分区数不符")
        case .pressure: Wording("pressure too low", "压力不足")
        case .starved: Wording("customers cut off", "断供")
        case .unverified: Wording("borders do not hold", "边界未封闭")
        }
    }
}

extension BoundaryDevice.Role {
    /// The device in a word.
    var wording: Wording {
        switch self {
        case .meter: Wording("meter", "流量计")
        case .valve: Wording("valve, shut", "关闭阀门")
        }
    }
}
