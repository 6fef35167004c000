import InputOutput
import LeakZones
import WaterLoss

/// What to do next in a zone, from what its figures say; the weightiest first.
struct NextAction {
    /// The sentence, in both languages.
    let wording: Wording

    /// The actions of a zone.
    ///
    /// - Parameter zone: judged by any standard that says real loss and night flow.
    static func of(_ zone: ZoneReport) -> [NextAction] {
        var actions: [NextAction] = []
        func add(_ english: String, _ chinese: String) {
            actions.append(NextAction(wording: Wording(english, chinese)))
        }
        if !zone.balance.isComplete {
            add(
                "Mend the data first: \(reasons(zone, .english)). Until then no loss is claimed.",
                "先补齐数据（\(reasons(zone, .chinese))），在此之前不给出漏损水量。")
        }
        if let loss = zone.balance.loss, let width = zone.balance.lossHalfWidth, loss < -width {
            add(
                "The loss is negative beyond its limits: check the inlet meters, the boundary and the customers' zones.",
                "漏损水量为负且超出置信区间：请核查进口流量计、边界和用户归属。")
        }
        let night = zone.evaluation?.night
        if let rise = night?.running { actions.append(NextAction(wording: running(rise))) }
        if let bursts = night?.net.equivalentServicePipeBursts, bursts >= 1,
            let excess = night?.net.excess
        {
            let flow = Figure.rate(excess * 3600)
            add(
                "Survey for leaks: \(flow) m³/h above background at night, as much as \(Figure.plain(bursts, decimals: 1)) service pipe bursts.",
                "开展检漏：夜间超出背景漏失 \(flow) m³/h，相当于 \(Figure.plain(bursts, decimals: 1)) 处支管爆管。")
        }
        switch zone.evaluation?.agreement?.verdict {
        case .nightFlowsHigher:
            add(
                "Night flows show more than the balance misses: check night use, N1 and the customers counted.",
                "夜间流量法高于水量平衡法：请核查夜间用水、N1 和用户数。")
        case .balanceHigher:
            add(
                "The balance misses more than night flows show: look for unregistered use, slow meters and open boundaries.",
                "水量平衡法高于夜间流量法：请查找未注册用水、偏慢水表和未关闭边界。")
        case .agrees, nil: break
        }
        if let worst = zone.pressure?.critical.first {
            let deficit = Figure.plain(worst.deficit, decimals: 1)
            add(
                "Pressure at \(worst.id) fell \(deficit) m below the service minimum.",
                "测压点 \(worst.id) 低于服务压力 \(deficit) m。")
        }
        if let pressure = zone.pressure, !pressure.isKnown {
            add(
                "No usable pressure point: set one, or UARL, background and night leakage cannot be said.",
                "无可用测压点：请增设，否则无法给出 UARL、背景漏失和夜间法漏失。")
        }
        return actions
    }

    /// What to do of a rise of the night flow that still runs, with the steps that it is the net of.
    private static func running(_ rise: RunningRise) -> Wording {
        let (rose, size) = (Figure.rate(rise.rose * 3600), Figure.rate(rise.size.value * 3600))
        guard rise.fell > 0 else {
            return Wording(
                "Find the burst of about \(rise.since): the night flow rose by \(size) m³/h and has not come back.",
                "请查找 \(rise.since) 前后发生的爆管：夜间流量上升 \(size) m³/h，尚未回落。")
        }
        let fell = Figure.rate(rise.fell * 3600)
        return Wording(
            "Find what still runs since about \(rise.since): the night flow rose by \(rose) m³/h, came back by \(fell) and still stands \(size) m³/h above.",
            "请查找自 \(rise.since) 前后起仍在漏失的部分：夜间流量上升 \(rose) m³/h，回落 \(fell)，仍高出 \(size) m³/h。")
    }

    private static func reasons(_ zone: ZoneReport, _ language: ReportLanguage) -> String {
        zone.balance.flags.filter { $0.code != .incomplete && $0.code != .filled }
            .map { $0.title(in: language) }.joined(separator: language == .english ? ", " : "，")
    }
}
