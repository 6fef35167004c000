import LeakZones
import PipeNetwork

/// A way to divide a network into zones: who lies where, what has to be built, and what it does to the pressure.
public struct ZoneProposal: Sendable, Hashable {
    /// The zones, with every border link that stays open as a metered link.
    public var scheme: ZoneScheme
    /// The devices on the borders, in the order of their links.
    public var devices: [BoundaryDevice]
    /// The zones one by one, in the order of the scheme.
    public var zones: [Part]
    /// What it does to the pressure; `nil` when the network was not solved.
    public var effect: HydraulicEffect?
    /// Whether the borders hold once the devices stand.
    public var verification: ZoneVerification
    /// Diameter from which mains stay outside all zones, m; `nil` where none do.
    public var trunkDiameter: Double?
    /// Size of what lies outside all zones.
    public var outside: Double
    /// What the new devices cost, in new valves of DN100 (``DeviceCost``).
    public var deviceCost: Double
    /// What proposals are ranked by: device cost, and mean pressure loss by its weight; the lower, the better.
    public var score: Double
    /// What is wrong with it; none of a proposal that can be built as it is.
    public var faults: [Fault]

    /// One zone.
    public struct Part: Sendable, Hashable {
        /// Its size, connections or m.
        public var size: Double
        /// Length of its pipes, m.
        public var length: Double
        /// Open links that water enters it by.
        public var inlets: Int
        /// Metered links.
        public var meters: Int
        /// Shut links.
        public var valves: Int
    }

    /// What can be wrong with a proposal.
    public enum Fault: String, Sendable, Hashable, CaseIterable {
        /// A zone is smaller than the least size.
        case tooSmall = "too_small"
        /// A zone is larger than the greatest size.
        case tooLarge = "too_large"
        /// It has another number of zones than was asked for.
        case otherNumber = "other_number"
        /// Somebody gets less pressure than they are due.
        case pressure
        /// Somebody who was reached by a source is no more.
        case starved
        /// The borders do not hold.
        case unverified
    }

    /// Links that were open and are cut by a border, metered or shut; the mains of sources and what was shut are none.
    public var cutPipes: Int { devices.count { !$0.isAtSource && !$0.wasShut } }
    /// Meters to be built on borders, those in the mains of sources apart.
    public var newMeters: Int { devices.count { $0.role == .meter && !$0.isExisting && !$0.isAtSource } }
    /// Meters to be built in the mains of sources, without which no zone there can be balanced.
    public var newSourceMeters: Int { devices.count { $0.role == .meter && !$0.isExisting && $0.isAtSource } }
    /// Valves to be built.
    public var newValves: Int { devices.count { $0.role == .valve && !$0.isExisting } }
    /// Rows of the links that are shut by it.
    public var shutLinks: [Int] { devices.filter { $0.role == .valve && !$0.wasShut }.map(\.link) }

    /// The network as it will be: the valves shut.
    public func applied(to network: Network) -> Network {
        var network = network
        for link in shutLinks { network.setStatus(.closed, ofLink: link) }
        return network
    }
}
