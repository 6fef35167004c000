import PipeNetwork

/// Finds which link an id means: the link itself, or the one that a meter or a valve of that id sits in.
public struct ElementLookup {
    private let network: Network
    private var linkOfAsset: [String: Int] = [:]

    /// A look-up in `network`.
    public init(_ network: Network) {
        self.network = network
        for asset in 0..<network.assets.count
        where network.assets.link[asset] >= 0 && network.assets.kinds[asset].isInline {
            // A meter wins over a valve of the same id: readings are what cuts are for.
            if linkOfAsset[network.assets.ids[asset]] == nil || network.assets.kinds[asset] == .meter {
                linkOfAsset[network.assets.ids[asset]] = Int(network.assets.link[asset])
            }
        }
    }

    /// The row of the link called `id`, or of the link that the meter or valve called `id` sits in.
    public func link(carrying id: String) -> Int? {
        linkOfAsset[id] ?? network.links.index(of: id)
    }

    /// Up to three ids of links, meters and valves that look like `id`.
    public func nearestLinkIDs(to id: String) -> [String] {
        nearestIDs(to: id, among: network.links.ids + linkOfAsset.keys.sorted())
    }
}
