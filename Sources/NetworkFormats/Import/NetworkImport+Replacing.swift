import Geospatial
import InputOutput
import PipeNetwork

/// A new survey of districts that a city has, beside what it has of them.
public struct SourceChanges: Sendable {
    /// The city's network with the new survey in it and the ids of what stayed.
    public var network: Network
    /// Which district each row of it is of, by the numbers of the city.
    public var origins: ElementOrigins
    /// What is different.
    public var changes: ChangeSet
    /// What has another id in the files than in the city.
    public var kept: [Network.KeptID]
    /// The districts as they are called now.
    public var districts: [ImportSource]
    /// One entry a file; ``ImportedSource/district`` is the place in ``districts``.
    public var sources: [ImportedSource]
    /// What the topology did.
    public var topology: [TopologyReport]
    /// What an analyst should know.
    public var notes: [Wording]
}

extension NetworkImport {
    /// Takes districts of a network out and new surveys of them in, and says what is different.
    ///
    /// - Parameters:
    ///   - paths: files or folders, as in ``adding(_:to:)``; each takes the place of one district.
    ///   - network: what stands.
    ///   - origins: which district each element of it is of.
    ///   - districts: the districts of the network.
    ///   - names: for each path the district that it replaces, as the city calls it; those of equal file name when empty.
    ///   - tolerance: how near is the same place.
    /// - Throws: ``ImportError/unknownSource(path:known:)``, ``ImportError/ambiguousSource(path:matching:)``,
    ///   ``ImportError/districtTwice(path:district:)``, and what ``adding(_:to:)`` throws.
    public func replacing(
        _ paths: [String], in network: Network, origins: ElementOrigins, districts: [ImportSource],
        names: [String] = [], tolerance: ChangeTolerance = .init()
    ) throws -> SourceChanges {
        if options.mapping == nil, let own = try ownMapping(paths) {
            return try own.replacing(
                [], in: network, origins: origins, districts: districts, names: names, tolerance: tolerance)
        }
        var sources = try plannedSources(paths)
        var replaced: [ImportSource] = []
        for place in sources.indices {
            let name = place < names.count ? names[place] : nil
            let path = sources[place].path
            let district = try Self.district(of: path, name: name, among: districts)
            if replaced.contains(where: { $0.number == district.number }) {
                throw ImportError.districtTwice(path: path, district: district.path)
            }
            if sources[place].prefix.isEmpty { sources[place].prefix = district.prefix }
            replaced.append(ImportSource(number: district.number, path: path, prefix: sources[place].prefix))
        }
        // All of them at once, as an import of several sources is: one names nodes that another describes.
        let replacement = try SourceReplacement(
            of: replaced.map(\.number), in: network, origins: origins)
        var result = Result(replacement.network)
        result.replacement = replacement
        result.replaced = replaced.map(\.number)
        try add(sources, to: &result)
        return try changes(result, of: replaced, replacement, tolerance)
    }

    /// What an import that replaced districts, or took them out, has changed: things of others that hung on what is gone are
    /// placed again by where they are.
    func changes(
        _ result: Result, of districts: [ImportSource], _ replacement: SourceReplacement,
        _ tolerance: ChangeTolerance
    ) throws -> SourceChanges {
        var result = result
        if !replacement.orphans.isEmpty {
            var survey = SurveyedFeatures()
            survey.assets = replacement.orphans
            let path = districts.map(\.path).joined(separator: ", ")
            try join([PlacedSurvey(survey: survey, path: path, district: nil)], into: &result)
        }
        var joined = result.replacement ?? replacement
        joined.network = result.network
        let finished = try joined.finished(within: tolerance)
        return SourceChanges(
            network: finished.network, origins: finished.origins,
            changes: ChangeSet(from: replacement.before, to: finished.network), kept: finished.kept,
            districts: districts, sources: result.sources, topology: result.topology, notes: result.notes)
    }

    /// The district that a path stands for: the one of that name, of that path, or of that last part of a path.
    static func district(
        of path: String, name: String?, among districts: [ImportSource]
    ) throws(ImportError) -> ImportSource {
        let wanted = name ?? path
        if let exact = districts.last(where: { $0.path == wanted }) { return exact }
        func last(_ path: String) -> Substring { path.split(separator: "/").last ?? "" }
        let matching = districts.filter { last($0.path) == last(wanted) }
        switch matching.count {
        case 1: return matching[0]
        case 0: throw .unknownSource(path: wanted, known: districts.map(\.path))
        default: throw .ambiguousSource(path: wanted, matching: matching.map(\.path))
        }
    }
}
