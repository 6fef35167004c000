import Springline

/// A made-up city for hydraulics: streets in a grid with trunk mains, side streets that end, houses along them.
///
/// Like real networks it has about a third of its junctions on trees, 40 % in series and a quarter where streets meet.
/// The same number of junctions and the same seed give the same city on every machine.
public struct StreetCity: Sendable {
    /// Junctions asked for; the city has a few less or more.
    public let junctions: Int
    /// Decides heights, streets and demands.
    public let seed: UInt64

    /// A city.
    public init(junctions: Int, seed: UInt64 = 1) {
        self.junctions = max(junctions, 100)
        self.seed = seed
    }

    /// Crossings along each side of the square city: a crossing brings about 3.7 junctions with it.
    private var side: Int { max(4, Int((Double(junctions) / 3.7).squareRoot().rounded())) }

    /// Streets between two trunk mains, and crossings between two waterworks.
    private static let trunkSpacing = 8
    private static let worksSpacing = 64

    /// The city as a network: Hazen-Williams, L/s, a day in hourly steps.
    public func network() throws -> Network {
        var builder = Builder(seed: seed, side: side)
        builder.network.reserveCapacity(nodes: junctions + junctions / 16, links: junctions + junctions / 4)
        builder.network.hydraulics.flowUnit = .lps
        builder.network.times.duration = 86400
        builder.network.patterns["day"] = Pattern(
            id: "day",
            multipliers: [
                0.4, 0.35, 0.3, 0.3, 0.4, 0.7, 1.2, 1.6, 1.5, 1.3, 1.2, 1.2, 1.2, 1.1, 1.0, 1.0, 1.1, 1.3,
                1.5,
                1.5, 1.3, 1.0, 0.7, 0.5,
            ])
        for y in 0..<side {
            for x in 0..<side { try builder.addCrossing(x, y) }
        }
        for y in 0..<side {
            for x in 0..<side {
                if x + 1 < side { try builder.addStreet(from: (x, y), to: (x + 1, y)) }
                // A third of the cross streets is not there; trunk mains always are.
                if y + 1 < side, x % Self.trunkSpacing == 0 || builder.share() < 0.45 {
                    try builder.addStreet(from: (x, y), to: (x, y + 1))
                }
            }
        }
        for y in stride(from: Self.trunkSpacing * 2, to: side, by: Self.worksSpacing) {
            for x in stride(from: Self.trunkSpacing * 2, to: side, by: Self.worksSpacing) {
                try builder.addWorks(x, y)
            }
        }
        if side <= Self.trunkSpacing * 2 { try builder.addWorks(0, 0) }
        return builder.network
    }

    /// The city under construction.
    private struct Builder {
        var network = Network()
        let side: Int
        private var random: UInt64
        private var streets = 0
        private var works = 0

        init(seed: UInt64, side: Int) {
            self.side = side
            random = seed
        }

        /// A number from 0 up to 1 (S. Vigna's SplitMix64).
        mutating func share() -> Double {
            random &+= 0x9E37_79B9_7F4A_7C15
            var z = random
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
        }

        private static let block = 120.0

        private func height(_ x: Double, _ y: Double) -> Double {
            let (u, v) = (x / Self.block, y / Self.block)
            return 20 + 4 * (0.5 + 0.5 * (u * 0.1).remainder(dividingBy: 2)) + 3
                * (v * 0.07).remainder(dividingBy: 2)
        }

        private func id(_ x: Int, _ y: Int) -> String { "C\(y * side + x)" }

        private func isTrunk(_ a: (x: Int, y: Int), _ b: (x: Int, y: Int)) -> Bool {
            a.x == b.x ? a.x % trunkSpacing == 0 : a.y % trunkSpacing == 0
        }

        private mutating func addJunction(_ id: String, _ x: Double, _ y: Double, demand: Double) throws {
            try network.add(
                Junction(
                    id: id, position: Coordinate(x: x, y: y), elevation: height(x, y),
                    demands: [Demand(base: demand, pattern: "day")]))
        }

        mutating func addCrossing(_ x: Int, _ y: Int) throws {
            let (px, py) = (Double(x) * Self.block, Double(y) * Self.block)
            try addJunction(id(x, y), px, py, demand: 8e-5 * share())
        }

        /// A street with houses in series and, at most of them, a side street that ends.
        mutating func addStreet(from a: (x: Int, y: Int), to b: (x: Int, y: Int)) throws {
            streets += 1
            let street = streets
            let diameter = isTrunk(a, b) ? 0.5 : 0.15
            let (ax, ay) = (Double(a.x) * Self.block, Double(a.y) * Self.block)
            let (dx, dy) = (Double(b.x - a.x) * Self.block, Double(b.y - a.y) * Self.block)
            let count = Int(share() * 3)
            var last = id(a.x, a.y)
            for number in 1..<count + 1 {
                let place = Double(number) / Double(count + 1)
                let house = "H\(street).\(number)"
                try addJunction(house, ax + dx * place, ay + dy * place, demand: 1.2e-4 * share())
                try addPipe("P\(street).\(number)", last, house, Self.block / Double(count + 1), diameter)
                if share() < 0.8 {
                    let end = "E\(street).\(number)"
                    try addJunction(end, ax + dx * place + 30, ay + dy * place + 30, demand: 1.2e-4 * share())
                    try addPipe("S\(street).\(number)", house, end, 40, 0.1)
                }
                last = house
            }
            try addPipe("P\(street).0", last, id(b.x, b.y), Self.block / Double(count + 1), diameter)
        }

        private mutating func addPipe(
            _ id: String, _ start: String, _ end: String, _ length: Double, _ diameter: Double
        ) throws {
            try network.add(
                Pipe(
                    id: id, start: start, end: end, length: length, diameter: diameter,
                    roughness: 100 + 40 * share()))
        }

        /// A waterworks with a lake above the town, a pumping station beside every third, and a tank in its district.
        mutating func addWorks(_ x: Int, _ y: Int) throws {
            works += 1
            let (px, py) = (Double(x) * Self.block, Double(y) * Self.block)
            try network.add(
                Reservoir(id: "R\(works)", position: Coordinate(x: px - 50, y: py - 50), head: 72))
            try addPipe("RP\(works)", "R\(works)", id(x, y), 60, 0.8)
            if x + trunkSpacing < side {
                try network.add(
                    Tank(
                        id: "T\(works)", position: Coordinate(x: px + 900, y: py), elevation: 62,
                        initialLevel: 4,
                        minimumLevel: 0.5, maximumLevel: 8, diameter: 20))
                try addPipe("TP\(works)", "T\(works)", id(x + trunkSpacing, y), 80, 0.25)
            }
            guard works % 3 == 1, y + trunkSpacing < side else { return }
            try network.add(Reservoir(id: "L\(works)", position: Coordinate(x: px, y: py + 900), head: 15))
            try addJunction("LS\(works)", px, py + 920, demand: 0)
            network.curves["K\(works)"] = Curve(
                id: "K\(works)", kind: .pumpHead,
                points: [Curve.Point(x: 0, y: 62), Curve.Point(x: 0.06, y: 54), Curve.Point(x: 0.12, y: 30)])
            try network.add(
                Pump(id: "PU\(works)", start: "L\(works)", end: "LS\(works)", headCurve: "K\(works)"))
            try addPipe("LP\(works)", "LS\(works)", id(x, y + trunkSpacing), 60, 0.4)
        }

        private let trunkSpacing = StreetCity.trunkSpacing
    }
}
