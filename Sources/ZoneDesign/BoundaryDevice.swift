/// A device on the boundary of a designed zone: what stands, or has to stand, in a link that crosses it.
public struct BoundaryDevice: Sendable, Hashable {
    /// What the device does there.
    public enum Role: String, Sendable, Hashable, CaseIterable {
        /// It measures: the link stays open.
        case meter
        /// It shuts.
        case valve
    }

    /// What it does.
    public var role: Role
    /// Whether it is there already: a meter, a valve, or a link that is shut.
    public var isExisting: Bool
    /// The id of the meter or valve that is there; `nil` for a new one and for a link that is shut by its own status.
    public var existing: String?
    /// Row of the link.
    public var link: Int
    /// The link's id.
    public var linkID: String
    /// Row of the node at whose end of the link it stands: where the asset is, or for a new one where water enters.
    public var node: Int
    /// Diameter, m; `nil` when unknown.
    public var diameter: Double?
    /// The zones on both sides, at the link's start and at its end; `nil` outside.
    public var from: Int?
    /// The zone at the link's end.
    public var to: Int?
    /// Flow at the hour of highest demand before anything was shut, m³/s, positive from start to end; `nil` when not solved.
    public var flow: Double?
    /// Whether it meters what a source delivers: such a link is no cut.
    public var isAtSource: Bool
    /// Whether the link was shut before.
    public var wasShut: Bool
}
