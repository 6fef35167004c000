import Geospatial

/// Bends of a link as text, `x y, x y`, for the rare link that has bends but no place at one of its ends, and so no
/// geometry that could carry them.
enum BendText {
    static func encode(_ bends: [Coordinate]) -> String? {
        bends.isEmpty ? nil : bends.map { "\($0.x) \($0.y)" }.joined(separator: ", ")
    }

    /// The bends; `nil` when the text is something else.
    static func decode(_ text: String) -> [Coordinate]? {
        var bends: [Coordinate] = []
        for pair in text.split(separator: ",") {
            let numbers = pair.split(separator: " ")
            guard numbers.count == 2, let x = Double(numbers[0]), let y = Double(numbers[1]) else {
                return nil
            }
            bends.append(Coordinate(x: x, y: y))
        }
        return bends
    }
}
