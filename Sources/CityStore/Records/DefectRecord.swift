import Geospatial

/// Something that a check found wrong with the network, with its place, for a layer in QGIS.
public struct DefectRecord: Hashable, Sendable {
    /// What kind of defect, such as `unsnapped_end`.
    public var kind: String
    /// Id of the element; `nil` when it concerns none by itself.
    public var element: String?
    /// One sentence for a person.
    public var message: String
    /// How bad it is, such as `error` or `warning`.
    public var severity: String
    /// The number that tells how far off it is, in the unit that the kind says, such as the gap in m.
    public var measure: Double?
    /// Where it is, in the city's reference system.
    public var position: Coordinate?

    /// A defect.
    public init(
        kind: String, element: String? = nil, message: String, severity: String, measure: Double? = nil,
        position: Coordinate? = nil
    ) {
        self.kind = kind
        self.element = element
        self.message = message
        self.severity = severity
        self.measure = measure
        self.position = position
    }
}
