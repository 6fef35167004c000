/// What was imported as one: a file, or a folder of files that were joined at once.
public struct ImportSource: Hashable, Sendable {
    /// Its number, to which elements and sources refer.
    public var number: Int32
    /// The file or folder, as it was named last.
    public var path: String
    /// What was put before each of its ids.
    public var prefix: String

    /// A district.
    public init(number: Int32, path: String, prefix: String = "") {
        self.number = number
        self.path = path
        self.prefix = prefix
    }
}
