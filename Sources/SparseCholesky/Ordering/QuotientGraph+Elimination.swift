extension QuotientGraph {
    /// Takes a variable of least approximate degree, makes it an element, and brings all it touches up to date.
    mutating func eliminatePivot() {
        while degreeHeads[minimumDegree] < 0 { minimumDegree += 1 }
        let pivot = degreeHeads[minimumDegree]
        delist(pivot)
        let pivotWeight = nodes[pivot].weight
        eliminated += pivotWeight
        let hadElements = nodes[pivot].elementCount > 0

        formElement(pivot)
        renewTag(by: 0)
        measureOverlaps(of: pivot)
        let absorbedWeight = updateNeighbours(of: pivot)
        renewTag(by: max(largestElement, nodes[pivot].degree))
        mergeAlike(in: pivot)
        let end = releaseVariables(of: pivot)

        nodes[pivot].length = end - nodes[pivot].start
        if hadElements { free = end }
        if nodes[pivot].length == 0 { nodes[pivot].stamp = 0 }
        nodes[pivot].elementCount = 0
        finish(pivot, rows: pivotWeight + absorbedWeight)
    }

    /// The element's variables: those of the pivot's list and of its elements, each once (equation 2.1). Those elements
    /// are contained in the new one and vanish.
    private mutating func formElement(_ pivot: Int32) {
        if free + nodes[pivot].degree > Int32(lists.count) { compactLists() }
        let weight = nodes[pivot].weight
        nodes[pivot].weight = -weight
        let (start, length, elementCount) = (
            nodes[pivot].start, nodes[pivot].length, nodes[pivot].elementCount
        )
        // Without elements the new list is a part of the old one, and can be made in its place.
        let newStart = elementCount == 0 ? start : free
        var end = newStart
        var degree: Int32 = 0
        for p in start..<start + elementCount {
            let element = lists[p]
            let (from, count) = (nodes[element].start, nodes[element].length)
            for q in from..<from + count { take(lists[q], at: &end, degree: &degree) }
            nodes[element].length = 0
            nodes[element].stamp = 0
        }
        for p in start + elementCount..<start + length { take(lists[p], at: &end, degree: &degree) }
        nodes[pivot].start = newStart
        nodes[pivot].length = end - newStart
        nodes[pivot].degree = degree
        if elementCount > 0 { free = end }
    }

    @inline(__always)
    private mutating func take(_ variable: Int32, at end: inout Int32, degree: inout Int32) {
        let weight = nodes[variable].weight
        guard weight > 0 else { return }
        degree += weight
        nodes[variable].weight = -weight
        lists[end] = variable
        end += 1
        delist(variable)
    }

    /// For every element e that shares variables with the pivot's, `stamp - tag` becomes the weight of e without the
    /// pivot's element (algorithm 2): start from all of e, and take off each shared variable as it is met.
    private mutating func measureOverlaps(of pivot: Int32) {
        let (start, length) = (nodes[pivot].start, nodes[pivot].length)
        for p in start..<start + length {
            let variable = lists[p]
            let weight = -nodes[variable].weight
            let (from, count) = (nodes[variable].start, nodes[variable].elementCount)
            for q in from..<from + count {
                let element = lists[q]
                let stamp = nodes[element].stamp
                if stamp >= tag {
                    nodes[element].stamp = stamp - weight
                } else if stamp != 0 {
                    nodes[element].stamp = nodes[element].degree + tag - weight
                }
            }
        }
    }

    /// Makes every later stamp newer than every former one.
    private mutating func renewTag(by step: Int32) {
        largestElement = max(largestElement, step)
        tag += step
        guard tag > Int32.max - 2 * size - 2 || tag < 2 else { return }
        for node in 0..<size where nodes[node].stamp != 0 { nodes[node].stamp = 1 }
        tag = 2
    }

    /// Moves the live lists together, in the order in which they lie.
    private mutating func compactLists() {
        // Each list's first entry changes places with its owner's mark, so that one sweep finds the owners.
        for node in 0..<size where nodes[node].length > 0 {
            let start = nodes[node].start
            nodes[node].start = lists[start]
            lists[start] = -1 - node
        }
        var (source, target) = (Int32(0), Int32(0))
        while source < free {
            let mark = lists[source]
            guard mark < 0 else {
                source += 1
                continue
            }
            let owner = -1 - mark
            let length = nodes[owner].length
            lists[target] = nodes[owner].start
            nodes[owner].start = target
            for offset in 1..<max(length, 1) { lists[target + offset] = lists[source + offset] }
            source += length
            target += length
        }
        free = target
    }
}
