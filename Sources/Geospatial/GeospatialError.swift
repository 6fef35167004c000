import InputOutput

/// What can go wrong in this room. Errors of GEOS and PROJ carry the library's own message.
public enum GeospatialError: Error, Equatable, Sendable {
    /// GEOS refused or failed at `operation`.
    case geos(operation: String, message: String)
    /// Bytes that are not well-known binary; `offset` counts bytes from the start.
    case malformedWKB(offset: Int, reason: String)
    /// Text that is not well-known text.
    case malformedWKT(text: String, message: String)
    /// Text that is not a GeoJSON geometry; `path` says where, such as `coordinates[3][1]`.
    case malformedGeoJSON(path: String, reason: String)
    /// An ordinate that is NaN or infinite where a position is needed.
    case nonFiniteCoordinate(index: Int, coordinate: Coordinate)
    /// A path with fewer positions than the operation needs.
    case tooFewPositions(found: Int, needed: Int)
    /// A distance along a line that is negative, not a number, or past its end.
    case distanceOutsideLine(distance: Double, length: Double)
    /// A split at an end of the line, which would leave a piece without length.
    case splitAtLineEnd(distance: Double, length: Double)
    /// A stretch of a line that ends where it starts, or before.
    case emptyStretch(from: Double, to: Double)
    /// A parameter outside the range the operation can use.
    case unusableParameter(name: String, value: Double, expected: String)
    /// A definition that PROJ cannot read as a coordinate reference system.
    case unknownReferenceSystem(definition: String, message: String)
    /// A system that PROJ knows but that has no plane or longitude/latitude coordinates.
    case unsupportedReferenceSystem(definition: String, found: String)
    /// No projected system is recommended for this position.
    case noRecommendedSystem(longitude: Double, latitude: Double)
    /// PROJ found no operation between the two systems.
    case noTransform(from: String, to: String, message: String)
    /// One position of a batch could not be transformed.
    case transformFailed(index: Int, coordinate: Coordinate, from: String, to: String, message: String)
    /// Arrays of eastings and northings of different lengths.
    case unequalArrays(x: Int, y: Int)
}

extension GeospatialError: CustomStringConvertible {
    /// One sentence for a person.
    public var description: String {
        switch self {
        case .geos(let operation, let message):
            "GEOS could not do \(operation): \(message)."
        case .malformedWKB(let offset, let reason):
            "Well-known binary is damaged at byte \(offset): \(reason)."
        case .malformedWKT(let text, let message):
            "Well-known text \"\(text.quotable)\" cannot be read: \(message)."
        case .malformedGeoJSON(let path, let reason):
            "GeoJSON geometry cannot be read at \(path.isEmpty ? "its root" : path): \(reason)."
        case .nonFiniteCoordinate(let index, let coordinate):
            "Position \(index) is (\(coordinate.x), \(coordinate.y)); both numbers must be finite."
        case .tooFewPositions(let found, let needed):
            "The path has \(found) position\(found == 1 ? "" : "s"); at least \(needed) are needed."
        case .distanceOutsideLine(let distance, let length):
            "Distance \(distance) is not on the line, which runs from 0 to \(length)."
        case .splitAtLineEnd(let distance, let length):
            "Splitting at \(distance) would leave a piece without length; choose a distance strictly "
                + "between 0 and \(length)."
        case .emptyStretch(let from, let to):
            "The stretch from \(from) to \(to) has no length; its end must lie after its start."
        case .unusableParameter(let name, let value, let expected):
            "Parameter \(name) is \(value); expected \(expected)."
        case .unknownReferenceSystem(let definition, let message):
            "PROJ cannot read the coordinate reference system \"\(definition.quotable)\": \(message)."
        case .unsupportedReferenceSystem(let definition, let found):
            "\"\(definition.quotable)\" is a \(found); expected a geographic, projected or local "
                + "coordinate reference system."
        case .noRecommendedSystem(let longitude, let latitude):
            "No projected system is recommended at longitude \(longitude), latitude \(latitude); name one, "
                + "such as EPSG:4548."
        case .noTransform(let from, let to, let message):
            "PROJ has no way from \(from.quotable) to \(to.quotable): \(message)."
        case .transformFailed(let index, let coordinate, let from, let to, let message):
            "Position \(index) at (\(coordinate.x), \(coordinate.y)) cannot be transformed from "
                + "\(from.quotable) to \(to.quotable): \(message)."
        case .unequalArrays(let x, let y):
            "There are \(x) eastings but \(y) northings; the arrays must be equally long."
        }
    }
}
