/// A part of the city that another office has drawn, in another format.
enum District: Int, Sendable, CaseIterable {
    case oldTown
    case east
    case mountains

    /// The district's id among the zones, and the name of its file or folder.
    var id: String {
        switch self {
        case .oldTown: "old-town"
        case .east: "east"
        case .mountains: "mountains"
        }
    }

    /// The letter its element ids begin with.
    var letter: String {
        switch self {
        case .oldTown: "O"
        case .east: "E"
        case .mountains: "M"
        }
    }

    /// English and Chinese name.
    var names: (english: String, chinese: String) {
        switch self {
        case .oldTown: ("Old town", "老城区")
        case .east: ("East city", "东部新城")
        case .mountains: ("Southern mountains", "南部山区")
        }
    }
}
