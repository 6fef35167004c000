import Geospatial

/// Finds where the drawn lines of a network disagree: ends that miss, pipes that overlap or cross unjoined.
struct LineConflicts {
    private let network: Network
    private let graph: NetworkGraph
    private let limits: CheckLimits
    private let paths: [LinePath]
    private let index: SegmentIndex

    init(_ network: Network, _ graph: NetworkGraph, _ limits: CheckLimits) throws(GeospatialError) {
        self.network = network
        self.graph = graph
        self.limits = limits
        paths = (0..<network.links.count).map { LinePath(network.path(ofLink: $0)) }
        index = try SegmentIndex(paths)
    }

    func defects() -> [Defect] { unsnappedEnds() + crossingsAndOverlaps() + duplicates() }

    /// Dead ends that lie near a link they do not meet. What they meet within a few links is no near miss: a
    /// short stub beside its own main is a hydrant, not a gap.
    private func unsnappedEnds() -> [Defect] {
        var defects: [Defect] = []
        for node in 0..<network.nodes.count where graph.degree(of: node) == 1 {
            guard let place = network.nodes.position(node) else { continue }
            let around = neighborhood(of: node)
            var best: SegmentIndex.Hit?
            let box = BoundingBox(minX: place.x, minY: place.y, maxX: place.x, maxY: place.y)
            index.forEach(in: box.expanded(by: limits.nearMiss)) { line, segment in
                guard !around.contains(network.links.start[line]), !around.contains(network.links.end[line])
                else { return }
                let hit = paths[line].nearest(to: place, onSegment: segment)
                guard hit.gap <= limits.nearMiss else { return }
                if let found = best, (found.gap, found.line) <= (hit.gap, line) { return }
                best = .init(line: line, along: hit.along, gap: hit.gap, at: hit.at)
            }
            guard let best else { continue }
            defects.append(
                Defect(
                    kind: .unsnappedEnd, severity: .warning,
                    elements: [network.nodes.ids[node], network.links.ids[best.line]], position: place,
                    measure: best.gap))
        }
        return defects
    }

    /// The nodes within three links of `node`.
    private func neighborhood(of node: Int) -> Set<Int32> {
        var reached: Set<Int32> = [Int32(node)]
        var frontier = [Int32(node)]
        for _ in 0..<3 {
            var next: [Int32] = []
            for from in frontier {
                for place in graph.incidences(of: Int(from))
                where reached.insert(graph.neighbors[place]).inserted {
                    next.append(graph.neighbors[place])
                }
            }
            frontier = next
        }
        return reached
    }

    private struct Pair: Hashable {
        var first: Int
        var second: Int
    }

    private func crossingsAndOverlaps() -> [Defect] {
        var overlaps: [Pair: (length: Double, at: Coordinate)] = [:]
        var crossings: [Pair: [(at: Coordinate, isTouch: Bool)]] = [:]
        for line in paths.indices where paths[line].points.count > 1 {
            let last = paths[line].points.count - 2
            for segment in 0...last {
                let a = paths[line].points[segment]
                let b = paths[line].points[segment + 1]
                let box = BoundingBox(
                    minX: min(a.x, b.x), minY: min(a.y, b.y), maxX: max(a.x, b.x), maxY: max(a.y, b.y))
                index.forEach(in: box.expanded(by: Self.sameLine)) { other, place in
                    guard other > line else { return }
                    let c = paths[other].points[place]
                    let d = paths[other].points[place + 1]
                    let pair = Pair(first: line, second: other)
                    switch Self.relation(a, b, c, d) {
                    case .apart: break
                    case .crossing(let at, let onFirst, let onSecond):
                        let otherLast = paths[other].points.count - 2
                        guard Self.isWithin(onFirst, of: segment, last),
                            Self.isWithin(onSecond, of: place, otherLast), !shareNode(line, other, near: at)
                        else { return }
                        // A bend on the other line is found from both of its segments.
                        let isKnown = crossings[pair]?.contains { $0.at.distance(to: at) <= Self.sameLine }
                        if isKnown == true { return }
                        let isTouch = onFirst != .inside || onSecond != .inside
                        crossings[pair, default: []].append((at, isTouch))
                    case .overlap(let length, let at):
                        guard network.links.kinds[line] == .pipe, network.links.kinds[other] == .pipe else {
                            return
                        }
                        overlaps[pair] = ((overlaps[pair]?.length ?? 0) + length, overlaps[pair]?.at ?? at)
                    }
                }
            }
        }
        var defects: [Defect] = []
        for (pair, places) in crossings {
            // Where lines that run on each other part, they merely touch.
            for (at, isTouch) in places where !isTouch || overlaps[pair] == nil {
                defects.append(
                    Defect(
                        kind: .crossingWithoutNode, severity: .notice,
                        elements: [network.links.ids[pair.first], network.links.ids[pair.second]],
                        position: at))
            }
        }
        for (pair, overlap) in overlaps where overlap.length >= limits.overlap && !isDuplicate(pair) {
            defects.append(
                Defect(
                    kind: .overlap, severity: .warning,
                    elements: [network.links.ids[pair.first], network.links.ids[pair.second]],
                    position: overlap.at, measure: overlap.length))
        }
        // Neither the tree's order nor the dictionary's is ours: places decide.
        return defects.sorted {
            ($0.elements[0], $0.elements[1], $0.position?.x ?? 0, $0.position?.y ?? 0)
                < ($1.elements[0], $1.elements[1], $1.position?.x ?? 0, $1.position?.y ?? 0)
        }
    }

