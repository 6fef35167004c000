/// What can be wrong with a request to a city, beyond what its rooms say.
public enum RequestError: Error, Hashable, Sendable, CustomStringConvertible {
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
    /// A question lacks something.
    case incompleteQuery(kind: String, needs: String)
    /// A date is given for a model file, which has no history.
    case modelWithoutHistory(path: String)
    /// A place is given in a reference system and the network has none.
    case networkWithoutReferenceSystem(given: String)
    /// A map whose gaps were filled in gives figures that no network has.
    case noNetwork(path: String, doubts: [String])

    /// One sentence: what, where, what to do.
    public var description: String {
        switch self {
        case .noZones(let path):
            "\(path): the city has no zones; make them with 'zones derive' or 'zones import'"
        case .emptyPeriod(let from, let to):
            "the period from \(from) to \(to) has no length; 'to' is the first instant not included"
        case .outputIsSource(let path):
            "\(path): the results would replace the file that is solved; give another name"
        case .incompleteQuery(let kind, let needs): "a trace of kind '\(kind)' needs \(needs)"
        case .modelWithoutHistory(let path):
            "\(path): a model file is what it is and has no history; give a city's file with --as-of"
        case .networkWithoutReferenceSystem(let given):
            "the network lies in a plane of its own, so a place in \(given) cannot be found in it; "
                + "give the place in the network's own coordinates"
        case .noSource(let path): "\(path): the network has no reservoir and no tank, so nothing feeds it"
        case .noProposal(let number, let count):
            "there is no proposal \(number); the design has 1 to \(count)"
        case .noCity(let path):
            "\(path): zones can be saved in a city's file only; import the model into one"
        case .noNetwork(let path, let doubts):
            "\(path): what was filled in makes no network of this map, and nothing is written; "
                + doubts.joined(separator: "; ")
        case .sameOutput(let path): "\(path): given twice as an output; give each file a name of its own"
        }
    }
}
