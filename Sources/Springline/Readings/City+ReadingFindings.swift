import CityStore
import LeakZones
import PipeNetwork
import Reports
import Telemetry

extension City {
    /// Everything odd in the stored readings of a period, as a balance finds it.
    ///
    /// - Parameters:
    ///   - from: a local day or time, such as `2024-03-04`.
    ///   - to: the first instant after.
    ///   - kinds: what was measured; everything when empty.
    ///   - elements: ids of what was read; everything when empty.
    ///   - progress: told the share that is done, 0 to 1.
    /// - Throws: `CityError`, `TelemetryError`; ``ReadingsCheckError/unknownElements(_:nearest:)`` for ids without readings.
    public func readingFindings(
        from: String, to: String, kinds: Set<ReadingKind> = [], elements: [String] = [],
        progress: (Double) -> Void = { _ in }
    ) throws -> ReadingFindings {
        let calendar = try calendar()
        let period = try Period(from: calendar.timestamp(from), to: calendar.timestamp(to))
        guard !period.isEmpty else { throw RequestError.emptyPeriod(from: from, to: to) }
        let network = try graphNetwork()
        let meters = try meters(in: network)
        let all = try availableSeries()
        let known = Set(all.map(\.element))
        let unknown = elements.filter { !known.contains($0) }
        if let first = unknown.first {
            throw ReadingsCheckError.unknownElements(
                unknown, nearest: nearestIDs(to: first, among: known.sorted()))
        }
        let wanted = Set(elements)
        let series = all.filter {
            (kinds.isEmpty || kinds.contains($0.kind)) && (wanted.isEmpty || wanted.contains($0.element))
        }
        var findings: [ReadingFinding] = []
        for (place, key) in series.enumerated() {
            if place % 64 == 0 { progress(Double(place) / Double(max(1, series.count))) }
            guard let readings = try readings(of: key.element, kind: key.kind, around: period) else {
                continue
            }
            findings += try readings.findings(calendar: calendar, meter: meters[key.element])
                .filter { $0.touches(period) }
        }
        return ReadingFindings(
            findings, seriesCount: series.count, period: period, calendar: calendar, network: network)
    }
}
