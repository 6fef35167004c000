/// What can be wrong with a request to a city, beyond what its rooms say.
public enum RequestError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The city has no zones to balance.
    case noZones(path: String)
    /// The period asked for has no length.
    case emptyPeriod(from: String, to: String)

    /// One sentence: what, where, what to do.
    public var description: String {
        switch self {
        case .noZones(let path):
            "\(path): the city has no zones; make them with 'zones derive' or 'zones import'"
        case .emptyPeriod(let from, let to):
            "the period from \(from) to \(to) has no length; 'to' is the first instant not included"
        }
    }
}
