import LeakZones
import PipeNetwork

/// Ways to divide a network: the best of many starts for each number of zones and each trunk.
struct PartitionSearch {
    /// A way to divide it.
    struct Candidate {
        /// The zone of each node; -1 outside.
        var zoneOfNode: [Int32]
        /// Number of zones.
        var zones: Int
        /// Diameter from which mains were left outside, m; `nil` for none.
        var trunkDiameter: Double?
        /// Cost of its borders and of sizes out of limits.
        var cost: Double
    }

    let network: Network
    let graph: NetworkGraph
    let roles: NodeRoles
    let isOpen: [Bool]
    let cost: DeviceCost
    let sizes: [Double]
    let options: ZoneDesignOptions
    let limits: SizeLimits

    /// Shares by which METIS may miss the mean: a loose balance finds cheaper borders.
    private static let imbalances = [0.08, 0.35]

    /// The candidates, the cheapest first; of each number of zones and trunk at most three.
    func candidates() throws(ZoneDesignError) -> [Candidate] {
        var found: [Candidate] = []
        var trunks: [Double?] = [nil]
        if options.allowsTrunk {
            trunks += options.trunkDiameter.map { [$0] } ?? TrunkMains.diameters(of: network)
        }
        let isReservoir = network.nodes.kinds.map { $0 == .reservoir }
        for trunk in trunks {
            var isOutside = isReservoir
            if let trunk {
                isOutside = TrunkMains.nodes(
                    of: network, from: trunk, graph: graph, isSource: roles.isSource, isOpen: isOpen)
                for node in isReservoir.indices where isReservoir[node] { isOutside[node] = true }
                let outside = isOutside.indices.reduce(0) { $0 + (isOutside[$1] ? sizes[$1] : 0) }
                if outside > options.trunkShare * limits.total { continue }
            }
            let places = DesignGraph(
                network, sizeOfNode: sizes, isOutside: isOutside, isOpen: isOpen, cost: cost)
            if let asked = options.zones, trunk == nil, asked > places.count {
                throw .tooManyZones(asked: asked, places: places.count)
            }
            for aim in limits.aims(options.zones) {
                found += try best(of: places, aim: aim, trunk: trunk)
            }
        }
        return found.sorted { ($0.cost, $0.zones) < ($1.cost, $1.zones) }
    }

    private func best(
        of places: DesignGraph, aim: Double, trunk: Double?
    ) throws(ZoneDesignError) -> [Candidate] {
        var kept: [(part: [Int32], zones: Int, cost: Double)] = []
        let shares = parts(of: places, aim: aim, hasTrunk: trunk != nil)
        let zones = shares.reduce(0, +)
        guard zones > 0 else { return [] }
        // Large networks have so many borders that fewer starts differ as much.
        let starts = max(1, min(options.starts, 400_000 / max(1, places.count)))
        for start in 0..<Int32(starts) {
            for imbalance in Self.imbalances {
                let part = try divided(
                    places, shares, seed: options.seed &* 1000 &+ start, imbalance: imbalance)
                var refinement = PartitionRefinement(
                    places, part, parts: zones, minimum: limits.minimum, maximum: limits.maximum)
                refinement.run()
                if kept.contains(where: { $0.part == refinement.part }) { continue }
                kept.append((refinement.part, zones, refinement.total))
            }
        }
        kept.sort { $0.cost < $1.cost }
        return kept.prefix(3).map { found in
            Candidate(
                zoneOfNode: Self.numbered(places.placeOfNode.map { $0 < 0 ? -1 : found.part[Int($0)] }),
                zones: found.zones, trunkDiameter: trunk, cost: found.cost)
        }
    }

    /// How many zones each component of the graph becomes: none where it is too small and hangs on the trunk or on
    /// nothing.
    private func parts(of places: DesignGraph, aim: Double, hasTrunk: Bool) -> [Int] {
        places.componentSizes.map { size in
            let count = Int((size / aim).rounded())
            if count > 0 { return count }
            return size >= limits.minimum ? 1 : 0
        }
    }

    /// Divides each component by METIS; -1 where it becomes no zone.
    private func divided(
        _ places: DesignGraph, _ shares: [Int], seed: Int32, imbalance: Double
    ) throws(ZoneDesignError) -> [Int32] {
        var part = [Int32](repeating: -1, count: places.count)
        var members: [[Int32]] = Array(repeating: [], count: shares.count)
        for place in 0..<places.count { members[Int(places.component[place])].append(Int32(place)) }
        var first: Int32 = 0
        var local = part
        for (component, count) in shares.enumerated() where count > 0 {
            let own = members[component]
            for (row, place) in own.enumerated() { local[Int(place)] = Int32(row) }
            let labels = try whole(places, own, local, seed: seed).parts(
                min(count, own.count), seed: seed, imbalance: imbalance, isContiguous: true)
            for (row, place) in own.enumerated() { part[Int(place)] = first + labels[row] }
            first += Int32(count)
        }
        return part
    }

    /// A component in whole weights: METIS adds in 32 bits.
    ///
    /// Every other start sees the costs through a haze of up to 2 each way, for METIS itself finds much the same borders
    /// from any seed; the refinement knows the true ones.
    private func whole(
        _ places: DesignGraph, _ own: [Int32], _ local: [Int32], seed: Int32
    ) -> PartitionGraph {
        let isHazy = seed & 1 != 0
        var result = PartitionGraph()
        let total = own.reduce(0.0) { $0 + places.sizes[Int($1)] }
        let scale = total > 0 ? min(100, 1e9 / total) : 0
        for place in own {
            for at in Int(places.offsets[Int(place)])..<Int(places.offsets[Int(place) + 1]) {
                let other = places.neighbors[at]
                result.neighbors.append(local[Int(other)])
                let haze = isHazy ? Self.haze(min(place, other), max(place, other), seed) : 1
                result.edgeWeights.append(Int32(max(1, min(1e5, places.costs[at] * haze * 20))))
            }
            result.offsets.append(Int32(result.neighbors.count))
            result.nodeWeights.append(Int32(max(0, places.sizes[Int(place)] * scale)))
        }
        return result
    }

    /// A factor from 0.5 to 2 that an edge and a seed decide, the same from both ends.
    private static func haze(_ a: Int32, _ b: Int32, _ seed: Int32) -> Double {
        // SplitMix64 (Steele, Lea and Flood 2014) of the three numbers.
        var bits = UInt64(UInt32(bitPattern: a)) << 32 | UInt64(UInt32(bitPattern: b))
        bits = bits &+ UInt64(UInt32(bitPattern: seed)) &* 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        bits ^= bits >> 31
        return 0.5 + 1.5 * Double(bits >> 11) / 9_007_199_254_740_992
    }

    /// The zones numbered in the order of their first nodes, without gaps.
    static func numbered(_ zoneOfNode: [Int32]) -> [Int32] {
        var number: [Int32: Int32] = [:]
        return zoneOfNode.map { zone in
            guard zone >= 0 else { return -1 }
            if let known = number[zone] { return known }
            let next = Int32(number.count)
            number[zone] = next
            return next
        }
    }
}
