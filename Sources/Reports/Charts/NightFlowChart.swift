import InputOutput
import Telemetry

/// A zone's minimum night flow: a dot for the least hour of each night, a line for the 20th percentile of seven
/// nights. Nights that were not measured throughout are gaps.
struct NightFlowChart {
    let nights: [NightFlow]
    let language: ReportLanguage

    /// The drawing.
    func draw(in markup: inout Markup) {
        let ordered = nights.sorted { $0.date < $1.date }
        guard let first = ordered.first?.date, let last = ordered.last?.date else { return }
        let line = ordered.rollingStatistic()
        let flows = ordered.compactMap(\.rollingMinimum) + line.compactMap(\.flow)
        let chart = Chart(holding: flows.map { $0 * 3600 })
        let days = Double(max(last.daysSince1970 - first.daysSince1970, 1))
        func x(_ date: LocalDate) -> Double {
            let share = Double(date.daysSince1970 - first.daysSince1970) / days
            return chart.left + 12 + share * (chart.right - chart.left - 24)
        }
        let count = last.daysSince1970 - first.daysSince1970 + 1
        let names = Chart.named(of: count).map { at in
            let date = first.advanced(byDays: at)
            return (x(date), shortDate(date))
        }
        chart.draw(Phrase.nightByDay.wording[language], class: "nights", names: names, in: &markup) { svg in
            var dots = ""
            let radius = ordered.count > 120 ? 1.6 : 3.0
            for night in ordered {
                guard let flow = night.rollingMinimum else { continue }
                dots += "M\(place(x(night.date) - radius)) \(place(chart.values(flow * 3600)))"
                dots += "a\(place(radius)) \(place(radius)) 0 1 0 \(place(2 * radius)) 0"
                dots += "a\(place(radius)) \(place(radius)) 0 1 0 \(place(-2 * radius)) 0"
            }
            svg.empty("path", ["d": dots, "class": "dots"])
            let path = chart.line(line.map { (x($0.date), $0.flow.map { $0 * 3600 }) })
            svg.empty("path", ["d": path, "class": "line"])
        }
    }
}
