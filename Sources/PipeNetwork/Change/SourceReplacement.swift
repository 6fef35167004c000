import Geospatial

/// A network without some of its districts, ready to take one new survey of all of them in.
///
/// The links and assets of the districts are gone, and their nodes but those that links of others end at: these stand
/// in for the nodes of their names until the survey brings them again. Things of others that sat in the districts'
/// pipes are put aside and placed again by where they are.
public struct SourceReplacement: Sendable {
    /// The network before.
    public let before: Network
    /// Which district each element of before is of.
    public let origins: ElementOrigins
    /// The numbers of the districts that are replaced.
    public let districts: [Int32]
    /// The rest of the network; the new survey is joined to it.
    public var network: Network
    /// Things of other districts that hung on what is gone.
    public let orphans: [Asset]

    private let rest: Network
    private let replacements: [String: Int]
    private let splitters: Set<Int>
    /// Which of the districts what the survey brought is of, by the ids that it has in the files.
    private var sources = Sources()

    /// The districts of new elements by id.
    private struct Sources {
        var nodes: [String: Int32] = [:]
        var links: [String: Int32] = [:]
        var assets: [Asset.Kind: [String: Int32]] = [:]
    }

    /// Takes districts out of a network.
    ///
    /// - Throws: `NetworkError` only for a network that was damaged.
    public init(of districts: [Int32], in before: Network, origins: ElementOrigins) throws {
        let gone = Set(districts)
        func isGone(_ table: [Int32], _ row: Int) -> Bool { row < table.count && gone.contains(table[row]) }
        var isKept = (0..<before.nodes.count).map { !isGone(origins.nodes, $0) }
        var wasCut = Array(repeating: false, count: before.nodes.count)
        for row in 0..<before.links.count {
            let ends = [Int(before.links.start[row]), Int(before.links.end[row])]
            if !isGone(origins.links, row) {
                for end in ends { isKept[end] = true }
            } else if PieceID(before.links.ids[row]) != nil {
                for end in ends { wasCut[end] = true }
            }
        }
        var rest = try ModelSettings(before).network()
        rest.crs = before.crs
        rest.reserveCapacity(nodes: before.nodes.count, links: before.links.count)
        var replacements: [String: Int] = [:]
        var splitters: Set<Int> = []
        for row in 0..<before.nodes.count where isKept[row] {
            let node = before.node(at: row)
            try rest.add(node)
            let place = rest.nodes.count - 1
            if wasCut[row] { splitters.insert(place) }
            if isGone(origins.nodes, row),
                before.nodes.attributes[row, TopologyBuilder.synthesizedFlag] == .null
            {
                replacements[node.id] = place
                if let source = node.sourceID { replacements[source] = place }
            }
        }
        for row in 0..<before.links.count where !isGone(origins.links, row) {
            try rest.add(before.link(at: row))
        }
        var orphans: [Asset] = []
        for row in 0..<before.assets.count where !isGone(origins.assets, row) {
            var asset = before.asset(at: row)
            let (node, link) = (Int(before.assets.node[row]), Int(before.assets.link[row]))
            if (node < 0 || isKept[node]) && (link < 0 || !isGone(origins.links, link)) {
                _ = try rest.add(asset)
                continue
            }
            // By its place it finds what is there now; by name only when it has none.
            let isMade = before.nodes.attributes[node, TopologyBuilder.synthesizedFlag] != .null
            asset.attachment = asset.position != nil || isMade ? nil : .node(before.nodes.ids[node])
            orphans.append(asset)
        }
        self.before = before
        self.origins = origins
        self.districts = districts
        self.rest = rest
        self.network = rest
        self.orphans = orphans
        self.replacements = replacements
        self.splitters = splitters
    }

    /// The ids of a survey that the rest of the network has, apart from nodes that are the survey's own.
    public func idsInRest(of survey: SurveyedFeatures) -> [String] {
        var survey = survey
        survey.nodes.removeAll { replacements[$0.id] != nil }
        return survey.idsIn(network)
    }

