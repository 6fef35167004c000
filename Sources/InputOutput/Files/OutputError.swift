/// Why a file could not be written; whatever stood at its name still does.
public enum OutputError: Error, Hashable, Sendable {
    /// The file is a city, which no output replaces.
    case isCity(path: String)
    /// The file is one that this run reads, by its own name or another.
    case isInput(path: String, input: String)
    /// Another output of this run has the same name.
    case isOutput(path: String)
    /// The system, or the library that writes, refuses.
    case refused(path: String, reason: Wording)

    /// Where the file would be.
    public var path: String {
        switch self {
        case .isCity(let path), .isInput(let path, _), .isOutput(let path), .refused(let path, _): path
        }
    }

    /// Why, without the path; reads on after "cannot be written: ".
    public var reason: Wording {
        switch self {
        case .isCity:
            Wording(
                "it is a city, which no output may replace; choose another name", "该文件是城市文件，不能被输出覆盖；请换一个名称")
        case .isInput(let path, let input):
            path == input
                ? Wording(
                    "it is an input of this run, which no output may replace; choose another name",
                    "该文件是本次运行的输入，不能被输出覆盖；请换一个名称")
                : Wording(
                    "it is or belongs to \(input), an input of this run, which no output may replace; "
                        + "choose another name",
                    "该文件属于本次运行的输入 \(input)，不能被输出覆盖；请换一个名称")
        case .isOutput:
            Wording("another output of this run has the same name; give each its own", "本次运行的另一个输出同名；请分别命名")
        case .refused(_, let reason): reason
        }
    }
}

extension OutputError: ExplainedError {
    /// One sentence for the person who asked for the file.
    public var explanation: Wording {
        Wording(
            "\(path): cannot be written: \(reason.english); nothing was left half-written.",
            "\(path)：无法写入：\(reason.chinese)；没有留下写到一半的文件。")
    }
}
