/// The road a pipe lies under, as a number until somebody reads it.
struct Road: Sendable, Hashable {
    enum Kind: UInt8, Sendable { case acrossOldTown, alongOldTown, acrossEast, alongEast, valley, lane, link }

    var kind: Kind
    var number: Int32

    private static let across = [
        "泉城路", "黑虎泉路", "明湖路", "大明湖路", "泺源大街", "文化西路", "经七路", "趵突泉北路", "县西巷", "珍珠泉路",
        "按察司街", "南门大街", "榜棚街", "芙蓉街", "后宰门街", "曲水亭街",
    ]
    private static let along = [
        "历山路", "朝山街", "青年西路", "解放路", "山师东路", "舜耕路", "玉函路", "纬一路", "顺河街", "共青团路",
        "山大路", "花园路", "洪家楼街", "闵子骞路", "燕子山路", "佛山街",
    ]

    /// The name in Chinese, for the old town's files.
    var chinese: String {
        switch kind {
        case .acrossOldTown: Self.named(Self.across, number, "横街")
        case .alongOldTown: Self.named(Self.along, number, "纵街")
        case .acrossEast: "经\(number + 1)路"
        case .alongEast: "纬\(number + 1)路"
        case .valley: "南山\(number + 1)号沟"
        case .lane: "\(number + 1)号巷"
        case .link: "环城干道"
        }
    }

    /// The name in English, for the other files.
    var english: String {
        switch kind {
        case .acrossOldTown: "Spring Street \(number + 1)"
        case .alongOldTown: "Lishan Street \(number + 1)"
        case .acrossEast: "Jing \(number + 1) Road"
        case .alongEast: "Wei \(number + 1) Road"
        case .valley: "Valley \(number + 1) Road"
        case .lane: "Village \(number + 1)"
        case .link: "Ring Main"
        }
    }

    private static func named(_ names: [String], _ number: Int32, _ kind: String) -> String {
        let index = Int(number)
        return index < names.count ? names[index] : "\(index + 1)号\(kind)"
    }
}
