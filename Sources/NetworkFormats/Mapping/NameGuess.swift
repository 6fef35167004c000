import Geospatial
import PipeNetwork

/// The names of layers and fields that we recognise, English and Chinese; Docs/mapping.md lists them.
///
/// Names are compared without case, spaces, underscores and hyphens; an exact match wins over a name that only
/// contains a known one.
public enum NameGuess {
    /// Names of layers by role, the more special first.
    public static let layers: [(role: ElementRole, names: [String])] = [
        (.asset(.secondarySupplyStation), ["secondarysupply", "secondarystation", "二次供水", "二供"]),
        (.asset(.boosterStation), ["booster", "加压"]),
        (.asset(.waterworks), ["waterworks", "waterplant", "treatmentplant", "水厂"]),
        (.asset(.pressurePoint), ["pressurepoint", "pressure", "测压点", "压力点", "压力监测"]),
        (.asset(.hydrant), ["hydrant", "消火栓", "消防栓"]),
        (.asset(.customerPoint), ["customer", "consumer", "account", "connec", "用户", "户表"]),
        (.asset(.meter), ["meter", "水表", "流量计", "表具"]),
        (.regulatingValve, ["prv", "regulator", "regulatingvalve", "减压阀", "调流阀"]),
        (.asset(.isolationValve), ["valve", "阀门", "阀"]),
        (.tank, ["tank", "水箱", "水池", "高位水池", "水塔"]),
        (.reservoir, ["reservoir", "水库", "水源"]),
        (.pump, ["pump", "水泵"]),
        (.station, ["station", "泵站", "站点", "厂站"]),
        (.zone, ["zone", "dma", "district", "分区", "片区"]),
        (.junction, ["node", "junction", "节点", "管点", "连接点"]),
        (.pipe, ["pipe", "main", "管线", "管段", "管道", "管网"]),
    ]

    /// Names of fields.
    public static let fields: [ElementField: [String]] = [
        .id: [
            "id", "code", "no", "number", "gid", "objectid", "fid", "uid", "编号", "编码", "管段编号",
            "管线编号", "管段号", "节点编号", "阀门编号", "表号", "水表编号", "用户编号", "户号", "点号", "测点编号",
            "设备编号", "物探点号", "标识", "name",
        ],
        .from: [
            "from", "fromnode", "node1", "start", "startnode", "startid", "startnodename", "startnodeid",
            "fromnodeid", "upnode", "起点", "起点编号", "起点号",
            "起始节点", "上游节点", "起点点号",
        ],
        .to: [
            "to", "tonode", "node2", "end", "endnode", "endid", "endnodename", "endnodeid", "tonodeid",
            "downnode", "终点", "终点编号", "终点号",
            "终止节点", "下游节点", "终点点号",
        ],
        .length: ["length", "len", "pipelength", "管长", "长度", "管段长度"],
        .diameter: ["diameter", "dn", "diam", "dia", "size", "管径", "口径", "公称直径", "直径"],
        .roughness: ["roughness", "cfactor", "hwc", "粗糙度", "粗糙系数", "海曾威廉系数"],
        .minorLoss: ["minorloss", "局部损失"],
        .status: [
            "status", "state", "open", "initialstatus", "initstatus",
            "inistatus", "状态", "开关状态", "启闭状态", "开关",
        ],
        .material: ["material", "mat", "管材", "材质", "材料"],
        .year: [
            "year", "yearlaid", "yearbuilt", "installyear", "laid", "installed", "installdate", "埋设年代",
            "埋设年份",
            "敷设年代", "竣工年份", "建设年代", "安装年份", "埋设日期",
        ],
        .road: ["road", "street", "roadname", "道路", "道路名称", "所在道路", "路名"],
        .area: ["area", "district", "region", "区域", "片区", "所属区域", "行政区"],
        .elevation: [
            "elevation", "elev", "height", "z", "groundlevel", "bottomelevation", "高程", "地面高程", "标高",
            "管顶高程",
        ],
        .head: ["head", "totalhead", "basehead", "水头", "总水头"],
        .demand: ["demand", "basedemand", "需水量", "用水量", "节点流量"],
        .initialLevel: ["initiallevel", "initlevel", "初始水位"],
        .minimumLevel: ["minimumlevel", "minlevel", "最低水位"],
        .maximumLevel: ["maximumlevel", "maxlevel", "最高水位"],
        .kind: ["kind", "type", "stationtype", "valvetype", "category", "类型", "类别", "种类", "站点类型"],
        .setting: ["setting", "initialsetting", "设定值", "阀后压力"],
        .power: ["power", "功率"],
        .headCurve: ["headcurve", "pumpcurve", "pumpcurvename", "扬程曲线"],
        .speed: ["speed", "basespeed", "转速比"],
        .speedPattern: ["speedpattern", "speedpatternname"],
        .checkValve: ["checkvalve", "hascheckvalve", "止回阀"],
        .demandPattern: ["demandpattern", "用水模式"],
        .headPattern: ["headpattern", "headpatternname"],
        // What a coefficient of an emitter is of, and what a state of life, only the program says that wrote it.
        .emitter: [],
        .lifecycle: [],
        .minimumVolume: ["minimumvolume", "minvolume", "minvol"],
        .volumeCurve: ["volumecurve", "volcurve", "volcurvename"],
        .overflow: ["overflow", "canoverflow", "溢流"],
        .direction: ["direction", "flowdirection", "orientation", "流向", "方向"],
        .accuracy: ["accuracypercent", "accuracy", "精度", "精度等级", "误差"],
        .digits: ["digits", "registerdigits", "位数", "字轮位数"],
        .maximumFlow: ["qmax", "qmaxm3perh", "q4", "maxflow", "过载流量"],
        .meterKind: ["meterkind"],
        .connections: [
            "connections", "services", "serviceconnections", "接户数", "接户管数", "接户管", "接户管数量",
        ],
        .households: [
            "households", "properties", "dwellings", "户数", "居民户数", "用户数", "住户数", "总户数",
        ],
        .population: ["population", "people", "persons", "人口", "人数", "服务人口"],
        .baseDemand: ["basedemandm3perd", "basedemandm3d", "basedemand", "日用水量", "日均用水量"],
        .meter: ["meter", "meterid", "meterno", "表号", "水表编号"],
        .metered: ["metered", "hasmeter", "是否装表", "装表", "计量", "是否计量"],
        .node: ["node", "nodeid", "所属节点", "节点"],
        .name: ["name", "title", "名称", "分区名称"],
        .parent: ["parent", "parentid", "上级", "上级分区", "所属分区"],
    ]

