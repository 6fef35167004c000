import LeakZones

extension LossPage {
    private struct Column {
        var title: String
        var unit: String
        var mark: String?
        var value: (ZoneReport) -> String?
    }

    private var columns: [Column] {
        func volume(_ phrase: Phrase, _ value: @escaping (ZoneReport) -> Double?) -> Column {
            Column(title: say(phrase), unit: "m³") { value($0).map(Figure.volume) }
        }
        return [
            volume(.input) { $0.balance.input },
            volume(.export) { $0.balance.export },
            volume(.storageChange) { $0.balance.storageChange },
            volume(.metered) { $0.balance.metered },
            volume(.unmetered) { $0.balance.unmetered },
            Column(title: say(.nonRevenuePercent), unit: "%") {
                $0.nonRevenueWaterPercent.map(Figure.percent)
            },
            Column(title: say(.perKilometre), unit: "m³/(km·d)") {
                $0.lossPerKilometreAndDay.map(Figure.rate)
            },
            Column(title: say(.perConnection), unit: "L/d") { $0.lossPerConnectionAndDay.map(Figure.rate) },
            Column(title: say(.nightFlow), unit: "m³/h") {
                $0.minimumNightFlow.map { Figure.rate($0.flow * 3600) }
            },
            Column(title: say(.grossRate), unit: "%", mark: say(.forReference)) {
                $0.nonRevenueWaterPercent.map(Figure.percent)
            },
        ]
    }

    /// Every zone with its balance and its indicators, the largest loss first.
    func zoneTable(_ main: inout Markup) {
        section("table", .zoneTable, .zoneTableText, in: &main) { section in
            section.element("div", ["class": "panel scroll", "tabindex": "0"]) { panel in
                panel.element("table") { table in
                    let columns = columns
                    table.element("thead") { $0.element("tr") { head(columns, &$0) } }
                    table.element("tbody") { body in
                        for position in report.ranking { row(position, columns, &body) }
                    }
                }
            }
        }
    }

    private func head(_ columns: [Column], _ row: inout Markup) {
        row.element("th", ["scope": "col"], say(.zone))
        row.element("th", ["scope": "col"]) { cell in
            cell.write(say(.loss))
            cell.element("span", ["class": "unit"], "m³")
        }
        if report.comparison != nil {
            row.element("th", ["scope": "col"]) { cell in
                cell.write(say(.changeOfLoss))
                cell.element("span", ["class": "unit"], "m³/d")
            }
        }
        for column in columns {
            row.element("th", ["scope": "col"]) { cell in
                cell.write(column.title)
                cell.element("span", ["class": "unit"], column.unit)
                if let mark = column.mark { cell.element("span", ["class": "mark"], mark) }
            }
        }
    }

    private func row(_ position: Int, _ columns: [Column], _ body: inout Markup) {
        let known = report.zones[position]
        let (zone, balance) = (known.zone, known.balance)
        let isComplete = balance.isComplete
        body.element("tr", ["class": isComplete ? "claimed" : "unclaimed"]) { row in
            row.element("th", ["scope": "row"]) { cell in
                cell.element("a", ["href": "#zone-\(position)"]) { link in
                    swatch(position, in: &link)
                    link.write(zone.id)
                }
                if zone.name != zone.id { cell.element("span", ["class": "quiet"], zone.name) }
                let parts = report.zones.map(\.zone).filter { $0.parent == zone.id }.map(\.id)
                if !parts.isEmpty {
                    cell.element("span", ["class": "quiet"], say(.groupOf, parts.joined(separator: ", ")))
                }
            }
            row.element("td", ["class": "loss"]) { cell in
                if let loss = balance.loss {
                    cell.element("strong", Figure.volume(loss))
                    if let halfWidth = balance.lossHalfWidth {
                        cell.element("span", ["class": "quiet"], "± \(Figure.volume(halfWidth))")
                    }
                } else {
                    cell.element("span", ["class": "none"], say(.noLossClaimed))
                }
            }
            if report.comparison != nil { changeCell(change(of: position), &row) }
            for column in columns { row.element("td", column.value(known) ?? "–") }
        }
        body.newLine()
    }
}
