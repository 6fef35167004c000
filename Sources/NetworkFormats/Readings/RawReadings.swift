import InputOutput
import Telemetry

/// The readings of a file, converted to SI, in the file's order and not yet judged.
public struct RawReadings: Sendable {
    /// How the file is laid out, as recognised by its headings.
    public enum Layout: Hashable, Sendable {
        /// A column of times, and a column for each element.
        case wide(time: String)
        /// A row for each reading, with columns for the element, the time and the value, and perhaps the unit
        /// and
        /// the kind.
        case long(id: String, time: String, value: String, unit: String?, kind: String?)
    }

    /// The file.
    public let path: String
    /// How it is laid out.
    public let layout: Layout
    /// What stands between cells: comma, semicolon or tab.
    public let separator: Character
    /// Whether the text was GB18030 and not UTF-8.
    public let isGB18030: Bool
    /// One series for each element, in the order of columns or of first appearance.
    public let series: [RawSeries]
    /// Rows below the headings.
    public let rows: Int
    /// Cells without a reading; they are in no series, and none of them is a zero.
    public let missingCells: Int
    /// Rows of a long file that hold another kind of reading.
    public let otherRows: Int
    /// Rows that the file itself says are no readings: bad, or estimated.
    public let markedRows: Int
    /// What else has to be known: columns that are not read, rows that were left out, a sentence each.
    public let remarks: [Wording]

    static let newestFirst = Wording(
        "the newest readings come first; the file was read from its end", "读数为由新到旧排列；已从文件末尾读起")
}

/// The readings of one element as a file gives them, in SI.
public struct RawSeries: Sendable {
    /// The element's id.
    public let id: String
    /// What was read.
    public let kind: ReadingKind
    /// The unit in the file; values are converted already.
    public let unit: ReadingUnit
    /// Seconds since 1970 UTC, in the file's order; the columns of a wide file without missing cells share
    /// them.
    public let times: [Int64]
    /// A value for each time, SI.
    public let values: [Double]
    /// How many cells held no reading.
    public let missing: Int
    /// The last printed digit, SI: what two prints of one value may differ by.
    public let resolution: Double
    /// Whether rows of a long file gave values in more than one unit.
    public let hasSeveralUnits: Bool
    /// A value that devices write in place of a reading, and how often it was found; the readings hold none
    /// of them.
    public let errorCodes: [ErrorCode]

    /// A number that is an error code.
    public struct ErrorCode: Hashable, Sendable {
        /// As printed, in the series' unit.
        public let value: Double
        /// How often.
        public let count: Int
        /// When first.
        public let first: Timestamp
    }

    init(
        id: String, kind: ReadingKind, unit: ReadingUnit, times: [Int64], values: [Double], missing: Int,
        resolution: Double = 0, hasSeveralUnits: Bool = false
    ) {
        self.id = id
        self.kind = kind
        self.unit = unit
        self.missing = missing
        self.resolution = resolution
        self.hasSeveralUnits = hasSeveralUnits
        let search = ErrorCodes(times, values, unit: unit, kind: kind)
        if search.positions.isEmpty {
            (self.times, self.values, errorCodes) = (times, values, [])
            return
        }
        errorCodes = search.codes(times)
        let kept = search.kept
        self.times = kept.map { times[$0] }
        self.values = kept.map { values[$0] }
    }

    static func resolution(_ unit: ReadingUnit, decimals: Int) -> Double {
        var digit = 1.0
        for _ in 0..<decimals { digit /= 10 }
        return unit.siFactor * digit
    }

    /// The series in order, freed of what cannot be, and what was found.
    ///
    /// - Parameter maximumFlow: largest possible flow in m³/s, where known.
    /// - Throws: `TelemetryError`.
    public func cleaned(
        maximumFlow: Double? = nil
    ) throws(TelemetryError) -> (series: ReadingSeries, faults: ReadingFaults) {
        try ReadingSeries.cleaned(
            element: id, kind: kind, form: unit.consumptionForm, times: times, values: values,
            maximumFlow: maximumFlow, tolerance: resolution / 2)
    }
}