    /// Joins what its sources say to the network.
    ///
    /// - Parameters:
    ///   - surveys: what each source says.
    ///   - numbers: the district that each of them is of; empty for things of other districts that are placed again.
    ///   - tolerance: how near is near enough.
    /// - Throws: what ``TopologyBuilder`` throws.
    public mutating func join(
        _ surveys: [SurveyedFeatures], of numbers: [Int32], tolerance: TopologyTolerance
    ) throws -> TopologyReport {
        var builder = TopologyBuilder(
            network, adding: surveys, tolerance: tolerance, replacements: replacements, splitters: splitters)
        network = try builder.build()
        func number(_ survey: Int32) -> Int32? {
            numbers.indices.contains(Int(survey)) ? numbers[Int(survey)] : nil
        }
        for (row, survey) in builder.origins.nodes.enumerated() {
            if let number = number(survey) { sources.nodes[network.nodes.ids[row]] = number }
        }
        for (id, survey) in builder.origins.links { sources.links[id] = number(survey) }
        for (kind, ids) in builder.origins.assets {
            for (id, survey) in ids { sources.assets[kind, default: [:]][id] = number(survey) }
        }
        return builder.report
    }

    /// Notes that a whole model took the place of an empty rest, and which district it is of.
    public mutating func note(_ model: Network, of number: Int32) {
        for id in model.nodes.ids { sources.nodes[id] = number }
        for id in model.links.ids { sources.links[id] = number }
        for (kind, id) in zip(model.assets.kinds, model.assets.ids) {
            sources.assets[kind, default: [:]][id] = number
        }
    }

    /// Forgets what a model file brings along itself: controls and rules that name links which are gone, patterns and
    /// curves that nothing in the rest uses.
    public mutating func forgetModel() {
        network.dropDangling()
        let used = network.usedSettings
        network.patterns = network.patterns.filter { used.contains($0.key) }
        network.curves = network.curves.filter { used.contains($0.key) }
    }

    /// The network with the survey in it and the names, order and drawing of what stayed, and where everything came
    /// from.
    ///
    /// - Throws: `NetworkError` only for a network that was damaged.
    public func finished(
        within tolerance: ChangeTolerance = .init()
    ) throws -> (network: Network, origins: ElementOrigins, kept: [Network.KeptID]) {
        var alignment = NetworkAlignment(old: before, new: network, tolerance: tolerance)
        alignment.match(knowing: rest)
        alignment.controlsAreOld = true
        var result = try alignment.aligned()
        result.dropDangling()
        return (result, origins(of: result, alignment.kept), alignment.kept)
    }

    /// Where everything came from: what the survey brought from its district, all else from where it was before.
    private func origins(of result: Network, _ kept: [Network.KeptID]) -> ElementOrigins {
        // Elements of several layers may have one id; what is of one name space has it once.
        var files: [String: [String: String]] = [:]
        for item in kept { files[item.layer, default: [:]][item.id] = item.newID }
        var found = origins.adding(districts.first ?? 0, from: before, to: result)
        for (row, id) in result.nodes.ids.enumerated() {
            let name = files[result.node(at: row).layer]?[id] ?? id
            if let number = sources.nodes[name] { found.nodes[row] = number }
        }
        for (row, id) in result.links.ids.enumerated() {
            var name = files[result.link(at: row).layer]?[id] ?? id
            while true {
                if let number = sources.links[name] {
                    found.links[row] = number
                    break
                }
                guard let piece = PieceID(name) else { break }
                name = piece.whole
            }
        }
        for (row, id) in result.assets.ids.enumerated() {
            let asset = result.asset(at: row)
            let name = files[asset.layer]?[id] ?? id
            if let number = sources.assets[asset.kind]?[name] { found.assets[row] = number }
        }
        return found
    }
}

extension Network {
    /// Removes controls and rules that act on links which are not there.
    mutating func dropDangling() {
        if controls.isEmpty, rules.isEmpty { return }
        let links = self.links
        controls.removeAll { links.index(of: $0.link) == nil }
        rules.removeAll { rule in
            (rule.actions + rule.otherwise).contains { links.index(of: $0.link) == nil }
        }
    }

    /// The ids of patterns and curves that something names.
    var usedSettings: Set<String> {
        var used = Set([hydraulics.defaultPattern, energy.pricePattern].compactMap(\.self))
        for demand in nodes.demands.joined() { if let pattern = demand.pattern { used.insert(pattern) } }
        used.formUnion(nodes.headPatterns.values)
        used.formUnion(nodes.tankShapes.values.compactMap(\.volumeCurve))
        for pump in links.pumpSettings.values {
            used.formUnion(
                [pump.headCurve, pump.speedPattern, pump.efficiencyCurve, pump.pricePattern].compactMap(
                    \.self))
        }
        used.formUnion(links.valveSettings.values.compactMap(\.curve))
        return used
    }
}
