import InputOutput

/// The words of the reports, a case for each, in the field's terms of both languages.
enum Phrase: CaseIterable {
    // Terms of the balance
    case zone, from, to, input, export, storageChange, supplied, metered, unmetered, billed, loss, limits
    case coverage, flags, nonRevenue, nonRevenuePercent, perKilometre, perConnection, nightFlow, grossRate
    case mains, connections, forReference, useCoverage
    // Frame
    case title, period, days, localTime, zonesClaimed, contents
    // Summary
    case summary, totalOfCity, totalOfZones, totalOfNone, worstZones, allZonesMissing, unclaimed,
        noLossClaimed
    case balanceDiagram, diagramText, surplus, drawdown, storageRise, dataNotes, uncertainSign
    case ofSupplied
    // Map
    case map, mapText, mapMissing, perKilometreLegend, notClaimedLegend, negativeLegend, outsideLegend
    case inletMeter, closedBoundary, openBoundary, pressurePoint, waterworks, tank, booster, thinned,
        scaleNote
    // Map to pan and zoom
    case liveMapText, zoneAreas, zoneNames, pipes, pipe, pump, valve, identifier, kind, length,
        diameter, material, betweenZones, outsideZones, readOn, showOnMap, wholeNetwork, zoomIn, zoomOut,
        closeCard, north
    // Comparison
    case comparison, comparisonText, comparedLoss, presentLoss, change, verdict, changeOfLoss, lossRose,
        lossFell,
        comparedDays, remark, wholeCity, months, monthsText
    // Table
    case zoneTable, zoneTableText, groupOf, reasonNoFlag
    // Zones
    case zoneSections, lossByWeek, lossByWeekUnit, noWeeks, nightByDay, nightByDayUnit, noNights, nights,
        weekOf
    case everyNight, percentileLine, whiskers, noClaimBar, whatToKnow, nothingToKnow, insideLimits
    // Methods
    case methods, methodsText, source, footer
    // Check
    case noDefects, moreDefects

    /// The phrase in both languages; `{0}`, `{1}` stand for values.
    var wording: Wording {
        termWording ?? frameWording ?? summaryWording ?? mapWording ?? liveMapWording ?? zoneWording
            ?? comparisonWording ?? Wording(String(describing: self), "")
    }
}

extension Phrase {
    private var termWording: Wording? {
        switch self {
        case .zone: Wording("Zone", "分区")
        case .from: Wording("From", "起")
        case .to: Wording("To", "止")
        case .input: Wording("Input", "进水量")
        case .export: Wording("Export", "出水量（转供）")
        case .storageChange: Wording("Storage change", "蓄水变化量")
        case .supplied: Wording("Water supplied", "供水量")
        case .metered: Wording("Metered use", "计量用水量")
        case .unmetered: Wording("Unmetered use", "未计量用水量")
        case .billed: Wording("Billed use", "计费用水量")
        case .loss: Wording("Water loss", "漏损水量")
        case .limits: Wording("± 95 %", "± 95 %")
        case .coverage: Wording("Coverage", "数据完整率")
        case .useCoverage: Wording("Use measured", "抄见比例")
        case .flags: Wording("Flags", "数据标记")
        case .nonRevenue: Wording("Non-revenue water", "产销差水量")
        case .nonRevenuePercent: Wording("Non-revenue water", "产销差率")
        case .perKilometre: Wording("Loss per km", "单位管长漏损水量")
        case .perConnection: Wording("Loss per connection", "单位接户管漏损水量")
        case .nightFlow: Wording("Minimum night flow", "夜间最小流量")
        case .grossRate: Wording("Gross loss rate R_WL", "综合漏损率 R_WL")
        case .mains: Wording("Mains", "管长")
        case .connections: Wording("Connections", "接户数")
        case .forReference: Wording("for reference", "参考")
        default: nil
        }
    }

    private var frameWording: Wording? {
        switch self {
        case .title: Wording("Water loss report", "供水管网漏损分析报告")
        case .period: Wording("Period", "统计期")
        case .days: Wording("{0} days", "{0} 天")
        case .localTime: Wording("local time {0}", "当地时间 {0}")
        case .zonesClaimed: Wording("{0} of {1} zones have a complete balance", "{1} 个分区中 {0} 个水量平衡完整")
        case .contents: Wording("Contents", "目录")
        case .noDefects: Wording("No defects found.", "未发现问题。")
        case .moreDefects:
            Wording("… and {0} more; the CSV form lists all.", "……另有 {0} 条，CSV 格式列出全部。")
        default: nil
        }
    }

