import LeakZones
import PipeNetwork
import Testing

/// Every statement of a verification against its definition, worked out by trying all ways, on thousands of networks.
@Suite struct ZoneVerificationBruteForceTests {
    @Test func leaksAndTheirShortestPathsAreThoseOfAllPaths() throws {
        var (leaks, unknown, long) = (0, 0, 0)
        for seed in 0..<4000 {
            let city = try SmallCity(seed: UInt64(seed))
            let found = try ZoneVerification(city.scheme(), in: city.network)
            for zone in found.zones {
                let inside = Set(city.zoneOfNode.indices.filter { city.zoneOfNode[$0] == Int32(zone.zone) })
                let within = city.links.filter { inside.contains($0.from) && inside.contains($0.to) }
                let crossing = city.links.enumerated().filter {
                    inside.contains($1.from) != inside.contains($1.to)
                }
                let open = crossing.filter { $1.isOpen && !$1.isMetered }
                try #require(Set(zone.breaches.map(\.link)) == Set(open.map(\.offset)), "seed \(seed)")
                try #require(zone.breaches.count == open.count, "seed \(seed)")
                #expect(
                    Set(zone.closed.map(\.link))
                        == Set(crossing.filter { !$1.isOpen && !$1.isMetered }.map(\.offset)))
                #expect(Set(zone.meters.map(\.link)) == Set(crossing.filter { $1.isMetered }.map(\.offset)))
                for leak in zone.breaches {
                    leaks += 1
                    let link = city.links[leak.link]
                    let end = inside.contains(link.from) ? link.from : link.to
                    let all = allPaths(to: end, within, city).map { path in
                        (path.map(\.length) + [link.length]).reduce(Double?(0)) { sum, length in
                            length.flatMap { length in sum.map { $0 + length } }
                        }
                    }
                    // A way of known length is shorter than any of unknown length.
                    let shortest = all.compactMap { $0 }.min()
                    if shortest == nil { unknown += 1 }
                    if leak.path.count > 1 { long += 1 }
                    try #require(leak.length == shortest, "seed \(seed) \(leak.linkID)")
                    try checkWalk(leak, city, inside)
                }
            }
        }
        // The draw has all the cases.
        #expect(leaks > 3000 && unknown > 300 && long > 100)
    }

    /// The path must be a walk of open links from its start to the boundary link, as long as it says.
    private func checkWalk(_ leak: BoundaryBreach, _ city: SmallCity, _ inside: Set<Int>) throws {
        var at = leak.start
        var length: Double? = 0
        for (place, row) in leak.path.enumerated() {
            let link = city.links[row]
            try #require(link.isOpen && link.touches(at) && inside.contains(at))
            at = link.other(at)
            length = link.length.flatMap { own in length.map { $0 + own } }
            #expect(inside.contains(at) == (place < leak.path.count - 1))
        }
        #expect(length == leak.length)
        #expect(city.zoneOfNode[at] == Int32(leak.into ?? -1))
        #expect(leak.path.last == leak.link)
    }

    /// All simple paths inside a zone to `end` from the users of its piece, or just `end` where there are none.
    private func allPaths(to end: Int, _ links: [SmallCity.Link], _ city: SmallCity) -> [[SmallCity.Link]] {
        guard city.reached(from: end, over: links).contains(where: { city.hasUse($0) }) else { return [[]] }
        var found: [[SmallCity.Link]] = []
        func walk(_ node: Int, _ seen: Set<Int>, _ path: [SmallCity.Link]) {
            if city.hasUse(node) { found.append(path) }
            for link in links where link.isOpen && link.touches(node) && !seen.contains(link.other(node)) {
                walk(link.other(node), seen.union([link.other(node)]), path + [link])
            }
        }
        walk(end, [end], [])
        return found
    }

    @Test func piecesFeedsAndDeadMetersAreThoseOfTheDefinitions() throws {
        var (several, starved, dead) = (0, 0, 0)
        for seed in 0..<4000 {
            let city = try SmallCity(seed: UInt64(seed))
            let found = try ZoneVerification(city.scheme(), in: city.network)
            let links = city.links
            let hasSources = city.zoneOfNode.indices.contains { city.isSource($0) }
            for zone in found.zones {
                let inside = Set(city.zoneOfNode.indices.filter { city.zoneOfNode[$0] == Int32(zone.zone) })
                let within = links.filter { inside.contains($0.from) && inside.contains($0.to) }
                let pieces = Set(inside.map { city.reached(from: $0, over: within) })
                try #require(
                    Set(zone.pieces.map { city.reached(from: $0.node, over: within) }) == pieces,
                    "seed \(seed)")
                #expect(zone.pieces.count == pieces.count)
                #expect(zone.pieces.map(\.nodes) == pieces.map(\.count).sorted(by: >))
                for piece in zone.pieces {
                    let isFed = city.reached(from: piece.node, over: links).contains { city.isSource($0) }
                    #expect(piece.isFed == (hasSources ? isFed : nil))
                    if piece.isFed == false { starved += 1 }
                }
                let waysIn = links.filter {
                    $0.isOpen && inside.contains($0.from) != inside.contains($0.to)
                }
                #expect(zone.hasInlet == (!waysIn.isEmpty || inside.contains { city.isSource($0) }))
                if pieces.count > 1 { several += 1 }
                for meter in zone.meters {
                    let link = links[meter.link]
                    var without = links
                    without[meter.link].isOpen = false
                    let sides = [link.from, link.to].map { city.reached(from: $0, over: without) }
                    func isEmpty(_ side: Set<Int>) -> Bool {
                        !side.contains { city.hasUse($0) || city.isSource($0) }
                    }
                    let isFed = sides.contains { $0.contains { city.isSource($0) } }
                    let leadsNowhere =
                        link.isOpen && sides[0] != sides[1] && isFed && sides.contains(where: isEmpty)
                    let reasons = zone.ineffectiveMeters.filter { $0.link == meter.link }.map(\.reason)
                    let expected: [IneffectiveMeter.Reason] =
                        !link.isOpen ? [.shut] : leadsNowhere ? [.leadsNowhere] : []
                    try #require(reasons == expected, "seed \(seed) \(meter.id)")
                    dead += expected.count
                }
                let bypassed = zone.ineffectiveMeters.filter { $0.reason == .bypassed }.map(\.id)
                #expect(bypassed == city.cuts.filter { id in within.contains { $0.id == id } })
            }
        }
        #expect(several > 500 && starved > 500 && dead > 200)
    }

    @Test func theOrderOfTheRowsDoesNotMatter() throws {
        for seed in 0..<500 {
            let (one, other) = (
                try SmallCity(seed: UInt64(seed)), try SmallCity(seed: UInt64(seed), order: 7)
            )
            let (a, b) = (
                try ZoneVerification(one.scheme(), in: one.network),
                try ZoneVerification(other.scheme(), in: other.network)
            )
            for (x, y) in zip(a.zones, b.zones) {
                #expect(x.passes == y.passes)
                #expect(x.pieces.map(\.nodes) == y.pieces.map(\.nodes))
                #expect(x.breaches.map(\.length) == y.breaches.map(\.length))
                #expect(Set(x.breaches.map(\.linkID)) == Set(y.breaches.map(\.linkID)))
                #expect(Set(x.ineffectiveMeters.map(\.id)) == Set(y.ineffectiveMeters.map(\.id)))
            }
        }
    }
}
