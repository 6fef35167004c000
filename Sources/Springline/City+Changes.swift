import CityStore
import Foundation
import InputOutput
import LeakZones
import NetworkFormats
import PipeNetwork
import Telemetry

extension City {
    /// What is different between what the city has of some sources and new files of them. Nothing is written.
    ///
    /// - Parameters:
    ///   - sources: files or folders, as for ``importing(_:into:options:validFrom:note:)``; each takes the
    ///     place of the
    ///     source of the city that has the same file name.
    ///   - names: for each of them the source of the city that it replaces, where its name is another.
    ///   - options: mapping, reference system, prefix, encoding and tolerance.
    ///   - tolerance: how near is the same place.
    ///   - note: told every plan before it is used.
    /// - Throws: `ImportError`, `FormatError`, `CityError`.
    public func changes(
        _ sources: [String], replacing names: [String] = [], options: ImportOptions = .init(),
        tolerance: ChangeTolerance = .init(), note: @escaping (Wording) -> Void = { _ in }
    ) throws -> SourceChanges {
        try NetworkImport(options, note: note).replacing(
            sources, in: network(), origins: origins(), districts: importSources(), names: names,
            tolerance: tolerance)
    }

    /// Takes new files of some sources in: what is different in them changes, what is gone goes into the
    /// history, and ids,
    /// readings and zones stay. A node that is new takes the zone of what it hangs on. All or nothing.
    ///
    /// - Parameters:
    ///   - sources: files or folders; see ``changes(_:replacing:options:tolerance:note:)``.
    ///   - names: for each of them the source of the city that it replaces, where its name is another.
    ///   - options: mapping, reference system, prefix, encoding and tolerance.
    ///   - tolerance: how near is the same place.
    ///   - validFrom: since when the city is so; when `nil`, from now on, or as long as the city is being put
    ///     together as
    ///     far back as anything is asked of it.
    ///   - dated: the same as a person said it; goes before `validFrom`.
    ///   - note: told every plan before it is used.
    /// - Returns: what was different.
    /// - Throws: `ImportError`, `FormatError`, `CityError`.
    @discardableResult
    public func applyChanges(
        _ sources: [String], replacing names: [String] = [], options: ImportOptions = .init(),
        tolerance: ChangeTolerance = .init(), validFrom: Timestamp? = nil, dated: ChangeDate? = nil,
        note: @escaping (Wording) -> Void = { _ in }
    ) throws -> SourceChanges {
        let validFrom = dated?.time ?? validFrom
        return try importing { writer in
            let before = try writer.network()
            let scheme = try writer.zones(for: before)
            let changes = try NetworkImport(options, note: note).replacing(
                sources, in: before, origins: writer.origins(), districts: writer.importSources(),
                names: names, tolerance: tolerance)
            if changes.changes.isEmpty { return changes }
            try writer.replaceNetwork(
                changes.network, replacing: before, validFrom: validFrom, origins: changes.origins)
            if !scheme.zones.isEmpty {
                let extended = try scheme.extended(from: before, to: changes.network)
                try writer.saveZones(extended, for: changes.network, validFrom: validFrom)
            }
            for district in changes.districts {
                try writer.update(district)
            }
            try Self.record(changes.sources, changes.districts.map(\.number), writer)
            try writer.note(dated)
            return changes
        }
    }
}
