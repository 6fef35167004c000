import InputOutput
import LeakZones

extension LossComparison {
    /// What a row of zones has besides where two periods are compared.
    static let columns: [Table.Column] = [
        .number("loss_m3_per_d", Phrase.presentLoss.wording, unit: "m³/d"),
        .number("compared_loss_m3", Phrase.comparedLoss.wording, unit: "m³"),
        .number("compared_loss_ci95_m3", Phrase.limits.wording, unit: "m³"),
        .number("compared_loss_m3_per_d", Phrase.comparedLoss.wording, unit: "m³/d"),
        .number("change_m3_per_d", Phrase.change.wording, unit: "m³/d"),
        .number("change_ci95_m3_per_d", Phrase.limits.wording, unit: "m³/d"),
        .init("change", Phrase.verdict.wording),
        .number("compared_mains_km", Phrase.mains.wording, unit: "km"),
    ]

    /// The cells of ``columns``.
    static func cells(_ change: LossChange) -> [Table.Cell] {
        func number(_ value: Double?, _ decimals: Int) -> Table.Cell {
            .number(value.map(Figure.toThousandth), decimals: decimals)
        }
        let compared = change.compared
        return [
            number(change.lossPerDay, 1), number(compared?.loss, 1),
            number(compared?.isComplete == true ? compared?.lossHalfWidth : nil, 1),
            number(change.comparedLossPerDay, 1), number(change.difference?.value, 1),
            number(change.difference?.halfWidth, 1),
            .word(Wording(change.verdict.rawValue, change.verdict.wording.chinese)),
            number(change.comparedMains.map { $0 / 1000 }, 2),
        ]
    }
}

extension LossReport {
    /// `{"from":…, "to":…, "days":…, "counts":{"rise":1,…}, "city":{…}, "zones":[…]}`: the compared period, how many
    /// zones have each verdict, and the change of the city and of every zone, those of the compared period alone too;
    /// `nil` where nothing is compared.
    var comparisonJSON: JSONValue? {
        guard let comparison else { return nil }
        func object(_ change: LossChange, hasID: Bool) -> JSONValue {
            let own = zip(LossComparison.columns, LossComparison.cells(change)).map {
                JSONValue.Member($0.key, $1.json)
            }
            return .object((hasID ? [.init("zone", .string(change.zone.id))] : []) + own)
        }
        let counts = comparison.counts().map {
            JSONValue.Member($0.verdict.rawValue, .number(Double($0.zones)))
        }
        return .object([
            "from": .string(calendar.format(comparison.compared.start)),
            "to": .string(calendar.format(comparison.compared.end)),
            "days": .number(Double(comparison.compared.duration) / 86_400),
            "counts": .object(counts),
            "city": comparison.city.map { object($0, hasID: false) } ?? .null,
            "zones": .array(comparison.changes.map { object($0, hasID: true) }),
        ])
    }

    /// `{"OT-01": [{"from":…, "to":…, "loss_m3":…, "loss_ci95_m3":…, "loss_m3_per_d":…, "change_m3_per_d":…,
    /// "change_ci95_m3_per_d":…, "change":…}, …], …}`: the months of each zone, and under the empty id the city's; `nil` for
    /// a period of one month.
    var monthsJSON: JSONValue? {
        guard hasMonths else { return nil }
        func list(_ report: ZoneReport) -> JSONValue {
            .array(
                report.monthlyChanges.map { change in
                    let balance = change.balance
                    let value = { (value: Double?) in JSONValue.number(value.map(Figure.toThousandth)) }
                    return .object([
                        "from": .string(balance.map { calendar.format($0.period.start) }),
                        "to": .string(balance.map { calendar.format($0.period.end) }),
                        "loss_m3": value(balance?.loss),
                        "loss_ci95_m3": value(balance?.isComplete == true ? balance?.lossHalfWidth : nil),
                        "loss_m3_per_d": value(change.lossPerDay),
                        "change_m3_per_d": value(change.difference?.value),
                        "change_ci95_m3_per_d": value(change.difference?.halfWidth),
                        "change": change.compared == nil ? .null : .string(change.verdict.rawValue),
                    ])
                })
        }
        let city = city.map { [JSONValue.Member("", list($0))] } ?? []
        return .object(city + ranking.map { .init(zones[$0].zone.id, list(zones[$0])) })
    }

    /// Whether the period has several calendar months of which balances are known.
    var hasMonths: Bool { zones.contains { $0.months.count > 1 } }
}

extension ZoneReport {
    /// Each month beside the one before it; the first beside nothing.
    var monthlyChanges: [LossChange] {
        months.indices.map { place in
            LossChange(
                of: zone, from: place > 0 ? months[place - 1] : nil, to: months[place])
        }
    }
}
