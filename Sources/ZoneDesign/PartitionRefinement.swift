/// Moves places across borders while that makes a partition better by what a design is really after: cheap borders,
/// sizes within limits, and zones in one piece.
///
/// Fiduccia and Mattheyses (1982) for many parts: in a pass the best move is made again and again, also where it is for
/// the worse, each place once, and at the end all is taken back to the best that was seen. A move that would tear the part
/// it leaves is not made. Passes end when one brings nothing.
struct PartitionRefinement {
    let graph: DesignGraph
    let minimum, maximum: Double
    /// Size out of limits by its own limit costs as much as this.
    let penalty: Double
    private(set) var part: [Int32]
    private var partSizes: [Double]
    /// The places that belong to a part at all.
    private let members: [Int32]

    /// How many moves in a row may make things no better.
    private static let patience = 60

    /// - Parameter part: the part of each place; -1 for places that stay where they are, in none.
    init(_ graph: DesignGraph, _ part: [Int32], parts: Int, minimum: Double, maximum: Double) {
        (self.graph, self.part, self.minimum, self.maximum) = (graph, part, minimum, maximum)
        members = part.indices.filter { part[$0] >= 0 }.map { Int32($0) }
        partSizes = [Double](repeating: 0, count: parts)
        for place in part.indices where part[place] >= 0 { partSizes[Int(part[place])] += graph.sizes[place] }
        let mean = graph.costs.isEmpty ? 1 : graph.costs.reduce(0, +) / Double(graph.costs.count)
        penalty = 200 * mean
    }

    /// What a part of this size costs for being out of limits.
    private func excess(_ size: Double) -> Double {
        let share = max(0, minimum - size) / minimum + max(0, size - maximum) / maximum
        return penalty * share
    }

    /// What the borders cost.
    var cutCost: Double {
        var sum = 0.0
        for place in part.indices {
            for at in Int(graph.offsets[place])..<Int(graph.offsets[place + 1])
            where part[place] < part[Int(graph.neighbors[at])] {
                if part[place] >= 0 { sum += graph.costs[at] }
            }
        }
        return sum
    }

    /// What all is worth: the lower, the better.
    var total: Double { cutCost + partSizes.reduce(0) { $0 + excess($1) } }

    /// Refines until a pass brings nothing.
    mutating func run(passes: Int = 12) {
        joinPieces()
        for _ in 0..<passes where pass() < 1e-9 { break }
    }

    /// One pass; returns by how much it made things better.
    private mutating func pass() -> Double {
        var border = Border(self)
        var moves: [(place: Int, from: Int32)] = []
        var (gained, best, bestCount) = (0.0, 0.0, 0)
        while moves.count - bestCount < Self.patience {
            guard let move = bestMove(&border) else { break }
            let from = part[move.place]
            apply(move.place, to: move.to)
            border.take(move.place, from: from, to: move.to, self)
            moves.append((move.place, from))
            gained += move.gain
            if gained > best + 1e-9 { (best, bestCount) = (gained, moves.count) }
        }
        for move in moves.dropFirst(bestCount).reversed() { apply(move.place, to: move.from) }
        return best
    }

    /// The places on borders and what each could be moved for, kept up to date through a pass.
    private struct Border {
        /// For each place the parts it borders on and what its borders would cost less there.
        var shifts: [[(to: Int32, gain: Double)]]
        var places: [Int] = []
        private var isListed: [Bool]
        private var isLocked: [Bool]
        /// How often each part has changed, and at which of its changes each place was found to hold it together.
        private var changes: [Int32]
        private var holdsAt: [Int32]

        init(_ refinement: PartitionRefinement) {
            let count = refinement.part.count
            shifts = Array(repeating: [], count: count)
            isListed = Array(repeating: false, count: count)
            isLocked = isListed
            changes = Array(repeating: 0, count: refinement.partSizes.count)
            holdsAt = Array(repeating: -1, count: count)
            for member in refinement.members { update(Int(member), refinement) }
        }

        private mutating func update(_ place: Int, _ refinement: PartitionRefinement) {
            guard refinement.part[place] >= 0 else { return }
            shifts[place] = refinement.shifts(of: place)
            if !shifts[place].isEmpty, !isListed[place] {
                isListed[place] = true
                places.append(place)
            }
        }

        mutating func take(_ place: Int, from: Int32, to: Int32, _ refinement: PartitionRefinement) {
            isLocked[place] = true
            changes[Int(from)] += 1
            changes[Int(to)] += 1
            let graph = refinement.graph
            for at in Int(graph.offsets[place])..<Int(graph.offsets[place + 1]) {
                update(Int(graph.neighbors[at]), refinement)
            }
        }

        func isFree(_ place: Int, in part: Int32) -> Bool {
            !isLocked[place] && holdsAt[place] != changes[Int(part)]
        }

