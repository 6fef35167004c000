import Hydraulics
import PipeNetwork

/// The answer to a ``TraceQuery``.
public struct TraceAnswer: Sendable {
    /// The network that was asked.
    public let network: Network
    /// What was asked.
    public let query: TraceQuery
    /// What was taken for granted.
    public let options: TraceOptions
    /// What was found.
    public let finding: Finding

    /// What was found, by the kind of the question.
    public enum Finding: Sendable {
        /// Of ``TraceQuery/connected(from:)``, ``TraceQuery/upstream(from:)`` and ``TraceQuery/downstream(from:)``.
        case part(TracedPart)
        /// Of ``TraceQuery/path(from:to:)``.
        case path(TracedPath)
        /// Of ``TraceQuery/nearest(from:to:count:)``.
        case nearest(NearestThings)
        /// Of ``TraceQuery/sources(of:)``.
        case sources(PossibleSources)
        /// Of ``TraceQuery/supplyAreas``.
        case supplyAreas(SupplyAreas)
    }
}

/// What a trace from a place reached.
public struct TracedPart: Sendable {
    /// Rows of the nodes at which the search began.
    public let seeds: [Int]
    /// What was reached.
    public let part: NetworkSubset
    /// Rows of the links that held the search back, ascending.
    public let barriers: [Int32]
    /// Node rows of the sources in it.
    public let sources: [Int32]
    /// The model whose flows were followed; `nil` where no flow was asked for.
    public let completion: ModelCompletion?
}

/// The path of least weight between two places.
public struct TracedPath: Sendable {
    /// The path.
    public let path: ShortestPath
    /// Its nodes and links with what is tied to them.
    public let part: NetworkSubset
}

/// The nearest things of a kind.
public struct NearestThings: Sendable {
    /// A thing that was found.
    public struct Thing: Sendable, Hashable {
        /// Its id.
        public let id: String
        /// Row of the node at which it is found.
        public let node: Int
        /// Weight of the path to it: m for a search by length.
        public let distance: Double
    }

    /// Rows of the nodes at which the search began.
    public let seeds: [Int]
    /// The things, the nearest first.
    public let things: [Thing]
    /// Rows of the links of the paths to them, ascending.
    public let links: [Int32]
}

/// The sources that can supply a place.
public struct PossibleSources: Sendable {
    /// A source.
    public struct Source: Sendable, Hashable {
        /// Its node row.
        public let node: Int32
        /// Length of the shortest path from it, m.
        public let distance: Double
        /// Its share of the water at the place now, 0 to 1; `nil` where no share is known.
        public let share: Double?
    }

    /// Rows of the nodes at which the search began.
    public let seeds: [Int]
    /// The sources, the nearest first.
    public let sources: [Source]
    /// Node rows of the sources that are connected with the place and cannot supply it, for one-way links point the
    /// other way.
    public let heldBack: [Int32]
    /// Rows of the links of the shortest paths from the sources, ascending.
    public let links: [Int32]
    /// The model that was solved for the shares; `nil` where it could not be solved.
    public let completion: ModelCompletion?
    /// Why the shares are not known; `nil` where they are.
    public let unsolved: HydraulicError?
}

/// Which source each node gets its water from.
public struct SupplyAreas: Sendable {
    /// What one source supplies more of than any other.
    public struct Area: Sendable, Hashable {
        /// Node row of the source.
        public let source: Int32
        /// Rows of its nodes, ascending.
        public let nodes: [Int32]
        /// Rows of the links with both ends in it, ascending.
        public let links: [Int32]
        /// Connections at its nodes.
        public let connections: Double
        /// Length of its links, m.
        public let length: Double
        /// How many of its nodes get water of other sources too.
        public let mixedNodes: Int
    }

    /// The areas, that of most nodes first.
    public let areas: [Area]
    /// How many nodes no water comes to.
    public let dryNodes: Int
    /// The model that was solved.
    public let completion: ModelCompletion
}
