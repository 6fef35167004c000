/// Up to three of `candidates` that `id` may mean: the pieces of a pipe of that id that was split, or else those
/// within a small edit distance, the nearest first.
public func nearestIDs(to id: String, among candidates: [String]) -> [String] {
    let pieces = candidates.filter { $0.hasPrefix(id + "#") }
    if !pieces.isEmpty { return Array(pieces.prefix(3)) }
    let target = Array(id.lowercased().utf8)
    let limit = max(1, min(3, target.count / 3))
    var found: [(distance: Int, id: String)] = []
    for candidate in candidates {
        let other = Array(candidate.lowercased().utf8)
        guard abs(other.count - target.count) <= limit else { continue }
        let distance = editDistance(target, other)
        if distance <= limit { found.append((distance, candidate)) }
    }
    return found.sorted { ($0.distance, $0.id) < ($1.distance, $1.id) }.prefix(3).map(\.id)
}

private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for (i, left) in a.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, right) in b.enumerated() {
            let above = row[j + 1]
            row[j + 1] = left == right ? diagonal : 1 + min(diagonal, above, row[j])
            diagonal = above
        }
    }
    return row[b.count]
}
