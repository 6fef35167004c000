import CityStore
import InputOutput
import LeakZones
import PipeNetwork
import Telemetry

extension City {
    /// Gives a stored reading another value and keeps the one it had.
    ///
    /// - Parameters:
    ///   - element: id of what was read.
    ///   - kind: what was measured.
    ///   - time: the local time of the reading.
    ///   - value: what it should be, in `unit`.
    ///   - unit: the kind's standard unit when `nil`.
    ///   - note: who puts it right, and why.
    /// - Returns: the correction; `nil` when the reading has that value already.
    /// - Throws: `CorrectionError`, `TelemetryError.unreadableTime`, `CityError`.
    @discardableResult
    public func correctReading(
        of element: String, kind: ReadingKind, at time: String, to value: Double, unit: ReadingUnit? = nil,
        _ note: CorrectionNote
    ) throws -> ReadingCorrection? {
        let instant = try calendar().timestamp(time)
        let factor = (unit ?? ReadingUnit.standard(for: kind)).siFactor
        return try importing { writer in
            try writer.correctReading(of: element, kind: kind, at: instant, to: value * factor, note)
        }
    }

    /// Takes stored readings of a period out and keeps what they were.
    ///
    /// - Parameters:
    ///   - element: id of what was read.
    ///   - kind: what was measured.
    ///   - from: the first local day or time.
    ///   - to: the local day or time after the last.
    ///   - note: who takes them out, and why.
    /// - Returns: how many were taken out.
    /// - Throws: `CorrectionError`, `TelemetryError.unreadableTime`, `CityError`.
    @discardableResult
    public func deleteReadings(
        of element: String, kind: ReadingKind, from: String, to: String, _ note: CorrectionNote
    ) throws -> Int {
        let calendar = try calendar()
        let period = try Period(from: calendar.timestamp(from), to: calendar.timestamp(to))
        guard !period.isEmpty else { throw RequestError.emptyPeriod(from: from, to: to) }
        return try importing { writer in
            try writer.deleteReadings(of: element, kind: kind, in: period, note)
        }
    }

    /// Records that a meter, or its register, was exchanged: the volume across the exchange is known from then on.
    ///
    /// - Parameters:
    ///   - meter: id of the meter, or number of a customer's meter.
    ///   - time: the local time of the exchange.
    ///   - oldFinal: last figure of the old register, m³ as shown.
    ///   - newInitial: first figure of the new register, m³ as shown.
    /// - Throws: ``MeterExchangeError``, `TelemetryError`, `CityError`.
    public func exchangeMeter(
        _ meter: String, at time: String, oldFinal: Double, newInitial: Double
    ) throws {
        let instant = try calendar().timestamp(time)
        for (field, figure) in [
            (Wording("old register's last figure", "旧表止码"), oldFinal),
            (Wording("new register's first figure", "新表起码"), newInitial),
        ]
        where !figure.isFinite || figure < 0 {
            throw MeterExchangeError.impossibleFigure(meter: meter, field: field, found: figure)
        }
        try importing { writer in
            let network = try writer.network()
            let targets = ReadingTargets(network)
            guard targets.contains(meter, kind: .register) else {
                throw MeterExchangeError.unknownMeter(meter, nearest: targets.nearest(to: meter))
            }
            try writer.addReplacement(
                Meter.Replacement(at: instant, oldFinal: oldFinal, newInitial: newInitial), ofMeter: meter)
        }
    }

    /// Gives a zone another id or another name, now and in all of the past.
    ///
    /// - Throws: `ZoneError.unknownZone`, `ZoneError.duplicateZone`, `CityError`.
    public func renameZone(_ zone: String, id: String? = nil, name: String? = nil) throws {
        try importing { writer in try writer.renameZone(zone, id: id, name: name) }
    }
}

/// What can be wrong with the record of a meter's exchange.
public enum MeterExchangeError: Error, Hashable, Sendable {
    /// The city has no such meter.
    case unknownMeter(String, nearest: [String])
    /// A figure that no register shows.
    case impossibleFigure(meter: String, field: Wording, found: Double)
}

extension MeterExchangeError: ExplainedError {
    /// One sentence: which meter, what was found, what was expected.
    public var explanation: Wording {
        switch self {
        case .unknownMeter(let id, let nearest):
            let meant = Wording(quoting: nearest)
            return Wording(
                "meter '\(id.quotable)' is not in the city"
                    + (nearest.isEmpty ? "" : "; did you mean \(meant.english)?"),
                "城市中没有计量表“\(id.quotable)”" + (nearest.isEmpty ? "" : "；是否为\(meant.chinese)？"))
        case .impossibleFigure(let meter, let field, let found):
            return Wording(
                "meter '\(meter.quotable)', \(field.english): found \(found), expected a figure of 0 m³ or more",
                "计量表“\(meter.quotable)”，\(field.chinese)：给出 \(found)，应为不小于 0 m³ 的数")
        }
    }
}