    private var summaryWording: Wording? {
        switch self {
        case .summary: Wording("Summary", "摘要")
        case .totalOfCity: Wording("Whole city", "全市合计")
        case .totalOfZones:
            Wording(
                "Sum of the zones with a complete balance: {0}. Their limits are added in quadrature.",
                "水量平衡完整的分区合计：{0}。置信区间按平方和合成。")
        case .totalOfNone:
            Wording(
                "No zone has a complete balance in this period, so no loss is claimed. The reasons are below.",
                "统计期内没有水量平衡完整的分区，不给出漏损水量，原因见下。")
        case .worstZones: Wording("Where most is lost", "漏损最大的分区")
        case .allZonesMissing: Wording("No zone claims a loss.", "没有可给出漏损水量的分区。")
        case .unclaimed: Wording("Zones without a claimed loss", "未给出漏损水量的分区")
        case .noLossClaimed: Wording("no loss claimed", "不给出漏损水量")
        case .ofSupplied: Wording("of the water supplied", "占供水量")
        case .balanceDiagram: Wording("Water balance", "水量平衡图")
        case .diagramText:
            Wording(
                "Volumes in m³ over the period; percentages are shares of all that came in at the left.",
                "统计期内水量（m³）；百分数为占左侧全部来水的比例。")
        case .surplus: Wording("Surplus", "不明盈余")
        case .drawdown: Wording("From storage", "水池放水")
        case .storageRise: Wording("Into storage", "水池蓄水")
        case .dataNotes: Wording("About the data", "数据说明")
        case .uncertainSign:
            Wording(
                "its limits include 0: not shown to lose water", "区间含 0，尚不能确认存在漏损")
        default: nil
        }
    }

    private var mapWording: Wording? {
        switch self {
        case .map: Wording("Map of losses", "漏损分布图")
        case .mapText:
            Wording(
                "Pipes are coloured by their zone’s loss per kilometre of main. Choose a zone’s label to read on.",
                "管段按所属分区的单位管长漏损水量着色，点击分区名可跳转到详情。")
        case .mapMissing:
            Wording(
                "There is no map: the network has no coordinates.", "管网没有坐标，无法绘制地图。")
        case .perKilometreLegend: Wording("Loss, m³/(km·d)", "单位管长漏损水量，m³/(km·d)")
        case .notClaimedLegend: Wording("no loss claimed", "不给出漏损水量")
        case .negativeLegend: Wording("negative: check the data", "为负：请核查数据")
        case .outsideLegend: Wording("trunk mains and pipes outside zones", "干管与分区外管段")
        case .inletMeter: Wording("boundary meter", "边界流量计")
        case .closedBoundary: Wording("closed boundary", "关闭的边界")
        case .openBoundary: Wording("open boundary, unmeasured", "未计量的敞开边界")
        case .pressurePoint: Wording("pressure point", "测压点")
        case .waterworks: Wording("waterworks, source", "水厂、水源")
        case .tank: Wording("tank", "水池（水箱）")
        case .booster: Wording("pump station", "泵站")
        case .thinned:
            Wording(
                "The drawing is simplified to {0}; lengths are computed from the full network.",
                "图形已简化至 {0}，长度按完整管网计算。")
        case .scaleNote: Wording("{0} pipes, {1} km", "{0} 条管段，{1} km")
        default: nil
        }
    }

    private var zoneWording: Wording? {
        switch self {
        case .zoneTable: Wording("All zones", "分区一览")
        case .zoneTableText:
            Wording(
                "Sorted by loss; volumes in m³ over the period. ± is the 95 % half-width.",
                "按漏损水量排序；水量为统计期合计（m³），± 为 95 % 置信区间半宽。")
        case .groupOf: Wording("holds {0}", "含 {0}")
        case .reasonNoFlag: Wording("A term of the balance is not known.", "水量平衡缺项。")
        case .zoneSections: Wording("Zone by zone", "分区详情")
        case .lossByWeek: Wording("Loss by week", "逐周漏损水量")
        case .lossByWeekUnit: Wording("Mean of each week, m³/d", "各周日均，m³/d")
        case .noWeeks: Wording("There are no weekly balances.", "没有逐周水量平衡。")
        case .nightByDay: Wording("Minimum night flow", "夜间最小流量")
        case .nightByDayUnit: Wording("Least hour of each night, m³/h", "每夜最小小时流量，m³/h")
        case .noNights:
            Wording(
                "No night is measured throughout at every boundary meter.", "没有所有边界流量计均完整测得的夜间。")
        case .nights: Wording("mean of {0} nights", "{0} 夜平均")
        case .weekOf: Wording("week of {0}", "{0} 起一周")
        case .everyNight: Wording("each night", "每夜")
        case .percentileLine: Wording("20th percentile of 7 nights", "7 夜的 20 % 分位")
        case .whiskers: Wording("95 % limits", "95 % 置信区间")
        case .noClaimBar: Wording("no loss claimed", "不给出")
        case .whatToKnow: Wording("What to know before using these numbers", "使用前须知")
        case .nothingToKnow: Wording("No flag was raised for this zone.", "该分区无数据标记。")
        case .insideLimits: Wording("95 % limits {0} to {1} m³", "95 % 置信区间 {0} 至 {1} m³")
        case .methods: Wording("Methods and sources", "方法与依据")
        case .methodsText:
            Wording(
                "How each number of this report is computed, and where the method comes from.",
                "本报告各数值的计算方法及其出处。")
        case .source: Wording("Source", "依据")
        case .footer:
            Wording(
                "Made by Springline. The page needs no network and no other file.",
                "由 Springline 生成；本页可离线打开，不依赖其他文件。")
        default: nil
        }
    }
}