        /// Remembers that `part`, as it is, would fall apart without `place`.
        mutating func hold(_ place: Int, _ part: Int32) { holdsAt[place] = changes[Int(part)] }
    }

    /// The best move that tears nothing; of equal ones that of the lowest place.
    private func bestMove(_ border: inout Border) -> (place: Int, to: Int32, gain: Double)? {
        while true {
            var best: (place: Int, to: Int32, gain: Double)?
            for place in border.places where border.isFree(place, in: part[place]) {
                let size = graph.sizes[place]
                let own = partSizes[Int(part[place])]
                let relief = excess(own) - excess(own - size)
                for shift in border.shifts[place] {
                    let there = partSizes[Int(shift.to)]
                    let gain = shift.gain + relief + excess(there) - excess(there + size)
                    guard let known = best else {
                        best = (place, shift.to, gain)
                        continue
                    }
                    if gain > known.gain || (gain == known.gain && place < known.place) {
                        best = (place, shift.to, gain)
                    }
                }
            }
            guard let found = best else { return nil }
            if !tears(found.place) { return found }
            border.hold(found.place, part[found.place])
        }
    }

    /// The parts that a place borders on, and what its borders would cost less if it lay there.
    private func shifts(of place: Int) -> [(to: Int32, gain: Double)] {
        let own = part[place]
        var toOwn = 0.0
        var others: [(to: Int32, gain: Double)] = []
        for at in Int(graph.offsets[place])..<Int(graph.offsets[place + 1]) {
            let other = part[Int(graph.neighbors[at])]
            if other == own {
                toOwn += graph.costs[at]
            } else if other >= 0 {
                if let row = others.firstIndex(where: { $0.to == other }) {
                    others[row].gain += graph.costs[at]
                } else {
                    others.append((other, graph.costs[at]))
                }
            }
        }
        return others.map { ($0.to, $0.gain - toOwn) }
    }

    private mutating func apply(_ place: Int, to other: Int32) {
        partSizes[Int(part[place])] -= graph.sizes[place]
        partSizes[Int(other)] += graph.sizes[place]
        part[place] = other
    }

    /// Whether the part of `place` falls apart, or is gone, without it.
    private func tears(_ place: Int) -> Bool {
        let own = part[place]
        var around: Set<Int32> = []
        for at in Int(graph.offsets[place])..<Int(graph.offsets[place + 1])
        where part[Int(graph.neighbors[at])] == own {
            around.insert(graph.neighbors[at])
        }
        guard let first = around.first else { return true }
        if around.count == 1 { return false }
        var seen: Set<Int32> = [Int32(place), first]
        var queue = [first]
        var head = 0
        around.remove(first)
        while head < queue.count, !around.isEmpty {
            let at = Int(queue[head])
            head += 1
            for step in Int(graph.offsets[at])..<Int(graph.offsets[at + 1]) {
                let next = graph.neighbors[step]
                guard part[Int(next)] == own, seen.insert(next).inserted else { continue }
                around.remove(next)
                queue.append(next)
            }
        }
        return !around.isEmpty
    }

    /// Gives every piece of a part but its largest to the part that it has the dearest borders with.
    private mutating func joinPieces() {
        for _ in 0..<4 {
            var label = [Int32](repeating: -1, count: part.count)
            var pieces: [(places: [Int], size: Double, part: Int32)] = []
            for member in members where label[Int(member)] < 0 {
                var places = [Int(member)]
                label[Int(member)] = Int32(pieces.count)
                var head = 0
                while head < places.count {
                    let at = places[head]
                    head += 1
                    for step in Int(graph.offsets[at])..<Int(graph.offsets[at + 1]) {
                        let next = Int(graph.neighbors[step])
                        guard label[next] < 0, part[next] == part[at] else { continue }
                        label[next] = Int32(pieces.count)
                        places.append(next)
                    }
                }
                pieces.append(
                    (places, places.reduce(0) { $0 + graph.sizes[$1] }, part[Int(member)]))
            }
            var largest: [Int32: Int] = [:]
            for (row, piece) in pieces.enumerated() {
                guard let other = largest[piece.part] else {
                    largest[piece.part] = row
                    continue
                }
                if (piece.size, piece.places.count) > (pieces[other].size, pieces[other].places.count) {
                    largest[piece.part] = row
                }
            }
            let loose = pieces.enumerated().filter { largest[$1.part] != $0 }
            if loose.isEmpty { return }
            for (_, piece) in loose {
                var costs: [Int32: Double] = [:]
                for place in piece.places {
                    for step in Int(graph.offsets[place])..<Int(graph.offsets[place + 1]) {
                        let other = part[Int(graph.neighbors[step])]
                        if other >= 0, other != piece.part { costs[other, default: 0] += graph.costs[step] }
                    }
                }
                guard let target = costs.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key
                else { continue }
                for place in piece.places { apply(place, to: target) }
            }
        }
    }
}
