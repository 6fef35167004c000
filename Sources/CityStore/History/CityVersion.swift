import PipeNetwork
import Telemetry

/// A change of the city: an import, or other zones.
public struct CityVersion: Hashable, Sendable {
    /// What changed.
    public enum Kind: String, Hashable, Sendable {
        /// The network.
        case network
        /// The zones.
        case zones
    }

    /// Its number, from 1 on.
    public var number: Int
    /// Since when it holds.
    public var validFrom: Timestamp
    /// When it was written into the file.
    public var recordedAt: Timestamp
    /// What changed.
    public var kind: Kind
    /// What it did to the network.
    public var changes: ChangeSummary
    /// What it did to the zones.
    public var zones: ZoneChanges

    /// What became of the zones, in numbers.
    public struct ZoneChanges: Hashable, Sendable, Codable {
        /// Zones that are new.
        public var added = 0
        /// Zones that are gone.
        public var removed = 0
        /// Zones with another name, parent or outline.
        public var changed = 0
        /// Nodes that lie in another zone than before, in one where they lay in none, or in none any more.
        public var nodes = 0

        /// No changes.
        public init() {}
    }
}
