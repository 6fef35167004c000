import Geospatial
import InputOutput
import LeakZones
import NetworkFormats
import PipeNetwork

extension LossReport {
    /// The losses on a map: areas of the zones (layer `zone_losses`), of zones that hold others (`group_losses`) and the
    /// pipes with the rate of their zone (`pipe_losses`), in the colours of the report's own map.
    ///
    /// Each area has the row of ``table``, and `outline`: `drawn` where the zone has an outline of its own, `pipes` where
    /// its area is what lies within half a mean pipe's length of its pipes, for no more is known of it.
    ///
    /// - Parameter language: of the legend; names of fields and values are those of programs.
    /// - Throws: `GeospatialError` for coordinates of which no area can be made.
    public func layers(language: ReportLanguage = .english) throws -> [StyledLayer] {
        let colours = LossColours(rates: leafZones.compactMap { zones[$0].lossPerKilometreAndDay })
        let style = colours.style(language: language)
        let leaves = Set(leafZones)
        let table = table
        let rows = Dictionary(table.rows.map { ($0[0].json, $0) }) { first, _ in first }
        let fields =
            table.columns.map { FeatureField($0.key, $0.alignment == .trailing ? .real : .text) }
            + [FeatureField("class", .text), FeatureField("outline", .text)]
        func feature(
            _ zone: Zone, _ number: Int, _ area: (geometry: Geometry, origin: String)?, _ name: String
        ) -> Feature {
            let cells = rows[.string(zone.id)] ?? []
            let own = table.columns.indices.map { place in
                cells.indices.contains(place) ? cells[place].attribute : .null
            }
            return Feature(
                id: Int64(number), geometry: area?.geometry,
                values: own + [.text(name), area.map { .text($0.origin) } ?? .null])
        }
        func layer(_ name: String, _ positions: [Int]) throws -> FeatureLayer {
            FeatureLayer(
                name: name, crs: network.crs, fields: fields,
                features: try positions.map { position in
                    let rate = zones[position].lossPerKilometreAndDay
                    return feature(
                        zones[position].zone, position, try area(of: position), colours.name(of: rate))
                })
        }
        var leafLayer = try layer("zone_losses", zones.indices.filter(leaves.contains))
        for change in comparison?.changes ?? [] where change.balance == nil {
            let area = change.zone.outline.map { ($0, "drawn") }
            leafLayer.features.append(
                feature(change.zone, leafLayer.features.count + zones.count, area, LossColours.goneName))
        }
        let groups = try layer("group_losses", zones.indices.filter { !leaves.contains($0) })
        return [
            StyledLayer(leafLayer, style: style), StyledLayer(groups, style: style),
            StyledLayer(pipeLayer(colours), style: style),
        ]
    }

    /// The outline of a zone, or what lies about its pipes; `nil` where neither has coordinates.
    private func area(of position: Int) throws -> (geometry: Geometry, origin: String)? {
        if let outline = zones[position].zone.outline { return (outline, "drawn") }
        let parts = scheme.leaves
        let leaves = Set(parts.indices.contains(position) ? parts[position] : [position])
        let links = network.links
        var paths: [[Coordinate]] = []
        var length = 0.0
        for row in 0..<links.count {
            let (from, to) = (
                scheme.zoneOfNode[Int(links.start[row])], scheme.zoneOfNode[Int(links.end[row])]
            )
            guard from >= 0, to >= 0, leaves.contains(Int(from)), leaves.contains(Int(to)) else { continue }
            let path = network.path(ofLink: row)
            guard path.count > 1, path.allSatisfy(\.isFinite) else { continue }
            paths.append(path)
            for (a, b) in zip(path, path.dropFirst()) {
                length += ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
            }
        }
        // Of pipes without length no area can be made.
        guard length > 0 else { return nil }
        let width = length / Double(paths.count) / 2
        let area = try Geometry.multiLineString(paths).buffer(distance: width, quadrantSegments: 3)
        return (try area.simplified(tolerance: width / 10), "pipes")
    }

    private func pipeLayer(_ colours: LossColours) -> FeatureLayer {
        let links = network.links
        var features: [Feature] = []
        for row in 0..<links.count {
            let path = network.path(ofLink: row)
            let (from, to) = (
                scheme.zoneOfNode[Int(links.start[row])], scheme.zoneOfNode[Int(links.end[row])]
            )
            let zone = from == to && from >= 0 && Int(from) < zones.count ? zones[Int(from)] : nil
            features.append(
                Feature(
                    id: Int64(row), geometry: path.count > 1 ? .lineString(path) : nil,
                    values: [
                        .text(links.ids[row]), zone.map { .text($0.zone.id) } ?? .null,
                        .real(links.diameter[row] * 1000), .real(links.length[row]),
                        zone?.lossPerKilometreAndDay.map { .real(Figure.toThousandth($0)) } ?? .null,
                        .text(
                            zone.map { colours.name(of: $0.lossPerKilometreAndDay) }
                                ?? LossColours.outsideName),
                    ]))
        }
        return FeatureLayer(
            name: "pipe_losses", crs: network.crs,
            fields: [
                FeatureField("id", .text), FeatureField("zone", .text), FeatureField("diameter_mm", .real),
                FeatureField("length_m", .real), FeatureField("loss_m3_per_km_d", .real),
                FeatureField("class", .text),
            ], features: features)
    }
}

extension LossColours {
    /// What the field `class` has of a zone without a loss, with a negative one, of pipes outside zones, and of a zone of
    /// the compared period alone.
    static let unclaimedName = "unclaimed"
    static let negativeName = "negative"
    static let outsideName = "outside"
    static let goneName = "gone"

    /// The name of a rate's class: its number from 1 on.
    func name(of rate: Double?) -> String {
        guard let rate else { return LossColours.unclaimedName }
        return rate < 0 ? LossColours.negativeName : String(limits.count { rate >= $0 } + 1)
    }

    /// How the layers are drawn: the classes, m³/(km·d), and what is none.
    func style(language: ReportLanguage) -> LayerStyle {
        let classes = classes.enumerated().map { place, one in
            LayerStyle.Category(
                String(place + 1), "\(one.label) m³/(km·d)", colour: one.colour, size: 0.8)
        }
        let others: [(String, Phrase, String)] = [
            (Self.negativeName, .negativeLegend, Self.negative),
            (Self.unclaimedName, .notClaimedLegend, Self.unclaimed),
            (Self.outsideName, .outsideLegend, Self.outside),
        ]
        let gone = LayerStyle.Category(
            Self.goneName, LossChange.Verdict.goneZone.wording[language], colour: Self.unclaimed, size: 0.4)
        return LayerStyle(
            field: "class",
            categories: classes
                + others.map { .init($0, $1.wording[language], colour: $2, size: 0.8) } + [gone])
    }
}

extension Table.Cell {
    /// The cell as an attribute of a map layer.
    var attribute: AttributeValue {
        switch self {
        case .text(let text): .text(text)
        case .word(let word): .text(word.english)
        case .number(let value, _): .real(value)
        case .list(let words): words.isEmpty ? .null : .text(words.joined(separator: "; "))
        case .words(let words): words.isEmpty ? .null : .text(words.map(\.english).joined(separator: "; "))
        case .missing: .null
        }
    }
}
