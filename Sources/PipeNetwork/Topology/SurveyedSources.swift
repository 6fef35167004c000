import Geospatial

/// The sources of one command as one survey, with who said what.
///
/// A source here is a layer: the files that other programs write have one for each kind of element.
struct SurveyedSources {
    /// Nodes that sources describe; behind them, from ``described``, those that only ends of lines name.
    private(set) var nodes: [SurveyedFeatures.Node] = []
    private(set) var lines: [SurveyedFeatures.Line] = []
    private(set) var regulators: [SurveyedFeatures.Regulator] = []
    private(set) var assets: [Asset] = []
    private(set) var controls: [Control] = []
    private(set) var rules: [Rule] = []
    /// The source of each node, line, regulator and asset.
    private(set) var sourceOfNode: [Int32] = []
    private(set) var sourceOfLine: [Int32] = []
    private(set) var sourceOfRegulator: [Int32] = []
    private(set) var sourceOfAsset: [Int32] = []
    /// How many of the nodes a source describes.
    private(set) var described = 0
    /// The ids that lines and regulators name as their ends.
    private(set) var names: Set<String> = []

    private var speakers: [String: Int32] = [:]
    private var hands: [Int32] = []

    /// Gathers surveys; `isKnown` says of an id whether the network has a node of it.
    init(_ surveys: [SurveyedFeatures], isKnown: (String) -> Bool) {
        hands = Array(0..<Int32(surveys.count))
        for (number, survey) in surveys.enumerated() {
            let source = Int32(number)
            nodes += survey.nodes
            lines += survey.lines
            regulators += survey.regulators
            assets += survey.assets
            controls += survey.controls
            rules += survey.rules
            sourceOfNode += repeatElement(source, count: survey.nodes.count)
            sourceOfLine += repeatElement(source, count: survey.lines.count)
            sourceOfRegulator += repeatElement(source, count: survey.regulators.count)
            sourceOfAsset += repeatElement(source, count: survey.assets.count)
            for node in survey.nodes { hear(node.id, from: source) }
            for line in survey.lines { for id in [line.from, line.to] { name(id, by: source) } }
            for item in survey.regulators { for id in [item.from, item.to] { name(id, by: source) } }
        }
        described = nodes.count
        addUndescribed(isKnown)
    }

    /// Nodes that only lines name lie where the first of these lines ends.
    private mutating func addUndescribed(_ isKnown: (String) -> Bool) {
        if names.isEmpty { return }
        var known = Set(nodes.lazy.map(\.id))
        for (number, line) in lines.enumerated() {
            for (id, place) in [(line.from, line.path.first), (line.to, line.path.last)] {
                guard let id, !isKnown(id), known.insert(id).inserted else { continue }
                nodes.append(.junction(Junction(id: id, position: place, elevation: place?.z)))
                sourceOfNode.append(sourceOfLine[number])
            }
        }
    }

    private mutating func name(_ id: String?, by source: Int32) {
        guard let id else { return }
        names.insert(id)
        hear(id, from: source)
    }

    /// Sources that know a node of the same id are of one hand.
    private mutating func hear(_ id: String, from source: Int32) {
        guard let other = speakers.updateValue(source, forKey: id), other != source else { return }
        let (a, b) = (root(other), root(source))
        if a != b { hands[Int(max(a, b))] = min(a, b) }
    }

    private func root(_ source: Int32) -> Int32 {
        var source = source
        while hands[Int(source)] != source { source = hands[Int(source)] }
        return source
    }

    /// The hand that a node is of.
    func hand(ofNode node: Int) -> Int32 { root(sourceOfNode[node]) }

    /// The hand that knows a node of this id; `nil` when none does.
    func hand(ofID id: String) -> Int32? { speakers[id].map(root) }

    /// Whether a line or a regulator names the node as its end.
    func isNamed(_ node: Int) -> Bool { names.contains(nodes[node].id) }

    /// Whether no source describes the node: lines name it, and that is all.
    func isUndescribed(_ node: Int) -> Bool { node >= described }

    /// Whether two nodes of one id in two sources are one: both are junctions, drawn at one place.
    func isOneNode(_ a: Int, _ b: Int, within distance: Double) -> Bool {
        guard sourceOfNode[a] != sourceOfNode[b], nodes[a].isJunction, nodes[b].isJunction else {
            return false
        }
        guard let here = nodes[a].position, let there = nodes[b].position else { return true }
        return here.distance(to: there) <= distance
    }

    /// Adds a line between nodes that are known: a regulator that names its ends.
    mutating func append(_ line: SurveyedFeatures.Line, source: Int32) {
        lines.append(line)
        sourceOfLine.append(source)
    }

    /// Forgets the drawing, when it is in the network.
    mutating func forgetLines() { lines = [] }
}

extension SurveyedFeatures.Node {
    /// Whether it is neither a tank nor a reservoir.
    var isJunction: Bool { if case .junction = self { true } else { false } }
}

/// Which survey of several each new element of a network came from.
public struct SurveyOrigins: Sendable, Hashable {
    /// For each row of the nodes the place of its survey in the list; -1 for a node of before.
    public var nodes: [Int32] = []
    /// The place of the survey of each link that was drawn, by its id there.
    public var links: [String: Int32] = [:]
    /// Nodes of before that have another name now, by the old one: the survey describes them.
    public var renamed: [String: String] = [:]
    /// The place of the survey of each asset.
    public var assets: [Asset.Kind: [String: Int32]] = [:]
}
