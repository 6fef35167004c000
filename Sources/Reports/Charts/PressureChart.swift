import InputOutput

/// A zone's mean day of pressure: the average zone pressure of each hour, the service minimum, and the range of the points.
struct PressureChart {
    /// Average zone pressure of each hour of the local day, m.
    let hours: [Double?]
    /// Pressure promised to customers, m.
    let minimum: Double
    let language: ReportLanguage

    /// Whether there is anything to draw.
    var isEmpty: Bool { hours.allSatisfy { $0 == nil } }

    /// The drawing.
    func draw(in markup: inout Markup) {
        let known = hours.compactMap { $0 }
        guard !known.isEmpty else { return }
        let chart = Chart(holding: known + [minimum])
        func x(_ hour: Double) -> Double { chart.left + 12 + hour / 23 * (chart.right - chart.left - 24) }
        let names = stride(from: 0, through: 20, by: 4).map { (x(Double($0)), "\($0):00") }
        chart.draw(
            Wording("Average zone pressure by hour", "区域平均压力（逐时）")[language], class: "pressures",
            names: names,
            in: &markup
        ) { svg in
            let level = place(chart.values(minimum))
            svg.empty(
                "path", ["d": "M\(place(chart.left)) \(level)H\(place(chart.right))", "class": "minimum"])
            let path = chart.line(hours.enumerated().map { (x(Double($0)), $1) })
            svg.empty("path", ["d": path, "class": "line"])
        }
    }
}
