import InputOutput
import Geospatial
import LeakZones
import PipeNetwork

/// The network on a map: pipes in the colour of their zone's loss, what measures and feeds it, and names.
struct NetworkMap {
    private let report: LossReport
    private let frame: MapFrame
    private let pipes: PipeDrawing
    private let colours: LossColours
    private let language: ReportLanguage

    /// A map; `nil` when the network has no coordinates.
    init?(_ report: LossReport, colours: LossColours, language: ReportLanguage) {
        guard let frame = MapFrame(report.network) else { return nil }
        self.report = report
        self.frame = frame
        self.colours = colours
        self.language = language
        pipes = PipeDrawing(report.network, report.scheme, frame)
    }

    /// The width of the grid the pipes are rounded to, m, when it was made coarser to keep the page small.
    var thinning: Double? { pipes.step > 1 ? pipes.step * frame.metresPerUnit : nil }

    private func colour(_ zone: Int) -> String {
        guard zone < report.zones.count else { return LossColours.outside }
        return colours.colour(of: report.zones[zone].lossPerKilometreAndDay)
    }

    /// The drawing.
    func draw(in markup: inout Markup) {
        let viewBox = "0 0 \(place(frame.width)) \(place(frame.height))"
        let name = Phrase.map.wording[language]
        // Many thin lines read better than many thick ones, and many names better small.
        var style = "map"
        if pipes.stretches > 25_000 { style += " dense" }
        if report.leafZones.count > 16 { style += " crowded" }
        markup.element("svg", ["class": style, "viewBox": viewBox, "role": "img", "aria-label": name]) {
            svg in
            drawPipes(&svg)
            drawDevices(&svg)
            drawNames(&svg)
            drawScaleBar(&svg)
        }
    }

    private func drawPipes(_ svg: inout Markup) {
        // Wide strokes of the same paths are the zones' areas: no outline is needed and none is invented.
        svg.element("g", ["class": "area"]) { areas in
            for (zone, group) in pipes.groups.enumerated() where zone < pipes.groups.count - 1 {
                areas.element("g", ["stroke": colour(zone)]) { area in
                    if !group.mains.isEmpty { area.empty("use", ["href": "#mains-\(zone)"]) }
                    if !group.others.isEmpty { area.empty("use", ["href": "#pipes-\(zone)"]) }
                }
            }
        }
        for (zone, group) in pipes.groups.enumerated() {
            let isOutside = zone == pipes.groups.count - 1
            svg.element(
                "g",
                [
                    "class": isOutside ? "pipes outside" : "pipes",
                    "stroke": isOutside ? LossColours.outside : colour(zone),
                ]
            ) { drawing in
                if !isOutside, zone < report.zones.count {
                    drawing.element("title", caption(zone))
                }
                if !group.others.isEmpty {
                    drawing.element("g", ["class": "small"]) {
                        $0.empty("path", ["id": "pipes-\(zone)", "d": group.others])
                    }
                }
                if !group.mains.isEmpty {
                    drawing.element("g", ["class": "large"]) {
                        $0.empty("path", ["id": "mains-\(zone)", "d": group.mains])
                    }
                }
            }
        }
    }

    private func caption(_ zone: Int) -> String {
        let known = report.zones[zone]
        guard let loss = known.balance.loss else {
            return "\(report.label(of: zone)): \(Phrase.noLossClaimed.wording[language])"
        }
        let halfWidth = known.balance.lossHalfWidth.map { " ± \(Figure.volume($0))" } ?? ""
        let rate = known.lossPerKilometreAndDay.map { ", \(Figure.rate($0)) m³/(km·d)" } ?? ""
        return "\(report.label(of: zone)): \(Figure.volume(loss))\(halfWidth) m³\(rate)"
    }

    private func drawDevices(_ svg: inout Markup) {
        let devices = MapDevice.all(report)
        var path = ""
        for device in devices where device.kind == .pressure {
            guard let (x, y) = spot(device.place) else { continue }
            path += "M\(place(x)) \(place(y - 20))l20 20-20 20-20-20z"
        }
        if !path.isEmpty { svg.empty("path", ["d": path, "class": "pressure"]) }
        // Closed and open links one to a spot, where a long boundary has many.
        var closed: Set<Int> = []
        var open: Set<Int> = []
        func isFirst(_ x: Double, _ y: Double, _ taken: inout Set<Int>) -> Bool {
            taken.insert(Int(x / 90) * 1000 + Int(y / 90)).inserted
        }
        for device in devices where device.kind != .pressure {
            guard let (x, y) = spot(device.place) else { continue }
            switch device.kind {
            case .closed where !isFirst(x, y, &closed), .open where !isFirst(x, y, &open): break
            default: mark(symbol(device.kind, x, y), device, &svg)
            }
        }
    }

