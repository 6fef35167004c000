import PipeNetwork

extension LossPage {
    /// The map and its legend.
    func map(_ main: inout Markup) {
        guard let map = NetworkMap(report, colours: colours, language: language) else {
            section("map", .map, .mapMissing, in: &main) { _ in }
            return
        }
        section("map", .map, library == nil ? .mapText : .liveMapText, in: &main) { section in
            if library == nil {
                section.element("div", ["class": "panel sheet"]) { panel in
                    map.draw(in: &panel)
                    legend(&panel)
                }
            } else {
                section.element("div", ["class": "panel sheet", "id": "sheet"]) { panel in
                    panel.element("div", ["class": "drawing"]) { map.draw(in: &$0) }
                    panel.element("div", ["id": "live-map", "lang": language.tag], "")
                    legend(&panel)
                }
            }
            let links = report.network.links
            let pipes = links.kinds.count { $0 == .pipe }
            var metres = 0.0
            for row in 0..<links.count where links.length[row].isFinite { metres += links.length[row] }
            var text = say(
                .scaleNote, Figure.grouped(Double(pipes), decimals: 0),
                Figure.grouped(metres / 1000, decimals: 1))
            text += language == .english ? ". " : "。"
            if let thinning = map.thinning, library == nil {
                text += say(.thinned, "\(Figure.rate(thinning)) m")
            }
            section.element("p", ["class": "note"], text)
            if let note = report.mapNote { section.element("p", ["class": "note"], note[language]) }
        }
    }

    private func legend(_ panel: inout Markup) {
        panel.element("div", ["class": "legend"]) { legend in
            legend.element("p", say(.perKilometreLegend))
            legend.element("ul") { list in
                for (colour, label) in colours.classes { entry(colour, label, &list) }
                let leaves = report.leafZones.map { report.zones[$0] }
                if leaves.contains(where: { ($0.balance.loss ?? 0) < 0 }) {
                    entry(LossColours.negative, say(.negativeLegend), &list)
                }
                if leaves.contains(where: { !$0.balance.isComplete }) {
                    entry(LossColours.unclaimed, say(.notClaimedLegend), &list)
                }
                entry(LossColours.outside, say(.outsideLegend), &list)
            }
            let arrows = Set(report.leafZones.compactMap { change(of: $0)?.verdict.arrow })
            if !arrows.isEmpty {
                legend.element("ul", ["class": "arrows"]) { list in
                    if arrows.contains("▲") { list.element("li", "▲ " + say(.lossRose)) }
                    if arrows.contains("▼") { list.element("li", "▼ " + say(.lossFell)) }
                }
            }
            legend.element("ul", library == nil ? [:] : ["class": "layers"]) { list in
                for (style, path, phrase) in marks {
                    list.element("li") { item in
                        layer(style, &item) { item in
                            item.element(
                                "svg", ["class": "key", "viewBox": "-50 -50 100 100", "aria-hidden": "true"]
                            ) {
                                $0.empty("path", ["class": style, "d": path])
                            }
                            item.write(say(phrase))
                        }
                    }
                }
                if library == nil { return }
                for (name, phrase) in [("pipes", .pipes), ("areas", .zoneAreas), ("names", .zoneNames)]
                    as [(String, Phrase)]
                {
                    list.element("li", ["class": "switch"]) { item in
                        layer(name, &item) { $0.write(say(phrase)) }
                    }
                }
            }
        }
    }

    /// What the legend says of a layer: on a map that pans, with a box that switches the layer.
    private func layer(_ name: String, _ item: inout Markup, _ content: (inout Markup) -> Void) {
        guard library != nil else { return content(&item) }
        item.element("label") { label in
            label.empty("input", ["type": "checkbox", "checked": "checked", "data-layer": name])
            content(&label)
        }
    }

    private func entry(_ colour: String, _ label: String, _ list: inout Markup) {
        list.element("li") { item in
            swatch(colour: colour, in: &item)
            item.write(label)
        }
    }

    /// The marks that occur on this map.
    private var marks: [(style: String, path: String, phrase: Phrase)] {
        let network = report.network
        let states = report.boundary.crossings.map(\.state)
        var marks: [(String, String, Phrase)] = []
        let isMetered = states.contains { if case .metered = $0 { true } else { false } }
        if isMetered { marks.append(("meter", "M-26 0a26 26 0 1 0 52 0a26 26 0 1 0-52 0z", .inletMeter)) }
        if states.contains(.closed) { marks.append(("closed", "M-18-18l36 36m0-36l-36 36", .closedBoundary)) }
        if states.contains(.open) { marks.append(("open", "M0-34l32 56h-64z", .openBoundary)) }
        if network.assets.kinds.contains(.pressurePoint) {
            marks.append(("pressure", "M0-26l26 26-26 26-26-26z", .pressurePoint))
        }
        if network.assets.kinds.contains(.waterworks) || network.nodes.kinds.contains(.reservoir) {
            marks.append(("works", "M-44 36v-48l44-40 44 40v48z", .waterworks))
        }
        if network.nodes.kinds.contains(.tank) { marks.append(("tank", "M-30-24h60v48h-60z", .tank)) }
        if network.assets.kinds.contains(.boosterStation) || network.links.kinds.contains(.pump) {
            marks.append(("pump", "M-24-28l52 28-52 28z", .booster))
        }
        return marks
    }
}
