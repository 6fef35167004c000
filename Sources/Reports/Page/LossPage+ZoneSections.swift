import LeakZones
import Telemetry

extension LossPage {
    /// A part for each zone, the largest loss first: its figures, its weeks, its nights, what to know.
    func zoneSections(_ main: inout Markup) {
        section("zones", .zoneSections, in: &main) { section in
            for position in report.ranking { zone(position, &section) }
        }
    }

    private func zone(_ position: Int, _ section: inout Markup) {
        let zone = report.zones[position]
        let balance = zone.balance
        section.element("article", ["id": "zone-\(position)", "class": "panel zone"]) { article in
            article.element("h3") { heading in
                swatch(position, in: &heading)
                heading.write(report.label(of: position))
            }
            if let loss = balance.loss, let halfWidth = balance.lossHalfWidth {
                article.element("p", ["class": "headline"]) { line in
                    line.write(say(.loss) + " ")
                    line.element("strong", "\(Figure.volume(loss)) m³")
                    line.write(" · ")
                    line.write(
                        say(.insideLimits, Figure.volume(loss - halfWidth), Figure.volume(loss + halfWidth)))
                    if abs(loss) <= halfWidth { line.write(" · " + say(.uncertainSign)) }
                }
            } else {
                article.element("p", ["class": "headline none"]) { line in
                    line.element("strong", say(.noLossClaimed))
                    line.write(" — " + report.reasons(at: position, in: language).joined(separator: " "))
                }
            }
            figures(zone, &article)
            article.element("div", ["class": "columns"]) { columns in
                columns.element("figure") { weekly(zone.weeks, &$0) }
                columns.element("figure") { nightly(zone.nights, &$0) }
            }
            allFigures(zone, &article)
            flags(balance.flags, &article)
        }
        section.newLine()
    }

    private func figures(_ zone: ZoneReport, _ article: inout Markup) {
        let balance = zone.balance
        var figures: [(String, String)] = []
        func add(_ title: Phrase, _ text: String?, _ unit: String) {
            if let text { figures.append((say(title), "\(text) \(unit)")) }
        }
        add(.supplied, zone.supplied.map(Figure.volume), "m³")
        add(.billed, zone.billed.map(Figure.volume), "m³")
        if let comparison = report.comparison, let change = comparison[zone: zone.zone.id] {
            let mark = change.verdict.mark.map { $0 + " " } ?? ""
            add(.changeOfLoss, change.text.map { mark + $0 }, "m³/d")
        }
        add(.nonRevenuePercent, zone.nonRevenueWaterPercent.map(Figure.percent), "%")
        add(.perKilometre, zone.lossPerKilometreAndDay.map(Figure.rate), "m³/(km·d)")
        add(.perConnection, zone.lossPerConnectionAndDay.map(Figure.rate), "L/d")
        if let (flow, nights) = zone.minimumNightFlow {
            add(.nightFlow, Figure.rate(flow * 3600), "m³/h (\(say(.nights, String(nights))))")
        }
        add(.mains, Figure.rate(zone.facts.mainsLength / 1000), "km")
        add(.connections, Figure.grouped(zone.facts.connections, decimals: 0), "")
        add(.coverage, Figure.percent(balance.coverage * 100), "%")
        add(.useCoverage, Figure.percent(balance.useCoverage * 100), "%")
        article.element("dl", ["class": "figures"]) { list in
            for (title, value) in figures {
                list.element("div") { pair in
                    pair.element("dt", title)
                    pair.element("dd", value)
                }
            }
        }
    }

    private func weekly(_ weeks: [ZoneBalance], _ figure: inout Markup) {
        caption(.lossByWeek, .lossByWeekUnit, &figure)
        guard !weeks.isEmpty else {
            figure.element("p", ["class": "empty"], say(.noWeeks))
            return
        }
        WeeklyLossChart(weeks: weeks, calendar: report.calendar, language: language).draw(in: &figure)
        figure.element("p", ["class": "keys"]) { keys in
            keys.element("span", ["class": "k whisker"], say(.whiskers))
            if weeks.contains(where: { !$0.isComplete }) {
                keys.element("span", ["class": "k gap"], say(.noClaimBar))
            }
        }
    }

    private func nightly(_ nights: [NightFlow], _ figure: inout Markup) {
        caption(.nightByDay, .nightByDayUnit, &figure)
        guard nights.contains(where: { $0.rollingMinimum != nil }) else {
            figure.element("p", ["class": "empty"], say(.noNights))
            return
        }
        NightFlowChart(nights: nights, language: language).draw(in: &figure)
        figure.element("p", ["class": "keys"]) { keys in
            keys.element("span", ["class": "k dot"], say(.everyNight))
            keys.element("span", ["class": "k line"], say(.percentileLine))
        }
    }

    private func caption(_ title: Phrase, _ unit: Phrase, _ figure: inout Markup) {
        figure.element("figcaption") { caption in
            caption.element("strong", say(title))
            caption.element("span", ["class": "quiet"], say(unit))
        }
    }

    private func flags(_ flags: [BalanceFlag], _ article: inout Markup) {
        let telling = flags.filter { $0.code != .incomplete }
        guard !telling.isEmpty else {
            article.element("p", ["class": "quiet"], say(.nothingToKnow))
            return
        }
        article.element("h4", say(.whatToKnow))
        article.element("ul", ["class": "flags"]) { list in
            for flag in telling {
                list.element("li", flag.sentence(in: language))
            }
        }
    }
}
