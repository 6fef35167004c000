import Geospatial
import LeakZones
import PipeNetwork

/// Every link of a network that has a course on the map, packed for the page: a group for each zone and for each
/// pair of zones that links join.
///
/// A city of a hundred thousand pipes takes about three megabytes so; as a GeoJSON it would take thirty.
struct MapPipes {
    /// The groups, in the order of their zones, the crossings and what is outside after them.
    let groups: [JSONValue]
    /// What pipes are: kind, diameter in mm or `null`, material or `null`. Each pipe names its row.
    let classes: [JSONValue]
    /// Links drawn.
    let count: Int

    /// Zones at the two ends; links are drawn zone by zone.
    private struct Ends: Hashable, Comparable {
        var from: Int
        var to: Int

        static func < (a: Ends, b: Ends) -> Bool {
            // Within a zone first, then between zones, then outside: what is drawn later lies on top.
            func rank(_ ends: Ends) -> (Int, Int, Int) {
                (ends.from != ends.to ? 1 : ends.from < 0 ? 2 : 0, ends.from, ends.to)
            }
            return rank(a) < rank(b)
        }
    }

    private struct Sort: Hashable {
        var kind: LinkKind
        var millimetres: Int?
        var material: String?

        var json: JSONValue {
            .array([
                .number(Double(kind.rawValue)), .number(millimetres.map(Double.init)), .string(material),
            ])
        }
    }

    private struct Group {
        var ids: [String] = []
        var courses: MapPlaces
        var facts = NumberText()
    }

    init(_ network: Network, _ scheme: ZoneScheme, _ frame: MapFrame) {
        var groups: [Ends: Group] = [:]
        var rows: [Sort: Int] = [:]
        var sorts: [Sort] = []
        let links = network.links
        let materials = links.attributes.column("material")
        var count = 0
        for link in 0..<links.count {
            let course = network.path(ofLink: link).filter(\.isFinite)
            guard course.count > 1 else { continue }
            count += 1
            let diameter = links.diameter[link]
            let sort = Sort(
                kind: links.kinds[link],
                millimetres: diameter > 0 && diameter < 100 ? Int((diameter * 1000).rounded()) : nil,
                material: link < materials.count ? materials[link].text : nil)
            let row = rows[sort, default: sorts.count]
            if row == sorts.count {
                rows[sort] = row
                sorts.append(sort)
            }
            let (from, to) = scheme.ends(link, network)
            let length = links.length[link]
            // In place, without a copy of the group for each pipe.
            func write(_ group: inout Group) {
                group.ids.append(links.ids[link])
                group.courses.append(natural: course.count - 2)
                for place in course { group.courses.append(place) }
                group.facts.append(natural: UInt(row))
                // 0 is a length not known.
                let isKnown = length.isFinite && length > 0
                group.facts.append(natural: isKnown ? UInt(MapPlaces.decimetres(length) + 1) : 0)
            }
            write(&groups[Ends(from: from, to: to), default: Group(courses: MapPlaces(frame))])
        }
        self.count = count
        classes = sorts.map(\.json)
        self.groups = groups.keys.sorted().compactMap { ends in
            groups[ends].map { group in
                .object([
                    "from": .number(Double(ends.from)), "to": .number(Double(ends.to)),
                    "count": .number(Double(group.ids.count)), "ids": .string(MapData.joined(group.ids)),
                    "courses": .string(group.courses.steps.text), "facts": .string(group.facts.text),
                ])
            }
        }
    }
}
