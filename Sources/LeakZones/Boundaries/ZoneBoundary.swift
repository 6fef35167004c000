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
        self.init(scheme, in: network, isRead: nil)
    }

    /// The boundary as the readings know it: of several meters in one link the first that was read counts, and a
    /// link that is shut and of which there are no readings is shut, though it was named as a cut.
    ///
    /// - Parameter isRead: whether there are flows or registers of an id; `nil` when that was not looked up.
    init(_ scheme: ZoneScheme, in network: Network, isRead: ((String) -> Bool)?) {
        let meters = Self.meters(scheme, network)
        crossings = []
        for link in 0..<network.links.count {
            let from = scheme.zoneOfNode[Int(network.links.start[link])]
            let to = scheme.zoneOfNode[Int(network.links.end[link])]
            guard from != to else { continue }
            let isClosed = network.isShut(link)
            let candidates = meters[link] ?? []
            let read = isRead.flatMap { isRead in candidates.first { isRead($0.id) } }
            let state: State
            if isClosed, isRead != nil, read == nil {
                state = .closed
            } else if let meter = read ?? candidates.first {
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

    private typealias Meter = (id: String, isForward: Bool)

    /// The meters of each link, the one to believe first: a meter that a cut names, then those that sit in the
    /// link, then the link itself where a cut names it.
    private static func meters(_ scheme: ZoneScheme, _ network: Network) -> [Int: [Meter]] {
        let lookup = ElementLookup(network)
        let named = Set(scheme.meteredLinks)
        var first: [Int: [Meter]] = [:]
        var meters: [Int: [Meter]] = [:]
        for asset in network.assets.rows(of: .meter) where network.assets.link[asset] >= 0 {
            let id = network.assets.ids[asset]
            let direction = network.assets.attributes[asset, "direction"].text?.lowercased()
            let link = Int(network.assets.link[asset])
            if named.contains(id) {
                first[link, default: []].append((id, direction != "reverse"))
            } else {
                meters[link, default: []].append((id, direction != "reverse"))
            }
        }
        for id in scheme.meteredLinks {
            guard let link = lookup.link(carrying: id) else { continue }
            if first[link]?.contains(where: { $0.id == id }) != true {
                meters[link, default: []].append((id, true))
            }
        }
        return first.merging(meters) { $0 + $1 }
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
