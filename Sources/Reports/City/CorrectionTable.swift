import CityStore
import InputOutput
import Telemetry

extension Table {
    /// A row for each correction of a reading.
    ///
    /// - Parameters:
    ///   - corrections: what was put right or taken out.
    ///   - calendar: local time for what is shown.
    public init(_ corrections: [ReadingCorrection], calendar: LocalCalendar) {
        self.init(columns: [
            .init("id", Wording("Id", "编号")), .init("kind", Wording("Readings", "读数")),
            .init("time", Wording("Time", "时间")), .number("old", Wording("Before", "更正前")),
            .number("new", Wording("Now", "更正后")), .init("unit", Wording("Unit", "单位")),
            .init("recorded_at", Wording("Recorded", "入库时间")), .init("author", Wording("By", "更正人")),
            .init("reason", Wording("Why", "原因")),
        ])
        for correction in corrections {
            append([
                .text(correction.element), .word(Wording(correction.kind.rawValue, correction.kind.chinese)),
                .text(calendar.format(correction.time)), .number(correction.old, decimals: 6),
                .number(correction.new, decimals: 6), .text(correction.kind.storedUnit),
                .text(calendar.format(correction.recordedAt)), .text(correction.author),
                .text(correction.reason),
            ])
        }
    }
}

extension ReadingKind {
    /// The unit in which readings are stored; of consumption, which may be a volume or a rate, none.
    fileprivate var storedUnit: String? {
        switch self {
        case .flow: "m3/s"
        case .register: "m3"
        case .level, .pressure: "m"
        case .consumption: nil
        }
    }
}
