import TestSupport
import Testing

@testable import PipeNetwork

@Suite("Inventory of pipes")
struct PipeInventoryTests {
    private func network(_ pipes: [Pipe]) throws -> Network {
        var network = Network()
        for id in ["A", "B", "C"] { try network.add(Junction(id: id)) }
        for pipe in pipes { try network.add(pipe) }
        return network
    }

    private func key(diameter: Double? = nil, _ attributes: [String: AttributeValue]) throws -> PipeInventory
        .Key?
    {
        let pipe = Pipe(id: "P", start: "A", end: "B", length: 1, diameter: diameter, attributes: attributes)
        let inventory = PipeInventory(try network([pipe]), year: 2024)
        return inventory.amounts.count == 1 ? inventory.amounts.keys.first : nil
    }

    @Test("The nominal diameter is the stated one, else the inner one rounded, else unknown")
    func diameters() throws {
        for (diameter, dn, expected) in [
            (0.3, .integer(315), 315), (0.2968, .null, 297), (nil, .text(" 200 "), 200),
            (nil, .text("DN200"), 0),
            (0.1, .text("DN200"), 100), (nil, .null, 0), (0.1, .integer(0), 100), (0.1, .real(-100), 100),
            (0.1, .real(1e300), 100), (1e300, .null, 0), (.infinity, .null, 0), (-0.1, .null, 0),
            (nil, .real(149.6), 150), (0.1, .integer(.max), 100),
        ] as [(Double?, AttributeValue, Int)] {
            #expect(
                try key(diameter: diameter, ["dn": dn])?.dn == expected,
                "\(String(describing: diameter)) \(dn)")
        }
    }

    @Test("A decade is that of the year; what is no year of a pipe is unknown")
    func decades() throws {
        for (year, expected) in [
            (.integer(1999), 1990), (.integer(2000), 2000), (.text("1987"), 1980), (.real(1989.9), 1980),
            (.integer(1800), 1800), (.integer(1799), 0), (.integer(2201), 0), (.real(1e300), 0),
            (.text("-"), 0),
            (.integer(.max), 0), (.integer(0), 0), (.real(.infinity), 0), (.null, 0), (.boolean(true), 0),
        ] as [(AttributeValue, Int)] {
            #expect(try key(["year": year])?.decade == expected, "\(year)")
        }
    }

    @Test("Materials are as the source says them, without the spaces around")
    func materials() throws {
        for (material, expected) in [
            (.text(" 球墨铸铁 "), "球墨铸铁"), (.text("  "), ""), (.null, ""), (.integer(3), "3"),
            (.text("pe"), "pe"),
        ] as [(AttributeValue, String)] {
            #expect(try key(["material": material])?.material == expected)
        }
    }

    @Test("A pipe is in the group of both its ends, or in none; pumps and valves are no pipes")
    func groups() throws {
        var network = try network([
            Pipe(id: "1", start: "A", end: "B", length: 10), Pipe(id: "2", start: "B", end: "C", length: 20),
            Pipe(id: "3", start: "C", end: "C", length: 40),
        ])
        try network.add(Pump(id: "U", start: "A", end: "B"))
        try network.add(Valve(id: "V", start: "A", end: "B", kind: .prv, diameter: 0.1))
        let inventory = PipeInventory(network, groupOfNode: [4, 4, 5], year: 2024)
        let groups = inventory.amounts { $0.group }
        #expect(groups.map(\.value) == [-1, 4, 5])
        #expect(groups.map(\.amount.length) == [20, 10, 40])
        #expect(PipeInventory(network, year: 2024).amounts { $0.group }.map(\.value) == [-1])
        #expect(PipeInventory(Network(), year: 2024).amounts.isEmpty)
    }

    @Test("A pipe laid after the year that ages are reckoned to is new, and one without a length has no part")
    func ages() throws {
        let inventory = PipeInventory(
            try network([
                Pipe(id: "1", start: "A", end: "B", length: 100, attributes: ["year": .integer(2030)]),
                Pipe(id: "2", start: "A", end: "B", length: 300, attributes: ["year": .integer(2004)]),
                Pipe(id: "3", start: "A", end: "B", attributes: ["year": .integer(1904)]),
                Pipe(id: "4", start: "A", end: "B", length: -5, diameter: 0.1),
                Pipe(id: "5", start: "A", end: "B", length: 600),
            ]), year: 2024)
        let all = inventory.amounts { _ in 0 }[0].amount
        #expect(all.pipes == 5 && all.length == 1000 && all.datedLength == 400 && all.volume == 0)
        // 300 m of 20 years and 100 m of none.
        #expect(all.meanAge == 15)
        #expect(inventory.amounts { $0.decade }.first { $0.value == 1900 }?.amount.meanAge == nil)
    }

    @Test(
        "However they are grouped and in whatever order they stand, the sums are the same", arguments: 0..<30)
    func permutation(seed: UInt64) throws {
        var random = SplitMix(seed)
        let pipes = (0..<30).map { number in
            var attributes: [String: AttributeValue] = [:]
            if Bool.random(using: &random) {
                attributes["year"] = .integer(Int64.random(in: 1950...2020, using: &random))
            }
            if Bool.random(using: &random) {
                attributes["material"] = .text(["PE", "DI"].randomElement(using: &random) ?? "")
            }
            let diameter =
                Bool.random(using: &random) ? Double(Int.random(in: 1...4, using: &random)) / 10 : nil
            // Lengths in eighths add up without rounding.
            return Pipe(
                id: "\(number)", start: "A", end: ["B", "C"].randomElement(using: &random) ?? "B",
                length: Double(Int.random(in: 0...800, using: &random)) / 8, diameter: diameter,
                attributes: attributes)
        }
        let inventory = PipeInventory(try network(pipes), groupOfNode: [1, 1, 2], year: 2024)
        let other = PipeInventory(
            try network(pipes.shuffled(using: &random)), groupOfNode: [1, 1, 2], year: 2024)
        #expect(Set(inventory.amounts.keys) == Set(other.amounts.keys))
        let total = pipes.reduce(0) { $0 + ($1.length ?? 0) }
        let groupings: [(PipeInventory.Key) -> Int] = [
            { $0.dn }, { $0.decade }, { Int($0.group) }, { $0.material.count }, { _ in 0 },
        ]
        for grouping in groupings {
            let (sums, others) = (inventory.amounts(by: grouping), other.amounts(by: grouping))
            #expect(
                sums.map(\.value) == sums.map(\.value).sorted() && sums.map(\.value) == others.map(\.value))
            #expect(sums.reduce(0) { $0 + $1.amount.pipes } == 30)
            #expect(sums.reduce(0) { $0 + $1.amount.length } == total)
            for (a, b) in zip(sums, others) {
                #expect(a.amount.length == b.amount.length && isNear(a.amount.volume, b.amount.volume))
            }
        }
    }
}
