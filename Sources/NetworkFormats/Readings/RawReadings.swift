import Telemetry

/// The readings of a file, converted to SI, in the file's order and not yet judged.
public struct RawReadings: Sendable {
    /// How the file is laid out, as recognised by its headings.
    public enum Layout: Hashable, Sendable {
        /// A column of times, and a column for each element.
        case wide(time: String)
        /// A row for each reading, with columns for the element, the time and the value, and perhaps the unit and
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
}

/// The readings of one element as a file gives them, in SI.
public struct RawSeries: Sendable {
    /// The element's id.
    public let id: String
    /// What was read.
    public let kind: ReadingKind
    /// The unit in the file; values are converted already.
    public let unit: ReadingUnit
    /// Seconds since 1970 UTC, in the file's order; the columns of a wide file without missing cells share them.
    public let times: [Int64]
    /// A value for each time, SI.
    public let values: [Double]
    /// How many cells held no reading.
    public let missing: Int

    /// The series in order, freed of what cannot be, and what was found.
    ///
    /// - Parameter maximumFlow: largest possible flow in m³/s, where known.
    /// - Throws: `TelemetryError`.
    public func cleaned(
        maximumFlow: Double? = nil
    ) throws(TelemetryError) -> (series: ReadingSeries, faults: ReadingFaults) {
        try ReadingSeries.cleaned(
            element: id, kind: kind, form: unit.consumptionForm, times: times, values: values,
            maximumFlow: maximumFlow)
    }
}
