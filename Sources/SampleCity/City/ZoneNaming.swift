/// What leak zones are called: the old town's after its springs.
enum ZoneNaming {
    private static let springs: [(String, String)] = [
        ("Baotu Spring", "趵突泉"), ("Black Tiger Spring", "黑虎泉"), ("Pearl Spring", "珍珠泉"),
        ("Five Dragon Pool", "五龙潭"), ("White Stone Spring", "白石泉"), ("Nine Maidens Spring", "九女泉"),
        ("Golden Line Spring", "金线泉"), ("Willow Spring", "柳絮泉"), ("Jade Girdle Spring", "玉带泉"),
        ("Gurgling Jade Spring", "漱玉泉"), ("Horse Race Spring", "马跑泉"), ("Lotus Spring", "芙蓉泉"),
        ("Crown Spring", "皇华泉"), ("Old Well Spring", "古鉴泉"), ("Sparkling Spring", "濋泉"),
        ("Sage King Spring", "舜井"),
    ]

    /// Id and names of the `number`th zone of a district, counted from 0.
    static func name(_ district: District, _ number: Int) -> (id: String, english: String, chinese: String) {
        switch district {
        case .oldTown:
            let id = String(serial: number + 1, prefix: "OT-", width: 2)
            guard number < springs.count else {
                return (id, "Old town DMA \(number + 1)", "老城\(number + 1)区")
            }
            return (id, springs[number].0, springs[number].1 + "片区")
        case .east:
            return (
                String(serial: number + 1, prefix: "EA-", width: 2), "East DMA \(number + 1)",
                "东城\(number + 1)区"
            )
        case .mountains:
            return (
                String(serial: number + 1, prefix: "MT-", width: 2), "Mountain valley \(number + 1)",
                "南山\(number + 1)区"
            )
        }
    }
}
