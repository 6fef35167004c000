import InputOutput
import PipeNetwork
import Telemetry

/// What can be wrong with zones.
public enum ZoneError: Error, Hashable, Sendable {
    /// Two zones of one id.
    case duplicateZone(String)
    /// A zone names a parent that is not there.
    case unknownParent(String, zone: String)
    /// A zone is its own ancestor.
    case circularParents(String)
    /// A cut names neither a link, a meter nor a valve of the network.
    case unknownCut(String, nearest: [String])
    /// A name is given to a node that is not in the network.
    case unknownNode(String, nearest: [String])
    /// A name is given to a node that lies outside every zone.
    case nodeOutside(String, name: String)
    /// Two names are given to nodes of one zone.
    case twoNames(String, String, zone: String)
    /// A zone layer has a feature that is not an area.
    case notAnArea(feature: String, found: Wording)
    /// Two zone areas overlap by more than a sliver, so nodes would lie in both.
    case overlappingAreas(String, String, squareMetres: Double)
    /// No element carries the attribute that was to name the zones.
    case noSuchAttribute(String, found: [String])
    /// A scheme was made for a network of another number of nodes.
    case otherNetwork(schemeNodes: Int, networkNodes: Int)
    /// A node is said to lie in a zone that is not there.
    case noZoneAt(position: Int, node: Int, zones: Int)
    /// There is no zone of this id.
    case unknownZone(String, known: [String])
    /// A zone is to be called by nothing, or by blanks and signs that no list shows.
    case blankName(zone: String)
    /// Two versions of the zones hold at one time; `nil` is the beginning of time.
    case overlappingVersions(first: Timestamp?, second: Timestamp?)
    /// A version of the zones ends before it begins.
    case emptyVersion(from: Timestamp, to: Timestamp)
}

extension ZoneError: ExplainedError {
    /// One sentence: what, where, what to do.
    public var explanation: Wording {
        switch self {
        case .duplicateZone(let id):
            Wording(
                "zone '\(id.quotable)' is there twice; zone ids must be unique",
                "分区“\(id.quotable)”重复；分区编号必须唯一")
        case .unknownParent(let parent, let zone):
            Wording(
                "zone '\(zone.quotable)' names parent '\(parent.quotable)', which is not among the zones",
                "分区“\(zone.quotable)”的上级“\(parent.quotable)”不在分区之列")
        case .circularParents(let id):
            Wording(
                "zone '\(id.quotable)' is its own ancestor; parents must not run in a circle",
                "分区“\(id.quotable)”成了自己的上级；上下级关系不能成环")
        case .unknownCut(let id, let nearest) where nearest.first?.hasPrefix(id + "#") == true:
            Wording(
                "cut '\(id.quotable)' is a pipe that was split where others join it or a device sits in it; "
                    + "name the piece that is measured: ",
                "切断处“\(id.quotable)”是一条管段，已在与其他管段相接或设备所在处打断；请指明有计量的一段：")
                + Wording(quoting: nearest, inQuotes: true)
        case .unknownCut(let id, let nearest):
            Wording(
                "cut '\(id.quotable)' is no link, meter or valve of the city",
                "切断处“\(id.quotable)”不是城市中的管段、计量表或阀门") + .suggestion(nearest)
        case .unknownNode(let id, let nearest):
            Wording("node '\(id.quotable)' is not in the city", "城市中没有节点“\(id.quotable)”")
                + .suggestion(nearest)
        case .nodeOutside(let id, let name):
            Wording(
                "node '\(id.quotable)' lies outside every zone, so nothing can be called '\(name.quotable)' by it",
                "节点“\(id.quotable)”不在任何分区内，无法以它命名“\(name.quotable)”")
        case .twoNames(let first, let second, let zone):
            Wording(
                "'\(first.quotable)' and '\(second.quotable)' name the same zone (\(zone)); a cut between them is missing",
                "“\(first.quotable)”与“\(second.quotable)”指向同一分区（\(zone)）；两者之间缺少切断处")
        case .notAnArea(let feature, let found):
            Wording(
                "zone feature \(feature) is a \(found.english); a polygon or multipolygon was expected",
                "分区要素 \(feature) 是\(found.chinese)；应为多边形或多部件多边形")
        case .overlappingAreas(let first, let second, let area):
            Wording(
                "zones '\(first.quotable)' and '\(second.quotable)' overlap by \(area.rounded()) m²; "
                    + "leaf zones must not overlap",
                "分区“\(first.quotable)”与“\(second.quotable)”重叠 \(area.rounded()) m²；最下级分区不能重叠")
        case .noSuchAttribute(let name, let found):
            Wording(
                "no node, pipe or customer has an attribute '\(name.quotable)'; there are: ",
                "节点、管段和用户都没有属性“\(name.quotable)”；现有属性：") + Wording(quoting: found)
        case .otherNetwork(let schemeNodes, let networkNodes):
            Wording(
                "the zones are those of a network of \(schemeNodes) nodes, this one has \(networkNodes); "
                    + "derive or import the zones again",
                "这些分区属于有 \(schemeNodes) 个节点的管网，而本管网有 \(networkNodes) 个；请重新生成或导入分区")
        case .noZoneAt(let position, let node, let zones):
            Wording(
                "node row \(node) is said to lie in zone number \(position), but there are \(zones) zones; "
                    + "numbers count from 0, and -1 is outside",
                "第 \(node) 行节点标注的分区序号为 \(position)，但只有 \(zones) 个分区；序号从 0 起，-1 表示分区外")
        case .unknownZone(let id, let known):
            Wording("there is no zone '\(id.quotable)'; there are: ", "没有分区“\(id.quotable)”；现有分区：")
                + Wording(quoting: known)
        case .blankName(let zone):
            Wording(
                "zone '\(zone.quotable)' is to be called by nothing; give an id and a name with at least one letter or digit, "
                    + "without line breaks",
                "分区“\(zone.quotable)”的新编号或名称为空；请给出至少含一个字母或数字、不含换行的编号和名称")
        case .overlappingVersions(let first, let second):
            Wording(
                "the zones valid from \(Self.text(first).english) and those valid from \(Self.text(second).english) "
                    + "hold at one time; let the earlier end when the later begins",
                "自 \(Self.text(first).chinese) 起与自 \(Self.text(second).chinese) 起有效的分区在时间上重叠；"
                    + "前者应在后者开始时终止")
        case .emptyVersion(let from, let to):
            Wording(
                "zones valid from \(from) to \(to) never hold; the end must be later than the start",
                "自 \(from) 至 \(to) 有效的分区从未生效；终止时间必须晚于起始时间")
        }
    }

    private static func text(_ time: Timestamp?) -> Wording {
        time.map { Wording(verbatim: "\($0)") } ?? Wording("the beginning", "最初")
    }
}
