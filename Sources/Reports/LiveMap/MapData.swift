import InputOutput
import LeakZones
import PipeNetwork

/// What the page's script draws: zones with the words of their cards, pipes, devices, and every word it may show.
/// The script itself knows no language.
struct MapData {
    private let report: LossReport
    private let frame: MapFrame
    private let colours: LossColours
    private let language: ReportLanguage

    /// The data; `nil` when the network has no coordinates.
    init?(_ report: LossReport, colours: LossColours, language: ReportLanguage) {
        guard let frame = MapFrame(report.network) else { return nil }
        self.report = report
        self.frame = frame
        self.colours = colours
        self.language = language
    }

    /// Ids as one text, a line each; what would break a line becomes a space.
    static func joined(_ ids: [String]) -> String {
        ids.map { id in
            guard id.utf8.contains(where: { $0 < 0x20 }) else { return id }
            return String(String.UnicodeScalarView(id.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
        }.joined(separator: "\n")
    }

    /// The data as a document.
    var json: JSONValue {
        let pipes = MapPipes(report.network, report.scheme, frame)
        return .object([
            "words": words,
            "hasNorth": .boolean(report.network.crs.map { $0.kind != .local } ?? false),
            "outside": .string(LossColours.outside),
            "zones": .array(zones),
            "ranking": .array(rankedLeaves.map { .number(Double($0)) }),
            "classes": .array(pipes.classes),
            "groups": .array(pipes.groups),
            "devices": .array(devices),
        ])
    }

    private var rankedLeaves: [Int] {
        let leaves = Set(report.leafZones)
        return report.ranking.filter(leaves.contains)
    }

    /// A zone's name, its colour, the leaves it is made of, and what its card says.
    private var zones: [JSONValue] {
        let leaves = report.scheme.leaves
        return report.zones.indices.map { position in
            let known = report.zones[position]
            let parts = position < leaves.count ? leaves[position] : [position]
            var facts: [(Phrase, String)] = []
            if let loss = known.balance.loss {
                let halfWidth = known.balance.lossHalfWidth.map { " ± \(Figure.volume($0))" } ?? ""
                facts.append((.loss, "\(Figure.volume(loss))\(halfWidth) m³"))
            } else {
                facts.append((.loss, Phrase.noLossClaimed.wording[language]))
            }
            if let rate = known.lossPerKilometreAndDay {
                facts.append((.perKilometre, "\(Figure.rate(rate)) m³/(km·d)"))
            }
            if let percent = known.nonRevenueWaterPercent {
                facts.append((.nonRevenuePercent, "\(Figure.percent(percent)) %"))
            }
            let change = report.comparison?[zone: known.zone.id]
            if let change, let text = change.text {
                let finding = change.verdict.wording[language]
                facts.append(
                    (.changeOfLoss, "\(change.verdict.arrow.map { $0 + " " } ?? "")\(text) m³/d · \(finding)")
                )
            }
            let arrow = change?.verdict.arrow.map { " " + $0 } ?? ""
            return .object([
                "id": .string(known.balance.zone), "label": .string(known.balance.zone + arrow),
                "name": .string(report.label(of: position)),
                "section": .string("zone-\(position)"),
                "colour": .string(colours.colour(of: known.lossPerKilometreAndDay)),
                "parts": .array(parts.map { .number(Double($0)) }),
                "facts": .array(
                    facts.map { .array([.string($0.wording[language]), .string($1)]) }),
            ])
        }
    }

    /// Devices by kind, in the order they are drawn.
    private var devices: [JSONValue] {
        let all = Dictionary(grouping: MapDevice.all(report), by: \.kind)
        return MapDevice.Kind.allCases.compactMap { kind in
            guard let devices = all[kind] else { return nil }
            var places = MapPlaces(frame)
            for device in devices { places.append(device.place) }
            return .object([
                "kind": .string(kind.rawValue), "name": .string(kind.phrase.wording[language]),
                "count": .number(Double(devices.count)),
                "ids": .string(MapData.joined(devices.map(\.id))),
                "places": .string(places.steps.text),
                "zones": .array(
                    devices.flatMap { [.number(Double($0.zones.from)), .number(Double($0.zones.to))] }),
            ])
        }
    }

    private var words: JSONValue {
        let words: [(String, Phrase)] = [
            ("map", .map), ("pipe", .pipe), ("pump", .pump), ("valve", .valve), ("id", .identifier),
            ("kind", .kind), ("length", .length), ("diameter", .diameter), ("material", .material),
            ("zone", .zone), ("between", .betweenZones), ("outside", .outsideZones), ("more", .readOn),
            ("show", .showOnMap), ("whole", .wholeNetwork), ("in", .zoomIn), ("out", .zoomOut),
            ("close", .closeCard), ("north", .north),
        ]
        return .object(words.map { JSONValue.Member($0, .string($1.wording[language])) })
    }
}
