import InputOutput
import Geospatial
import Hydraulics
import PipeNetwork
import Reports
import Synchronization

/// Bursts of one network: which valves to close, who is without water, who has too little pressure, and what may be opened.
///
/// The network is cut into segments once; each burst then takes milliseconds, and a solve where pressures are asked for.
///
/// ```swift
/// let study = IsolationStudy(network)
/// let burst = try study.burst(onPipe: "P12", stuck: ["V7"])
/// print(burst.report.text(as: .table))
/// ```
public struct IsolationStudy: Sendable {
    /// What an isolation takes for granted.
    public struct Options: Sendable {
        /// What holds water besides isolation valves.
        public var usable: IsolationValves.Usable = []
        /// Where valves are taken to stand though nobody drew them; `nil` for nowhere.
        public var rule: IsolationValves.PlacementRule?
        /// Whether a part with a tank keeps its water.
        public var tanksAreSources = true
        /// Whether the network is solved before and after.
        public var isSolved = true
        /// Pressure promised to customers, m.
        public var serviceMinimum = 14.0
        /// When, in seconds from the start of the simulation.
        public var time = 0.0
        /// How far from a coordinate a pipe is looked for, m.
        public var reach = 100.0

        /// The defaults.
        public init() {}
    }

    /// The network.
    public let network: Network
    /// What is taken for granted.
    public let options: Options
    /// Its segments between valves.
    public let segments: ValveSegments
    let contents: SegmentContents
    let assetsByNode: AssetsByNode
    private let pipes = SortedPipes()
    let placedParts = PlacedParts()
    /// The network solved as it is; `nil` when it was not asked for or cannot be.
    let outage: OutageStudy?
    /// Links that the solved network draws the other way.
    let reversedLinks: Set<Int>
    /// What the reader should know.
    let remarks: [Wording]

    /// Cuts `network` at its valves, and solves it as it is.
    ///
    /// A map without heights, demands or reservoirs is completed for the solve (`ModelCompletion`); a network that cannot be
    /// solved all the same is isolated without pressures, and a remark says why.
    ///
    public init(_ network: Network, options: Options = .init()) {
        self.network = network
        self.options = options
        let completion = options.isSolved ? ModelCompletion(network) : nil
        reversedLinks = completion?.reversedLinks ?? []
        var unsolved: Wording?
        var outage: OutageStudy?
        if let completion {
            do throws(HydraulicError) {
                outage = try OutageStudy(
                    completion.network, serviceMinimum: options.serviceMinimum, time: options.time)
            } catch {
                unsolved = Wording("pressures are not known: \(error)", "未计算压力：\(error)")
            }
        }
        self.outage = outage
        // What the graph says of water is what the solve says: links are passed as they stand at its time.
        let supply = completion.map { SolvedSupply(network, $0, state: outage?.before) }
        let standing = supply?.network ?? network
        let valves =
            options.rule.map { IsolationValves.placed(by: $0, in: standing, using: options.usable) }
            ?? IsolationValves(standing, using: options.usable)
        segments = ValveSegments(
            standing, valves: valves, passages: supply?.passages, tanksAreSources: options.tanksAreSources)
        contents = SegmentContents(segments, in: network)
        assetsByNode = AssetsByNode(network)
        var remarks: [Wording] = []
        if let rule = options.rule {
            let count = valves.origins.count { $0 == .assumed }
            remarks.append(
                Wording(
                    "assumed: \(count) valves that nobody drew, placed by the rule '\(rule.rawValue)'",
                    "假定：按规则 '\(rule.rawValue)' 布置 \(count) 个图上没有的阀门"))
        }
        if !valves.unplaced.isEmpty {
            remarks.append(
                Wording(
                    "\(valves.unplaced.count) valves stand in no pipe and hold nothing; see 'check'",
                    "\(valves.unplaced.count) 个阀门不在任何管段上，不参与关断；请用 'check' 检查"))
        }
        if let unsolved {
            remarks.append(unsolved)
        } else if let completion {
            remarks += completion.remarks
        }
        self.remarks = remarks
    }

    /// A burst on a pipe.
    ///
    /// - Parameters:
    ///   - id: the pipe's id.
    ///   - stuck: ids of valves that cannot be moved or found, and of check valves, pumps and pressure valves that are not
    ///     trusted to hold water back.
    /// - Throws: `SearchError` for ids that are not there; `HydraulicError`.
    public func burst(onPipe id: String, stuck: [String] = []) throws -> IsolatedBurst {
        try burst(link: try network.link(id), place: nil, stuck: stuck)
    }

