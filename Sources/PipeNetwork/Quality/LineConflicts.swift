import Geospatial

/// Finds where the drawn lines of a network disagree: ends that miss, pipes that overlap or cross unjoined.
///
/// Lines drawn many times over, and lines in heaps, are told as what they are, a group, and not by pairs: time and memory grow
/// with the lines and not with their pairs.
struct LineConflicts {
    private let network: Network
    private let graph: NetworkGraph
    private let limits: CheckLimits
    private let paths: [LinePath]
    private let groups: LineGroups
    private let grid: LineGrid
    /// Whether the ends of two nodes that many dead ends share are near each other, once found.
    private var nearness: [Pair: Bool] = [:]

    init(_ network: Network, _ graph: NetworkGraph, _ limits: CheckLimits, isDrawn: [Bool]) {
        self.network = network
        self.graph = graph
        self.limits = limits
        let paths = (0..<network.links.count).map { row in
            LinePath(isDrawn[row] ? network.path(ofLink: row) : [])
        }
        let groups = LineGroups(network, paths) { isDrawn[$0] }
        self.paths = paths
        self.groups = groups
        grid = LineGrid(paths, margin: 2 * SegmentRelation.sameLine) { groups.isFirst[$0] }
    }

    mutating func defects() -> [Defect] {
        unsnappedEnds() + crossingsAndOverlaps() + duplicates()
    }

    private func ids(_ rows: [Int]) -> [String] { rows.map { network.links.ids[$0] } }

    // MARK: Ends

    /// Dead ends that lie near a link they do not meet. What they meet within a few links is no near miss: a
    /// short stub beside its own main is a hydrant, not a gap.
    private mutating func unsnappedEnds() -> [Defect] {
        var defects: [Defect] = []
        for node in 0..<network.nodes.count where graph.degree(of: node) == 1 {
            guard let place = network.nodes.position(node), place.isPlausible(in: network.crs) else {
                continue
            }
            var hits: [(gap: Double, line: Int)] = []
            grid.forEach(near: place, within: limits.nearMiss) { entry in
                let line = Int(entry.line)
                let gap = paths[line].nearest(to: place, onSegment: Int(entry.segment)).gap
                if gap <= limits.nearMiss { hits.append((gap, line)) }
            }
            hits.sort { $0 < $1 }
            guard let best = hits.first(where: { !isNear(node, $0.line) }) else { continue }
            defects.append(
                Defect(
                    kind: .unsnappedEnd, severity: .warning,
                    elements: [network.nodes.ids[node], network.links.ids[best.line]], position: place,
                    measure: best.gap))
        }
        return defects
    }

    /// Whether a dead end comes to a link within three links.
    private mutating func isNear(_ node: Int, _ line: Int) -> Bool {
        let hub = Int(graph.neighbors[graph.incidences(of: node).lowerBound])
        for end in [Int(network.links.start[line]), Int(network.links.end[line])] {
            if end == node || end == hub || isWithinTwo(hub, end) { return true }
        }
        return false
    }

    /// Whether two links or fewer lead from one node to another; kept, for many dead ends may begin at one node.
    private mutating func isWithinTwo(_ a: Int, _ b: Int) -> Bool {
        let pair = Pair(first: min(a, b), second: max(a, b))
        if let known = nearness[pair] { return known }
        let (few, many) = graph.degree(of: a) <= graph.degree(of: b) ? (a, b) : (b, a)
        let isNear = graph.incidences(of: few).contains { place in
            let between = Int(graph.neighbors[place])
            if between == many { return true }
            let (one, other) =
                graph.degree(of: between) <= graph.degree(of: many) ? (between, many) : (many, between)
            return graph.incidences(of: one).contains { Int(graph.neighbors[$0]) == other }
        }
        nearness[pair] = isNear
        return isNear
    }

    // MARK: Pairs

    private struct Pair: Hashable {
        var first: Int
        var second: Int
    }

    /// What one line has to do with so many others is listed one by one; with more, it is told as one.
    private static let mostListed = 32

    /// What is found, listed as far as each line lists it.
    private struct Findings {
        var overlaps: [Pair: (length: Double, at: Coordinate)] = [:]
        var crossings: [Pair: [(at: Coordinate, isTouch: Bool)]] = [:]
        /// Lines that overlap, whether listed or not.
        var sets: DisjointSets
        /// How many others each line overlaps or crosses, and where it last did.
        var overlapCount: [Int32]
        var crossingCount: [Int32]
        var crossingPlace: [Int32: Coordinate] = [:]

        init(count: Int) {
            sets = DisjointSets(count: count)
            overlapCount = Array(repeating: 0, count: count)
            crossingCount = overlapCount
        }
    }

    private func crossingsAndOverlaps() -> [Defect] {
        var found = Findings(count: paths.count)
        for rows in groups.near {
            for row in rows.dropFirst() { found.sets.union(rows[0], row) }
            if rows.count == 2 {
                let start = paths[rows[0]].points[0]
                found.overlaps[Pair(first: rows[0], second: rows[1])] = (paths[rows[0]].length, start)
            }
        }
        let crowds = grid.forEachPair { one, other, isHome in compare(one, other, isHome, &found) }
        return (listedCrossings(found) + countedCrossings(found) + overlapDefects(&found) + crowded(crowds))
            // Neither the grid's order nor the dictionary's is ours: places decide.
            .sorted {
                (
                    $0.elements[0], $0.elements.count > 1 ? $0.elements[1] : "", $0.position?.x ?? 0,
                    $0.position?.y ?? 0
                )
                    < (
                        $1.elements[0], $1.elements.count > 1 ? $1.elements[1] : "", $1.position?.x ?? 0,
                        $1.position?.y ?? 0
                    )
            }
    }

