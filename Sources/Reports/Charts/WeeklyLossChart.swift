import InputOutput
import LeakZones
import Telemetry

/// A zone's loss week by week: bars of the mean loss in m³/d with their 95 % limits. A week that claims no loss is
/// a hatched gap, not a bar of no height. Means per day let a part of a week stand beside a whole one.
struct WeeklyLossChart {
    let weeks: [ZoneBalance]
    let calendar: LocalCalendar
    let language: ReportLanguage

    private func perDay(_ value: Double, _ balance: ZoneBalance) -> Double {
        value / (Double(max(balance.period.duration, 1)) / 86_400)
    }

    /// The drawing.
    func draw(in markup: inout Markup) {
        let reach = weeks.flatMap { week -> [Double] in
            guard let loss = week.loss else { return [] }
            let halfWidth = week.lossHalfWidth ?? 0
            return [perDay(loss - halfWidth, week), perDay(loss + halfWidth, week)]
        }
        let chart = Chart(holding: reach)
        let pitch = (chart.right - chart.left) / Double(max(weeks.count, 1))
        let middles = weeks.indices.map { chart.left + (Double($0) + 0.5) * pitch }
        let names = Chart.named(of: weeks.count).map {
            (middles[$0], shortDate(calendar.date(at: weeks[$0].period.start)))
        }
        chart.draw(Phrase.lossByWeek.wording[language], class: "weeks", names: names, in: &markup) { svg in
            for (at, week) in weeks.enumerated() {
                draw(week, x: middles[at], width: min(pitch * 0.68, 44), chart, &svg)
            }
        }
    }

    private func draw(_ week: ZoneBalance, x: Double, width: Double, _ chart: Chart, _ svg: inout Markup) {
        let date = calendar.date(at: week.period.start)
        let title = Phrase.weekOf.wording.text(in: language, ["\(date)"])
        svg.element("g") { group in
            guard let loss = week.loss else {
                group.element("title", "\(title): \(Phrase.noLossClaimed.wording[language])")
                group.empty(
                    "rect",
                    [
                        "x": place(x - width / 2), "y": place(chart.top), "width": place(width),
                        "height": place(chart.bottom - chart.top), "class": "gap",
                    ])
                return
            }
            let halfWidth = week.lossHalfWidth ?? 0
            let zero = chart.values(0)
            let end = chart.values(perDay(loss, week))
            group.element(
                "title",
                "\(title): \(Figure.volume(loss)) ± \(Figure.volume(halfWidth)) m³, "
                    + "\(Figure.rate(perDay(loss, week))) m³/d")
            group.empty(
                "rect",
                [
                    "x": place(x - width / 2), "y": place(min(zero, end)), "width": place(width),
                    "height": place(abs(end - zero)), "class": loss < 0 ? "bar negative" : "bar",
                ])
            let low = chart.values(perDay(loss - halfWidth, week))
            let high = chart.values(perDay(loss + halfWidth, week))
            let arm = min(width * 0.3, 7)
            group.empty(
                "path",
                [
                    "d": "M\(place(x)) \(place(low))V\(place(high))M\(place(x - arm)) \(place(high))h"
                        + "\(place(2 * arm))M\(place(x - arm)) \(place(low))h\(place(2 * arm))",
                    "class": "whisker",
                ])
        }
    }
}

/// Month and day, as `03-18`; the year stands in the report's head.
func shortDate(_ date: LocalDate) -> String { String("\(date)".dropFirst(5)) }
