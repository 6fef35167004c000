import InputOutput
import Geospatial
import Hydraulics
import PipeNetwork
import Synchronization

/// Bursts of one network: which valves to close, who is without water, who has too little pressure, and what may be opened.
///
/// The network is cut into segments once; each burst then takes milliseconds, and a solve where pressures are asked for.
///
/// ```swift
/// let study = IsolationStudy(network)
/// let burst = try study.burst(onPipe: "P12", stuck: ["V7"])
/// print(burst.closingOrder.map { study.segments.valves.name(of: $0, in: network) })
/// ```
public struct IsolationStudy: Sendable {
    /// What an isolation takes for granted.
    public struct Options: Sendable {
        /// What holds water besides isolation valves.
        public var usable: IsolationValves.Usable = []
        /// Where valves are taken to stand though nobody drew them; `nil` for nowhere.
        public var rule: IsolationValves.PlacementRule?
        /// Whether a segment with a tank keeps its water.
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
    /// The model that is solved; `nil` where no solve is asked for.
    public let completion: ModelCompletion?
    /// Why pressures are not known; `nil` where they are or are not asked for.
    public let unsolved: HydraulicError?
    /// What lies in each segment.
    public let contents: SegmentContents
    let assetsByNode: AssetsByNode
    private let pipes = SortedPipes()
    let placedSegments = PlacedSegments()
    /// The network solved as it is; `nil` when it was not asked for or cannot be.
    let outage: OutageStudy?

    /// Cuts `network` at its valves, and solves it as it is.
    ///
    /// A map without elevations, demands or reservoirs is completed for the solve (`ModelCompletion`); a network that cannot
    /// be solved all the same is isolated without pressures, and ``unsolved`` says why.
    public init(_ network: Network, options: Options = .init()) {
        self.network = network
        self.options = options
        let completion = options.isSolved ? ModelCompletion(network) : nil
        var unsolved: HydraulicError?
        var outage: OutageStudy?
        if let completion {
            do throws(HydraulicError) {
                outage = try OutageStudy(
                    completion.network, serviceMinimum: options.serviceMinimum, time: options.time)
            } catch {
                unsolved = error
            }
        }
        self.completion = completion
        self.unsolved = unsolved
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
        let solved = try solved(plan)
        return IsolatedBurst(
            study: self, link: link, place: place ?? network.midpoint(ofLink: link), plan: plan,
            effect: solved.effect, openings: solved.openings, stuck: stuckRows, leaking: leaking,
            missingValves: missingValves(plan, link: link, stuck: stuckRows))
    }

    /// The effect of a plan on pressures, and what may be opened for those who are cut off.
    private func solved(
        _ plan: IsolationPlan
    ) throws(HydraulicError) -> (effect: OutageEffect?, openings: [IsolatedBurst.Opening]) {
        let outage = plan.isolation.isPossible ? outage : nil
        let resting = plan.isolation.linksHolding.filter { segments.isAtRest(link: $0) }
        let shut = plan.isolation.valvesToClose.map { Int(segments.valves.links[$0]) } + resting
        let effect = try outage?.effect(
            closing: shut, withoutWater: plan.isolated.nodes + plan.cutOff.nodes)
        let means =
            plan.alternatives.map { (valve: Int?.some($0), link: Int(segments.valves.links[$0])) }
            + plan.pumpsToStart.map { (valve: nil, link: $0) }
        var effects: [Int: OutageEffect] = [:]
        var openings: [IsolatedBurst.Opening] = []
        for (number, (valve, opened)) in means.enumerated() {
            // What this one does not bring water to stays without.
            let still = segments.stillCutOff(in: plan.isolation, opening: [opened])
            let dry = still.flatMap { contents.nodes(of: Int($0)) }
            let before = segments.valvesToClose(for: plan.isolation, leaving: still)
            if effects[opened] == nil, number < Self.mostOpenings {
                effects[opened] = try outage?.effect(
                    closing: shut + before.map { Int(segments.valves.links[$0]) }, opening: [opened],
                    withoutWater: plan.isolated.nodes + dry)
            }
            openings.append(
                .init(
                    valve: valve, link: opened, valvesToCloseFirst: before, stillDry: Set(dry),
                    effect: effects[opened]))
        }
        return (effect, openings)
    }

    /// How many openings are solved.
    private static let mostOpenings = 12

    /// The valves called `id`: an isolation valve, or every valve of that name.
    private func valveRows(_ id: String) throws(SearchError) -> [Int] {
        let rows = (0..<segments.valves.count).filter { segments.valves.name(of: $0, in: network) == id }
        guard rows.isEmpty else { return rows }
        let names = (0..<segments.valves.count).map { segments.valves.name(of: $0, in: network) }
        throw .unknownElement(
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
