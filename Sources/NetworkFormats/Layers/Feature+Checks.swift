import Geospatial

extension Feature {
    /// Throws unless there is a value for each of `count` fields.
    func check(_ count: Int, at place: FormatError.Place) throws {
        guard values.count == count else {
            throw FormatError.unsuitableValue(
                place, found: "\(values.count) values", expected: "one for each of the \(count) fields")
        }
    }
}

extension Geometry {
    /// Throws unless every position is finite.
    func checkFinite(at place: FormatError.Place) throws {
        try forEachCoordinate { position in
            guard position.isFinite else {
                throw FormatError.unsuitableValue(
                    place, found: "the position \(position.x), \(position.y)", expected: "finite numbers")
            }
        }
    }
}
