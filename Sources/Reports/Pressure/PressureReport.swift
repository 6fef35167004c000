import InputOutput
import LeakZones
import WaterLoss
import Telemetry

/// What the pressure points of a city say: averages, points, critical points and step tests, as text, JSON and CSV.
public struct PressureReport: Sendable {
    /// The zones, each judged by a standard that says night flows.
    public var zones: [ZoneReport]
    /// Step tests.
    public var tests: [ZoneStepTest]
    /// What was taken for granted.
    public var policy: EvaluationPolicy
    /// Local time.
    public var calendar: LocalCalendar
    /// What a lower pressure would bring; `nil` when it was not asked for.
    public var lowering: PressureLowering?

    /// A report.
    public init(
        _ zones: [ZoneReport], tests: [ZoneStepTest] = [], policy: EvaluationPolicy,
        calendar: LocalCalendar, lowering: PressureLowering? = nil
    ) {
        self.lowering = lowering
        self.zones = zones
        self.tests = tests
        self.policy = policy
        self.calendar = calendar
    }

    /// The report in a form; every form ends with a line break. As CSV it has the pressure points.
    public func text(as format: OutputFormat, language: ReportLanguage = .english) -> String {
        switch format {
        case .table:
            ([zoneTable, pointTable] + (tests.isEmpty ? [] : [testTable]) + (loweringTable.map { [$0] } ?? []))
                .map { $0.aligned(language: language) }.joined(separator: "\n")
        case .json: json.text(expandedTo: 4) + "\n"
        case .csv: pointTable.csv()
        }
    }

    /// What the zone's pressure could be lowered by, and what that saves; `nil` where there is no room.
    func reduction(_ zone: ZoneReport) -> PressureReduction? {
        guard let pressure = zone.pressure, let night = zone.evaluation?.night,
            let room = PressureReduction.room(pressure, serviceMinimum: policy.serviceMinimum), room > 0
        else { return nil }
        return PressureReduction(pressure, night, lowerBy: room, policy: policy)
    }

    /// `{"service_minimum_m":…, "zones":[{"id":…, "azp_m":{…}, "points":[…], "critical_points":[…], …}],
    /// "step_tests":[…]}`.
    public var json: JSONValue {
        .object([
            "service_minimum_m": .number(policy.serviceMinimum),
            "zones": .array(zones.map(json(of:))),
            "step_tests": .array(tests.map(json(of:))),
            "lowering": loweringJSON,
        ])
    }

    private func json(of zone: ZoneReport) -> JSONValue {
        let pressure = zone.pressure
        let keys: [IndicatorKey] = [.averagePressure, .averageNightPressure, .nightDayFactor]
        let figures = keys.compactMap { key in
            zone[key].map { JSONValue.Member(key.rawValue, $0.json) }
        }
        let room = pressure.flatMap { PressureReduction.room($0, serviceMinimum: policy.serviceMinimum) }
        let reduction = reduction(zone)
        return .object([
            "id": .string(zone.zone.id), "figures": .object(figures),
            "method": .string(pressure?.method?.rawValue),
            "hours_m": .array((pressure?.hours ?? []).map { .number($0) }),
            "points": .array((pressure?.points ?? []).map(json(of:))),
            "critical_points": .array((pressure?.critical ?? []).map(json(of:))),
            "average_point": pressure?.averagePoint.map { point in
                .object([
                    "id": .string(point.id), "bias_m": .number(point.bias),
                    "rms_m": .number(point.rootMeanSquare), "largest_m": .number(point.largest),
                ])
            } ?? .null,
            "room_m": .number(room), "saving_m3_per_d": .number(reduction?.management.leakageSaved),
            "fewer_bursts_percent": .number(reduction?.fewerBursts?.value),
            "fewer_bursts_lower_percent": .number(reduction?.fewerBursts?.lower),
            "fewer_bursts_upper_percent": .number(reduction?.fewerBursts?.upper),
        ])
    }

    private func json(of point: ZonePressure.Point) -> JSONValue {
        .object([
            "id": .string(point.id), "mean_m": .number(point.mean), "lowest_m": .number(point.lowest),
            "highest_m": .number(point.highest), "coverage": .number(point.coverage),
            "findings": .array(point.findings.map { .string($0.code) }),
        ])
    }

    private func json(of point: CriticalPoint) -> JSONValue {
        .object([
            "id": .string(point.id), "lowest_m": .number(point.lowest),
            "lowest_at": .string(calendar.format(point.lowestAt)), "deficit_m": .number(point.deficit),
            "below_h": .number(Double(point.secondsBelow) / 3600), "share_below": .number(point.shareBelow),
        ])
    }

    private func json(of test: ZoneStepTest) -> JSONValue {
        let result = test.test
        let exponent = result.exponent
        let steps = result.steps.map(json(of:))
        let flags = result.flags.map { JSONValue.string($0.rawValue) }
        let unknown = test.unknown.map { JSONValue.string(calendar.format($0.start)) }
        return .object([
            "zone": .string(test.zone), "steps": .array(steps), "n1": .number(exponent?.value),
            "lower": .number(exponent?.lower), "upper": .number(exponent?.upper),
            "r2": .number(result.determination), "fixed_area_share": .number(result.fixedAreaShare),
            "is_inconclusive": .boolean(result.isInconclusive), "flags": .array(flags),
            "unknown_steps": .array(unknown), "favad_area_m2": .number(test.orifice?.area),
            "favad_slope_m2_per_m": .number(test.orifice?.slope), "favad_n1": .number(test.orificeExponent),
            "favad_flags": .array((test.orifice?.flags ?? []).map { .string($0.rawValue) }),
        ])
    }

    private func json(of step: StepTest.Step) -> JSONValue {
        .object([
            "pressure_m": .number(step.pressure), "inflow_m3_per_h": .number(step.inflow * 3600),
            "night_use_m3_per_h": .number(step.nightUse * 3600),
            "leakage_m3_per_h": .number(step.leakage * 3600),
        ])
    }
}
