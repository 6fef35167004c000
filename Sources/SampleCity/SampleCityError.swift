/// Why a sample city cannot be made or written.
public enum SampleCityError: Error, Equatable, CustomStringConvertible {
    /// The number of junctions asked for is outside what the plan of the city can hold.
    case junctionsOutOfRange(asked: Int, allowed: ClosedRange<Int>)
    /// The number of days asked for is outside what the readings can hold.
    case daysOutOfRange(asked: Int, allowed: ClosedRange<Int>)
    /// A file or folder could not be written.
    case cannotWrite(path: String, reason: String)

    /// One sentence that says what was asked, what is allowed and what to do.
    public var description: String {
        switch self {
        case .junctionsOutOfRange(let asked, let allowed):
            "A sample city of \(asked) junctions cannot be planned: ask for "
                + "\(allowed.lowerBound) to \(allowed.upperBound) junctions."
        case .daysOutOfRange(let asked, let allowed):
            "Readings of \(asked) days cannot be made: ask for "
                + "\(allowed.lowerBound) to \(allowed.upperBound) days."
        case .cannotWrite(let path, let reason):
            "The sample city could not be written to \(path): \(reason). "
                + "Check that the folder exists, may be written to and has space."
        }
    }
}
