import InputOutput
import LeakZones

extension LossPage {
    /// The losses of two periods beside each other, zone by zone; nothing where none are compared.
    func comparison(_ main: inout Markup) {
        guard let comparison = report.comparison else { return }
        let (then, now) = (report.dates(of: comparison.compared), report.dates)
        section(
            "comparison", say(.comparison, then), say(.comparisonText, now, then), in: &main
        ) { section in
            section.element("div", ["class": "panel scroll", "tabindex": "0"]) { panel in
                panel.element("table", ["class": "changes"]) { table in
                    table.element("thead") { $0.element("tr") { comparisonHead(&$0) } }
                    table.element("tbody") { body in
                        if let city = comparison.city { row(city, name: say(.wholeCity), &body) }
                        for change in ranked(comparison) { row(change, name: nil, &body) }
                    }
                }
            }
        }
    }

    /// A zone's change as a cell of a table: an arrow, the difference, its limits.
    func changeCell(_ change: LossChange?, _ row: inout Markup) {
        guard let change else { return row.element("td", "–") }
        row.element("td", ["class": "change \(change.verdict.rawValue)"]) { cell in
            guard let difference = change.difference else {
                return cell.element("span", ["class": "none"], change.verdict.wording[language])
            }
            cell.element("strong") { strong in
                if let mark = change.verdict.mark {
                    strong.element(
                        "span", ["class": "mark", "title": change.verdict.wording[language]], mark)
                    strong.write(" ")
                }
                strong.write(Figure.signed(difference.value))
            }
            if let halfWidth = difference.halfWidth {
                cell.element("span", ["class": "quiet"], "± \(Figure.rate(halfWidth))")
            }
        }
    }

    /// The change of the zone at `position`; `nil` where nothing is compared.
    func change(of position: Int) -> LossChange? {
        report.comparison?[zone: report.zones[position].zone.id]
    }

    /// The zones with the largest rise first, then those that fell, then those of which nothing can be said.
    private func ranked(_ comparison: LossComparison) -> [LossChange] {
        let places = comparison.changes.indices.sorted { a, b in
            switch (comparison.changes[a].difference, comparison.changes[b].difference) {
            case (let first?, let second?):
                first.value == second.value ? a < b : first.value > second.value
            case (_?, nil): true
            case (nil, _?): false
            case (nil, nil): a < b
            }
        }
        return places.map { comparison.changes[$0] }
    }

    private func comparisonHead(_ row: inout Markup) {
        row.element("th", ["scope": "col"], say(.zone))
        for phrase: Phrase in [.comparedLoss, .presentLoss, .change] {
            row.element("th", ["scope": "col"]) { cell in
                cell.write(say(phrase))
                cell.element("span", ["class": "unit"], "m³/d")
            }
        }
        row.element("th", ["scope": "col", "class": "words"], say(.verdict))
    }

    private func row(_ change: LossChange, name: String?, _ body: inout Markup) {
        body.element("tr") { row in
            row.element("th", ["scope": "row"]) { cell in
                if let name {
                    cell.write(name)
                } else {
                    zoneName(change.zone, &cell)
                }
            }
            rate(change.compared, &row)
            rate(change.balance, &row)
            // Why there is no difference is said in the next cell.
            changeCell(change.difference == nil ? nil : change, &row)
            row.element("td", ["class": "words"]) { cell in
                cell.write(change.verdict.wording[language])
                if let remark = change.remark { cell.element("span", ["class": "quiet"], remark[language]) }
            }
        }
        body.newLine()
    }

    /// A zone's id and name, with the way to its part of the page where it has one.
    private func zoneName(_ zone: Zone, _ cell: inout Markup) {
        if let position = report.zones.firstIndex(where: { $0.zone.id == zone.id }) {
            cell.element("a", ["href": "#zone-\(position)"]) { link in
                swatch(position, in: &link)
                link.write(zone.id)
            }
        } else {
            cell.write(zone.id)
        }
        if zone.name != zone.id { cell.element("span", ["class": "quiet"], zone.name) }
    }

    private func rate(_ balance: ZoneBalance?, _ row: inout Markup) {
        row.element("td") { cell in
            guard let loss = balance?.lossPerDay else { return cell.write("–") }
            cell.write(Figure.rate(loss))
            if let halfWidth = balance?.lossPerDayHalfWidth {
                cell.element("span", ["class": "quiet"], "± \(Figure.rate(halfWidth))")
            }
        }
    }
}
