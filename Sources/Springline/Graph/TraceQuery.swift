import PipeNetwork

/// A question to the graph of a network.
public struct TraceQuery: Sendable, Hashable {
    /// What is asked.
    public enum Kind: String, Sendable, CaseIterable {
        /// All that hangs together with a place.
        case connected
        /// All that the water of a place has passed, by the solved flow.
        case upstream
        /// All that the water of a place goes to, by the solved flow.
        case downstream
        /// The way of least weight from one place to another.
        case path
        /// The nearest things of a kind.
        case nearest
        /// The sources that can supply a place, and those that do.
        case sources
        /// Which source each node gets its water from.
        case supplyAreas = "supply-areas"
    }

    /// What is asked.
    public var kind: Kind
    /// The id of a node, link or asset at which the search begins.
    public var from: String?
    /// The id of a node, link or asset to which a way leads.
    public var to: String?
    /// What kind of thing is looked for: an asset kind such as `hydrant`, or `reservoir`, `tank`, `pump`, `valve`.
    public var of: String?
    /// How many of them.
    public var count = 1
    /// What holds the search back: links that are shut; for ``Kind/sources`` one-way links against their direction too, for
    /// what cannot come is no supply.
    public var barriers: TraceBarriers
    /// Whether zone borders hold it back too.
    public var stopsAtZones = false
    /// What ways are measured by.
    public var weight = TraceWeight.length
    /// When flows are solved, in seconds from the start of the simulation.
    public var time = 0.0

    /// A question.
    public init(_ kind: Kind, from: String? = nil) {
        self.kind = kind
        self.from = from
        barriers = kind == .sources ? [.closed, .oneWay] : .closed
    }
}
