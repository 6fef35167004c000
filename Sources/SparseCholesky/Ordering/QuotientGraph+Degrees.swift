extension QuotientGraph {
    /// Rewrites the list of every variable of the pivot's element, bounds its degree anew (equation 4.1), and files it
    /// by a hash of its list. Returns the weight of the variables that were eliminated along with the pivot.
    mutating func updateNeighbours(of pivot: Int32) -> Int32 {
        let (start, length) = (nodes[pivot].start, nodes[pivot].length)
        var massEliminated: Int32 = 0
        for p in start..<start + length {
            let variable = lists[p]
            let node = nodes[variable]
            var end = node.start
            var hash = UInt32(bitPattern: pivot)
            var degree: Int32 = 0
            for q in node.start..<node.start + node.elementCount {
                let element = lists[q]
                let stamp = nodes[element].stamp
                if stamp == 0 { continue }
                let outside = stamp - tag
                if outside > 0 {
                    degree += outside
                    lists[end] = element
                    end += 1
                    hash &+= UInt32(bitPattern: element)
                } else {
                    // All of its variables are in the pivot's element: aggressive absorption (section 4.2).
                    nodes[element].stamp = 0
                    nodes[element].length = 0
                }
            }
            let elementsEnd = end
            for q in node.start + node.elementCount..<node.start + node.length {
                let neighbour = lists[q]
                let weight = nodes[neighbour].weight
                if weight > 0 {
                    degree += weight
                    lists[end] = neighbour
                    end += 1
                    hash &+= UInt32(bitPattern: neighbour)
                }
            }

            if end == node.start {
                // It knows nothing but the pivot's element: its elimination fills nothing.
                massEliminated -= node.weight
                nodes[pivot].degree += node.weight
                absorb(variable, into: pivot)
                continue
            }
            // The pivot or an element it absorbed was in this list and is not any more: there is room for one.
            lists[end] = lists[elementsEnd]
            lists[elementsEnd] = lists[node.start]
            lists[node.start] = pivot
            nodes[variable].length = end + 1 - node.start
            nodes[variable].elementCount = elementsEnd + 1 - node.start
            nodes[variable].degree = min(node.degree, degree)

            let bucket = Int32(hash % UInt32(size))
            nodes[variable].previous = bucket
            nodes[variable].next = bucketHeads[bucket]
            bucketHeads[bucket] = variable
        }
        eliminated += massEliminated
        return massEliminated
    }

    /// Merges variables with equal lists: they would stay alike to the end, so they are eliminated together
    /// (section 2.4). Equal lists have equal hashes; only the lists in one bucket are compared.
    mutating func mergeAlike(in pivot: Int32) {
        let (start, length) = (nodes[pivot].start, nodes[pivot].length)
        for p in start..<start + length {
            let variable = lists[p]
            guard nodes[variable].weight < 0 else { continue }
            let bucket = nodes[variable].previous
            var first = bucketHeads[bucket]
            bucketHeads[bucket] = -1
            while first >= 0, nodes[first].next >= 0 {
                let node = nodes[first]
                for q in node.start + 1..<node.start + node.length { nodes[lists[q]].stamp = tag }
                var before = first
                var other = node.next
                while other >= 0 {
                    let next = nodes[other].next
                    if isStamped(other, like: node) {
                        nodes[first].weight += nodes[other].weight
                        absorb(other, into: first)
                        nodes[before].next = next
                    } else {
                        before = other
                    }
                    other = next
                }
                tag += 1
                first = nodes[first].next
            }
        }
    }

    private func isStamped(_ variable: Int32, like node: Node) -> Bool {
        let other = nodes[variable]
        guard other.length == node.length, other.elementCount == node.elementCount else { return false }
        for q in other.start + 1..<other.start + other.length where nodes[lists[q]].stamp != tag {
            return false
        }
        return true
    }

    private mutating func absorb(_ variable: Int32, into other: Int32) {
        nodes[variable].start = other
        nodes[variable].length = 0
        nodes[variable].elementCount = 0
        nodes[variable].weight = 0
    }

    /// Puts the principal variables back into the degree lists, and leaves only them in the element's list. Returns
    /// where that list now ends.
    mutating func releaseVariables(of pivot: Int32) -> Int32 {
        let (start, length, total) = (nodes[pivot].start, nodes[pivot].length, nodes[pivot].degree)
        let remaining = size - eliminated
        var end = start
        for p in start..<start + length {
            let variable = lists[p]
            let weight = -nodes[variable].weight
            guard weight > 0 else { continue }
            nodes[variable].weight = weight
            nodes[variable].degree = min(nodes[variable].degree + total - weight, remaining - weight)
            lists[end] = variable
            end += 1
            enlist(variable)
        }
        return end
    }
}
