import Geospatial

/// An element of a network as a change set sees it: something with a name and named values.
public protocol NetworkElement: Hashable, Sendable, Codable {
    /// Its name in its table: the id, for an asset with its kind before it, as in `meter:M1`.
    var key: String { get }
    /// Its values by name in a fixed order, without its name and its place; what is not known is left out.
    var fields: [ElementValue] { get }
    /// Where it is drawn, without the ends that a link takes from its nodes.
    var shape: [Coordinate] { get }
    /// What it is connected with: nodes, and the link of an asset.
    var ends: [String] { get }
    /// The id that its source knows it by: for a piece of a split pipe, the whole pipe's.
    var sourceID: String? { get }
    /// The table of a city's file that it stands in, such as `pipe` or `meter`.
    var layer: String { get }
    /// Its id.
    var id: String { get }
}

extension NetworkElement {
    /// Whether both are the same in every value; no number is the same as no number.
    func isSame(as other: Self) -> Bool {
        if self == other { return true }
        let (a, b) = (fields, other.fields)
        return key == other.key && shape == other.shape && ends == other.ends && a.count == b.count
            && zip(a, b).allSatisfy { $0.name == $1.name && $0.value.isSame(as: $1.value) }
    }
}

/// A named value of an element.
public struct ElementValue: Hashable, Sendable, Codable {
    /// Its name: a column of the data dictionary or an attribute of the source.
    public var name: String
    /// Its value, SI.
    public var value: AttributeValue

    /// A value by name.
    public init(_ name: String, _ value: AttributeValue) {
        self.name = name
        self.value = value
    }
}

extension AttributeValue {
    /// Whether both say the same; no number is the same as no number.
    func isSame(as other: AttributeValue) -> Bool {
        if case .real(let a) = self, case .real(let b) = other { return a == b || (a.isNaN && b.isNaN) }
        return self == other
    }
}