    /// Words for a closed state, compared as whole values without case.
    public static let closedWords: Set<String> = [
        "closed", "close", "shut", "off", "0", "false", "关", "关闭", "关断", "闭", "常闭",
    ]

    /// Words for an open state.
    public static let openWords: Set<String> = [
        "open", "opened", "on", "1", "true", "开", "开启", "打开", "常开", "正常", "在用",
    ]

    /// Words for a valve that regulates.
    public static let activeWords: Set<String> = ["active", "regulating", "调节"]

    /// Words for a pipe that a check valve keeps from flowing back.
    public static let checkValveWords: Set<String> = ["cv", "check valve", "止回阀"]

    /// Words for a thing that is no longer there.
    public static let goneWords: Set<String> = [
        "abandoned", "removed", "obsolete", "retired", "demolished", "废弃", "报废", "拆除", "已拆除", "已废弃", "已报废",
    ]

    /// Words for a thing that is not there yet.
    public static let plannedWords: Set<String> = ["planned", "proposed", "future", "规划", "拟建", "设计"]

    /// Words for yes.
    public static let yesWords: Set<String> = ["true", "yes", "y", "1", "是", "有"]

    /// Words for no.
    public static let noWords: Set<String> = ["false", "no", "n", "0", "否", "无"]

    /// Words for a meter that counts against the drawn direction of its pipe.
    public static let reverseWords: Set<String> = [
        "reverse", "backward", "-1", "against", "逆", "逆向", "反", "反向",
    ]

    /// Words for a meter that counts along the drawn direction of its pipe.
    public static let forwardWords: Set<String> = ["forward", "1", "along", "顺", "顺向", "正", "正向"]

    /// Words that stand where a number is not known; they are no numbers and no errors.
    public static let unknownWords: Set<String> = [
        "unknown", "none", "null", "n/a", "na", "-", "—", "/", "?", "不详", "不明", "未知", "无",
    ]

    /// Words for the kinds of station.
    public static let stationWords: [(word: String, kind: Asset.Kind)] = [
        ("secondary", .secondarySupplyStation), ("二次供水", .secondarySupplyStation),
        ("二供", .secondarySupplyStation), ("booster", .boosterStation), ("加压", .boosterStation),
        ("泵站", .boosterStation), ("pump", .boosterStation), ("waterworks", .waterworks),
        ("plant", .waterworks), ("水厂", .waterworks),
    ]

    /// The role that a layer's name and the shape of its features suggest.
    public static func role(ofLayer name: String, hasLines: Bool, hasAreas: Bool) -> ElementRole? {
        let key = normalized(name)
        let fits = { (role: ElementRole) in
            switch role {
            case .pipe: hasLines
            case .pump, .regulatingValve: true
            case .zone: hasAreas
            default: !hasLines && !hasAreas
            }
        }
        for (role, names) in layers where names.contains(where: key.contains) {
            if fits(role) { return role }
            // A valve that is drawn as a line is one of a model, with a kind and a setting.
            if role == .asset(.isolationValve), hasLines { return .regulatingValve }
        }
        // Lines that no name explains are pipes: what else would a water utility draw as lines?
        return hasLines ? .pipe : nil
    }

    /// The position of the field that `field` is in a layer with these field names; those in `taken` are left.
    ///
    /// Names of the program that wrote the layer go before all others.
    public static func position(
        of field: ElementField, in names: [String], besides taken: Set<Int>, tool: SourceTool? = nil
    ) -> Int? {
        let keys = names.map(normalized)
        for name in (tool?.fields[field] ?? []) + (fields[field] ?? []) {
            if tool?.means(field, notBy: name) == true { continue }
            if let place = keys.firstIndex(of: name), !taken.contains(place) { return place }
        }
        return nil
    }

    /// The kind of station that a value names.
    public static func stationKind(_ value: String) -> Asset.Kind? {
        if let exact = Asset.Kind(rawValue: value.lowercased()) { return exact }
        let key = normalized(value)
        return stationWords.first { key.contains($0.word) }?.kind
    }

    static func normalized(_ name: String) -> String {
        String(name.lowercased().filter { !" _-.()（）".contains($0) })
    }
}
