import InputOutput
import PipeNetwork

extension Defect.Kind {
    /// What the defect is and why it matters, in one sentence.
    public func sentence(in language: ReportLanguage) -> String { wording[language] }

    /// The sentence in both languages.
    var wording: Wording {
        switch self {
        case .unsnappedEnd:
            Wording(
                "A pipe ends near another pipe or node without meeting it (measure: gap, m).",
                "管段端点靠近另一管段或节点而未连接（量值：间隙，m）。")
        case .overlap:
            Wording(
                "Pipes run on top of each other (measure: common length, m; of many the first's length).",
                "管段重叠（量值：重叠长度，m；多条时为首条管长）。")
        case .duplicate:
            Wording(
                "Links join the same nodes along the same path; the last named is the one to keep.",
                "多条管线连接相同节点且路径相同（重复），保留最后所列一条。")
        case .crossingWithoutNode:
            Wording(
                "Two pipes cross without a node: one passes below the other, or a joint is lost (one alone crosses many; measure: how many).",
                "两条管段交叉处无节点：立体交叉，或漏画连接（仅列一条时为其与多条交叉，量值：条数）。")
        case .crowdedPlace:
            Wording(
                "More pipes lie in one place than can be compared with each other (measure: pipes).",
                "同一位置管段过多，无法逐一比对（量值：管段数）。")
        case .absurdPosition:
            Wording(
                "Coordinates that are no place on Earth: check the export and the reference system.",
                "坐标不在地球范围内：请检查导出数据与坐标参考系。")
        case .isolatedSegment:
            Wording(
                "A connected component of the network has no source of water (measure: nodes).",
                "部分管网与任何水源都不连通（量值：节点数）。")
        case .loneNode:
            Wording("A node that no pipe meets.", "没有任何管段连接的孤立节点。")
        case .selfLoop:
            Wording("A link whose two ends are the same node.", "两端为同一节点的管段。")
        case .zeroLength:
            Wording("A pipe of no length.", "管长为零或缺失。")
        case .absurdLength:
            Wording(
                "A pipe far too long, or far from its drawn length (measure: length, m).",
                "管长不合理，或与图上长度相差过大（量值：管长，m）。")
        case .missingDiameter:
            Wording("A pipe without a diameter.", "缺少管径。")
        case .absurdDiameter:
            Wording(
                "A diameter outside the believable range (measure: diameter, m).",
                "管径超出合理范围（量值：管径，m）。")
        case .missingCurve:
            Wording(
                "A pump without a head curve or a power, or a valve without its head-loss curve: import a model with it, or map the field; a solve refuses it.",
                "水泵缺少扬程曲线或功率，或阀门缺少水头损失曲线：请导入含该曲线的模型或映射字段，否则无法计算。")
        case .missingElevation:
            Wording("A node without an elevation.", "节点缺少高程。")
        case .absurdElevation:
            Wording(
                "An elevation higher or lower than any ground, or a head that no reservoir has (measure: elevation or head, m).",
                "高程超出地面合理范围，或水源水头不合理（量值：高程或水头，m）。")
        case .missingPosition:
            Wording("A node without a place on the map.", "节点缺少坐标。")
        case .meterBesidePipe:
            Wording(
                "A flow meter beside its pipe and not in it: it measures nothing there (measure: distance, m).",
                "流量计在管段旁而不在管段上，不计量该管段（量值：距离，m）。")
        case .valveBesidePipe:
            Wording(
                "A valve beside its pipe and not in it: it holds nothing there (measure: distance, m).",
                "阀门在管段旁而不在管段上，不起关断作用（量值：距离，m）。")
        case .customerFarFromPipe:
            Wording(
                "A customer that no pipe is near (measure: distance, m).", "用户点附近没有管段（量值：距离，m）。")
        case .meterFarFromPipe:
            Wording(
                "A meter that no pipe is near (measure: distance, m).",
                "水表（流量计）附近没有管段（量值：距离，m）。")
        case .assetFarFromPipe:
            Wording(
                "A station, hydrant or valve that no pipe is near (measure: distance, m).",
                "设施、消火栓或阀门附近没有管段（量值：距离，m）。")
        }
    }
}

extension Defect.Severity {
    /// The word for it.
    var wording: Wording {
        switch self {
        case .error: Wording("error", "错误")
        case .warning: Wording("warning", "警告")
        case .notice: Wording("notice", "提示")
        }
    }
}
