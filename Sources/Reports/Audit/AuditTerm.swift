import InputOutput

/// The names of an audit's figures in the field's terms.
enum AuditTerm {
    /// The name of a figure; its key where it has no other.
    static func wording(of key: String) -> Wording { terms[key] ?? Wording(key, key) }

    /// A word that is a figure.
    static func word(_ word: String, of key: String) -> Wording {
        if key == "agreement" {
            switch word {
            case "agrees": return Wording("agrees", "一致")
            case "night_flows_higher": return Wording("night flows are higher", "夜间流量法偏高")
            default: return Wording("the balance is higher", "水量平衡法偏高")
            }
        }
        guard key == "grade" || key == "leakage_grade" else { return Wording(word, word) }
        switch word {
        case "1": return Wording("grade 1", "一级")
        case "2": return Wording("grade 2", "二级")
        default: return Wording("none reached", "未达标")
        }
    }

    static let terms: [String: Wording] = [
        "qs_m3": Wording("Water supplied Qs", "供水总量 Qs"),
        "qa_m3": Wording("Registered users' consumption Qa", "注册用户用水量 Qa"),
        "loss_m3": Wording("Water loss", "漏损水量"),
        "r_wl_percent": Wording("Gross water loss rate R_WL", "综合漏损率 R_WL"),
        "leakage_m3": Wording("Leakage", "漏失水量"),
        "metering_loss_m3": Wording("Metering loss", "计量损失水量"),
        "other_loss_m3": Wording("Other loss", "其他损失水量"),
        "r_rl_percent": Wording("Leakage rate R_RL", "漏失率 R_RL"),
        "leakage_grade": Wording("Grade of the leakage rate", "漏失率评定等级"),
        "r1_percent": Wording("Correction R1, households", "居民抄表到户水量修正值 R1"),
        "r2_percent": Wording("Correction R2, length of pipe", "单位供水量管长修正值 R2"),
        "r3_percent": Wording("Correction R3, pressure", "年平均出厂压力修正值 R3"),
        "r4_percent": Wording("Correction R4, frost", "最大冻土深度修正值 R4"),
        "r_n_percent": Wording("Corrections R_n", "总修正值 R_n"),
        "r_bl_percent": Wording("Water loss rate R_BL", "漏损率 R_BL"),
        "standard_value_1_percent": Wording("Standard value, grade 1", "一级评定标准值"),
        "standard_value_2_percent": Wording("Standard value, grade 2", "二级评定标准值"),
        "regional_r_bl_percent": Wording("Region's water loss rate", "区域漏损率"),
        "grade": Wording("Grade", "评定等级"),
        "siv_m3": Wording("System input volume", "系统供水量 SIV"),
        "ws_m3": Wording("Water supplied", "供水量 WS"),
        "bac_m3": Wording("Billed authorised consumption", "收费合法用水量 BAC"),
        "uac_m3": Wording("Unbilled authorised consumption", "免费合法用水量 UAC"),
        "ac_m3": Wording("Authorised consumption", "合法用水量 AC"),
        "nrw_m3": Wording("Non-revenue water", "产销差水量（无收益水量）"),
        "nrw_percent_of_ws": Wording("Non-revenue water, of water supplied", "产销差率（占供水量）"),
        "nrw_percent_of_siv": Wording("Non-revenue water, of system input", "产销差率（占系统供水量）"),
        "wl_m3": Wording("Water losses", "漏损水量 WL"),
        "cmi_m3": Wording("Customer metering inaccuracy", "用户计量误差水量 CMI"),
        "al_m3": Wording("Apparent losses", "表观漏损水量 AL"),
        "rl_m3": Wording("Real losses", "真实漏失水量 RL"),
        "rl_l_per_connection_d": Wording("Real losses per connection", "单位接户管真实漏失量"),
        "rl_l_per_connection_d_m": Wording(
            "Real losses per connection and metre", "单位接户管、单位压力真实漏失量"),
        "rl_m3_per_km_d": Wording("Real losses per km of main", "单位管长真实漏失量"),
        "al_l_per_connection_d": Wording("Apparent losses per connection", "单位接户管表观漏损量"),
        "carl_m3_per_d": Wording("Current annual real losses CARL", "当前年真实漏失量 CARL"),
        "uarl_m3_per_d": Wording("Unavoidable annual real losses UARL", "不可避免年真实漏失量 UARL"),
        "rl_less_uarl_m3_per_d": Wording("Real losses above UARL", "超出不可避免值的真实漏失量"),
        "background_m3": Wording("Background leakage", "背景漏失水量"),
        "reported_bursts_m3": Wording("Reported bursts", "明漏水量"),
        "unreported_bursts_m3": Wording("Unreported bursts that were found", "已查出的暗漏水量"),
        "components_m3": Wording("Components together", "各分项合计"),
        "unexplained_m3": Wording("Real losses that no component explains", "分项未解释的真实漏失量"),
        "ili": Wording("Infrastructure leakage index ILI", "管网漏损指数 ILI"),
        "world_bank_band": Wording("World Bank band", "世界银行漏失分级"),
        "world_bank_band_by_loss": Wording("World Bank band by loss a connection", "世界银行漏失分级（按单位接户管漏失量）"),
        "nrw_cost": Wording("Cost of non-revenue water", "产销差水量成本"),
        "input_m3": Wording("Input over the boundary", "进水量"),
        "export_m3": Wording("Export over the boundary", "出水量"),
        "storage_change_m3": Wording("Change of storage", "蓄水变化量"),
        "metered_m3": Wording("Metered use", "计量用水量"),
        "unmetered_m3": Wording("Unmetered use", "未计量用水量"),
        "mains_km": Wording("Length of mains", "管长"),
        "connections": Wording("Service connections", "接户数"),
        "households": Wording("Households", "户数"),
        "component_uarl_m3_per_d": Wording("Component UARL", "分项不可避免真实漏失量"),
        "loss_m3_per_km_d": Wording("Loss per km of main", "单位管长漏损量"),
        "loss_l_per_connection_d": Wording("Loss per connection", "单位接户管漏损量"),
        "unread_customer_meters": Wording("Customer meters not read", "未抄表用户水表数"),
        "stuck_customer_meters": Wording("Customer meters that stand still", "停走用户水表数"),
        "stuck_missed_m3": Wording("Use that stuck meters did not show", "停走水表少计水量"),
        "azp_m": Wording("Average zone pressure AZP", "区域平均压力 AZP"),
        "aznp_m": Wording("Average zone night pressure AZNP", "区域夜间平均压力 AZNP"),
        "pressure_points": Wording("Pressure points", "测压点数"),
        "critical_points": Wording("Points below the service minimum", "低于服务压力的测压点数"),
        "ndf_h_per_d": Wording("Night-day factor NDF", "昼夜系数 NDF"),
        "mnf_m3_per_h": Wording("Minimum night flow MNF", "夜间最小流量 MNF"),
        "mnf_p20_m3_per_h": Wording(
            "Minimum night flow, weekly 20th percentile", "夜间最小流量（7日20%分位）"),
        "mnf_percent_of_mean_flow": Wording("MNF of the mean flow", "夜间最小流量占日均流量比"),
        "lnu_m3_per_h": Wording("Legitimate night use LNU", "夜间合法用水量 LNU"),
        "nnf_m3_per_h": Wording("Net night flow NNF", "夜间净流量 NNF"),
        "ubl_m3_per_h": Wording("Unavoidable background leakage UBL", "不可避免背景漏失 UBL"),
        "background_m3_per_h": Wording("Background leakage", "背景漏失"),
        "excess_m3_per_h": Wording("Excess night flow", "超额夜间流量（可检漏失）"),
        "espb": Wording("Equivalent service pipe bursts", "当量支管爆管数"),
        "controllable_m3_per_h": Wording("Controllable leakage", "可控漏失"),
        "night_leakage_m3": Wording("Leakage from night flows", "夜间流量法漏失水量"),
        "night_flow_trend_m3_per_h_d": Wording("Trend of the night flow", "夜间流量趋势"),
        "night_flow_steps": Wording("Steps of the night flow", "夜间流量突变次数"),
        "apparent_by_nights_m3": Wording("Apparent losses by night flows", "夜间流量法推算的表观漏损"),
        "night_less_balance_m3": Wording("Night leakage less real loss", "夜间流量法与平衡法之差"),
        "rate_of_rise_m3_per_km_d_yr": Wording("Rate of rise of leakage RR", "漏失自然增长率 RR"),
        "eif_months": Wording("Economic intervention interval EIF", "经济检漏周期 EIF"),
        "ep_percent_per_yr": Wording("Share to survey in a year EP", "年检漏比例 EP"),
        "abi_per_yr": Wording("Annual budget for intervention ABI", "年检漏预算 ABI"),
        "eurl_m3_per_yr": Wording("Economic unreported real losses EURL", "经济暗漏水量 EURL"),
        "agreement": Wording("Night flows against the balance", "两种方法的比较"),
        "input_validity": Wording("Validity of the inputs", "输入数据可信度"),
    ]
}
