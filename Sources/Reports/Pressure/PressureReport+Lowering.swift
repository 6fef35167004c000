import InputOutput
import LeakZones
import WaterLoss

/// What a lower pressure would bring, as a table and as JSON.
extension PressureReport {
    /// A row for each leaf zone and one for all; `nil` when it was not asked for.
    var loweringTable: Table? {
        guard let lowering else { return nil }
        let currency = policy.prices?.currency ?? ""
        var table = Table(columns: [
            .init("zone", Phrase.zone.wording), .number("lower_m", Wording("Lower by", "降压"), unit: "m"),
            .number("saving_m3_per_d", Wording("Saves", "可节水"), unit: "m³/d"),
            .number("saving_ci95_m3_per_d", Wording("± 95 %", "± 95 %"), unit: "m³/d"),
            .number(
                "worth_per_year", Wording("Worth a year", "年价值"), unit: currency.isEmpty ? nil : currency),
            .number("fewer_bursts_percent", Wording("Fewer bursts", "爆管减少"), unit: "%"),
            .init("below_minimum", Wording("Would fall below the minimum", "将低于服务压力")),
            .init("already_below", Wording("Below it already", "已低于服务压力")),
        ])
        for zone in lowering.zones {
            let worth = zone.saved.flatMap { saved in
                policy.prices.map { saved.value * $0.variableCost * 365 }
            }
            table.append([
                .text(zone.zone), .number(lowering.metres, decimals: 1),
                .number(zone.saved?.value, decimals: 1),
                .number(zone.saved?.halfWidth, decimals: 1), .number(worth, decimals: 0),
                .number(zone.fewerBursts?.value, decimals: 0), .list(zone.belowMinimum),
                .list(zone.alreadyBelow),
            ])
        }
        let below = lowering.zones.flatMap(\.belowMinimum)
        table.append([
            .word(Wording("all", "合计")), .number(lowering.metres, decimals: 1),
            .number(lowering.saved?.value, decimals: 1), .number(lowering.saved?.halfWidth, decimals: 1),
            .number(lowering.worth(policy: policy)?.value, decimals: 0), .missing,
            .list(below), .list(lowering.zones.flatMap(\.alreadyBelow)),
        ])
        return table
    }

    var loweringJSON: JSONValue {
        guard let lowering else { return .null }
        return .object([
            "lower_m": .number(lowering.metres), "saving_m3_per_d": .number(lowering.saved?.value),
            "saving_lower_m3_per_d": .number(lowering.saved?.lower),
            "saving_upper_m3_per_d": .number(lowering.saved?.upper),
            "worth_per_year": .number(lowering.worth(policy: policy)?.value),
            "unknown_zones": .array(lowering.unknown.map { .string($0) }),
            "zones": .array(
                lowering.zones.map { zone in
                    .object([
                        "id": .string(zone.zone), "leakage_m3_per_d": .number(zone.leakage),
                        "saving_m3_per_d": .number(zone.saved?.value),
                        "saving_lower_m3_per_d": .number(zone.saved?.lower),
                        "saving_upper_m3_per_d": .number(zone.saved?.upper),
                        "fewer_bursts_percent": .number(zone.fewerBursts?.value),
                        "below_minimum": .array(zone.belowMinimum.map { .string($0) }),
                        "already_below": .array(zone.alreadyBelow.map { .string($0) }),
                    ])
                }),
        ])
    }
}
