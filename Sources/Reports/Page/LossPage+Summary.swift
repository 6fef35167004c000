import InputOutput
import LeakZones
import WaterLoss

extension LossPage {
    /// What a manager reads in a minute.
    func summary(_ main: inout Markup) {
        section("summary", .summary, in: &main) { section in
            guard let total else {
                section.element("p", ["class": "alert"], say(.totalOfNone))
                teamPlan(&section)
                unclaimed(&section)
                dataNotes(&section)
                return
            }
            let scope =
                total.zones.isEmpty
                ? say(.totalOfCity) : say(.totalOfZones, names(total.zones))
            cards(total, &section)
            cityFigures(&section)
            section.element("p", ["class": "scope"]) { line in
                line.write(scope + (language == .english && total.zones.isEmpty ? ". " : " "))
                line.write(
                    say(.zonesClaimed, String(report.worstZones.count), String(report.leafZones.count))
                        + (language == .english ? "." : "。"))
            }
            section.element("div", ["class": "columns"]) { columns in
                columns.element("div", ["class": "panel"]) { panel in
                    panel.element("h3", say(.balanceDiagram))
                    BalanceDiagram(total, language: language).draw(in: &panel)
                    panel.element("p", ["class": "note"], say(.diagramText))
                }
                columns.element("div", ["class": "panel"]) { panel in
                    panel.element("h3", say(.worstZones))
                    worst(&panel)
                }
            }
            teamPlan(&section)
            unclaimed(&section)
            dataNotes(&section)
        }
    }

    /// Where to go first, and why.
    private func teamPlan(_ section: inout Markup) {
        let visits = TeamPlan(report).visits.prefix(8)
        guard !visits.isEmpty else { return }
        section.element("div", ["class": "panel"]) { panel in
            panel.element("h3", Wording("Where to go first", "优先处置")[language])
            panel.element("ol", ["class": "actions"]) { list in
                for visit in visits {
                    list.element("li") { item in
                        item.element(
                            "a", ["href": "#zone-\(visit.position)"], report.label(of: visit.position))
                        item.write((language == .english ? ": " : "：") + visit.reason[language])
                    }
                }
            }
        }
    }

    /// Names of zones, not more than a line or two of them.
    private func names(_ zones: [String]) -> String {
        let shown = zones.prefix(12).joined(separator: ", ")
        return zones.count > 12 ? "\(shown), … (\(zones.count))" : shown
    }

    private func cards(_ total: LossTotal, _ section: inout Markup) {
        section.element("dl", ["class": "cards"]) { cards in
            func card(_ style: String, _ title: Phrase, _ figure: String, _ unit: String, _ below: String) {
                cards.element("div", ["class": style]) { card in
                    card.element("dt", say(title))
                    card.element("dd") { value in
                        value.element("span", ["class": "figure"], figure)
                        value.element("span", ["class": "unit"], " \(unit)")
                        value.element("span", ["class": "below"], below)
                    }
                }
            }
            let perDay = report.days > 0 ? "\(Figure.volume(total.supplied / report.days)) m³/d" : ""
            card("card", .supplied, Figure.volume(total.supplied), "m³", perDay)
            card(
                "card", .billed, Figure.volume(total.billed), "m³",
                "\(say(.metered)) \(Figure.volume(total.metered)) · \(say(.unmetered)) "
                    + Figure.volume(total.unmetered))
            card(
                "card loss", .loss, Figure.volume(total.loss), "m³",
                "± \(Figure.volume(total.lossHalfWidth)) m³ (95 %)")
            if let percent = total.nonRevenueWaterPercent {
                card("card loss", .nonRevenuePercent, Figure.percent(percent), "%", say(.ofSupplied))
            }
            if let city = report.comparison?.city, let difference = city.difference,
                let compared = report.comparison?.compared
            {
                let mark = city.verdict.mark.map { $0 + " " } ?? ""
                let limits = difference.halfWidth.map { "± \(Figure.rate($0)) (95 %) · " } ?? ""
                card(
                    "card", .changeOfLoss, mark + Figure.signed(difference.value), "m³/d",
                    limits + city.verdict.wording[language] + " · "
                        + say(.comparison, report.dates(of: compared)))
            }
            for key: IndicatorKey in [.grossLossRate, .ili, .grade, .nonRevenueCost] {
                guard let figure = report.city?[key] else { continue }
                cityCard(figure, &cards)
            }
        }
    }

