extension NumericFactor {
    /// Puts the matrix where L and D will be.
    @inline(__always)
    static func load(
        _ values: [Lane], _ symbolic: SymbolicFactor, lower: inout [Lane], pivots: inout [Lane]
    ) {
        let size = symbolic.size
        let values = values.span
        let targets = symbolic.layout.targets.span
        let zero = Lane(repeating: 0)
        var pivots = pivots.mutableSpan
        var lower = lower.mutableSpan
        for k in 0..<size { pivots[k] = values[k] }
        for p in lower.indices { lower[p] = zero }
        for p in targets.indices { lower[Int(targets[p])] = values[size &+ p] }
    }

    /// Eliminates position after position. When a column's turn comes, all that earlier columns take from it has been
    /// pushed already or is pulled now; then it is divided by its pivot.
    @inline(__always)
    static func eliminate(
        _ symbolic: SymbolicFactor, diagonals: [Lane], rule: PivotRule, lower: inout [Lane],
        pivots: inout [Lane], reciprocals: inout [Lane], work: inout [Lane], failures: inout [PivotFailure]
    ) {
        let starts = symbolic.columnStarts.span
        let rows = symbolic.rowPositions.span
        let lastColumns = symbolic.schedule.lastColumns.span
        let places = symbolic.schedule.places.span
        let placeStarts = symbolic.schedule.placeStarts.span
        let pullStarts = symbolic.schedule.pullStarts.span
        let sources = symbolic.schedule.sources.span
        let diagonals = diagonals.span
        let one = Lane(repeating: 1)
        var pivots = pivots.mutableSpan
        var reciprocals = reciprocals.mutableSpan
        var lower = lower.mutableSpan
        var work = work.mutableSpan

        for k in starts.indices.dropLast() {
            let (start, end) = (Int(starts[k]), Int(starts[k &+ 1]))
            let (firstPull, endPull) = (Int(pullStarts[k]), Int(pullStarts[k &+ 1]))
            let pulls = firstPull < endPull
            if pulls {
                for p in start..<end { work[Int(rows[p])] = lower[p] }
                var pivot = pivots[k]
                for s in firstPull..<endPull {
                    let column = Int(sources[s].column)
                    pull(
                        entry: Int(sources[s].entry), columns: column..<min(Int(lastColumns[column]) &+ 1, k),
                        starts: starts, rows: rows, lower: lower, pivots: pivots, pivot: &pivot, work: &work)
                }
                pivots[k] = pivot
                for p in start..<end { lower[p] = work[Int(rows[p])] }
            }

            let pivot = pivots[k]
            var reciprocal = one / pivot
            if !Lane.accepts(pivot, diagonal: diagonals[k], rule: rule) {
                pin(
                    row: Int(symbolic.permutation[k]), pivot: &pivots[k], diagonal: diagonals[k],
                    reciprocal: &reciprocal, rule: rule, failures: &failures)
            }
            reciprocals[k] = reciprocal

            if lastColumns[k] == -1 {
                var place = Int(placeStarts[k])
                for b in start..<end {
                    let entry = lower[b]
                    let scaled = entry * reciprocal
                    let row = Int(rows[b])
                    pivots[row] = pivots[row] - entry * scaled
                    for a in b &+ 1..<end {
                        let target = Int(places[place])
                        lower[target] = lower[target] - lower[a] * scaled
                        place &+= 1
                    }
                    lower[b] = scaled
                }
            } else {
                for p in start..<end { lower[p] = lower[p] * reciprocal }
            }
        }
    }

    /// Takes from row `k`, which is in `work`, what the columns of one supernode give: four columns at a time, so that
    /// each number in `work` is read and written once for four products.
    @inline(__always)
    private static func pull(
        entry: Int, columns: Range<Int>, starts: Span<Int32>, rows: Span<Int32>,
        lower: borrowing MutableSpan<Lane>, pivots: borrowing MutableSpan<Lane>, pivot: inout Lane,
        work: inout MutableSpan<Lane>
    ) {
        let first = columns.lowerBound
        // Each later column of the supernode lacks one more of the first one's rows.
        let tail = Int(starts[first]) &+ entry &+ 1
        let length = Int(starts[first &+ 1]) &- tail
        var column = first
        while column &+ 4 <= columns.upperBound {
            let p0 = Int(starts[column]) &+ entry &- (column &- first)
            let p1 = Int(starts[column &+ 1]) &+ entry &- (column &- first) &- 1
            let p2 = Int(starts[column &+ 2]) &+ entry &- (column &- first) &- 2
            let p3 = Int(starts[column &+ 3]) &+ entry &- (column &- first) &- 3
            let f0 = lower[p0] * pivots[column]
            let f1 = lower[p1] * pivots[column &+ 1]
            let f2 = lower[p2] * pivots[column &+ 2]
            let f3 = lower[p3] * pivots[column &+ 3]
            pivot = pivot - ((lower[p0] * f0 + lower[p1] * f1) + (lower[p2] * f2 + lower[p3] * f3))
            for q in 0..<length {
                let row = Int(rows[tail &+ q])
                let early = lower[p0 &+ 1 &+ q] * f0 + lower[p1 &+ 1 &+ q] * f1
                let late = lower[p2 &+ 1 &+ q] * f2 + lower[p3 &+ 1 &+ q] * f3
                work[row] = work[row] - (early + late)
            }
            column &+= 4
        }
        while column < columns.upperBound {
            let p = Int(starts[column]) &+ entry &- (column &- first)
            let f = lower[p] * pivots[column]
            pivot = pivot - lower[p] * f
            for q in 0..<length {
                let row = Int(rows[tail &+ q])
                work[row] = work[row] - lower[p &+ 1 &+ q] * f
            }
            column &+= 1
        }
    }

    /// Notes the lanes whose pivot is not accepted and takes their row out of the system: with a reciprocal of 0 its
    /// column of L is 0, and so is its part of every solution.
    @inline(never)
    private static func pin(
        row: Int, pivot: inout Lane, diagonal: Lane, reciprocal: inout Lane, rule: PivotRule,
        failures: inout [PivotFailure]
    ) {
        for lane in 0..<Lane.laneCount {
            let (found, own) = (pivot.value(inLane: lane), diagonal.value(inLane: lane))
            if !rule.accepts(found, diagonal: own) {
                failures.append(PivotFailure(row: row, lane: lane, pivot: found, diagonal: own))
                pivot.replace(lane: lane, by: 0)
                reciprocal.replace(lane: lane, by: 0)
            }
        }
    }
}
