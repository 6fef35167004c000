/// Why a file could not be written; whatever stood at its name still does.
public enum OutputError: Error, Hashable, Sendable {
    /// The file is a city, which no output replaces.
    case isCity(path: String)
    /// The file is one that this run reads, by its own name or another.
    case isInput(path: String, input: String)
    /// Another output of this run has the same name.
    case isOutput(path: String)
    /// The system, or the library that writes, refuses.
    case refused(path: String, reason: String)

    /// Where the file would be.
    public var path: String {
        switch self {
        case .isCity(let path), .isInput(let path, _), .isOutput(let path), .refused(let path, _): path
        }
    }

    /// Why, without the path; reads on after "cannot be written: ".
    public var reason: String {
        switch self {
        case .isCity: "it is a city, which no output may replace; choose another name"
        case .isInput(let path, let input):
            path == input
                ? "it is an input of this run, which no output may replace; choose another name"
                : "it is or belongs to \(input), an input of this run, which no output may replace; "
                    + "choose another name"
        case .isOutput: "another output of this run has the same name; give each its own"
        case .refused(_, let reason): reason
        }
    }
}

extension OutputError: CustomStringConvertible {
    /// One sentence for the person who asked for the file.
    public var description: String {
        "\(path): cannot be written: \(reason); nothing was left half-written."
    }
}
