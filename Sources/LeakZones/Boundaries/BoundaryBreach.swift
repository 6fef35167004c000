/// An open, unmetered way out of a zone: water passes there and no meter counts it.
public struct BoundaryBreach: Sendable, Hashable {
    /// Row of the boundary link.
    public var link: Int
    /// The boundary link's id.
    public var linkID: String
    /// Row of the link's end inside the zone.
    public var end: Int
    /// The zone on the other side (position in the scheme); `nil` outside.
    public var into: Int?
    /// Diameter of the boundary link, m; `nil` when unknown.
    public var diameter: Double?
    /// Row of the node in the zone where the open path begins: of the nodes with a use in the same piece the nearest
    /// along the pipes; in a piece without any use the boundary link's own end.
    public var start: Int
    /// The open path: rows of links from ``start`` to the boundary link, which is the last.
    public var path: [Int]
    /// Length of the path, m, the boundary link included; `nil` when it cannot but use a link of unknown length.
    public var length: Double?
}

/// A meter that stands on a boundary, or was named as a cut, and measures nothing that passes a boundary.
public struct IneffectiveMeter: Sendable, Hashable {
    /// Why nothing is measured.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        /// Its link is shut.
        case shut
        /// The zone lies on both its sides: water has another way round.
        case bypassed
        /// It is a bridge to a part that holds neither a source nor a use: no water passes.
        case leadsNowhere = "leads_nowhere"
    }

    /// The id of the meter, or of the link that was named as a cut.
    public var id: String
    /// Row of its link.
    public var link: Int
    /// Why it measures nothing.
    public var reason: Reason
}
