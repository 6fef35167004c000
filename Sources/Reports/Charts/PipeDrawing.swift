import LeakZones
import PipeNetwork

/// The pipes of a network as a few path texts: for each zone its mains and its smaller pipes.
///
/// Places are rounded to a grid and a stretch that is already drawn is left out; when there are more stretches than
/// a page should carry, the grid is made coarser until there are not. So a village and a city of a million pipes
/// both make a page of one or two megabytes.
struct PipeDrawing {
    /// Pipes of one zone.
    struct Group {
        /// From DN 300 on.
        var mains = ""
        /// Smaller, or of unknown diameter.
        var others = ""
    }

    /// By leaf zone; the last is for pipes outside every zone and across boundaries.
    private(set) var groups: [Group]
    /// Width of the grid in units of the drawing.
    let step: Double
    /// Stretches drawn.
    let stretches: Int

    /// Stretches that make about a megabyte.
    static let budget = 110_000

    init(_ network: Network, _ scheme: ZoneScheme, _ frame: MapFrame, budget: Int = PipeDrawing.budget) {
        var step = 1.0
        var pen = Pen(network, scheme, frame, step: step)
        while !pen.draw(atMost: budget) {
            step *= 1.5
            pen = Pen(network, scheme, frame, step: step)
        }
        groups = pen.groups
        stretches = pen.stretches
        self.step = step
    }

    private struct Pen {
        let network: Network
        let scheme: ZoneScheme
        let frame: MapFrame
        let step: Double
        var groups: [Group]
        var stretches = 0
        private var seen: Set<UInt64> = []
        private var ends: [(x: Int32, y: Int32)]

        init(_ network: Network, _ scheme: ZoneScheme, _ frame: MapFrame, step: Double) {
            self.network = network
            self.scheme = scheme
            self.frame = frame
            self.step = step
            groups = Array(repeating: Group(), count: scheme.zones.count + 1)
            ends = Array(repeating: (0, 0), count: 2 * groups.count)
        }

        /// Whether all of it fits.
        mutating func draw(atMost budget: Int) -> Bool {
            let nodes = network.nodes
            let links = network.links
            for link in 0..<links.count {
                let start = Int(links.start[link])
                let end = Int(links.end[link])
                let from = start < scheme.zoneOfNode.count ? scheme.zoneOfNode[start] : -1
                let to = end < scheme.zoneOfNode.count ? scheme.zoneOfNode[end] : -1
                let group = from == to && from >= 0 ? Int(from) : groups.count - 1
                let isMain = links.diameter[link] >= 0.3
                var last: (Int32, Int32)?
                func visit(_ x: Double, _ y: Double, _ pen: inout Pen) {
                    guard x.isFinite, y.isFinite else { return }
                    let here = pen.gridPlace(x, y)
                    if let last { pen.line(from: last, to: here, group, isMain) }
                    last = here
                }
                visit(nodes.x[start], nodes.y[start], &self)
                var bends: [(Double, Double)] = []
                links.forEachVertex(link) { bends.append(($0, $1)) }
                for bend in bends { visit(bend.0, bend.1, &self) }
                visit(nodes.x[end], nodes.y[end], &self)
                if stretches > budget { return false }
            }
            return true
        }

        private func gridPlace(_ x: Double, _ y: Double) -> (Int32, Int32) {
            (onGrid(frame.x(x)), onGrid(frame.y(y)))
        }

        /// The nearest line of the grid; the frame holds everything, so the limits only guard the conversion.
        private func onGrid(_ value: Double) -> Int32 {
            guard value.isFinite else { return 0 }
            return Int32(min(max((value / step).rounded() * step, -10_000), 10_000))
        }

        private mutating func line(
            from: (Int32, Int32), to: (Int32, Int32), _ group: Int, _ isMain: Bool
        ) {
            if from == to { return }
            let a = Pen.key(from)
            let b = Pen.key(to)
            guard seen.insert(a < b ? a << 32 | b : b << 32 | a).inserted else { return }
            stretches += 1
            let pen = 2 * group + (isMain ? 1 : 0)
            var text = ""
            if ends[pen] != from || (isMain ? groups[group].mains : groups[group].others).isEmpty {
                text = "M\(from.0) \(from.1)l"
            } else {
                text = " "
            }
            text += "\(to.0 - from.0)\(to.1 < from.1 ? "" : " ")\(to.1 - from.1)"
            ends[pen] = to
            if isMain { groups[group].mains += text } else { groups[group].others += text }
        }

        /// A place as 32 bits; the drawing is 4000 across, so 16 bits each are plenty.
        private static func key(_ place: (Int32, Int32)) -> UInt64 {
            UInt64(UInt16(truncatingIfNeeded: place.0)) << 16 | UInt64(UInt16(truncatingIfNeeded: place.1))
        }
    }
}
