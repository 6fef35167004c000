import InputOutput

/// Why a sample city cannot be made or written.
public enum SampleCityError: Error, Equatable {
    /// The number of junctions asked for is outside what the plan of the city can hold.
    case junctionsOutOfRange(asked: Int, allowed: ClosedRange<Int>)
    /// The number of days asked for is outside what the readings can hold.
    case daysOutOfRange(asked: Int, allowed: ClosedRange<Int>)
    /// A file or folder could not be written.
    case cannotWrite(path: String, reason: Wording)
}

extension SampleCityError: ExplainedError {
    /// One sentence that says what was asked, what is allowed and what to do.
    public var explanation: Wording {
        switch self {
        case .junctionsOutOfRange(let asked, let allowed):
            Wording(
                "A sample city of \(asked) junctions cannot be planned: ask for "
                    + "\(allowed.lowerBound) to \(allowed.upperBound) junctions.",
                "无法生成 \(asked) 个节点的示例城市：请取 \(allowed.lowerBound) 至 \(allowed.upperBound) 个节点。")
        case .daysOutOfRange(let asked, let allowed):
            Wording(
                "Readings of \(asked) days cannot be made: ask for "
                    + "\(allowed.lowerBound) to \(allowed.upperBound) days.",
                "无法生成 \(asked) 天的读数：请取 \(allowed.lowerBound) 至 \(allowed.upperBound) 天。")
        case .cannotWrite(let path, let reason):
            Wording(
                "The sample city could not be written to \(path): \(reason.english). "
                    + "Check that the folder exists, may be written to and has space.",
                "无法将示例城市写入 \(path)：\(reason.chinese)。请检查文件夹存在、可写且有空间。")
        }
    }
}
