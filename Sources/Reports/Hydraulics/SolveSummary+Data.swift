import InputOutput
import Hydraulics

extension SolveSummary {
    /// The summary for programs: `run`, `volumes`, `shares_percent`, `extremes`, `energy`, `warnings`.
    public var json: JSONValue {
        .object([
            "run": .object([
                "source": .string(source), "nodes": .number(Double(nodes)), "links": .number(Double(links)),
                "duration_s": .number(duration), "steps": .number(Double(steps)),
                "iterations": .number(Double(iterations)), "unconverged_steps": .number(Double(unconverged)),
            ]),
            "volumes": volumes.json,
            "shares_percent": .object(terms.map { JSONValue.Member($0.key, .number(share($0.value))) }),
            "extremes": .object(
                extremes.map { row in
                    JSONValue.Member(
                        row.key,
                        .object([
                            "value": .number(row.extreme.value), "unit": .string(row.unit),
                            "element": .string(row.extreme.element), "time_s": .number(row.extreme.time),
                        ]))
                }),
            "energy": energy.json,
            "warnings": .array(
                warnings.map { group in
                    .object([
                        "kind": .string(group.kind.rawValue), "steps": .number(Double(group.steps)),
                        "spans_s": .array(
                            group.spans.map { .array([.number($0.from), .number($0.to)]) }),
                        "worst": .number(group.worst), "elements": .array(group.elements.map { .string($0) }),
                    ])
                }),
        ])
    }

    /// The summary as rows: a section, a key, a value with its unit, and, where they apply, the element and the time.
    public var table: Table {
        var table = Table(columns: [
            .init("section", Wording("Section", "部分")), .init("key", Wording("Key", "键")),
            .number("value", Wording("Value", "值")), .init("unit", Wording("Unit", "单位")),
            .init("elements", Wording("Elements", "对象")), .number("from_s", Wording("From", "起")),
            .number("to_s", Wording("To", "止")),
        ])
        func number(_ value: Double?) -> Table.Cell { .number(value, decimals: 3) }
        table.append([.text("run"), .text("source"), .text(source)])
        for (key, count) in [
            ("nodes", nodes), ("links", links), ("steps", steps), ("iterations", iterations),
            ("unconverged_steps", unconverged),
        ] {
            table.append([.text("run"), .text(key), .count(count)])
        }
        table.append([.text("run"), .text("duration"), number(duration), .text("s")])
        for term in terms {
            table.append([
                .text("balance"), .text(term.key), number(term.value), .text(isSteady ? "m3/s" : "m3"),
            ])
        }
        for row in extremes {
            table.append([
                .text("extreme"), .text(row.key), number(row.extreme.value), .text(row.unit),
                .text(row.extreme.element), number(row.extreme.time), number(row.extreme.time),
            ])
        }
        for pump in energy.pumps {
            for (key, value, unit) in [
                ("utilization", pump.utilization, ""), ("efficiency", pump.efficiency, ""),
                ("energy_per_volume", pump.energyPerVolume, "kWh/m3"),
                ("average_power", pump.averagePower, "kW"),
                ("peak_power", pump.peakPower, "kW"), ("energy", pump.energy, "kWh"), ("cost", pump.cost, ""),
            ] {
                table.append([.text("pump"), .text(key), number(value), .text(unit), .text(pump.pump)])
            }
        }
        for group in warnings {
            for span in group.spans {
                table.append([
                    .text("warning"), .text(group.kind.rawValue), number(group.worst), .text(""),
                    .list(group.elements), number(span.from), number(span.to),
                ])
            }
        }
        return table
    }
}
