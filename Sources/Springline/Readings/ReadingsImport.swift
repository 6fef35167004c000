import CityStore
import InputOutput
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
        /// Rows that the file marks as bad or estimated: no readings.
        public var marked: Int
        /// Values that devices write for an error: no readings.
        public var errorCodes: Int
        /// What was stored.
        public var stored: AppendReport
        /// What was odd, all series together: what was dropped or merged, and what a balance will have to
        /// judge
        /// (gaps, stuck spans, rollovers, resets, spikes).
        public var faults: ReadingFaults
        /// What else has to be known: columns that were not read, rows that were left out, a sentence each.
        public var remarks: [Wording]
    }

    /// The files, in the order given.
    public var files: [File] = []
    /// What the import did to the city besides.
    public var notes: [Wording] = []
}

/// A file of readings that does not fit the city.
public enum ReadingsImportError: Error, Hashable, Sendable {
    /// Ids that mean nothing in the city.
    case unknownElements(path: String, ids: [String], count: Int, expected: Wording, nearest: [String])
    /// Two headings of a file are names of one thing.
    case repeatedName(path: String, id: String, headings: [String])
}

extension ReadingsImportError: ExplainedError {
    /// One sentence: which file, which ids, what was expected, what may be meant.
    public var explanation: Wording {
        switch self {
        case .unknownElements(let path, let ids, let count, let expected, let nearest):
            let names = Wording(quoting: ids)
            let meant = Wording(quoting: nearest)
            return Wording(
                "\(path): \(count) id\(count == 1 ? "" : "s") not in the city as \(expected.english): "
                    + names.english + (count > ids.count ? ", …" : "")
                    + (nearest.isEmpty ? "" : "; did you mean \(meant.english)?"),
                "\(path)：城市中没有 \(count) 个编号（应为\(expected.chinese)）："
                    + names.chinese + (count > ids.count ? "……" : "")
                    + (nearest.isEmpty ? "" : "；是否为\(meant.chinese)？"))
        case .repeatedName(let path, let id, let headings):
            let names = Wording(quoting: headings)
            return Wording(
                "\(path): \(names.english) are all names of '\(id.quotable)'; give each its own id",
                "\(path)：\(names.chinese)都对应“\(id.quotable)”；请分别对应不同的编号")
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
    ///   - timeZone: the IANA zone of the file's times; the city's when `nil`. The first readings of a city
    ///     whose zone
    ///     nobody has said set it; UTC when they name none.
    ///   - decimal: the decimal mark, where the files' numbers do not tell it.
    ///   - marks: what words in columns of quality mean.
    ///   - prefix: put before every id of the files, as the import of their district did.
    ///   - timeForm: how times are written that may mean several days; `nil` when the files are to tell it.
    ///   - names: what is meant by the names in the files (`ReadingNames`).
    ///   - replacement: lets the files' readings take the place of others that are stored; `nil` keeps what is stored.
    ///   - progress: told each file before it is read.
    /// - Throws: `ReadingsFileError`, ``ReadingsImportError``, `TelemetryError`, `CityError`; the city is as
    ///   it
    ///   was then.
    @discardableResult
    public func importReadings(
        _ paths: [String], kind: ReadingKind, unit: ReadingUnit? = nil, timeZone: String? = nil,
        prefix: String = "", decimal: DecimalMark? = nil, marks: ReadingMarks = ReadingMarks(),
        timeForm: TimeForm? = nil, names: ReadingNames = ReadingNames(),
        replacement: ReadingReplacement? = nil, progress: (String) -> Void = { _ in }
    ) throws -> ReadingsImport {
        let given = try timeZone.map { try LocalCalendar(timeZone: $0) }
        let network = try network()
        let targets = ReadingTargets(network)
        let meters = try meters(in: network)
        var result = ReadingsImport()
        try importing { writer in
            let stated = try writer.statedCalendar()
            let calendar = given ?? stated ?? .utc
            let examination = SeriesExamination(meters: meters, calendar: calendar)
            // A file may go on in the hour that the clocks repeat.
            var last = try writer.lastReadings(kind)
            for path in paths {
                progress(path)
                let csv = ReadingsCSV(path: path, decimal: decimal, marks: marks, timeForm: timeForm)
                let raw = try csv.read(kind: kind, unit: unit, calendar: calendar) {
                    last[prefix + (names[$0] ?? $0)]
                }
                let wanted = try Self.wanted(raw, names)
                let series = try wanted.map { try $0.cleaned(as: prefix + (names[$0.id] ?? $0.id)) }
                try Self.check(series.map(\.series), targets, path)
                var file = ReadingsImport.File(raw)
                file.remarks += names.remarks(on: raw)
                let wholeReplacement = try replacement?.resolved(in: calendar)
                for (place, (clean, faults)) in series.enumerated() where clean.count > 0 || !faults.isEmpty {
                    // What is no reading was dropped. What only looks odd is counted here but stored as it
                    // came: a
                    // balance judges it again by what is known of the meter then.
                    file.faults.merge(faults)
                    file.faults.merge(try examination.faults(in: clean))
                    guard let end = clean.last else { continue }
                    let tolerance = wanted[place].resolution / 2
                    if let (period, note) = wholeReplacement {
                        file.stored.add(
                            try writer.replaceReadings(clean, in: period, tolerance: tolerance, note))
                    } else {
                        file.stored.add(try writer.appendReadings(clean, tolerance: tolerance))
                    }
                    last[clean.element] = max(last[clean.element] ?? end, end)
                }
                result.files.append(file)
            }
            // A file without a reading says nothing of the city.
            guard stated == nil, result.files.contains(where: { $0.stored.inserted > 0 }) else { return }
            try writer.setCalendar(calendar)
            result.notes.append(
                given == nil
                    ? Wording(
                        "no time zone was named: times without an offset were read as UTC, which is the city's zone now",
                        "未指明时区：不带时差的时间按 UTC 读入，城市的时区现为 UTC")
                    : Wording(
                        "the city's time zone is \(calendar.timeZoneIdentifier) from now on",
                        "城市的时区自此为 \(calendar.timeZoneIdentifier)"))
        }
        return result
    }

    /// The series of a file that are not left out by name.
    private static func wanted(_ raw: RawReadings, _ names: ReadingNames) throws -> [RawSeries] {
        var headings: [String: [String]] = [:]
        let wanted = raw.series.filter { !names.leavesOut($0.id) }
        for series in wanted { headings[names[series.id] ?? series.id, default: []].append(series.id) }
        if let (id, same) = headings.sorted(by: { $0.key < $1.key }).first(where: { $0.value.count > 1 }) {
            throw ReadingsImportError.repeatedName(path: raw.path, id: id, headings: same)
        }
        return wanted
    }

    private static func check(_ series: [ReadingSeries], _ targets: ReadingTargets, _ path: String) throws {
        let unknown = series.filter { !targets.contains($0.element, kind: $0.kind) }
        guard let first = unknown.first else { return }
        throw ReadingsImportError.unknownElements(
            path: path, ids: unknown.prefix(5).map(\.element), count: unknown.count,
            expected: ReadingTargets.expected(first.kind), nearest: targets.nearest(to: first.element))
    }
}

extension ReadingsImport.File {
    /// What a file held, before any of it is stored.
    fileprivate init(_ raw: RawReadings) {
        var remarks = raw.remarks
        var codes: [Double: (count: Int, series: RawSeries, first: Timestamp)] = [:]
        for series in raw.series {
            for code in series.errorCodes {
                let known = codes[code.value]
                codes[code.value] = (
                    (known?.count ?? 0) + code.count, known?.series ?? series, known?.first ?? code.first
                )
            }
        }
        for (value, code) in codes.sorted(by: { $0.key < $1.key }) {
            let figure = "\(value.formatted(digits: 2)) \(code.series.unit.label)"
            remarks.append(
                Wording(
                    "\(code.count) value\(code.count == 1 ? "" : "s") of \(figure) "
                        + "(the first at \(code.first) of '\(code.series.id)') \(code.count == 1 ? "is" : "are") what devices "
                        + "write for an error, far from all others, and no reading",
                    "\(code.count) 个数值为 \(figure)（首个在 \(code.first)，“\(code.series.id)”），远离其他数值，"
                        + "是设备写出的错误码，不作读数"))
        }
        if raw.series.allSatisfy({ $0.values.isEmpty }) {
            remarks.append(Wording("the file holds no reading", "文件中没有读数"))
        }
        self.init(
            path: raw.path, series: raw.series.count, rows: raw.rows, missing: raw.missingCells,
            marked: raw.markedRows, errorCodes: codes.values.reduce(0) { $0 + $1.count },
            stored: AppendReport(), faults: ReadingFaults(), remarks: remarks)
    }
}

extension Double {
    /// The number with up to so many digits after the point, and none that say nothing.
    fileprivate func formatted(digits: Int) -> String {
        var text = "\((self * 100).rounded() / 100)"
        if text.hasSuffix(".0") { text.removeLast(2) }
        return text
    }
}

extension RawSeries {
    /// The series of what is a reading, under its id in the city, and what was dropped or merged.
    fileprivate func cleaned(as element: String) throws -> (series: ReadingSeries, faults: ReadingFaults) {
        let (clean, faults) = try cleaned()
        if element == clean.element { return (clean, faults) }
        let renamed = try ReadingSeries(
            element: element, kind: clean.kind, form: clean.consumptionForm,
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
