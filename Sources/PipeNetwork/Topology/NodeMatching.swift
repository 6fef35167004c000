import Geospatial

/// Which nodes of a survey are one with which others: by id first, then by place.
///
/// Ids tell nodes apart where one hand wrote them: sources that name a node of the same id are of one hand, and what one
/// hand gives two names to, with lines at both, is never made one because it is drawn at one place. Of two hands, or
/// where no line names a node, the place decides. Nothing depends on the order in which the sources are given but
/// which of two equals keeps its name.
struct NodeMatching {
    /// What becomes of a node of the survey.
    enum Fate {
        /// A node of its own.
        case new
        /// The node of that row, which keeps its name and learns what this one knows.
        case joins(row: Int)
        /// The node of that row, which takes this one's name: it had none, or is the pipe's end that a tank is laid on.
        case takes(row: Int)
        /// Another node of the survey.
        case same(as: Int)
    }

    private(set) var fates: [Fate]

    private let survey: SurveyedSources
    private let network: Network
    private let isNameless: (Int) -> Bool
    private let tolerance: TopologyTolerance
    private let earlier: Int
    private var grid = NodeGrid(distance: 0)
    private var first: [String: Int] = [:]
    /// The nodes of the survey that rows of the network became.
    private var taker: [Int: Int] = [:]

    /// Matches the nodes of `survey` with one another and with those of `network`; `isNameless` says of a row whether
    /// the topology made that node, `replacements` which rows wait for a node of some id.
    init(
        _ survey: SurveyedSources, in network: Network, replacements: [String: Int],
        tolerance: TopologyTolerance,
        isNameless: @escaping (Int) -> Bool
    ) throws(NetworkError) {
        self.survey = survey
        self.network = network
        self.tolerance = tolerance
        self.isNameless = isNameless
        earlier = network.nodes.count
        grid = NodeGrid(distance: tolerance.snap)
        fates = Array(repeating: .new, count: survey.nodes.count)
        for row in 0..<earlier { grid.insert(node: row, x: network.nodes.x[row], y: network.nodes.y[row]) }
        // Tanks and reservoirs first: a junction drawn where one stands is its connection. Then nodes that lines name,
        // before those that only have a place.
        let ranks = survey.nodes.indices.map(rank)
        let order = (0...3).flatMap { rank in ranks.indices.filter { ranks[$0] == rank } }
        for node in order {
            fates[node] = try fate(of: node, replacements)
            if case .takes(let row) = fates[node] { taker[row] = node }
        }
    }

    private func rank(_ node: Int) -> Int {
        if !survey.nodes[node].isJunction { return 0 }
        return survey.isUndescribed(node) ? 2 : survey.isNamed(node) ? 1 : 3
    }

    private mutating func fate(of node: Int, _ replacements: [String: Int]) throws(NetworkError) -> Fate {
        let own = survey.nodes[node]
        if let row = replacements[own.id] { return .takes(row: row) }
        if let row = network.nodes.index(of: own.id) {
            guard network.isUndescribed(row, for: own, within: tolerance.reach) else {
                throw .duplicateNode(own.id)
            }
            return .takes(row: row)
        }
        if let other = first[own.id] {
            guard survey.isOneNode(node, other, within: tolerance.snap) else { throw .duplicateNode(own.id) }
            return .same(as: other)
        }
        first[own.id] = node
        guard let place = own.position else { return .new }
        let twin = grid.nearest(x: place.x, y: place.y, within: tolerance.snap) { mayJoin(node, $0) }
        guard let twin = twin?.node else {
            grid.insert(node: earlier + node, x: place.x, y: place.y)
            return .new
        }
        if twin >= earlier { return .same(as: twin - earlier) }
        if let other = taker[twin] { return .same(as: other) }
        return isNameless(twin) || !own.isJunction ? .takes(row: twin) : .joins(row: twin)
    }

    /// Whether a node of the survey may become one with the node of an index: a row of the network, or behind those
    /// another node of the survey.
    private func mayJoin(_ node: Int, _ other: Int) -> Bool {
        let isSource = !survey.nodes[node].isJunction
        if let taker = taker[other] { return mayJoin(node, earlier + taker) }
        guard other >= earlier else {
            if isSource, network.nodes.kinds[other] != .junction { return false }
            if isNameless(other) { return true }
            let id = network.nodes.ids[other]
            guard survey.hand(ofID: id) == survey.hand(ofNode: node) else { return true }
            return !(survey.isNamed(node) && survey.names.contains(id))
                && (isSource || network.nodes.kinds[other] != .junction)
        }
        let other = other - earlier
        let isOtherSource = !survey.nodes[other].isJunction
        if isSource, isOtherSource { return false }
        guard survey.hand(ofNode: node) == survey.hand(ofNode: other) else { return true }
        if survey.isNamed(node), survey.isNamed(other) { return false }
        // Two points of one layer are two; a point and an end without a description are one.
        return isSource != isOtherSource || survey.isUndescribed(other)
    }
}

extension Network {
    /// Whether all that is known of a node is its name and its place, so that `node`, which is called so and lies near,
    /// is the description of it.
    func isUndescribed(_ row: Int, for node: SurveyedFeatures.Node, within reach: Double) -> Bool {
        guard nodes.kinds[row] == .junction, nodes.demands[row].isEmpty, nodes.emitters[Int32(row)] == nil
        else { return false }
        let marks = Set(nodes.attributes[row].keys)
        if marks == [TopologyBuilder.deviceMark] { return true }
        guard marks.isEmpty else { return false }
        guard let place = nodes.position(row), let other = node.position else { return true }
        return place.distance(to: other) <= reach
    }
}