    private func symbol(_ kind: MapDevice.Kind, _ x: Double, _ y: Double) -> String {
        switch kind {
        case .pressure: "M\(place(x)) \(place(y - 26))l26 26-26 26-26-26z"
        case .meter: "M\(place(x - 26)) \(place(y))a26 26 0 1 0 52 0a26 26 0 1 0-52 0z"
        case .closed: "M\(place(x - 18)) \(place(y - 18))l36 36m0-36l-36 36"
        case .open: "M\(place(x)) \(place(y - 34))l32 56h-64z"
        case .works: "M\(place(x - 44)) \(place(y + 36))v-48l44-40 44 40v48z"
        case .tank: "M\(place(x - 30)) \(place(y - 24))h60v48h-60z"
        case .pump: "M\(place(x - 24)) \(place(y - 28))l52 28-52 28z"
        }
    }

    private func mark(_ path: String, _ device: MapDevice, _ svg: inout Markup) {
        svg.element("path", ["d": path, "class": device.kind.rawValue]) {
            $0.element("title", "\(device.kind.phrase.wording[language]) \(device.id)")
        }
    }

    /// A place on the drawing; `nil` for what lies off it.
    private func spot(_ position: Coordinate?) -> (Double, Double)? {
        guard let position, position.isFinite else { return nil }
        let x = frame.x(position.x)
        let y = frame.y(position.y)
        return (-200...frame.width + 200).contains(x) && (-200...frame.height + 200).contains(y)
            ? (x, y) : nil
    }

    /// Names of zones, the largest losses first, where no name is yet.
    private func drawNames(_ svg: inout Markup) {
        let anchors = zoneMiddles()
        var taken: [(x: Double, y: Double, width: Double)] = []
        let leaves = Set(report.leafZones)
        for zone in report.ranking where leaves.contains(zone) {
            guard zone < anchors.count, let (x, y) = anchors[zone] else { continue }
            let arrow = report.comparison?[zone: report.zones[zone].zone.id]?.verdict.arrow
            let id = report.zones[zone].zone.id + (arrow.map { " " + $0 } ?? "")
            let width = Double(id.displayWidth) * (leaves.count > 16 ? 46 : 62) + 40
            if taken.contains(where: { abs($0.x - x) < ($0.width + width) / 2 && abs($0.y - y) < 120 }) {
                continue
            }
            taken.append((x, y, width))
            svg.element("a", ["href": "#zone-\(zone)"]) {
                $0.element(
                    "text", ["x": place(x), "y": place(y + 36), "text-anchor": "middle", "class": "zone"], id)
            }
        }
    }

    /// For each leaf zone, its node nearest the middle of its nodes: always inside it.
    private func zoneMiddles() -> [(Double, Double)?] {
        let count = report.zones.count
        var sums = Array(repeating: (x: 0.0, y: 0.0, nodes: 0.0), count: count)
        let nodes = report.network.nodes
        func forEachNode(_ body: (Int, Double, Double) -> Void) {
            for row in 0..<min(nodes.count, report.scheme.zoneOfNode.count) {
                let zone = Int(report.scheme.zoneOfNode[row])
                guard zone >= 0, zone < count, nodes.x[row].isFinite, nodes.y[row].isFinite else { continue }
                body(zone, frame.x(nodes.x[row]), frame.y(nodes.y[row]))
            }
        }
        forEachNode { sums[$0] = (sums[$0].x + $1, sums[$0].y + $2, sums[$0].nodes + 1) }
        var best: [(Double, Double)?] = Array(repeating: nil, count: count)
        var least = Array(repeating: Double.infinity, count: count)
        forEachNode { zone, x, y in
            let dx = x - sums[zone].x / sums[zone].nodes
            let dy = y - sums[zone].y / sums[zone].nodes
            if dx * dx + dy * dy < least[zone] {
                least[zone] = dx * dx + dy * dy
                best[zone] = (x, y)
            }
        }
        return best
    }

    private func drawScaleBar(_ svg: inout Markup) {
        let metres = Scale.roundStep(frame.width * frame.metresPerUnit / 8)
        let length = metres / frame.metresPerUnit
        let x = 80.0
        let y = frame.height - 70
        svg.empty(
            "path",
            ["d": "M\(place(x)) \(place(y - 28))v28h\(place(length))v-28", "class": "scale"])
        let text =
            metres >= 1000
            ? "\(Figure.grouped(metres / 1000, decimals: 0)) km"
            : "\(Figure.plain(metres, decimals: metres < 1 ? 2 : 0)) m"
        svg.element("text", ["x": place(x + length + 30), "y": place(y), "class": "scale"], text)
        if report.network.crs.map({ $0.kind != .local }) ?? false {
            let right = frame.width - 110
            svg.empty("path", ["d": "M\(place(right)) 60l44 120-44-26-44 26z", "class": "north"])
            svg.element(
                "text", ["x": place(right), "y": "250", "text-anchor": "middle", "class": "scale"], "N")
        }
    }
}