    private func compare(
        _ one: LineGrid.Entry, _ other: LineGrid.Entry, _ isHome: (Coordinate) -> Bool,
        _ found: inout Findings
    ) {
        let (line, next) = (Int(one.line), Int(other.line))
        let (segment, place) = (Int(one.segment), Int(other.segment))
        let relation = SegmentRelation(
            paths[line].points[segment], paths[line].points[segment + 1], paths[next].points[place],
            paths[next].points[place + 1])
        let pair = Pair(first: line, second: next)
        switch relation {
        case .apart: break
        case .crossing(let at, let onFirst, let onSecond):
            guard isHome(at),
                SegmentRelation.isWithin(onFirst, of: segment, paths[line].points.count - 2),
                SegmentRelation.isWithin(onSecond, of: place, paths[next].points.count - 2),
                !shareNode(line, next, near: at)
            else { return }
            // A bend on the other line is found from both of its segments.
            let known = found.crossings[pair]
            if known?.contains(where: { $0.at.distance(to: at) <= SegmentRelation.sameLine }) == true {
                return
            }
            let isTouch = onFirst != .inside || onSecond != .inside
            if known == nil {
                found.crossingCount[line] += 1
                found.crossingCount[next] += 1
                let isFull = max(found.crossingCount[line], found.crossingCount[next]) > Self.mostListed
                if isFull {
                    found.crossingPlace[one.line] = at
                    found.crossingPlace[other.line] = at
                    return
                }
            }
            found.crossings[pair, default: []].append((at, isTouch))
        case .overlap(let length, let at):
            guard isHome(at), network.links.kinds[line] == .pipe, network.links.kinds[next] == .pipe else {
                return
            }
            if let known = found.overlaps[pair] {
                found.overlaps[pair] = (known.length + length, known.at)
                return
            }
            guard max(found.overlapCount[line], found.overlapCount[next]) < Self.mostListed else {
                if length >= limits.overlap {
                    found.sets.union(line, next)
                    found.overlapCount[line] = max(found.overlapCount[line], Int32(Self.mostListed))
                    found.overlapCount[next] = max(found.overlapCount[next], Int32(Self.mostListed))
                }
                return
            }
            found.overlapCount[line] += 1
            found.overlapCount[next] += 1
            found.overlaps[pair] = (length, at)
        }
    }

    private func listedCrossings(_ found: Findings) -> [Defect] {
        found.crossings.flatMap { pair, places -> [Defect] in
            let isCounted = [pair.first, pair.second].contains { found.crossingCount[$0] > Self.mostListed }
            guard !isCounted else { return [] }
            // Where lines that run on each other part, they merely touch.
            return places.filter { !$0.isTouch || found.overlaps[pair] == nil }.map { place in
                Defect(
                    kind: .crossingWithoutNode, severity: .notice, elements: ids([pair.first, pair.second]),
                    position: place.at)
            }
        }
    }

    /// Lines that cross more others than are listed, one defect each.
    private func countedCrossings(_ found: Findings) -> [Defect] {
        paths.indices.filter { found.crossingCount[$0] > Self.mostListed }.map { row in
            Defect(
                kind: .crossingWithoutNode, severity: .notice, elements: ids([row]),
                position: found.crossingPlace[Int32(row)] ?? paths[row].points.first,
                measure: Double(found.crossingCount[row]))
        }
    }

    /// Pairs that overlap; where a line overlaps more others than are listed, all that run on each other there as one.
    private func overlapDefects(_ found: inout Findings) -> [Defect] {
        for (pair, overlap) in found.overlaps where overlap.length >= limits.overlap {
            found.sets.union(pair.first, pair.second)
        }
        var counted: Set<Int> = []
        for row in paths.indices where Int(found.overlapCount[row]) >= Self.mostListed {
            counted.insert(found.sets.find(row))
        }
        for rows in groups.near where rows.count > 2 { counted.insert(found.sets.find(rows[0])) }
        var listed: [Defect] = []
        for (pair, overlap) in found.overlaps
        where overlap.length >= limits.overlap && !counted.contains(found.sets.find(pair.first)) {
            listed.append(
                Defect(
                    kind: .overlap, severity: .warning, elements: ids([pair.first, pair.second]),
                    position: overlap.at, measure: overlap.length))
        }
        var members: [Int: [Int]] = [:]
        for row in paths.indices where paths[row].points.count > 1 {
            let root = found.sets.find(row)
            if counted.contains(root) { members[root, default: []].append(row) }
        }
        return listed
            + members.values.filter { $0.count > 1 }.map { rows in
                Defect(
                    kind: .overlap, severity: .warning, elements: ids(rows),
                    position: paths[rows[0]].points.first, measure: paths[rows[0]].length)
            }
    }

    /// Places with more lines than can be compared with each other, those beside each other as one.
    private func crowded(_ crowds: [LineGrid.Crowd]) -> [Defect] {
        var seen: Set<Int32> = []
        var defects: [Defect] = []
        for crowd in crowds {
            let new = crowd.lines.filter { seen.insert($0).inserted }
            guard new.count > LineGrid.mostNeighbors else { continue }
            defects.append(
                Defect(
                    kind: .crowdedPlace, severity: .warning, elements: ids(new.map(Int.init)),
                    position: crowd.place, measure: Double(new.count)))
        }
        return defects
    }

    private func duplicates() -> [Defect] {
        groups.equal.map { rows in
            // The first is the one to keep.
            Defect(
                kind: .duplicate, severity: .warning, elements: ids(rows.dropFirst() + [rows[0]]),
                position: paths[rows[0]].points.first, measure: paths[rows[0]].length)
        }
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
}