    /// A burst at a place, on the nearest pipe.
    ///
    /// - Throws: `SearchError/farFromPipes` when no pipe lies near; what ``burst(onPipe:stuck:)`` throws.
    public func burst(at place: Coordinate, stuck: [String] = []) throws -> IsolatedBurst {
        let hit = try network.nearestPipe(to: place, within: options.reach, by: pipes.locator(of: network))
        return try burst(link: hit.link, place: hit.place, stuck: stuck)
    }

    private func burst(link: Int, place: Coordinate?, stuck: [String]) throws -> IsolatedBurst {
        var stuckRows: Set<Int> = []
        var leaking: Set<Int> = []
        for id in stuck {
            if let row = network.links.index(of: id), segments.holdsByItself(link: row) {
                leaking.insert(row)
            } else {
                stuckRows.formUnion(try valveRows(id))
            }
        }
        let plan = segments.plan(
            in: network, links: [link], stuck: stuckRows, leaking: leaking, contents: contents,
            assetsByNode: assetsByNode)
        var effect: OutageEffect?
        var openings: [IsolatedBurst.Opening] = []
        if let outage, plan.isolation.isPossible {
            let resting = plan.isolation.linksHolding.filter { segments.isAtRest(link: $0) }
            let shut = plan.isolation.valvesToClose.map { Int(segments.valves.links[$0]) } + resting
            effect = try outage.effect(
                closing: shut, withoutWater: plan.isolated.nodes + plan.cutOff.nodes)
            let means =
                plan.alternatives.map { (valve: Int?.some($0), link: Int(segments.valves.links[$0])) }
                + plan.pumpsToStart.map { (valve: nil, link: $0) }
            for (valve, opened) in means.prefix(Self.mostOpenings) {
                // What this one does not bring water to stays without.
                let still = segments.stillCutOff(in: plan.isolation, opening: [opened])
                let dry = still.flatMap { contents.nodes(of: Int($0)) }
                let before = segments.valvesToClose(for: plan.isolation, leaving: still)
                let reopened = try outage.effect(
                    closing: shut + before.map { Int(segments.valves.links[$0]) }, opening: [opened],
                    withoutWater: plan.isolated.nodes + dry)
                openings.append(
                    .init(
                        valve: valve, link: opened, valvesToCloseFirst: before, stillDry: Set(dry),
                        effect: reopened))
            }
        }
        return IsolatedBurst(
            study: self, link: link, place: place ?? network.middle(ofLink: link), plan: plan, effect: effect,
            openings: openings, stuck: stuckRows, leaking: leaking,
            missingValves: missingValves(plan, link: link, stuck: stuckRows))
    }

    /// How many openings are solved.
    private static let mostOpenings = 12

    /// The valves called `id`: an isolation valve, or every valve of that name.
    func valveRows(_ id: String) throws -> [Int] {
        let rows = (0..<segments.valves.count).filter { segments.valves.name(of: $0, in: network) == id }
        guard rows.isEmpty else { return rows }
        let names = (0..<segments.valves.count).map { segments.valves.name(of: $0, in: network) }
        throw SearchError.unknownElement(
            id, expected: Wording("the id of a valve", "阀门的编号"), nearest: nearestIDs(to: id, among: names))
    }
}

/// The pipes of a network by place, sorted when a place is first asked for and kept.
private final class SortedPipes: Sendable {
    private let sorted = Mutex<PipeLocator?>(nil)

    func locator(of network: Network) -> PipeLocator {
        sorted.withLock { known in
            let locator = known ?? PipeLocator(network)
            known = locator
            return locator
        }
    }
}

extension Network {
    /// The pipe nearest to a place.
    ///
    /// - Throws: `SearchError/farFromPipes`, which names the nearest of all.
    func nearestPipe(
        to place: Coordinate, within limit: Double, by locator: PipeLocator
    ) throws -> PipeLocator.Hit {
        if let hit = locator.nearest(to: place, within: limit) { return hit }
        let nearest = locator.nearest(to: place)
        throw SearchError.farFromPipes(
            x: place.x, y: place.y, nearest: nearest.map { links.ids[$0.link] }, distance: nearest?.distance,
            limit: limit)
    }

    /// A place half-way along a link; `nil` without a path.
    func middle(ofLink row: Int) -> Coordinate? {
        let path = path(ofLink: row)
        guard let line = try? Polyline(path), let point = try? line.interpolate(at: line.length / 2)
        else {
            return path.first
        }
        return point
    }
}
