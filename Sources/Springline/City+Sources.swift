import CityStore
import Foundation
import InputOutput
import LeakZones
import NetworkFormats
import PipeNetwork
import Telemetry

extension City {
    /// Brings files and folders into the city at `path`, which is made when it is not there.
    ///
    /// Everything is read, transformed and joined before the file is touched; the file then changes in one
    /// transaction, and other imports wait their turn. A city that was not there is not there afterwards
    /// either when anything fails.
    ///
    /// - Parameters:
    ///   - sources: GIS files, model files, folders of them; with none, the sources of the mapping.
    ///   - path: the city's file.
    ///   - options: mapping, reference system, prefix, encoding and tolerance.
    ///   - validFrom: since when the network is so. Without a date a first network is so as far back as
    ///     anything is asked
    ///     of it, and so is what follows before the city has readings or within a day; later imports hold
    ///     from now on.
    ///   - dated: the same as a person said it; goes before `validFrom`.
    ///   - note: told every plan before it is used, guesses included.
    /// - Returns: the city and what was imported.
    @discardableResult
    public static func importing(
        _ sources: [String], into path: String, options: ImportOptions = .init(),
        validFrom: Timestamp? = nil, dated: ChangeDate? = nil, note: @escaping (Wording) -> Void = { _ in }
    ) throws -> (city: City, result: NetworkImport.Result) {
        let validFrom = dated?.time ?? validFrom
        guard FileManager.default.fileExists(atPath: path) else {
            let result = try NetworkImport(options, note: note).adding(sources, to: Network())
            let city = try City.importing(at: path) { writer in
                try keep(result, validFrom, writer)
                try writer.note(dated)
            }.city
            return (city, result)
        }
        let city = try City(path: path)
        // What is there is read under the lock of the import, so that no other import comes in between and is
        // lost.
        let result = try city.importing { writer in
            let before = try writer.network()
            let scheme = try writer.zones(for: before)
            var result = try NetworkImport(options, note: note).adding(sources, to: before)
            let carried = try scheme.carried(
                from: before, to: result.network, renamed: result.renamed)
            if !scheme.zones.isEmpty {
                result.notes.append(
                    Wording(
                        "nodes that are new lie outside every zone until zones are derived or imported again",
                        "新增节点不属于任何分区，需重新生成或导入分区"))
            }
            try keep(result, validFrom, replacing: before, writer)
            if !carried.zones.isEmpty {
                try writer.saveZones(carried, for: result.network, validFrom: validFrom)
            }
            try writer.note(dated)
            return result
        }
        return (city, result)
    }

    /// Writes an imported network, and which sources it came from.
    private static func keep(
        _ result: NetworkImport.Result, _ validFrom: Timestamp?, replacing before: Network? = nil,
        _ writer: CityWriter
    ) throws {
        let numbers = try result.districts.map {
            try writer.addImportSource(path: $0.path, prefix: $0.prefix)
        }
        func number(_ place: Int32) -> Int32 { place > 0 ? numbers[Int(place) - 1] : 0 }
        try writer.replaceNetwork(
            result.network, replacing: before, validFrom: validFrom,
            origins: ElementOrigins(
                nodes: result.origins.nodes.map(number), links: result.origins.links.map(number),
                assets: result.origins.assets.map(number)))
        try record(result.sources, numbers, writer)
    }

    /// Adds files to the list of what the city was made from.
    static func record(_ sources: [ImportedSource], _ numbers: [Int32], _ writer: CityWriter) throws {
        let now = Timestamp(Int64(Date().timeIntervalSince1970))
        for source in sources {
            try writer.addSource(
                SourceRecord(
                    path: source.path, format: source.format, crs: source.crs, prefix: source.prefix,
                    importedAt: now, counts: source.counts,
                    district: numbers.indices.contains(source.district) ? numbers[source.district] : nil))
        }
    }
}
