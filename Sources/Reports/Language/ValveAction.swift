import InputOutput

/// What is done with a valve when a burst is isolated: in English as programs read it.
enum ValveAction: String, CaseIterable {
    /// Close it.
    case close
    /// It is shut and stays so.
    case keepShut = "keep_shut"
    /// A check valve, a pump or a pressure valve that holds the water back without being touched.
    case holdsByItself = "holds_by_itself"
    /// It stands between the burst and what is cut off besides.
    case leadsToCutOff = "leads_to_cut_off"
    /// It was said to be stuck.
    case stuck

    /// The word in both languages.
    var wording: Wording {
        let chinese =
            switch self {
            case .close: "关闭"
            case .keepShut: "保持关闭"
            case .holdsByItself: "自行止水"
            case .leadsToCutOff: "通往连带停水区"
            case .stuck: "失灵"
            }
        return Wording(rawValue, chinese)
    }
}

extension Table.Cell {
    /// `yes` or `no`.
    static func answer(_ isSo: Bool) -> Table.Cell {
        .word(isSo ? Wording("yes", "是") : Wording("no", "否"))
    }
}
