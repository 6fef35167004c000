import Geospatial
import InputOutput
import PipeNetwork

extension NetworkImport {
    /// Joins what the sources say to the network, all at once.
    func join(_ surveys: [PlacedSurvey], into result: inout Result) throws {
        if surveys.isEmpty { return }
        for item in surveys {
            let taken =
                result.replacement?.idsInRest(of: item.survey)
                ?? item.survey.idsIn(result.network, tolerance: tolerance())
            if !taken.isEmpty {
                throw ImportError.idsInCity(path: item.path, ids: Array(taken.prefix(5)), count: taken.count)
            }
        }
        do {
            if result.replacement != nil {
                result.replacement?.network = result.network
                let numbers = surveys.compactMap(\.district).map { result.replaced[$0] }
                let report = try result.replacement?.join(
                    surveys.map(\.survey), of: numbers, tolerance: tolerance())
                if let report {
                    result.topology.append(report)
                    result.notes += Self.lostDraws(report)
                }
                if let network = result.replacement?.network { result.network = network }
                return
            }
            let before = result.network
            let joined = try TopologyBuilder.network(
                before, adding: surveys.map(\.survey), tolerance: tolerance())
            result.network = joined.network
            result.topology.append(joined.report)
            result.notes += Self.lostDraws(joined.report)
            result.renamed = joined.origins.renamed
            result.origins = result.origins.adding(
                joined.origins, numbers: surveys.map { Int32(($0.district ?? -1) + 1) }, from: before,
                to: joined.network)
        } catch let error as NetworkError {
            // A city has a million ids: which two sources share one is looked up when it is known that some do.
            try refuseSameIDs(surveys)
            throw ImportError.contradiction(path: surveys[0].path, error)
        }
    }

    /// A sentence on what was drawn where a tank or a reservoir stands now; none when nothing was.
    private static func lostDraws(_ report: TopologyReport) -> [Wording] {
        guard let worst = report.lostDraws.max(by: { abs($0.demand) < abs($1.demand) }) else { return [] }
        let litres = (report.lostDraws.reduce(0) { $0 + $1.demand } * 1e6).rounded() / 1000
        let emitters = report.lostDraws.count(where: \.hasEmitter)
        return [
            Wording(
                "\(report.lostDraws.count) junctions that are drawn where a tank or a reservoir stands became one with "
                    + "it, and what they draw is left out: \(litres) L/s"
                    + (emitters > 0 ? " and \(emitters) emitters" : "")
                    + " (\(worst.junction) at \(worst.node)); draw them apart, with a pipe between, to keep it",
                "\(report.lostDraws.count) 个节点与水池（水箱）或水源位置重合，已并入其中，其用水量不再计入：\(litres) L/s"
                    + (emitters > 0 ? "及 \(emitters) 个射流器" : "")
                    + "（\(worst.node) 处的 \(worst.junction)）；如需保留，请将其分开绘制并以管段相连")
        ]
    }

    /// Refuses one id for two things of one kind. Nodes and links have name spaces of their own; junctions of one id that
    /// two sources draw at one place are one.
    private func refuseSameIDs(_ surveys: [PlacedSurvey]) throws(ImportError) {
        var links = SameIDs(what: Wording("link", "管段")) { .duplicateLink($0) }
        var nodes = SameIDs(what: Wording("node", "节点")) { .duplicateNode($0) }
        var assets: [Asset.Kind: SameIDs] = [:]
        var places: [String: SurveyedFeatures.Node] = [:]
        let snap = tolerance().snap
        for (number, item) in surveys.enumerated() {
            for line in item.survey.lines { links.add(line.element.id, number) }
            for regulator in item.survey.regulators { links.add(regulator.element.id, number) }
            for node in item.survey.nodes {
                if let other = places[node.id], nodes.owner(of: node.id) != number,
                    node.isSame(as: other, within: snap)
                {
                    continue
                }
                places[node.id] = node
                nodes.add(node.id, number)
            }
            for asset in item.survey.assets {
                assets[
                    asset.kind,
                    default: SameIDs(what: asset.kind.wording) { .duplicateAsset(asset.kind, $0) }
                ].add(asset.id, number)
            }
        }
        for ids in [links, nodes] + assets.values.sorted(by: { $0.what.english < $1.what.english }) {
            if let error = ids.error(surveys) { throw error }
        }
    }
}

/// The ids of things of one kind, and which of them are there twice.
private struct SameIDs {
    let what: Wording
    let duplicate: (String) -> NetworkError
    private var owners: [String: Int] = [:]
    private var clash: (id: String, first: Int, second: Int)?
    private var count = 0

    init(what: Wording, duplicate: @escaping (String) -> NetworkError) {
        self.what = what
        self.duplicate = duplicate
    }

    func owner(of id: String) -> Int? { owners[id] }

    mutating func add(_ id: String, _ survey: Int) {
        guard let first = owners[id] else {
            owners[id] = survey
            return
        }
        count += 1
        if clash == nil { clash = (id, first, survey) }
    }

    func error(_ surveys: [NetworkImport.PlacedSurvey]) -> ImportError? {
        guard let clash else { return nil }
        let (first, second) = (surveys[clash.first].path, surveys[clash.second].path)
        if first == second { return .contradiction(path: first, duplicate(clash.id)) }
        return .sameID(what: what, id: clash.id, first: first, second: second, count: count)
    }
}

extension SurveyedFeatures.Node {
    /// Whether both are junctions at one place.
    fileprivate func isSame(as other: SurveyedFeatures.Node, within distance: Double) -> Bool {
        guard case .junction = self, case .junction = other else { return false }
        guard let here = position, let there = other.position else { return true }
        return here.distance(to: there) <= distance
    }
}
