import InputOutput

/// What can be wrong with a request to a city, beyond what its rooms say.
public enum RequestError: Error, Hashable, Sendable {
    /// The city has no zones to balance.
    case noZones(path: String)
    /// The period asked for has no length.
    case emptyPeriod(from: String, to: String)
    /// Results would replace what they are computed from.
    case outputIsSource(path: String)
    /// A network has no reservoir and no tank.
    case noSource(path: String)
    /// There is no proposal of that number.
    case noProposal(number: Int, of: Int)
    /// Zones can be saved in a city only.
    case noCity(path: String)
    /// Two outputs are one file.
    case sameOutput(path: String)
    /// A date is given for a model file, which has no history.
    case modelWithoutHistory(path: String)
    /// A place is given in a reference system and the network has none.
    case networkWithoutReferenceSystem(given: String)
    /// Audit files that were given as years of one undertaking are none.
    case noSeriesOfYears(files: [String], reason: Wording)
    /// A period is compared with one that it shares time with.
    case overlappingPeriods(period: String, compared: String)
    /// A map whose gaps were filled in gives figures that no network has.
    case noNetwork(path: String, doubts: [Wording])
}

extension RequestError: ExplainedError {
    /// One sentence: what, where, what to do.
    public var explanation: Wording {
        switch self {
        case .noZones(let path): Wording("\(path): the city has no zones", "\(path)：城市没有分区")
        case .emptyPeriod(let from, let to):
            Wording(
                "the period from \(from) to \(to) has no length; 'to' is the first instant not included",
                "从 \(from) 到 \(to) 的时段没有长度；终止时间是不计入的第一个时刻")
        case .outputIsSource(let path):
            Wording(
                "\(path): the results would replace the file that is solved; give another name",
                "\(path)：结果会覆盖被计算的文件；请换一个名称")
        case .modelWithoutHistory(let path):
            Wording("\(path): a model file is what it is and has no history", "\(path)：模型文件没有历史")
        case .networkWithoutReferenceSystem(let given):
            Wording(
                "the network lies in a plane of its own, so a place in \(given) cannot be found in it; "
                    + "give the place in the network's own coordinates",
                "管网采用独立坐标系，无法定位以 \(given) 给出的位置；请用管网自身的坐标")
        case .noSource(let path):
            Wording(
                "\(path): the network has no reservoir and no tank, so nothing feeds it",
                "\(path)：管网没有水源（水库），也没有水池（水箱），无水可供")
        case .noProposal(let number, let count):
            Wording(
                "there is no proposal \(number); the design has 1 to \(count)",
                "没有方案 \(number)；本设计有方案 1 至 \(count)")
        case .noCity(let path):
            Wording(
                "\(path): zones can be saved in a city's file only; import the model into one",
                "\(path)：分区只能保存到城市文件；请先将模型导入城市")
        case .noSeriesOfYears(let files, let reason):
            Wording(verbatim: files.joined(separator: ", ")) + Wording(": ", "：") + reason
        case .noNetwork(let path, let doubts):
            Wording(
                "\(path): what was filled in makes no network of this map, and nothing is written; ",
                "\(path)：补全后仍不能构成合理的管网，未写出任何结果；") + .joined(doubts)
        case .overlappingPeriods(let period, let compared):
            Wording(
                "the periods \(period.quotable) and \(compared.quotable) overlap, and what lies in both is no difference; "
                    + "compare with a period that ends before the other begins, or begins after it ends",
                "时段 \(period.quotable) 与 \(compared.quotable) 有重叠，重叠部分无从比较；请给出互不重叠的两个时段")
        case .sameOutput(let path):
            Wording(
                "\(path): given twice as an output; give each file a name of its own", "\(path)：输出文件重名；请分别命名")
        }
    }

    /// What to do, where the explanation does not say it.
    public var remedy: Remedy? {
        switch self {
        case .noZones: .makeZones
        case .modelWithoutHistory: .giveCityForDate
        default: nil
        }
    }
}
