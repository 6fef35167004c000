import InputOutput
import PipeNetwork

extension NetworkImport {
    /// Takes sources out of a network, with all that came from them: nodes at which links of others end stay, and things of
    /// others that hung on what is gone are placed again by where they are.
    ///
    /// - Parameters:
    ///   - names: the sources, by path or by the last part of it.
    ///   - network: the network.
    ///   - origins: which source each of its elements came from.
    ///   - districts: the sources that there are.
    ///   - tolerance: how near is the same place.
    /// - Throws: ``ImportError/noSuchSource(name:known:)``, ``ImportError/ambiguousSource(path:matching:)``,
    ///   ``ImportError/districtTwice(path:district:)``.
    public func removing(
        _ names: [String], from network: Network, origins: ElementOrigins, districts: [ImportSource],
        tolerance: ChangeTolerance = .init()
    ) throws -> SourceChanges {
        var gone: [ImportSource] = []
        for name in names {
            func last(_ path: String) -> Substring { path.split(separator: "/").last ?? "" }
            let isKnown = districts.contains { $0.path == name || last($0.path) == last(name) }
            // A city of an older version knows no sources at all, which is another error.
            if !isKnown, !districts.isEmpty {
                throw ImportError.noSuchSource(name: name, known: districts.map(\.path))
            }
            let district = try Self.district(of: name, name: nil, among: districts)
            if gone.contains(where: { $0.number == district.number }) {
                throw ImportError.districtTwice(path: name, district: district.path)
            }
            gone.append(district)
        }
        let replacement = try SourceReplacement(of: gone.map(\.number), in: network, origins: origins)
        var result = Result(replacement.network)
        result.replacement = replacement
        return try changes(result, of: gone, replacement, tolerance)
    }
}