    /// A figure of the city as a card, with its limits and the first thing to know of it.
    private func cityCard(_ figure: Indicator, _ cards: inout Markup) {
        let text: String
        switch figure.value {
        case .number(let number): text = Figure.rate(number)
        case .word(let word): text = figure.key.wording(of: word)[language]
        case nil: return
        }
        cards.element("div", ["class": "card"]) { card in
            card.element("dt", figure.key.title[language])
            card.element("dd") { value in
                value.element("span", ["class": "figure"], text)
                value.element(
                    "span", ["class": "unit"],
                    figure.unit.isEmpty ? "" : " \(FormulaWords.unit(figure.unit, in: language))")
                let limits = figure.halfWidth.map { "± \(Figure.rate($0)) (95 %)" }
                let flag = figure.flags.last?.sentence(in: language)
                value.element(
                    "span", ["class": "below"], [limits, flag].compactMap { $0 }.joined(separator: " · "))
            }
        }
    }

    private func worst(_ panel: inout Markup) {
        let worst = Array(report.worstZones.prefix(5))
        guard let first = worst.first else {
            panel.element("p", say(.allZonesMissing))
            return
        }
        let most = max(report.zones[first].balance.loss ?? 0, 1e-9)
        panel.element("ol", ["class": "worst"]) { list in
            for position in worst {
                let zone = report.zones[position]
                guard let loss = zone.balance.loss else { continue }
                list.element("li") { item in
                    item.element("a", ["href": "#zone-\(position)"]) { link in
                        swatch(position, in: &link)
                        link.write(report.label(of: position))
                    }
                    item.element("span", ["class": "amount"]) { amount in
                        amount.element("strong", Figure.volume(loss))
                        amount.write(" ± \(Figure.volume(zone.balance.lossHalfWidth ?? 0)) m³")
                    }
                    let share = max(0, min(loss / most, 1)) * 100
                    // A drawing and no style: the page's policy lets no attribute style anything.
                    item.element(
                        "svg",
                        [
                            "class": "track", "viewBox": "0 0 100 7", "preserveAspectRatio": "none",
                            "aria-hidden": "true",
                        ]
                    ) { $0.empty("rect", ["class": "fill", "width": place(share), "height": "7"]) }
                    item.element("span", ["class": "quiet"], details(zone))
                }
            }
        }
    }

    private func details(_ zone: ZoneReport) -> String {
        var parts: [String] = []
        if let percent = zone.nonRevenueWaterPercent {
            parts.append("\(say(.nonRevenuePercent)) \(Figure.percent(percent)) %")
        }
        if let rate = zone.lossPerKilometreAndDay { parts.append("\(Figure.rate(rate)) m³/(km·d)") }
        if let loss = zone.balance.loss, let halfWidth = zone.balance.lossHalfWidth,
            abs(loss) <= halfWidth
        {
            parts.append(say(.uncertainSign))
        }
        return parts.joined(separator: " · ")
    }

    private func unclaimed(_ section: inout Markup) {
        let unclaimed = report.unclaimedZones
        guard !unclaimed.isEmpty else { return }
        section.element("div", ["class": "panel quietly"]) { panel in
            panel.element("h3", say(.unclaimed))
            panel.element("ul") { list in
                for position in unclaimed {
                    list.element("li") { item in
                        item.element("a", ["href": "#zone-\(position)"], report.label(of: position))
                        item.write(" — " + report.reasons(at: position, in: language).joined(separator: " "))
                    }
                }
            }
        }
    }

    private func dataNotes(_ section: inout Markup) {
        guard !report.notes.isEmpty else { return }
        section.element("div", ["class": "panel quietly"]) { panel in
            panel.element("h3", say(.dataNotes))
            panel.element("ul") { list in
                for note in report.notes { list.element("li", note[language]) }
            }
        }
    }
}
