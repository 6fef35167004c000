import InputOutput

/// The keys that stand in one kind of mapping of an audit file: each in English, as the library names it, and in Chinese.
/// A file may use either, and both in one file, but not both for one thing.
struct AuditVocabulary: Sendable {
    /// The keys in the order in which messages and templates have them: English, then Chinese and its other spellings.
    let entries: [(english: String, chinese: [String])]

    private let byWord: [String: String]

    init(_ entries: KeyValuePairs<String, [String]>) {
        self.entries = entries.map { ($0.key, $0.value) }
        var words: [String: String] = [:]
        for (english, chinese) in entries {
            words[english] = english
            for word in chinese { words[word] = english }
        }
        byWord = words
    }

    /// The English word of a key in either language; `nil` for what is no key here. Blanks and full-width letters in a
    /// Chinese key make no difference.
    func english(_ word: String) -> String? {
        byWord[word] ?? byWord[AuditVocabulary.plain(word)]
    }

    /// The key in a language.
    func word(_ english: String, in language: ReportLanguage) -> String {
        guard language == .chinese else { return english }
        return entries.first { $0.english == english }?.chinese.first ?? english
    }

    /// All keys, as a sentence lists them.
    var list: Wording {
        Wording(
            entries.map(\.english).joined(separator: ", "),
            entries.map { $0.chinese.first ?? $0.english }.joined(separator: "、"))
    }

