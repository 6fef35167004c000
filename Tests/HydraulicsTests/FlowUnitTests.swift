import Foundation
import NetworkFormats
import PipeNetwork
import Testing

@Suite("The eleven flow units")
struct FlowUnitTests {
    /// A unit by its definition in m³/s and by EPANET's figure for a cubic foot a second.
    struct Unit: Sendable {
        var word: String
        var size: Double
        var perCubicFoot: Double
        var isUS: Bool
    }

    static let units = [
        Unit(word: "CFS", size: 0.028316846592, perCubicFoot: 1, isUS: true),
        Unit(word: "GPM", size: 0.003785411784 / 60, perCubicFoot: 448.831, isUS: true),
        Unit(word: "MGD", size: 3785.411784 / 86400, perCubicFoot: 0.64632, isUS: true),
        Unit(word: "IMGD", size: 4546.09 / 86400, perCubicFoot: 0.5382, isUS: true),
        Unit(word: "AFD", size: 43560 * 0.028316846592 / 86400, perCubicFoot: 1.9837, isUS: true),
        Unit(word: "LPS", size: 0.001, perCubicFoot: 28.317, isUS: false),
        Unit(word: "LPM", size: 0.001 / 60, perCubicFoot: 1699, isUS: false),
        Unit(word: "MLD", size: 1000 / 86400.0, perCubicFoot: 2.4466, isUS: false),
        Unit(word: "CMH", size: 1 / 3600.0, perCubicFoot: 101.94, isUS: false),
        Unit(word: "CMD", size: 1 / 86400.0, perCubicFoot: 2446.6, isUS: false),
        Unit(word: "CMS", size: 1, perCubicFoot: 0.028317, isUS: false),
    ]

    /// R (60 m) to J1 (10 m, 20 L/s) to J2 (15 m, 10 L/s), and from R to J2 unless `isTree`.
    func text(_ unit: Unit, _ formula: HeadLossFormula, isTree: Bool) -> String {
        let foot = unit.isUS ? 0.3048 : 1
        let inch = unit.isUS ? 0.0254 : 0.001
        let height = unit.isUS ? 0.3048 / 1000 : 0.001
        let roughness = formula == .darcyWeisbach ? 0.0005 / height : formula.usual
        func pipe(_ id: String, _ ends: String, _ length: Double, _ diameter: Double) -> String {
            "\(id) \(ends) \(length / foot) \(diameter / inch) \(roughness) 2"
        }
        return """
            [JUNCTIONS]
            J1 \(10 / foot) \(0.02 / unit.size)
            J2 \(15 / foot) \(0.01 / unit.size)
            [RESERVOIRS]
            R \(60 / foot)
            [PIPES]
            \(pipe("P1", "R J1", 1000, 0.3))
            \(pipe("P2", "J1 J2", 800, 0.2))
            \(isTree ? "" : pipe("P3", "R J2", 1200, 0.25))
            [OPTIONS]
            Units \(unit.word)
            Headloss \(formula.rawValue)
            [END]
            """
    }

    func solved(_ unit: Unit, _ formula: HeadLossFormula, isTree: Bool) throws -> Solved {
        var network = try Network(inp: text(unit, formula, isTree: isTree), file: "units.inp")
        network.hydraulics.accuracy = 1e-10
        return try Solved(network)
    }

    @Test(
        "A tree in any unit loses what the formula says of EPANET's flow", arguments: units,
        HeadLossFormula.all)
    func tree(unit: Unit, formula: HeadLossFormula) throws {
        let solved = try solved(unit, formula, isTree: true)
        // The file's number of units, divided by EPANET's figure, in exact cubic feet.
        let ratio = 0.028316846592 / (unit.size * unit.perCubicFoot)
        #expect(near(ratio, 1, unit.word == "AFD" ? 1.2e-4 : 6e-5))
        let roughness = formula.usual
        let first = PipeLaw(formula, length: 1000, diameter: 0.3, roughness: roughness, minorLoss: 2)
        let second = PipeLaw(formula, length: 800, diameter: 0.2, roughness: roughness, minorLoss: 2)
        let head = 60 - first.loss(0.03 * ratio)
        #expect(near(solved.flow("P1"), 0.03, 1e-11))
        #expect(near(solved.head("J1"), head, 1e-8))
        #expect(near(solved.pressure("J2"), head - second.loss(0.01 * ratio) - 15, 1e-8))
    }

    @Test("A loop has the same heads in every unit", arguments: HeadLossFormula.all)
    func loop(formula: HeadLossFormula) throws {
        // Independently: flow x in P3 such that both ways to J2 lose the same.
        let roughness = formula.usual
        let laws = [(1000, 0.3), (800, 0.2), (1200, 0.25)].map {
            PipeLaw(formula, length: $0.0, diameter: $0.1, roughness: roughness, minorLoss: 2)
        }
        let x = bisection(0, 0.03) { x in
            laws[2].loss(x) - laws[0].loss(0.03 - x) - laws[1].loss(0.01 - x)
        }
        let (head1, head2) = (60 - laws[0].loss(0.03 - x), 60 - laws[2].loss(x))
        for unit in Self.units {
            let solved = try solved(unit, formula, isTree: false)
            // EPANET's figure for acre-feet a day is a ninth of a thousandth too large, the others less than half of that.
            let tolerance = unit.word == "CFS" ? 1e-9 : unit.word == "AFD" ? 3e-4 : 2e-4
            #expect(near(60 - solved.head("J1"), 60 - head1, tolerance * (60 - head1)), "\(unit.word)")
            #expect(near(60 - solved.head("J2"), 60 - head2, tolerance * (60 - head2)), "\(unit.word)")
            #expect(near(solved.flow("P3"), x, tolerance * x), "\(unit.word)")
        }
    }
}
