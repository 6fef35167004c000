import Geospatial

extension CityBuilder {
    /// Isolation valves as crews build them: where pipes meet, a few metres into each arm, one arm of many a crossing left
    /// out and some never built; all of them at waterworks and tanks; in mains beside their branches.
    ///
    /// They are drawn from numbers of their own, so that nothing else of the city hangs on them.
    mutating func placeValves() {
        var random = RandomSource(seed: seed, stream: 0x7661_6C76_65)
        let arms = armsOfNodes()
        // A pipe that is drawn through a node has two arms there, without an end.
        let drawnThrough = Set(model.tees.map(\.node))
        let tanks = Set(model.tanks.map(\.node))
        for node in arms.keys.sorted() {
            guard let ends = arms[node] else { continue }
            // Waterworks lie outside all zones.
            let isSupply = model.nodes[Int(node)].zone < 0 || tanks.contains(node)
            let count = ends.count + (drawnThrough.contains(node) ? 2 : 0)
            guard isSupply || count >= 3 else { continue }
            let spared = random.chance(0.7) ? random.below(count) : -1
            for (place, end) in ends.enumerated() {
                let isMissing = random.chance(0.12)
                let distance = random.uniform(2, 5)
                guard isSupply || place != spared && !isMissing else { continue }
                addValve(end.pipe, atEnd: end.isEnd, distance: distance)
            }
        }
        for tee in model.tees where random.chance(0.5) {
            addValve(in: tee.pipe, beside: tee.node, distance: random.chance(0.5) ? 5 : -5)
        }
    }

    /// An end of a pipe.
    private struct Arm {
        var pipe: Int32
        var isEnd: Bool
    }

    /// The ends of pipes at each node; nodes of two districts that are one place count as one.
    private func armsOfNodes() -> [Int32: [Arm]] {
        var place: [Int32: Int32] = [:]
        for (node, twin) in model.twins { place[twin] = node }
        var arms: [Int32: [Arm]] = [:]
        for (row, pipe) in model.pipes.enumerated() {
            arms[place[pipe.from] ?? pipe.from, default: []].append(Arm(pipe: Int32(row), isEnd: false))
            arms[place[pipe.to] ?? pipe.to, default: []].append(Arm(pipe: Int32(row), isEnd: true))
        }
        return arms
    }

    /// A valve in the first or last straight part of a pipe, unless that is too short for one.
    private mutating func addValve(_ pipe: Int32, atEnd isEnd: Bool, distance: Double) {
        let owner = model.pipes[Int(pipe)]
        var path = model.path(owner)
        if isEnd { path.reverse() }
        let length = path[0].distance(to: path[1])
        guard length > 3 * distance else { return }
        addValve(pipe, at: Self.point(from: path[0], towards: path[1], distance), closed: false)
    }

    /// A valve in a main beside a branch from it; a negative distance is towards the main's start.
    private mutating func addValve(in pipe: Int32, beside node: Int32, distance: Double) {
        let path = model.path(model.pipes[Int(pipe)])
        let place = model.position(node)
        for (a, b) in zip(path, path.dropFirst()) {
            let length = a.distance(to: b)
            let along = ((place.x - a.x) * (b.x - a.x) + (place.y - a.y) * (b.y - a.y)) / length
            let foot = Self.point(from: a, towards: b, along)
            guard foot.distance(to: place) < 0.5, along + distance > 1, along + distance < length - 1 else {
                continue
            }
            addValve(pipe, at: Self.point(from: a, towards: b, along + distance), closed: false)
            return
        }
    }

    private static func point(from a: Coordinate, towards b: Coordinate, _ distance: Double) -> Coordinate {
        let share = distance / a.distance(to: b)
        return Coordinate(x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y))
    }
}
