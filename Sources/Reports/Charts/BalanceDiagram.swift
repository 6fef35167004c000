import InputOutput

/// The water balance as streams: what comes in at the left, where it goes at the right, widths as volumes.
struct BalanceDiagram {
    /// A stream.
    struct Stream {
        var name: String
        var volume: Double
        var colour: String
        var remark: String?
    }

    private let sources: [Stream]
    private let uses: [Stream]
    private let title: String

    init(_ total: LossTotal, language: ReportLanguage) {
        func say(_ phrase: Phrase) -> String { phrase.wording[language] }
        var sources = [Stream(name: say(.input), volume: total.input, colour: "#1b3a57")]
        if total.storageChange < 0 {
            sources.append(Stream(name: say(.drawdown), volume: -total.storageChange, colour: "#7a6a8f"))
        }
        var uses = [
            Stream(name: say(.metered), volume: total.metered, colour: "#0072b2"),
            Stream(name: say(.unmetered), volume: total.unmetered, colour: "#56b4e9"),
        ]
        if total.loss >= 0 {
            uses.append(
                Stream(
                    name: say(.loss), volume: total.loss, colour: "#d55e00",
                    remark: "± \(Figure.volume(total.lossHalfWidth))"))
        } else {
            sources.append(
                Stream(
                    name: say(.surplus), volume: -total.loss, colour: LossColours.negative,
                    remark: "± \(Figure.volume(total.lossHalfWidth))"))
        }
        uses.append(Stream(name: say(.export), volume: total.export, colour: "#8a8f98"))
        if total.storageChange > 0 {
            uses.append(Stream(name: say(.storageRise), volume: total.storageChange, colour: "#7a6a8f"))
        }
        self.sources = sources.filter { $0.volume > 0 }
        self.uses = uses.filter { $0.volume > 0 }
        title = say(.balanceDiagram)
    }

    private let height = 250.0
    private let top = 26.0
    private let left = 152.0
    private let right = 376.0
    private let bar = 12.0

    /// The drawing.
    func draw(in markup: inout Markup) {
        let all = max(sources.reduce(0) { $0 + $1.volume }, uses.reduce(0) { $0 + $1.volume })
        guard all > 0 else { return }
        let viewBox = "0 0 600 \(place(height + 2 * top))"
        markup.element(
            "svg", ["class": "chart diagram", "viewBox": viewBox, "role": "img", "aria-label": title]
        ) { svg in
            let scale = (height - 30) / all
            let from = bands(sources, scale, gap: 8)
            let to = bands(uses, scale, gap: uses.count > 1 ? 30 / Double(uses.count - 1) : 0)
            streams(from, to, scale, &svg)
            for (stream, band) in zip(sources, from) {
                rectangle(left - bar, band, stream.colour, &svg)
            }
            for (stream, band) in zip(uses, to) { rectangle(right, band, stream.colour, &svg) }
            labels(sources, from, x: left - bar - 10, anchor: "end", all, &svg)
            labels(uses, to, x: right + bar + 10, anchor: "start", all, &svg)
        }
    }

    private typealias Band = (y: Double, height: Double)

    private func bands(_ streams: [Stream], _ scale: Double, gap: Double) -> [Band] {
        let used = streams.reduce(0) { $0 + $1.volume * scale } + gap * Double(max(0, streams.count - 1))
        var y = top + (height - used) / 2
        return streams.map { stream in
            defer { y += stream.volume * scale + gap }
            return (y, max(stream.volume * scale, 1))
        }
    }

    /// Water of each source fills the uses from the top; who drinks from which source is not known, so the pairing
    /// only keeps the streams from crossing.
    private func streams(_ from: [Band], _ to: [Band], _ scale: Double, _ svg: inout Markup) {
        var source = 0
        var taken = 0.0
        let middle = (left + right) / 2
        for (use, band) in zip(uses, to) {
            var given = 0.0
            while use.volume - given > use.volume * 1e-9, source < sources.count {
                let part = min(use.volume - given, sources[source].volume - taken)
                let a = from[source].y + taken * scale
                let b = band.y + given * scale
                let width = part * scale
                svg.empty(
                    "path",
                    [
                        "d":
                            "M\(place(left)) \(place(a))C\(place(middle)) \(place(a)) \(place(middle)) \(place(b)) "
                            + "\(place(right)) \(place(b))v\(place(width))C\(place(middle)) \(place(b + width)) "
                            + "\(place(middle)) \(place(a + width)) \(place(left)) \(place(a + width))z",
                        "fill": use.colour, "fill-opacity": "0.38",
                    ])
                given += part
                taken += part
                if sources[source].volume - taken <= sources[source].volume * 1e-9 {
                    source += 1
                    taken = 0
                }
            }
        }
    }

    private func rectangle(_ x: Double, _ band: Band, _ colour: String, _ svg: inout Markup) {
        svg.empty(
            "rect",
            [
                "x": place(x), "y": place(band.y), "width": place(bar), "height": place(band.height),
                "fill": colour,
            ])
    }

    private func labels(
        _ streams: [Stream], _ bands: [Band], x: Double, anchor: String, _ all: Double, _ svg: inout Markup
    ) {
        let need = 46.0
        var y = bands.map { $0.y + $0.height / 2 }
        for place in y.indices.dropFirst() { y[place] = max(y[place], y[place - 1] + need) }
        // Pushed down beyond the drawing, they move up together.
        let lowest = top + height - 4
        if let last = y.indices.last, y[last] > lowest {
            y[last] = lowest
            for place in y.indices.dropLast().reversed() { y[place] = min(y[place], y[place + 1] - need) }
        }
        for (at, stream) in streams.enumerated() {
            let share = streams.count > 1 ? Figure.percent(stream.volume / all * 100) + " %" : ""
            svg.element("text", ["x": place(x), "y": place(y[at] - 3), "text-anchor": anchor]) { text in
                // Labels of thin streams stand away from them: the colour says which is which.
                text.element("tspan", ["fill": stream.colour], "■ ")
                text.element("tspan", ["class": "name"], stream.name)
                text.element("tspan", ["class": "quiet", "dx": "6"], share)
            }
            let figure = Figure.volume(stream.volume) + (stream.remark.map { " \($0)" } ?? "")
            svg.element(
                "text",
                ["x": place(x), "y": place(y[at] + 16), "text-anchor": anchor, "class": "figure"], figure)
        }
    }
}
