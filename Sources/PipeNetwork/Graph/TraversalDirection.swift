/// Which ways a search may go through a link: along its drawn direction, against it, both, or not at all.
public struct TraversalDirection: OptionSet, Hashable, Sendable, BitwiseCopyable {
    /// The bits.
    public let rawValue: UInt8

    /// A passage of these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// From the link's start to its end.
    public static let forward = TraversalDirection(rawValue: 1)
    /// From the link's end to its start.
    public static let backward = TraversalDirection(rawValue: 2)
    /// Both ways.
    public static let both: TraversalDirection = [.forward, .backward]

    /// The same link walked the other way.
    public var reversed: TraversalDirection {
        TraversalDirection(rawValue: (rawValue & 1) << 1 | (rawValue & 2) >> 1)
    }
}

/// What holds a search back.
public struct TraceBarriers: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: Int

    /// Barriers of these bits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Links that are shut, by a valve or by themselves (a pump at rest is no closed valve).
    public static let closed = TraceBarriers(rawValue: 1)
    /// Links with a meter in them.
    public static let meters = TraceBarriers(rawValue: 2)
    /// Links with an isolation valve in them, open or shut.
    public static let isolationValves = TraceBarriers(rawValue: 4)
    /// Regulating valves.
    public static let regulatingValves = TraceBarriers(rawValue: 8)
    /// Pumps.
    public static let pumps = TraceBarriers(rawValue: 16)
    /// Check valves, pumps and valves that regulate a pressure (PRV, PSV), against their direction.
    public static let oneWay = TraceBarriers(rawValue: 32)
    /// Pumps that stand still: shut by their status.
    public static let restingPumps = TraceBarriers(rawValue: 64)
}

extension Network {
    /// How every link may be passed, by row.
    ///
    /// Pressure reducing and sustaining valves that regulate shut against water from behind, as EPANET's do; the others,
    /// and those fixed open, pass it both ways.
    ///
    /// - Parameters:
    ///   - barriers: what holds a search back.
    ///   - zoneOfNode: for each node row the number of its zone; a link whose ends differ is not passed. `nil` for no
    ///     such barrier.
    public func passages(
        barriers: TraceBarriers = [.closed, .oneWay], zoneOfNode: [Int32]? = nil
    ) -> [TraversalDirection] {
        var passages = [TraversalDirection](repeating: .both, count: links.count)
        for link in passages.indices {
            switch links.kinds[link] {
            case .pipe:
                if barriers.contains(.oneWay), links.hasCheckValve[link] { passages[link] = .forward }
            case .pump:
                if barriers.contains(.oneWay) { passages[link] = .forward }
                let isHeld = barriers.contains(.restingPumps) && links.status[link] == .closed
                if isHeld || barriers.contains(.pumps) { passages[link] = [] }
            case .valve:
                if barriers.contains(.oneWay), isPressureValve(link) { passages[link] = .forward }
                if barriers.contains(.regulatingValves) { passages[link] = [] }
            }
            if barriers.contains(.closed), isShut(link) { passages[link] = [] }
            if let zoneOfNode, zoneOfNode[Int(links.start[link])] != zoneOfNode[Int(links.end[link])] {
                passages[link] = []
            }
        }
        guard !barriers.isDisjoint(with: [.meters, .isolationValves]) else { return passages }
        for asset in 0..<assets.count where assets.link[asset] >= 0 {
            switch assets.kinds[asset] {
            case .meter where barriers.contains(.meters): passages[Int(assets.link[asset])] = []
            case .isolationValve where barriers.contains(.isolationValves):
                passages[Int(assets.link[asset])] = []
            default: break
            }
        }
        return passages
    }

    /// Whether a link is a valve that regulates the pressure before or behind it and shuts against water from behind.
    private func isPressureValve(_ link: Int) -> Bool {
        guard links.status[link] == .active else { return false }
        switch links.valveSettings[Int32(link)]?.kind {
        case .prv, .psv: return true
        default: return false
        }
    }

    /// Whether a link lets nothing pass; a pump at rest is no closed valve.
    public func isShut(_ link: Int) -> Bool { links.status[link] == .closed && links.kinds[link] != .pump }
}

extension [TraversalDirection] {
    /// The same passages, but only the way the water goes: downstream along each flow, or upstream against it.
    ///
    /// - Parameters:
    ///   - flows: flow of each link, m³/s, positive from start to end.
    ///   - isUpstream: against the flow.
    ///   - tolerance: flows no larger than this are no flow, m³/s.
    public func following(
        _ flows: [Double], upstream isUpstream: Bool = false, tolerance: Double = 1e-7
    ) -> [TraversalDirection] {
        var passages = self
        for link in passages.indices {
            let flow = link < flows.count ? flows[link] : 0
            guard abs(flow) > tolerance else {
                passages[link] = []
                continue
            }
            passages[link].formIntersection((flow > 0) != isUpstream ? .forward : .backward)
        }
        return passages
    }
}
