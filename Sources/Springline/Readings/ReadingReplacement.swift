import CityStore
import Telemetry

/// How the readings of an import take the place of others that are stored.
public struct ReadingReplacement: Sendable, Hashable {
    /// The first local day or time of what is replaced; with ``to``.
    public var from: String?
    /// The local day or time after the last.
    public var to: String?
    /// Who replaces them, why, and when.
    public var note: CorrectionNote

    /// A replacement of the readings of the same times or, with a period, of all that the series have in it.
    public init(from: String? = nil, to: String? = nil, note: CorrectionNote) {
        self.from = from
        self.to = to
        self.note = note
    }

    /// The period by the city's clock; `nil` where only readings of the same times are replaced.
    func resolved(in calendar: LocalCalendar) throws -> (period: Period?, note: CorrectionNote) {
        guard let from, let to else { return (nil, note) }
        let period = try Period(from: calendar.timestamp(from), to: calendar.timestamp(to))
        guard !period.isEmpty else { throw RequestError.emptyPeriod(from: from, to: to) }
        return (period, note)
    }
}
