extension NumericFactor {
    /// Puts the conductances where L will be, and the ties where D will be.
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

    /// Eliminates position after position, as a node is taken out of a network of conductances.
    ///
    /// Node k with the tie t and the conductances g_a to later nodes has the pivot d = t + Σ g_a. Without it, each pair
    /// of its neighbours is coupled by g_a g_b / d more, and each neighbour's tie grows by g_a t / d. (For stochastic
    /// matrices this is the elimination of Grassmann, Taksar and Heyman, Operations Research 33 (1985) 1107–1116: no
    /// subtraction, so no cancellation.)
    ///
    /// When a column's turn comes, all that earlier columns add to it has been pushed already or is pulled now.
    @inline(__always)
    static func eliminate(
        _ symbolic: SymbolicFactor, rule: PivotRule, magnitudes: [Lane], lower: inout [Lane],
        pivots: inout [Lane], reciprocals: inout [Lane], work: inout [Lane], failures: inout [PivotFailure]
    ) {
        let starts = symbolic.columnStarts.span
        let rows = symbolic.rowPositions.span
        let lastColumns = symbolic.schedule.lastColumns.span
        let places = symbolic.schedule.places.span
        let placeStarts = symbolic.schedule.placeStarts.span
        let pullStarts = symbolic.schedule.pullStarts.span
        let sources = symbolic.schedule.sources.span
        let tolerance = Lane(repeating: rule.tolerance)
        var pivots = pivots.mutableSpan
        var reciprocals = reciprocals.mutableSpan
        var lower = lower.mutableSpan
        var work = work.mutableSpan

        // Rows and places are of this analysis, whose arrays are as long as each other: checked once, not for each entry.
        let size = symbolic.size
        precondition(
            pivots.count == size && reciprocals.count == size && work.count == size
                && starts.count == size + 1 && lastColumns.count == size && placeStarts.count == size + 1
                && pullStarts.count == size + 1 && rows.count == lower.count
                && Int(starts[size]) == rows.count && Int(placeStarts[size]) == places.count
                && Int(pullStarts[size]) == sources.count, "arrays of another analysis")
        // Where pivots are judged by their size, all columns go the long way.
        let shortCount = magnitudes.isEmpty ? symbolic.schedule.shortCount : 0
        eliminateShort(
            shortCount, symbolic, rule: rule, lower: &lower, pivots: &pivots, reciprocals: &reciprocals,
            failures: &failures)
        for k in shortCount..<size {
            let (start, end) = unsafe (Int(starts[unchecked: k]), Int(starts[unchecked: k &+ 1]))
            let (firstPull, endPull) = unsafe (
                Int(pullStarts[unchecked: k]), Int(pullStarts[unchecked: k &+ 1])
            )
            if firstPull < endPull {
                for p in start..<end { work[Int(rows[p])] = lower[p] }
                for s in firstPull..<endPull {
                    let column = Int(sources[s].column)
                    pull(
                        entry: Int(sources[s].entry), columns: column..<min(Int(lastColumns[column]) &+ 1, k),
                        starts: starts, rows: rows, lower: lower, pivots: pivots, work: &work)
                }
                for p in start..<end { lower[p] = work[Int(rows[p])] }
            }

            let bound = magnitudes.isEmpty ? Lane(repeating: 0) : tolerance * magnitudes[k]
            let (reciprocal, share) = takePivot(
                k, start..<end, bound: bound, symbolic, rule: rule, lower: lower, pivots: &pivots,
                reciprocals: &reciprocals, failures: &failures)
            if unsafe lastColumns[unchecked: k] == -1 {
                var place = unsafe Int(placeStarts[unchecked: k])
                push(
                    start..<end, reciprocal, share, rows: rows, places: places, place: &place, lower: &lower,
                    pivots: &pivots)
            } else {
                for p in start..<end {
                    let conductance = lower[p]
                    let row = Int(rows[p])
                    pivots[row] = pivots[row] + conductance * share
                    lower[p] = conductance * reciprocal
                }
            }
        }
    }

    /// Adds to a column, which is in `work`, what the columns of one supernode give: four columns at a time, so
    /// that each number in `work` is read and written once for four products.
    ///
    /// The inner loops are most of the time of a large factorisation and cost nearly twice as much with every index
    /// checked, so what they reach is checked before them.
    @inline(__always)
    private static func pull(
        entry: Int, columns: Range<Int>, starts: Span<Int32>, rows: Span<Int32>,
        lower: borrowing MutableSpan<Lane>, pivots: borrowing MutableSpan<Lane>, work: inout MutableSpan<Lane>
    ) {
        let first = columns.lowerBound
        // Each later column of the supernode lacks one more of the first one's rows.
        let tail = Int(starts[first]) &+ entry &+ 1
        let length = Int(starts[first &+ 1]) &- tail
        // Rows ascend in a column, so the last one is the greatest.
        precondition(length >= 0 && tail >= 0 && tail &+ length <= rows.count, "column outside the factor")
        precondition(length == 0 || Int(rows[tail &+ length &- 1]) < work.count, "row outside the factor")
        func place(_ column: Int) -> Int {
            let place = Int(starts[column]) &+ entry &- (column &- first)
            precondition(place >= 0 && place &+ length < lower.count, "entry outside the factor")
            return place
        }

        var column = first
        while column &+ 4 <= columns.upperBound {
            let (p0, p1) = (place(column), place(column &+ 1))
            let (p2, p3) = (place(column &+ 2), place(column &+ 3))
            let (f0, f1) = (lower[p0] * pivots[column], lower[p1] * pivots[column &+ 1])
            let (f2, f3) = (lower[p2] * pivots[column &+ 2], lower[p3] * pivots[column &+ 3])
            var q = 0
            while q < length {
                let row = Int(unsafe rows[unchecked: tail &+ q])
                q &+= 1
                let early = unsafe lower[unchecked: p0 &+ q] * f0 + lower[unchecked: p1 &+ q] * f1
                let late = unsafe lower[unchecked: p2 &+ q] * f2 + lower[unchecked: p3 &+ q] * f3
                unsafe work[unchecked: row] = work[unchecked: row] + (early + late)
            }
            column &+= 4
        }
        while column < columns.upperBound {
            let p = place(column)
            let f = lower[p] * pivots[column]
            var q = 0
            while q < length {
                let row = Int(unsafe rows[unchecked: tail &+ q])
                q &+= 1
                unsafe work[unchecked: row] = work[unchecked: row] + lower[unchecked: p &+ q] * f
            }
            column &+= 1
        }
    }

