import PipeNetwork

/// Where water can pass from one leaf zone to another or to the outside, and how it is known there.
public struct ZoneBoundary: Sendable, Hashable {
    /// The boundary links, by link row.
    public var crossings: [Crossing]

    /// A link whose two ends lie in different zones.
    public struct Crossing: Sendable, Hashable {
        /// The link's row.
        public var link: Int
        /// The link's id.
        public var linkID: String
        /// Leaf zone (position in the scheme) at the link's start; `nil` outside.
        public var from: Int?
        /// Leaf zone (position in the scheme) at the link's end; `nil` outside.
        public var to: Int?
        /// How the flow across it is known.
        public var state: State
    }

    /// How the flow across a boundary is known.
    public enum State: Sendable, Hashable {
        /// Measured by the element of this id; a positive reading flows from `from` to `to` when `isForward`.
        case metered(String, isForward: Bool)
        /// Shut.
        case closed
        /// Neither measured nor shut: the zones on both sides cannot be balanced.
        case open
    }

    /// The boundary of `scheme` in `network`.
    ///
    /// A link is metered when a meter asset sits in it or when the scheme names it. A meter's attribute
    /// `direction` (`forward`, the default, or `reverse`) says whether it counts along the drawn direction of
    /// its pipe.
    public init(_ scheme: ZoneScheme, in network: Network) {
        let lookup = ElementLookup(network)
        var meters: [Int: (id: String, isForward: Bool)] = [:]
        for id in scheme.meteredLinks {
            if let link = lookup.link(carrying: id) { meters[link] = (id, true) }
        }
        for asset in network.assets.rows(of: .meter) where network.assets.link[asset] >= 0 {
            let direction = network.assets.attributes[asset, "direction"].text?.lowercased()
            meters[Int(network.assets.link[asset])] = (network.assets.ids[asset], direction != "reverse")
        }
        crossings = []
        for link in 0..<network.links.count {
            let from = scheme.zoneOfNode[Int(network.links.start[link])]
            let to = scheme.zoneOfNode[Int(network.links.end[link])]
            guard from != to else { continue }
            let isClosed = network.links.status[link] == .closed && network.links.kinds[link] != .pump
            let state: State
            if let meter = meters[link] {
                state = .metered(meter.id, isForward: meter.isForward)
            } else {
                state = isClosed ? .closed : .open
            }
            crossings.append(
                Crossing(
                    link: link, linkID: network.links.ids[link], from: from < 0 ? nil : Int(from),
                    to: to < 0 ? nil : Int(to), state: state))
        }
    }

    /// The crossings that touch leaf zone `zone`.
    public func crossings(of zone: Int) -> [Crossing] {
        crossings.filter { $0.from == zone || $0.to == zone }
    }

    /// For each leaf zone with an open boundary, the ids of its open links.
    public var openLinks: [Int: [String]] {
        var open: [Int: [String]] = [:]
        for crossing in crossings where crossing.state == .open {
            for zone in [crossing.from, crossing.to].compactMap({ $0 }) {
                open[zone, default: []].append(crossing.linkID)
            }
        }
        return open
    }
}
