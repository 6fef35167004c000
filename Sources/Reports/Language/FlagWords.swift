import InputOutput
import LeakZones
import WaterLoss

/// What a flag is about, in words: programs have a code for it.
enum FlagWords {
    /// Inputs by the words that files and options have for them.
    private static let inputs: [String: Wording] = [
        "own_sources": Wording("own sources", "自产水量"), "imported": Wording("water bought", "外购水量"),
        "exported": Wording("water sold in bulk", "外供水量"),
        "billed_metered": Wording("billed metered consumption", "收费计量用水量"),
        "billed_unmetered": Wording("billed unmetered consumption", "收费未计量用水量"),
        "unbilled_metered": Wording("unbilled metered consumption", "免费计量用水量"),
        "unbilled_unmetered": Wording("unbilled unmetered consumption", "免费未计量用水量"),
        "unauthorised": Wording("unauthorised consumption", "非法用水量"),
        "customer_meters": Wording("inaccuracy of customers’ meters", "用户水表误差"),
        "data_handling": Wording("data-handling errors", "数据处理误差"),
        "mains": Wording("length of mains", "管长"), "connections": Wording("service connections", "接户数"),
        "private_pipe": Wording("private pipe", "户内管长"),
        "average_pressure": Wording("average pressure", "平均压力"), "prices": Wording("prices", "水价与成本"),
        "pressure_point": Wording("a pressure point", "测压点"), "pressure": Wording("pressure", "压力"),
        "usable pressure readings": Wording("usable pressure readings", "可用的压力读数"),
        "night_flow": Wording("night flow", "夜间流量"), "night_use": Wording("night use", "夜间用水量"),
        "n1": Wording("N1", "N1"), "icf": Wording("ICF", "ICF"),
        "world": Wording("the World Bank’s matrix", "世界银行分级矩阵"),
        "survey_cost": Wording("the cost of a survey", "检漏费用"), "balance": Wording("the balance", "水量平衡"),
        "registers": Wording("registers", "用户水表读数"), "loss_m3": Wording("the loss", "漏损水量"),
        "loss": Wording("the loss", "漏损水量"), "nrw": Wording("non-revenue water", "产销差水量"),
        "ws": Wording("the water supplied", "供水量"), "qs": Wording("the water supplied", "供水总量"),
        "wl": Wording("water losses", "漏损水量"), "rl": Wording("real losses", "真实漏失水量"),
        "net_input": Wording("the net input", "净进水量"),
        "night_leakage_m3": Wording("night leakage", "夜间法漏失水量"),
        "other_loss": Wording("other loss", "其他损失水量"),
        "unexplained": Wording("the unexplained part", "未解释部分"),
        "density": Wording("density of connections", "接户密度"), "size": Wording("size", "规模"),
        "unbilled_unmetered=0": Wording("no unbilled unmetered consumption", "无免费未计量用水"),
        "private_pipe=0": Wording("no private pipe", "无户内管"),
        "background": Wording("background leakage", "背景漏失水量"),
        "visible_leaks": Wording("visible leaks", "明漏"), "hidden_leaks": Wording("hidden leaks", "暗漏"),
        "tanks": Wording("leakage of tanks", "水箱（水池）渗漏和溢流"),
        "master_meter_difference": Wording("difference of master and household meters", "居民总分表差"),
        "non_resident_meter_error": Wording("error of non-residential meters", "非居民用户表具误差"),
        "households": Wording("households read one by one", "居民抄表到户水量"),
        "pipes_dn75": Wording("length of pipes of DN75 and larger", "DN75 及以上管长"),
        "plants": Wording("pressure at the plants", "出厂压力"),
        "frost_depth": Wording("depth of frost", "最大冻土深度"),
        "period": Wording("the period", "统计期"), "zone": Wording("a zone", "分区"),
        "excess": Wording("the excess", "超额夜间流量"),
        "a rise above 0": Wording("a rise above 0", "大于零的上升"),
        "a significant rise of the night flow": Wording("a significant rise of the night flow", "显著上升的夜间流量"),
    ]

    /// Words around an id or a number. A page asks thousands of times, so they are compared as text.
    private struct Form {
        let before: String
        let after: String
        let isNumber: Bool
        let wording: Wording

        /// What stands between the words; `nil` for another form.
        func inner(of element: String) -> String? {
            guard element.hasPrefix(before), element.hasSuffix(after),
                element.utf8.count > before.utf8.count + after.utf8.count
            else { return nil }
            let inner = element.dropFirst(before.count).dropLast(after.count)
            return isNumber && !inner.allSatisfy(\.isWholeNumber) ? nil : String(inner)
        }
    }

    private static let forms = [
        Form(before: "", after: " customers", isNumber: true, wording: Wording("{0} customers", "{0} 户")),
        Form(before: "", after: " nights", isNumber: true, wording: Wording("{0} nights", "{0} 夜")),
        Form(
            before: "night use of ", after: "", isNumber: false,
            wording: Wording("night use of {0}", "{0} 的夜间用水")),
        Form(
            before: "grade ", after: "", isNumber: false, wording: Wording("the grade of {0}", "{0}的可信度等级")),
        Form(before: "cjj92.", after: "", isNumber: false, wording: Wording("{0}", "{0}")),
    ]

