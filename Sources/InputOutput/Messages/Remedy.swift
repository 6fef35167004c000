/// What a person can do about an error.
///
/// ``wording`` says it as a library can; a program with options or forms says which of them.
public enum Remedy: Sendable, Hashable, CaseIterable {
    /// Say in which coordinate reference system the coordinates are.
    case stateReferenceSystem
    /// Read the file as one in a plane of its own, or say in which reference system it is.
    case stateReferenceSystemOrGoWithout
    /// Say in which reference system the coordinates are, as the one that was said cannot be right.
    case correctReferenceSystem
    /// Import the first source again with its reference system.
    case importFirstSourceWithReferenceSystem
    /// Put a prefix before the ids of one of the sources.
    case statePrefix
    /// Say in which encoding the text is.
    case stateEncoding
    /// Say in which encoding the text is, as the one that was said or found is not it.
    case correctEncoding
    /// Say which source of the city a file replaces.
    case nameReplacedSource
    /// Ask about a later date, or import the first network with the date from which it holds.
    case importWithDate
    /// Give a city's file where a date is asked about.
    case giveCityForDate
    /// Say what the zones of the city are.
    case makeZones
    /// Say how the times of a file are written.
    case stateTimeForm
    /// Look at the defects that a check of the network names.
    case checkNetwork

    /// What to do, in the words of the library.
    public var wording: Wording {
        switch self {
        case .stateReferenceSystem:
            Wording("state the coordinate reference system", "请注明坐标参考系")
        case .stateReferenceSystemOrGoWithout:
            Wording("state the coordinate reference system to go without it", "请另行注明坐标参考系")
        case .correctReferenceSystem:
            Wording("state the right coordinate reference system", "请注明正确的坐标参考系")
        case .importFirstSourceWithReferenceSystem:
            Wording(
                "import the first source again with its coordinate reference system", "请注明坐标参考系后重新导入第一个数据源")
        case .statePrefix: Wording("state a prefix for the ids to tell them apart", "请为编号加前缀以示区分")
        case .stateEncoding: Wording("state the encoding (for Chinese data often gbk)", "请注明字符编码（中文数据常为 gbk）")
        case .correctEncoding: Wording("state the right encoding", "请注明正确的字符编码")
        case .nameReplacedSource: Wording("say which source of the city it replaces", "请说明替换城市中的哪个数据源")
        case .importWithDate:
            Wording(
                "give a later date, or import the first network with the date from which it holds",
                "请给出较晚的日期，或为首次导入的管网注明生效日期")
        case .giveCityForDate: Wording("give a city's file to ask about a date", "按日期查询请提供城市文件")
        case .makeZones: Wording("derive the zones or import them", "请先生成或导入分区")
        case .stateTimeForm: Wording("state the form of the times", "请注明时间的写法")
        case .checkNetwork: Wording("a check of the network names each", "可检查管网逐一列出")
        }
    }
}
