import InputOutput
import Springline

extension Remedy {
    /// What to do, by the options of this command.
    var optionWording: Wording {
        switch self {
        case .stateReferenceSystem: Wording("give --crs EPSG:n", "请用 --crs EPSG:n 指定")
        case .stateReferenceSystemOrGoWithout: Wording("give --crs to go without", "请用 --crs 另行指定")
        case .correctReferenceSystem: Wording("give the right --crs", "请用 --crs 指定正确的坐标参考系")
        case .importFirstSourceWithReferenceSystem:
            Wording("import the first source again with --crs EPSG:n", "请用 --crs EPSG:n 重新导入第一个数据源")
        case .statePrefix: Wording("give --prefix to tell the sources apart", "请用 --prefix 加前缀以示区分")
        case .stateEncoding:
            Wording("give --encoding (for Chinese data often gbk)", "请用 --encoding 指定字符编码（中文数据常为 gbk）")
        case .correctEncoding: Wording("give the right --encoding", "请用 --encoding 指定正确的字符编码")
        case .nameReplacedSource: Wording("say with --replaces which one it is", "请用 --replaces 指明是哪一个")
        case .importWithDate:
            Wording(
                "give a later date, or import the first network with the date from which it holds (--valid-from)",
                "请给出较晚的日期，或在首次导入管网时用 --valid-from 注明生效日期")
        case .giveCityForDate: Wording("give a city's file with --as-of", "使用 --as-of 请提供城市文件")
        case .makeZones:
            Wording("make them with 'zones derive' or 'zones import'", "请用 zones derive 或 zones import 建立分区")
        case .stateTimeForm:
            Wording(
                "give --time-format day-first, month-first, … or a pattern such as DD/MM/YYYY",
                "请用 --time-format 指定 day-first、month-first 等，或 DD/MM/YYYY 之类的格式")
        case .checkNetwork: Wording("see 'check'", "请用 check 检查")
        }
    }
}
