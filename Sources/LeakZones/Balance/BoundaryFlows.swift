import Telemetry

/// The flows of boundary meters, each parsed and judged once for a period, whoever asks: the balance, the nights of both
/// zones beside the meter and of all that hold these, and each version of a boundary.
///
/// It belongs to the balances that share it and is not for several threads.
package final class BoundaryFlows {
    private struct Key: Hashable {
        var meter: Meter
        var period: Period
    }

    private var known: [Key: FlowSeries?] = [:]

    /// No flows yet.
    package init() {}

    /// The flow of a meter; `nil` when it has no series of two readings and more.
    ///
    /// - Parameters:
    ///   - meter: with the error that counts where it states none.
    ///   - period: what the series is judged over.
    func flow(
        of meter: Meter, around period: Period, from source: any ReadingSource, _ options: BalanceOptions
    ) throws -> FlowSeries? {
        let key = Key(meter: meter, period: period)
        if let found = known[key] { return found }
        let readings = try source.readings(of: meter.id, kind: .flow, around: period)
        let flow = try readings.flatMap { readings in
            readings.count > 1
                ? try FlowSeries(readings, calendar: options.calendar, meter: meter, policy: options.gaps)
                : nil
        }
        known[key] = .some(flow)
        return flow
    }

    /// Lets go of all flows, so that a year of a large city's does not stay in memory.
    package func forget() { known = [:] }
}

extension WaterBalance {
    /// What is known of a boundary meter, with the error of the options where none is stated.
    func boundaryMeter(_ id: String) -> Meter {
        var meter = meters[id] ?? Meter(id: id)
        if meter.accuracy == nil { meter.accuracy = options.boundaryAccuracy }
        return meter
    }
}
