import CityStore
import InputOutput
import LeakZones
import NetworkFormats
import PipeNetwork
import Telemetry

extension City {
    /// Takes sources out of the city: what came from them goes into the history, readings and zones stay. All or nothing.
    ///
    /// - Parameters:
    ///   - names: the sources as ``CityStore/City/importSources()`` names them, or the last part of their paths.
    ///   - dated: since when they are gone; now when `nil`.
    ///   - note: told what has to be known.
    /// - Returns: what went.
    /// - Throws: `ImportError.unknownSource`, `CityError`.
    @discardableResult
    public func removeSources(
        _ names: [String], dated: ChangeDate? = nil, note: @escaping (Wording) -> Void = { _ in }
    ) throws -> SourceChanges {
        try importing { writer in
            let before = try writer.network()
            let scheme = try writer.zones(for: before)
            let removal = try NetworkImport(ImportOptions(), note: note).removing(
                names, from: before, origins: writer.origins(), districts: writer.importSources())
            if !removal.changes.isEmpty {
                try writer.replaceNetwork(
                    removal.network, replacing: before, validFrom: dated?.time, origins: removal.origins)
                if !scheme.zones.isEmpty {
                    let extended = try scheme.extended(from: before, to: removal.network)
                    try writer.saveZones(extended, for: removal.network, validFrom: dated?.time)
                }
            }
            for district in removal.districts { try writer.removeSourceRecords(ofDistrict: district.number) }
            try writer.note(dated)
            return removal
        }
    }

    /// The sources of the city with how much of them there is.
    ///
    /// - Throws: `CityError`.
    public func sourceList() throws -> SourceList {
        let (districts, origins) = (try importSources(), try origins())
        let records = try info().sources
        return SourceList(
            districts.compactMap { district in
                func count(_ table: [Int32]) -> Int { table.count { $0 == district.number } }
                let own = records.filter { $0.district == district.number }
                let entry = SourceList.Entry(
                    name: district.path, prefix: district.prefix, nodes: count(origins.nodes),
                    links: count(origins.links), assets: count(origins.assets), files: own.map(\.path),
                    formats: Set(own.map(\.format)).sorted(), importedAt: own.map(\.importedAt).max())
                // What was taken out and left nothing is no source any more.
                return own.isEmpty && entry.nodes + entry.links + entry.assets == 0 ? nil : entry
            }, calendar: try calendar())
    }
}