    private func duplicates() -> [Defect] {
        var seen: [Pair: [Int]] = [:]
        var defects: [Defect] = []
        // Pumps and valves side by side are how stations are built, and models draw them on one line.
        for line in paths.indices where network.links.kinds[line] == .pipe {
            let ends = [Int(network.links.start[line]), Int(network.links.end[line])].sorted()
            let pair = Pair(first: ends[0], second: ends[1])
            for earlier in seen[pair] ?? [] where samePath(earlier, line) {
                defects.append(
                    Defect(
                        kind: .duplicate, severity: .warning,
                        elements: [network.links.ids[line], network.links.ids[earlier]],
                        position: paths[line].points.first, measure: paths[line].length))
            }
            seen[pair, default: []].append(line)
        }
        return defects
    }

    private func isDuplicate(_ pair: Pair) -> Bool {
        let ends = { (line: Int) in [network.links.start[line], network.links.end[line]].sorted() }
        return ends(pair.first) == ends(pair.second) && samePath(pair.first, pair.second)
    }

    private func samePath(_ first: Int, _ second: Int) -> Bool {
        let a = paths[first].points
        let b = paths[second].points
        guard network.links.kinds[first] == network.links.kinds[second], a.count > 1 else { return false }
        return a == b || a == b.reversed()
    }

    /// Whether the two links meet at a node that lies where they cross.
    private func shareNode(_ first: Int, _ second: Int, near place: Coordinate) -> Bool {
        for node in [network.links.start[first], network.links.end[first]]
        where node == network.links.start[second] || node == network.links.end[second] {
            guard let position = network.nodes.position(Int(node)) else { continue }
            if position.distance(to: place) <= 1e-6 * max(1, paths[first].length) { return true }
        }
        return false
    }

    /// Lines no further apart than this, m, are drawn on top of each other.
    private static let sameLine = 1e-3

    enum Relation {
        case apart
        case crossing(Coordinate, onFirst: Site, onSecond: Site)
        case overlap(Double, Coordinate)
    }

    /// Where on a segment.
    enum Site {
        case start
        case inside
        case end

        /// `nil` beyond the segment; `share` is 0 at its start and 1 at its end.
        init?(_ share: Double) {
            let edge = 1e-9
            guard share >= -edge, share <= 1 + edge else { return nil }
            self = share <= edge ? .start : share >= 1 - edge ? .end : .inside
        }
    }

    /// Whether a site on `segment` lies within its path, on a segment or at a bend. What touches at an end of
    /// either path is for the snapping to judge, not a crossing.
    private static func isWithin(_ site: Site, of segment: Int, _ last: Int) -> Bool {
        switch site {
        case .start: segment > 0
        case .inside: true
        case .end: segment < last
        }
    }

    /// How segment a–b lies to segment c–d.
    static func relation(_ a: Coordinate, _ b: Coordinate, _ c: Coordinate, _ d: Coordinate) -> Relation {
        let ux = b.x - a.x
        let uy = b.y - a.y
        let vx = d.x - c.x
        let vy = d.y - c.y
        let wx = c.x - a.x
        let wy = c.y - a.y
        let cross = ux * vy - uy * vx
        let lengths = ((ux * ux + uy * uy) * (vx * vx + vy * vy)).squareRoot()
        guard lengths > 0 else { return .apart }
        let isParallel = abs(cross) <= 1e-9 * lengths
        let length = (ux * ux + uy * uy).squareRoot()
        let alongC = (wx * ux + wy * uy) / length
        let alongD = ((d.x - a.x) * ux + (d.y - a.y) * uy) / length
        let low = max(0, min(alongC, alongD))
        let high = min(length, max(alongC, alongD))
        // Lines drawn twice by hand are hardly ever parallel: what counts is how far apart they run.
        if high - low > (isParallel ? 1e-6 : 10 * sameLine) {
            let offC = (wx * uy - wy * ux) / length
            let slope = -cross / length / (alongD - alongC)
            let apart = max(abs(offC + slope * (low - alongC)), abs(offC + slope * (high - alongC)))
            if apart <= sameLine {
                let middle = (low + high) / 2 / length
                return .overlap(high - low, Coordinate(x: a.x + middle * ux, y: a.y + middle * uy))
            }
        }
        guard !isParallel else { return .apart }
        let s = (wx * vy - wy * vx) / cross
        let t = (wx * uy - wy * ux) / cross
        guard let onFirst = Site(s), let onSecond = Site(t) else { return .apart }
        return .crossing(
            Coordinate(x: a.x + s * ux, y: a.y + s * uy), onFirst: onFirst, onSecond: onSecond)
    }
}