    /// The first `count` columns, which push and do not pull: what most columns of a network do.
    ///
    /// Their entries and places follow each other, so that the loop has little to keep.
    @inline(__always)
    private static func eliminateShort(
        _ count: Int, _ symbolic: SymbolicFactor, rule: PivotRule, lower: inout MutableSpan<Lane>,
        pivots: inout MutableSpan<Lane>, reciprocals: inout MutableSpan<Lane>, failures: inout [PivotFailure]
    ) {
        let starts = symbolic.columnStarts.span
        let rows = symbolic.rowPositions.span
        let places = symbolic.schedule.places.span
        precondition(
            count <= pivots.count && count < starts.count && count <= reciprocals.count
                && rows.count == lower.count, "arrays of another analysis")
        let zero = Lane(repeating: 0)
        var (start, place, k) = (0, 0, 0)
        while k < count {
            let end = unsafe Int(starts[unchecked: k &+ 1])
            let (reciprocal, share) = takePivot(
                k, start..<end, bound: zero, symbolic, rule: rule, lower: lower, pivots: &pivots,
                reciprocals: &reciprocals, failures: &failures)
            push(
                start..<end, reciprocal, share, rows: rows, places: places, place: &place, lower: &lower,
                pivots: &pivots)
            start = end
            k &+= 1
        }
    }

    /// The pivot of a column whose turn has come: notes it, and returns its reciprocal and the share of it that is tied to
    /// the ground.
    @inline(__always)
    private static func takePivot(
        _ k: Int, _ entries: Range<Int>, bound: Lane, _ symbolic: SymbolicFactor, rule: PivotRule,
        lower: borrowing MutableSpan<Lane>, pivots: inout MutableSpan<Lane>,
        reciprocals: inout MutableSpan<Lane>, failures: inout [PivotFailure]
    ) -> (reciprocal: Lane, share: Lane) {
        let tie = unsafe pivots[unchecked: k]
        var pivot = tie
        var p = entries.lowerBound
        while p < entries.upperBound {
            unsafe pivot = pivot + lower[unchecked: p]
            p &+= 1
        }
        var reciprocal = Lane(repeating: 1) / pivot
        var share = tie * reciprocal
        if !Lane.accepts(pivot, above: bound, rule: rule) {
            (pivot, reciprocal, share) = pinned(
                row: Int(symbolic.permutation[k]), (pivot, reciprocal, share), bound: bound, rule: rule,
                failures: &failures)
        }
        unsafe pivots[unchecked: k] = pivot
        unsafe reciprocals[unchecked: k] = reciprocal
        return (reciprocal, share)
    }

    /// Takes a column's node out: couples each pair of its neighbours, whose places in L follow each other from `place` on,
    /// and ties them to the ground.
    @inline(__always)
    private static func push(
        _ entries: Range<Int>, _ reciprocal: Lane, _ share: Lane, rows: Span<Int32>, places: Span<Int32>,
        place: inout Int, lower: inout MutableSpan<Lane>, pivots: inout MutableSpan<Lane>
    ) {
        let end = entries.upperBound
        var b = entries.lowerBound
        while b < end {
            let conductance = unsafe lower[unchecked: b]
            let passed = conductance * reciprocal
            let row = unsafe Int(rows[unchecked: b])
            unsafe pivots[unchecked: row] = pivots[unchecked: row] + conductance * share
            unsafe lower[unchecked: b] = passed
            b &+= 1
            var a = b
            while a < end {
                let target = unsafe Int(places[unchecked: place])
                unsafe lower[unchecked: target] = lower[unchecked: target] + lower[unchecked: a] * passed
                place &+= 1
                a &+= 1
            }
        }
    }

    /// Notes the lanes whose pivot is not accepted, and makes their node one that is fixed at 0: it passes nothing on,
    /// and its neighbours are tied to it as to the ground.
    @inline(never)
    private static func pinned(
        row: Int, _ numbers: (pivot: Lane, reciprocal: Lane, share: Lane), bound: Lane, rule: PivotRule,
        failures: inout [PivotFailure]
    ) -> (pivot: Lane, reciprocal: Lane, share: Lane) {
        var numbers = numbers
        for lane in 0..<Lane.laneCount {
            let found = numbers.pivot.value(inLane: lane)
            if !rule.accepts(found, above: bound.value(inLane: lane)) {
                failures.append(PivotFailure(row: row, lane: lane, pivot: found))
                numbers.pivot.replace(lane: lane, by: 0)
                numbers.reciprocal.replace(lane: lane, by: 0)
                numbers.share.replace(lane: lane, by: 1)
            }
        }
        return numbers
    }
}
