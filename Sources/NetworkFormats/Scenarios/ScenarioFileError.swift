import InputOutput

/// Everything that is wrong with a file of scenarios: nothing of it is used before all of it is right.
public struct ScenarioFileError: ExplainedError, Hashable {
    /// One mistake.
    public typealias Mistake = FileMistake

    /// The file.
    public var path: String
    /// The mistakes, in the order of the file.
    public var mistakes: [Mistake]

    /// A sentence a line, each with file, line and key.
    public var explanation: Wording { mistakes.explanation(of: path) }
}
