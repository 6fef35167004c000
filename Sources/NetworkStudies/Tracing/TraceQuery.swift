import PipeNetwork

/// A question to the graph of a network.
///
/// Places are named by the id of a node, a link or an asset.
public enum TraceQuery: Sendable, Hashable {
    /// All that is connected with a place.
    case connected(from: String)
    /// All that the water of a place has passed, by the solved flow.
    case upstream(from: String)
    /// All that the water of a place goes to, by the solved flow.
    case downstream(from: String)
    /// The path of least weight from one place to another.
    case path(from: String, to: String)
    /// The `count` nearest things of a kind.
    case nearest(from: String, to: TraceTarget, count: Int = 1)
    /// The sources that can supply a place, and those that do.
    case sources(of: String)
    /// Which source each node gets its water from.
    case supplyAreas

    /// What is asked.
    public enum Kind: String, Sendable, CaseIterable {
        /// ``TraceQuery/connected(from:)``.
        case connected
        /// ``TraceQuery/upstream(from:)``.
        case upstream
        /// ``TraceQuery/downstream(from:)``.
        case downstream
        /// ``TraceQuery/path(from:to:)``.
        case path
        /// ``TraceQuery/nearest(from:to:count:)``.
        case nearest
        /// ``TraceQuery/sources(of:)``.
        case sources
        /// ``TraceQuery/supplyAreas``.
        case supplyAreas = "supply-areas"
    }

    /// What is asked, without the places.
    public var kind: Kind {
        switch self {
        case .connected: .connected
        case .upstream: .upstream
        case .downstream: .downstream
        case .path: .path
        case .nearest: .nearest
        case .sources: .sources
        case .supplyAreas: .supplyAreas
        }
    }

    /// The place at which the search begins; `nil` where the whole network is asked.
    public var origin: String? {
        switch self {
        case .connected(let from), .upstream(let from), .downstream(let from), .path(let from, _),
            .nearest(let from, _, _), .sources(let from):
            from
        case .supplyAreas: nil
        }
    }
}

/// What a trace takes for granted.
public struct TraceOptions: Sendable, Hashable {
    /// What holds the search back; `nil` for the question's own: links that are shut, and for ``TraceQuery/sources(of:)``
    /// one-way links against their direction too, for water that cannot come is no supply.
    public var barriers: TraceBarriers?
    /// Whether zone borders hold it back too.
    public var stopsAtZones = false
    /// What paths are measured by.
    public var weight = TraceWeight.length
    /// When flows are solved, in seconds from the start of the simulation.
    public var time = 0.0

    /// The defaults.
    public init() {}

    /// What holds the search for an answer to `query` back.
    public func barriers(of query: TraceQuery) -> TraceBarriers {
        barriers ?? (query.kind == .sources ? [.closed, .oneWay] : .closed)
    }
}