    /// A key without blanks, its full-width letters and digits as ASCII.
    private static func plain(_ word: String) -> String {
        var text = ""
        for scalar in word.unicodeScalars {
            switch scalar {
            case " ", "\u{3000}", "\u{A0}", "\t": continue
            case "\u{FF01}"..."\u{FF5E}":
                if let ascii = Unicode.Scalar(scalar.value - 0xFEE0) { text.unicodeScalars.append(ascii) }
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

extension AuditVocabulary {
    static let file = AuditVocabulary([
        "undertaking": ["供水单位"], "period": ["统计期"], "volumes": ["水量"], "customer_meters": ["用户水表"],
        "network": ["管网"], "prices": ["价格"], "cjj92": ["漏损评定"], "components": ["漏失分项"],
        "targets": ["目标"], "defaults": ["缺省值"], "world": ["世界银行口径"],
    ])

    static let period = AuditVocabulary(["from": ["起"], "to": ["止", "止（不含）"]])

    static let volumes = AuditVocabulary([
        "own_sources": ["自产供水量"], "imported": ["外购供水量"], "exported": ["转供水量"],
        "storage_change": ["蓄水变化量"],
        "billed_metered": ["计费计量用水量"], "billed_unmetered": ["计费未计量用水量"],
        "unbilled_metered": ["免费计量用水量"], "unbilled_unmetered": ["免费未计量用水量"],
        "unauthorised": ["非法用水量"], "customer_meters": ["用户计量误差水量"], "data_handling": ["数据处理误差水量"],
    ])

    static let customerMeters = AuditVocabulary([
        "under_registration_percent": ["少计率"], "flow_bands": ["流量区间"], "weighting": ["占比口径"],
        "limits_percent": ["误差百分点"], "grade": ["可信度"],
    ])

    static let flowBand = AuditVocabulary(["share_percent": ["占比"], "error_percent": ["误差率"]])

    static let network = AuditVocabulary([
        "mains": ["管长"], "connections": ["接户数"], "households": ["户数"],
        "households_per_connection": ["每接户户数"], "private_pipe": ["用户支管总长"],
        "private_pipe_mean": ["用户支管平均长度"], "average_pressure": ["平均压力"],
        "pressurised_percent": ["带压时间占比"], "supply_hours": ["供水时间"],
    ])

    static let supplyArea = AuditVocabulary([
        "name": ["名称"], "connections": ["接户数"], "hours_per_day": ["每日小时数"],
    ])

    static let prices = AuditVocabulary([
        "currency": ["货币"], "retail": ["售水价"], "variable": ["变动成本"], "running_cost": ["运行成本"],
        "real_losses_at": ["真实漏失计价"], "grade": ["可信度"],
    ])

    static let cjj92 = AuditVocabulary([
        "households": ["居民抄表到户水量"], "pipes_dn75": ["DN75及以上管长"], "plants": ["水厂"],
        "frost_depth": ["最大冻土深度"], "visible_leaks": ["明漏水量"], "hidden_leaks": ["暗漏水量"],
        "background": ["背景漏失水量"], "tanks": ["水箱水池渗漏和溢流水量", "水箱、水池渗漏和溢流水量"],
        "master_meter_difference": ["居民用户总分表差损失水量"], "non_resident_meter_error": ["非居民用户表具误差损失水量"],
        "leaks": ["漏点"], "background_by_nights": ["夜间流量法背景漏失"], "household_meters": ["居民用户总分表"],
        "non_resident_meters": ["非居民用户表具"],
    ])

    static let plant = AuditVocabulary(["name": ["名称"], "pressure": ["出厂压力"], "supply": ["供水量"]])

    static let backgroundByNights = AuditVocabulary([
        "unit_night_flow": ["单位管长夜间最小流量"], "length": ["管长"], "days": ["天数"],
    ])

    static let testedMeters = AuditVocabulary([
        "name": ["名称"], "registered": ["计量水量"], "error_percent": ["误差率"], "limits_percent": ["误差百分点"],
    ])

    static let leak = AuditVocabulary([
        "found": ["发现方式"], "hole": ["漏口面积"], "pressure": ["压力"], "hours": ["漏水小时数"],
        "count": ["处数"], "diameter_mm": ["管径毫米"], "soil_cover": ["覆土系数"], "discharge": ["流量系数"],
    ])

    static let components = AuditVocabulary(["icf": ["背景漏失系数"], "bursts": ["爆管"]])

    static let burst = AuditVocabulary([
        "element": ["部位"], "found": ["发现方式"], "count": ["处数"], "flow_at_50m": ["五十米压力下流量"],
        "n1": ["漏失指数"], "days": ["漏水天数"], "percent": ["误差百分比"], "awareness_days": ["感知天数"],
        "location_days": ["定位天数"], "repair_days": ["修复天数"],
    ])

    static let quantity = AuditVocabulary([
        "value": ["数值"], "unit": ["单位"], "percent": ["误差百分比"], "limits": ["误差"],
        "systematic_percent": ["系统误差百分比"], "grade": ["可信度"],
    ])

    /// One of several lines that make up a volume.
    static let line = AuditVocabulary([
        "name": ["名称"], "value": ["数值"], "unit": ["单位"], "percent": ["误差百分比"], "limits": ["误差"],
        "systematic_percent": ["系统误差百分比"], "grade": ["可信度"],
    ])

    /// The same of a bulk meter, whose error may be known.
    static let bulkLine = AuditVocabulary([
        "name": ["名称"], "value": ["数值"], "unit": ["单位"], "percent": ["误差百分比"], "limits": ["误差"],
        "systematic_percent": ["系统误差百分比"], "under_registration_percent": ["少计率"],
        "under_registration_limits_percent": ["少计率误差百分点"], "grade": ["可信度"],
    ])

    static let targets = AuditVocabulary([
        "r_bl_percent": ["漏损率"], "r_wl_percent": ["综合漏损率"], "nrw_percent_of_ws": ["产销差率"],
        "ili": ["管网漏损指数"], "rl_l_per_connection_d": ["单位接户管真实漏失量"],
    ])

    /// Words that are values, by the English that means the same.
    static let values = AuditVocabulary([
        "developed": ["发达国家"], "developing": ["发展中国家"], "none": ["无"], "awwa-v5": ["AWWA第5版"],
        "awwa-v6": ["AWWA第6版"], "mains": ["干管", "配水管"], "service": ["接户管"], "private_pipe": ["用户支管"],
        "reported": ["上报", "明漏"], "survey": ["检漏", "暗漏"], "true_volume": ["真实水量"],
        "registered_volume": ["计量水量"], "variable": ["变动成本"], "retail": ["售水价"],
    ])
}