    /// What an element of a flag is called; an id stays what it is.
    static func element(_ element: String, in language: ReportLanguage) -> String {
        if let known = inputs[element] { return known[language] }
        for form in forms {
            guard let inner = form.inner(of: element) else { continue }
            return form.wording.text(in: language, [self.element(inner, in: language)])
        }
        // A flag of the balance that keeps a figure from being said.
        if let colon = element.firstIndex(of: ":"),
            let code = BalanceFlag.Code(rawValue: String(element[..<colon]))
        {
            return BalanceFlag(code, String(element[element.index(after: colon)...])).title(in: language)
        }
        if let code = BalanceFlag.Code(rawValue: element) { return code.title[language] }
        return element
    }
}

extension BalanceFlag {
    /// The flag in a few words: `boundary meter without readings: M003`.
    func title(in language: ReportLanguage) -> String {
        let title = code.title[language]
        let colon = language == .english ? ": " : "："
        return element.map { title + colon + FlagWords.element($0, in: language) } ?? title
    }
}

extension EvaluationFlag {
    /// The flag in a few words: `not given: average pressure`.
    func title(in language: ReportLanguage) -> String {
        let title = code.title[language]
        let colon = language == .english ? ": " : "："
        return element.map { title + colon + FlagWords.element($0, in: language) } ?? title
    }
}

extension BalanceFlag.Code {
    /// The flag's name for people.
    var title: Wording {
        switch self {
        case .incomplete: Wording("no loss claimed", "不给出漏损水量")
        case .missingInlet: Wording("boundary meter without readings", "边界流量计缺测")
        case .stuckMeter: Wording("meter stood still", "流量计停走")
        case .registerJump: Wording("register jumped", "读数跳变")
        case .filled: Wording("gaps filled", "缺口已补齐")
        case .missingLevel: Wording("tank level missing", "水位缺测")
        case .unknownTankShape: Wording("tank shape unknown", "水池形状未知")
        case .openBoundary: Wording("open boundary", "敞开边界")
        case .unmeteredSource: Wording("source not measured", "水源未计量")
        case .noInlet: Wording("no boundary meter", "无边界流量计")
        case .estimatedUse: Wording("use estimated", "用水量为估算")
        case .unstatedUse: Wording("use not stated", "用水量未注明")
        case .unmeteredInLoss: Wording("unmetered use left in the loss", "未计量用水计入漏损")
        case .noCustomers: Wording("no customers", "无用户")
        case .useUnknown: Wording("use not known", "用水量不明")
        case .negativeLoss: Wording("negative loss", "漏损为负")
        case .partialPeriod: Wording("part of a period", "时段不完整")
        }
    }
}

extension EvaluationFlag.Code {
    /// The flag's name for people.
    var title: Wording {
        switch self {
        case .notGiven: Wording("not given", "缺少")
        case .noDenominator: Wording("nothing to divide by", "分母为零")
        case .negativeResidual: Wording("negative residual", "余项为负")
        case .defaultUsed: Wording("default used", "采用缺省值")
        case .assumed: Wording("assumed", "假定")
        case .limitsIncomplete: Wording("limits incomplete", "区间偏窄")
        case .uarlOutOfValidity: Wording("outside the range of UARL", "超出 UARL 适用范围")
        case .interpolated: Wording("interpolated", "内插")
        case .extrapolated: Wording("extrapolated", "外推")
        case .clamped: Wording("at its published limit", "已达上下限")
        case .referenceOnly: Wording("for reference only", "仅供参考")
        case .implausible: Wording("implausible", "不合理")
        case .undetermined: Wording("not determined", "无法确定")
        case .edgeWithinLimits: Wording("edge within the limits", "界限值在区间内")
        case .differentPeriods: Wording("different periods", "时段不同")
        case .lowDensity: Wording("few connections for the length", "接户密度低")
        }
    }
}

extension [BalanceFlag] {
    /// The flags in a few words each; those of one kind once, with all that they are about.
    func titles(in language: ReportLanguage) -> [String] {
        FlagWords.titles(map { ($0.code.title, $0.element) }, in: language)
    }
}

extension [EvaluationFlag] {
    /// The flags in a few words each; those of one kind once, with all that they are about.
    func titles(in language: ReportLanguage) -> [String] {
        FlagWords.titles(map { ($0.code.title, $0.element) }, in: language)
    }
}

extension FlagWords {
    fileprivate static func titles(
        _ flags: [(title: Wording, element: String?)], in language: ReportLanguage
    ) -> [String] {
        var order: [Wording] = []
        var elements: [Wording: [String]] = [:]
        for (title, element) in flags {
            if elements[title] == nil { order.append(title) }
            elements[title, default: []] += element.map { [self.element($0, in: language)] } ?? []
        }
        let (colon, comma) = language == .english ? (": ", ", ") : ("：", "、")
        return order.map { title in
            let about = elements[title] ?? []
            return title[language] + (about.isEmpty ? "" : colon + about.joined(separator: comma))
        }
    }
}
