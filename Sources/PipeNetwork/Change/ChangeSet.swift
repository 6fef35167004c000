import Geospatial

/// The difference between two networks: what was added, removed, moved, re-attributed and reconnected.
///
/// Elements are the same when they have the same id. Applying the set to the old network gives exactly the new one, and
/// ``inverse`` takes it back. ``Network/keepingIDs(of:within:)`` comes before when the new network was made from files
/// that may have renumbered what stayed in its place.
public struct ChangeSet: Hashable, Sendable, Codable {
    /// What became of the nodes.
    public var nodes = ElementChanges<SurveyedFeatures.Node>()
    /// What became of the links.
    public var links = ElementChanges<SurveyedFeatures.Element>()
    /// What became of the assets.
    public var assets = ElementChanges<Asset>()
    /// The settings before and after, where they differ.
    public var settings: SettingsChange?

    /// Patterns, curves, options and controls that are not what they were.
    public struct SettingsChange: Hashable, Sendable, Codable {
        /// What they were.
        public var before: ModelSettings
        /// What they are.
        public var after: ModelSettings
    }

    /// A set of no changes between two networks of nothing.
    public init() {}

    /// The difference between two networks, in time proportional to their size.
    public init(from old: Network, to new: Network) {
        let comparison = NetworkComparison(old, new)
        nodes = comparison.nodes()
        links = comparison.links()
        assets = comparison.assets()
        let (before, after) = (ModelSettings(old), ModelSettings(new))
        if before != after { settings = SettingsChange(before: before, after: after) }
    }

    /// Whether both networks are the same.
    public var isEmpty: Bool { nodes.isEmpty && links.isEmpty && assets.isEmpty && settings == nil }

    /// What brings the old network back.
    public var inverse: ChangeSet {
        var inverse = ChangeSet()
        inverse.nodes = nodes.inverse
        inverse.links = links.inverse
        inverse.assets = assets.inverse
        inverse.settings = settings.map { SettingsChange(before: $0.after, after: $0.before) }
        return inverse
    }
}
