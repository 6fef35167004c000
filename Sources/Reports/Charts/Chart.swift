/// The frame that the charts of a zone share: a scale of values at the left, lines across, names below.
struct Chart {
    let width = 560.0
    let height = 230.0
    let left = 62.0
    let right = 548.0
    let top = 12.0
    let bottom = 196.0

    let values: Scale

    init(holding values: some Sequence<Double>) {
        self.values = Scale(holding: values, from: 196, to: 12)
    }

    /// Draws the frame and, inside it, the chart.
    func draw(
        _ name: String, class style: String, names: [(x: Double, text: String)], in markup: inout Markup,
        _ content: (inout Markup) -> Void
    ) {
        let viewBox = "0 0 \(place(width)) \(place(height))"
        markup.element(
            "svg", ["class": "chart \(style)", "viewBox": viewBox, "role": "img", "aria-label": name]
        ) { svg in
            for tick in values.ticks {
                let y = place(values(tick))
                svg.empty(
                    "path",
                    [
                        "d": "M\(place(left)) \(y)H\(place(right))",
                        "class": abs(tick) < (values.high - values.low) * 1e-9 ? "zero" : "grid",
                    ])
                svg.element(
                    "text", ["x": place(left - 8), "y": place(values(tick) + 5), "text-anchor": "end"],
                    values.label(tick))
            }
            for name in names {
                svg.element(
                    "text", ["x": place(name.x), "y": place(bottom + 24), "text-anchor": "middle"], name.text)
            }
            content(&svg)
        }
    }

    /// A line through values, broken where one is not known.
    func line(_ points: [(x: Double, value: Double?)]) -> String {
        var path = ""
        var isDrawing = false
        for (x, value) in points {
            guard let value else {
                isDrawing = false
                continue
            }
            path += (isDrawing ? "L" : "M") + "\(place(x)) \(place(values(value)))"
            isDrawing = true
        }
        return path
    }

    /// Which of so many places along the axis to name: evenly, and no more than fit.
    static func named(of count: Int, atMost limit: Int = 5) -> [Int] {
        guard count > 0 else { return [] }
        let step = max(1, (count + limit - 1) / limit)
        return Array(stride(from: 0, to: count, by: step))
    }
}
