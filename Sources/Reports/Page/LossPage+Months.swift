import InputOutput
import LeakZones

extension LossPage {
    /// The loss of each zone in each calendar month; nothing for a period of one month.
    func months(_ main: inout Markup) {
        guard report.hasMonths else { return }
        let most = report.zones.map(\.months).max { $0.count < $1.count } ?? []
        section("months", .months, .monthsText, in: &main) { section in
            section.element("div", ["class": "panel scroll", "tabindex": "0"]) { panel in
                panel.element("table", ["class": "changes"]) { table in
                    table.element("thead") { head in
                        head.element("tr") { row in
                            row.element("th", ["scope": "col"], say(.zone))
                            for month in most { monthHead(month, &row) }
                        }
                    }
                    table.element("tbody") { body in
                        if let city = report.city { monthRow(city, say(.wholeCity), nil, &body) }
                        for position in report.ranking {
                            let zone = report.zones[position]
                            monthRow(zone, zone.zone.id, position, &body)
                        }
                    }
                }
            }
        }
    }

    /// `2024-03`, in italics where the period has only a part of the month.
    private func monthHead(_ month: ZoneBalance, _ row: inout Markup) {
        let name = String("\(report.calendar.date(at: month.period.start))".prefix(7))
        row.element("th", ["scope": "col"]) { cell in
            let isWhole = report.calendar.periods(in: month.period, by: .month).allSatisfy(\.isComplete)
            if isWhole { cell.write(name) } else { cell.element("em", name) }
        }
    }

    private func monthRow(_ zone: ZoneReport, _ name: String, _ position: Int?, _ body: inout Markup) {
        body.element("tr") { row in
            row.element("th", ["scope": "row"]) { cell in
                guard let position else { return cell.write(name) }
                cell.element("a", ["href": "#zone-\(position)"]) { link in
                    swatch(position, in: &link)
                    link.write(name)
                }
            }
            for change in zone.monthlyChanges {
                row.element("td", ["class": "change \(change.verdict.rawValue)"]) { cell in
                    guard let loss = change.lossPerDay else { return cell.write("–") }
                    cell.write(Figure.rate(loss))
                    if let arrow = change.verdict.arrow {
                        cell.write(" ")
                        cell.element(
                            "span", ["class": "mark", "title": change.verdict.wording[language]], arrow)
                    }
                    if let halfWidth = change.balance?.lossPerDayHalfWidth {
                        cell.element("span", ["class": "quiet"], "± \(Figure.rate(halfWidth))")
                    }
                }
            }
        }
        body.newLine()
    }
}
