import CityStore
import LeakZones
import NetworkFormats
import PipeNetwork
import Telemetry

/// What an import of readings did, file by file.
public struct ReadingsImport: Sendable {
    /// One file.
    public struct File: Sendable, Hashable {
        /// The file.
        public var path: String
        /// Meters, tanks or points in it.
        public var series: Int
        /// Rows of the file.
        public var rows: Int
        /// Empty cells: missing, not zero.
        public var missing: Int
        /// What was stored.
        public var stored: AppendReport
        /// What was odd, all series together: what was dropped or merged, and what a balance will have to judge
        /// (gaps, stuck spans, rollovers, resets, spikes).
        public var faults: ReadingFaults
    }

    /// The files, in the order given.
    public var files: [File] = []
}

/// A file of readings that does not fit the city.
public enum ReadingsImportError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Ids that mean nothing in the city.
    case unknownElements(path: String, ids: [String], count: Int, expected: String, nearest: [String])
    /// A meter is exchanged that the city does not have.
    case unknownMeter(path: String, line: Int, id: String)

    /// One sentence: which file, which ids, what was expected, what may be meant.
    public var description: String {
        switch self {
        case .unknownElements(let path, let ids, let count, let expected, let nearest):
            "\(path): \(count) id\(count == 1 ? "" : "s") not in the city as \(expected): "
                + ids.joined(separator: ", ") + (count > ids.count ? ", …" : "")
                + (nearest.isEmpty ? "" : "; did you mean \(nearest.joined(separator: ", "))?")
        case .unknownMeter(let path, let line, let id):
            "\(path), line \(line): meter '\(id)' is not in the city"
        }
    }
}

extension City {
    /// Takes readings from CSV files, wide or long, plain or compressed, all or nothing.
    ///
    /// - Parameters:
    ///   - paths: the files.
    ///   - kind: what was measured.
    ///   - unit: the unit where the file's headers say none; the kind's standard unit when `nil`.
    ///   - timeZone: the IANA zone of the file's times; the city's when `nil`. The first import sets the city's.
    ///   - prefix: put before every id of the files, as the import of their district did.
    ///   - progress: told each file before it is read.
    /// - Throws: `ReadingsFileError`, ``ReadingsImportError``, `TelemetryError`, `CityError`; the city is as it
    ///   was then.
    @discardableResult
    public func importReadings(
        _ paths: [String], kind: ReadingKind, unit: ReadingUnit? = nil, timeZone: String? = nil,
        prefix: String = "",
        progress: (String) -> Void = { _ in }
    ) throws -> ReadingsImport {
        let isFirst = try readingSeries().isEmpty
        let calendar = try timeZone.map { try LocalCalendar(timeZone: $0) } ?? calendar()
        let network = try network()
        let targets = ReadingTargets(network)
        let examination = SeriesExamination(
            meters: try meters(in: network), calendar: calendar)
        var result = ReadingsImport()
        try importing { writer in
            if isFirst { try writer.setCalendar(calendar) }
            for path in paths {
                progress(path)
                let raw = try ReadingsCSV(path: path).read(kind: kind, unit: unit, calendar: calendar)
                let series = try raw.series.map { try $0.cleaned(prefix: prefix) }
                try Self.check(series.map(\.series), targets, path)
                var file = ReadingsImport.File(
                    path: path, series: series.count, rows: raw.rows, missing: raw.missingCells,
                    stored: AppendReport(), faults: ReadingFaults())
                for (clean, faults) in series {
                    // What is no reading was dropped. What only looks odd is counted here but stored as it came: a
                    // balance judges it again by what is known of the meter then.
                    file.faults.merge(faults)
                    file.faults.merge(try examination.faults(in: clean))
                    file.stored.add(try writer.appendReadings(clean))
                }
                result.files.append(file)
            }
        }
        return result
    }

    private static func check(_ series: [ReadingSeries], _ targets: ReadingTargets, _ path: String) throws {
        let unknown = series.filter { !targets.contains($0.element, kind: $0.kind) }
        guard let first = unknown.first else { return }
        throw ReadingsImportError.unknownElements(
            path: path, ids: unknown.prefix(5).map(\.element), count: unknown.count,
            expected: ReadingTargets.expected(first.kind), nearest: targets.nearest(to: first.element))
    }
}

extension RawSeries {
    /// The series of what is a reading, under its id in the city, and what was dropped or merged.
    fileprivate func cleaned(prefix: String) throws -> (series: ReadingSeries, faults: ReadingFaults) {
        let (clean, faults) = try cleaned()
        if prefix.isEmpty { return (clean, faults) }
        let renamed = try ReadingSeries(
            element: prefix + clean.element, kind: clean.kind, form: clean.consumptionForm,
            times: clean.times,
            values: clean.values)
        return (renamed, faults)
    }
}

/// Looks through series as a balance will, to say at once what it is going to find.
struct SeriesExamination {
    let meters: [String: Meter]
    let calendar: LocalCalendar

    func faults(in series: ReadingSeries) throws -> ReadingFaults {
        guard series.count > 1 else { return ReadingFaults() }
        let meter = meters[series.element]
        switch series.kind {
        case .flow: return try FlowSeries(series, calendar: calendar, meter: meter).faults
        case .register: return try RegisterSeries(series, meter: meter).faults
        case .level, .pressure, .consumption: return ReadingFaults()
        }
    }
}
