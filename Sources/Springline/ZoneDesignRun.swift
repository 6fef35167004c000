import InputOutput
import CityStore
import Geospatial
import Hydraulics
import ZoneDesign
import NetworkFormats
import PipeNetwork
import Reports

/// A network read from a file and made ready to have zones designed on it.
public struct ZoneDesignRun {
    /// The network; of a map what it lacks to be solved is filled in (`ModelCompletion`), its rows are the same.
    public let network: Network
    /// What was filled in.
    private let remarks: [Wording]
    /// Solves it; `nil` when it cannot be solved.
    public let hydraulics: SolvedNetwork?
    /// Why it cannot be solved.
    public let obstacle: Wording?
    private let path: String

    /// Reads a network.
    ///
    /// - Parameters:
    ///   - path: an EPANET input file or a city.
    ///   - crs: the reference system of a file that states none.
    ///   - encoding: the encoding of an input file's text, where it is known.
    ///   - note: told what was read of an input file in spite of a flaw, a sentence each.
    /// - Throws: what reading throws. A network that is read but cannot be solved is no error.
    public init(
        path: String, crs: CoordinateReferenceSystem? = nil, encoding: TextEncoding? = nil,
        note: (Wording) -> Void = { _ in }
    ) throws {
        var network = try Network.read(path: path, encoding: encoding, note: note)
        if network.crs == nil { network.crs = crs }
        let completion = ModelCompletion(network)
        network = completion.network
        remarks = completion.isUntouched ? [] : completion.remarks
        (self.network, self.path) = (network, path)
        do {
            guard network.nodes.kinds.contains(where: { $0 != .junction }) else {
                throw RequestError.noSource(path: path)
            }
            hydraulics = try SolvedNetwork(network)
            obstacle = nil
        } catch let error as HydraulicError {
            (hydraulics, obstacle) = (nil, Wording(describing: error))
        } catch let error as RequestError {
            (hydraulics, obstacle) = (nil, Wording(describing: error))
        }
    }

    /// Designs zones and puts the proposals beside each other.
    ///
    /// - Parameters:
    ///   - options: what zones should be like.
    ///   - chosen: the number of the proposal to list, from 1.
    ///   - limit: how many proposals are shown.
    ///   - comparesPlain: whether METIS by itself is put beside them.
    /// - Throws: `ZoneDesignError`, ``RequestError/noProposal(number:of:)``, `HydraulicError`.
    public func design(
        _ options: ZoneDesignOptions, chosen: Int = 1, limit: Int = 5, comparesPlain: Bool = false
    ) throws -> (proposal: ZoneProposal, report: ZoneDesignReport) {
        let design = try ZoneDesign(network, options: options, hydraulics: hydraulics)
        guard design.proposals.indices.contains(chosen - 1) else {
            throw RequestError.noProposal(number: chosen, of: design.proposals.count)
        }
        let proposal = design.proposals[chosen - 1]
        var entries = design.proposals.prefix(max(limit, chosen)).enumerated().map {
            ZoneDesignReport.Entry("\($0 + 1)", $1)
        }
        if comparesPlain {
            let plain = try UnrefinedPartition.proposal(
                network, zones: proposal.zones.count, options: options, hydraulics: hydraulics)
            entries.append(.init("METIS", plain))
        }
        var report = ZoneDesignReport(entries, chosen: proposal, in: network, criterion: options.criterion)
        report.notes = notes(design)
        return (proposal, report)
    }

    /// Proposes the devices of a new zone.
    ///
    /// - Parameters:
    ///   - elements: ids of nodes, links, meters or valves; links bring both their ends.
    ///   - polygon: a file with an area, whose nodes belong to the zone too.
    ///   - id: what the zone is called.
    ///   - options: limits of pressure and inlets.
    /// - Throws: `ZoneDesignError`, what reading the file throws, `HydraulicError`.
    public func propose(
        elements: [String], polygon: String?, id: String, _ options: ZoneDesignOptions
    ) throws -> (proposal: ZoneProposal, report: ZoneDesignReport) {
        var nodes = try ProposedZone.nodes(named: elements, in: network)
        if let polygon {
            for zone in try ZoneLayer.read(path: polygon, city: network.crs) {
                guard let outline = zone.outline else { continue }
                let area = try PreparedGeometry(outline)
                for node in 0..<network.nodes.count {
                    if let place = network.nodes.position(node), try area.covers(place) { nodes.insert(node) }
                }
            }
        }
        let zone = try ProposedZone(network, nodes: nodes, id: id, options: options, hydraulics: hydraulics)
        guard let best = zone.proposals.first else {
            throw ZoneDesignError.noProposal(
                reason: Wording("the border of the new zone crosses nothing", "新分区的边界没有穿过任何管段"))
        }
        let entries = zone.proposals.enumerated().map { ZoneDesignReport.Entry("\($0 + 1)", $1) }
        var report = ZoneDesignReport(entries, chosen: best, in: network, criterion: options.criterion)
        report.notes = obstacleNotes
        for (ids, english, chinese) in [(zone.takenIn, "taken in", "划入"), (zone.leftOut, "left out", "划出")]
        where !ids.isEmpty {
            let list = ids.prefix(8).joined(separator: ", ")
            report.notes.append(
                Wording(
                    "\(ids.count) nodes without a use \(english), so that the border meets a device that is there: \(list)",
                    "为利用现有设备，\(chinese)无用水节点 \(ids.count) 个：\(list)"))
        }
        return (best, report)
    }

    /// Makes the zones of a proposal those of the city it was designed for.
    ///
    /// What is to be shut is still open in the city: until it is, `ZoneVerification` names it as a leak.
    ///
    /// - Throws: ``RequestError/noCity(path:)``, `CityError`.
    public func save(_ proposal: ZoneProposal) throws {
        guard try Network.isCity(path) else { throw RequestError.noCity(path: path) }
        try City(path: path).importing { writer in try writer.saveZones(proposal.scheme, for: network) }
    }

    private var obstacleNotes: [Wording] {
        guard let obstacle else { return remarks }
        return remarks + [
            Wording(
                "pressures are not looked at and inlets are chosen by diameter: \(obstacle.english)",
                "未计算压力，进水口按管径选取：\(obstacle.chinese)")
        ]
    }

    private func notes(_ design: ZoneDesign) -> [Wording] {
        let limits = design.limits
        let unit = design.options.criterion == .length ? "m" : "connections"
        let chineseUnit = design.options.criterion == .length ? "m" : "户"
        let (low, high) = (Int(limits.minimum.rounded()), Int(limits.maximum.rounded()))
        let total = Int(limits.total.rounded())
        switch limits.adaptation {
        case .smallNetwork:
            return [
                Wording(
                    "the network has \(total) \(unit), too few for zones of the least size; zones of \(low) to \(high) "
                        + "were designed instead",
                    "管网共 \(total) \(chineseUnit)，不足以按最小规模分区；改按 \(low)–\(high) 设计")
            ] + obstacleNotes
        case .numberOfZones:
            return [
                Wording(
                    "\(total) \(unit) in the number of zones asked for do not fit the limits; zones of \(low) to "
                        + "\(high) were designed instead",
                    "按所要求的分区数，\(total) \(chineseUnit)不符合规模限值；改按 \(low)–\(high) 设计")
            ] + obstacleNotes
        case nil: return obstacleNotes
        }
    }
}
