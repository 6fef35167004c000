import InputOutput
import LeakZones
import WaterLoss

/// The tables of a pressure report.
extension PressureReport {
    /// A row for each zone.
    var zoneTable: Table {
        var table = Table(columns: [
            .init("zone", Phrase.zone.wording), .number("azp_m", Wording("AZP", "平均压力"), unit: "m"),
            .number("aznp_m", Wording("AZNP", "夜间平均压力"), unit: "m"),
            .number("ndf_h_per_d", Wording("NDF", "昼夜系数"), unit: "h/d"),
            .number("points", Wording("Points", "测压点数")),
            .number("critical", Wording("Below minimum", "低于服务压力")),
            .init("average_point", Wording("Average zone point", "平均压力点")),
            .number("room_m", Wording("Room", "可降压"), unit: "m"),
            .number("saving_m3_per_d", Wording("Saves", "可节水"), unit: "m³/d"),
            .number("fewer_bursts_percent", Wording("Fewer bursts", "爆管减少"), unit: "%"),
            .init("method", Wording("Method", "计算方法")),
            .init("room_remark", Wording("Of the room", "可降压说明")),
        ])
        for zone in zones {
            let pressure = zone.pressure
            let room = pressure.flatMap {
                PressureReduction.room($0, serviceMinimum: policy.serviceMinimum)
            }
            let reduction = reduction(zone)
            table.append([
                .text(zone.balance.zone), .number(pressure?.average, decimals: 1),
                .number(pressure?.night, decimals: 1), .number(pressure?.hoursPerDay?.value, decimals: 2),
                .count(pressure?.points.count ?? 0), .count(pressure?.critical.count ?? 0),
                .text(pressure?.averagePoint?.id), .number(room, decimals: 1),
                .number(reduction?.management.leakageSaved, decimals: 1),
                .number(reduction?.fewerBursts?.value, decimals: 0),
                pressure?.method.map { .word($0.wording) } ?? .missing,
                roomRemark(pressure, room).map { .word($0) } ?? .missing,
            ])
        }
        return table
    }

    /// Why there is no room: which point is how far below what is promised.
    private func roomRemark(_ pressure: ZonePressure?, _ room: Double?) -> Wording? {
        guard let room, room < 0,
            let lowest = pressure?.points.filter({ $0.lowest != nil }).min(by: {
                ($0.lowest ?? 0) < ($1.lowest ?? 0)
            }),
            let metres = lowest.lowest
        else { return nil }
        let (found, short) = (Figure.plain(metres, decimals: 1), Figure.plain(-room, decimals: 1))
        return Wording(
            "none: '\(lowest.id)' falls to \(found) m, \(short) m below the service minimum",
            "无：“\(lowest.id)”最低 \(found) m，比服务压力低 \(short) m")
    }

    /// A row for each pressure point.
    var pointTable: Table {
        var table = Table(columns: [
            .init("zone", Phrase.zone.wording), .init("point", Wording("Pressure point", "测压点")),
            .number("mean_m", Wording("Mean", "平均"), unit: "m"),
            .number("lowest_m", Wording("Lowest", "最低"), unit: "m"),
            .number("highest_m", Wording("Highest", "最高"), unit: "m"),
            .number("coverage", Phrase.coverage.wording),
            .number("below_h", Wording("Below minimum", "低于服务压力"), unit: "h"),
            .init("findings", Wording("Findings", "发现")),
        ])
        // A part's points are its parents' too: each is shown once, where it stands.
        for zone in zones where zone.pressure?.method != .meanOfParts {
            for point in zone.pressure?.points ?? [] {
                let critical = zone.pressure?.critical.first { $0.id == point.id }
                table.append([
                    .text(zone.balance.zone), .text(point.id), .number(point.mean, decimals: 2),
                    .number(point.lowest, decimals: 2), .number(point.highest, decimals: 2),
                    .number(point.coverage, decimals: 3),
                    .number(critical.map { Double($0.secondsBelow) / 3600 } ?? 0, decimals: 1),
                    .words(point.findings.map(\.wording)),
                ])
            }
        }
        return table
    }

    /// A row for each step test.
    var testTable: Table {
        var table = Table(columns: [
            .init("zone", Phrase.zone.wording), .number("steps", Wording("Steps", "级数")),
            .number("n1", Wording("N1", "漏失指数 N1")), .number("lower", Wording("Lower", "下限")),
            .number("upper", Wording("Upper", "上限")), .number("r2", Wording("R²", "R²")),
            .init("flags", Phrase.flags.wording),
        ])
        for test in tests {
            let flags =
                test.test.flags.map(\.rawValue)
                + test.unknown.map { "unknown_step:\(calendar.format($0.start))" }
            table.append([
                .text(test.zone), .count(test.test.steps.count),
                .number(test.test.exponent?.value, decimals: 3),
                .number(test.test.exponent?.lower, decimals: 3),
                .number(test.test.exponent?.upper, decimals: 3),
                .number(test.test.determination, decimals: 4), .list(flags),
            ])
        }
        return table
    }
}
