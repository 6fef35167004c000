import Foundation
import PipeNetwork
import Testing

@Suite("Pipes in series, in parallel and in trees")
struct PipeCombinationTests {
    @Test("Pipes in series share the flow and add their losses", arguments: HeadLossFormula.all)
    func series(formula: HeadLossFormula) throws {
        let roughness = formula.usual
        let pipes: [(length: Double, diameter: Double)] = [(300, 0.3), (800, 0.2), (150, 0.25)]
        var network = Network.exact(formula)
        try network.reservoir("R1", 80)
        try network.junction("J1")
        try network.junction("J2")
        try network.reservoir("R2", 60)
        let ends = [("R1", "J1"), ("J1", "J2"), ("J2", "R2")]
        for (index, pipe) in pipes.enumerated() {
            try network.pipe(
                "P\(index + 1)", ends[index].0, ends[index].1, length: pipe.length, diameter: pipe.diameter,
                roughness: roughness)
        }
        let laws = pipes.map {
            PipeLaw(formula, length: $0.length, diameter: $0.diameter, roughness: roughness)
        }
        let q = bisection(0, 10) { q in laws.reduce(-20) { $0 + $1.loss(q) } }
        let solved = try Solved(network)
        for id in ["P1", "P2", "P3"] { #expect(near(solved.flow(id), q, 1e-9)) }
        #expect(near(solved.head("J1"), 80 - laws[0].loss(q), 1e-7))
        #expect(near(solved.head("J2"), 60 + laws[2].loss(q), 1e-7))
    }

    @Test("Pipes in parallel share the loss and add their flows", arguments: HeadLossFormula.all)
    func parallel(formula: HeadLossFormula) throws {
        let roughness = formula.usual
        var network = Network.exact(formula)
        try network.reservoir("R", 80)
        try network.junction("J", demand: 0.12)
        let diameters = [0.15, 0.2, 0.3]
        for (index, diameter) in diameters.enumerated() {
            // The second is drawn the other way round.
            try network.pipe(
                "P\(index + 1)", index == 1 ? "J" : "R", index == 1 ? "R" : "J", diameter: diameter,
                roughness: roughness)
        }
        let laws = diameters.map { PipeLaw(formula, diameter: $0, roughness: roughness) }
        let loss = bisection(1e-6, 1000) { h in laws.reduce(-0.12) { $0 + $1.flow(h) } }
        let solved = try Solved(network)
        #expect(near(solved.head("J"), 80 - loss, 1e-7))
        #expect(near(solved.flow("P1"), laws[0].flow(loss), 1e-9))
        #expect(near(solved.flow("P2"), -laws[1].flow(loss), 1e-9))
        #expect(near(solved.flow("P3"), laws[2].flow(loss), 1e-9))
    }

    @Test("Two equal pipes in parallel carry half the demand each")
    func twins() throws {
        var network = Network.exact()
        try network.reservoir("R", 50)
        try network.junction("J", demand: 0.08)
        try network.pipe("P1", "R", "J")
        try network.pipe("P2", "R", "J")
        let solved = try Solved(network)
        #expect(near(solved.flow("P1"), 0.04, 1e-12))
        #expect(near(solved.flow("P2"), 0.04, 1e-12))
        #expect(near(solved.headLoss("P1"), PipeLaw().loss(0.04), 1e-9))
    }

    @Test(
        "Three reservoirs meet at the head at which no water is left over", arguments: [100.0, 60.0, 20.0],
        HeadLossFormula.all)
    func threeReservoirs(middle: Double, formula: HeadLossFormula) throws {
        let heads = [90.0, middle, 30]
        let pipes: [(length: Double, diameter: Double)] = [(1000, 0.3), (700, 0.2), (1500, 0.35)]
        let laws = pipes.map {
            PipeLaw(formula, length: $0.length, diameter: $0.diameter, roughness: formula.usual)
        }
        var network = Network.exact(formula)
        try network.junction("J", demand: 0.03)
        for index in 0..<3 {
            try network.reservoir("R\(index + 1)", heads[index])
            try network.pipe(
                "P\(index + 1)", "R\(index + 1)", "J", length: pipes[index].length,
                diameter: pipes[index].diameter, roughness: formula.usual)
        }
        let head = bisection(0, 120) { h in
            -0.03 + (0..<3).reduce(0) { $0 + laws[$1].flow(heads[$1] - h) }
        }
        let solved = try Solved(network)
        #expect(near(solved.head("J"), head, 1e-7))
        for index in 0..<3 {
            #expect(near(solved.flow("P\(index + 1)"), laws[index].flow(heads[index] - head), 1e-8))
        }
    }

    @Test("In a tree each pipe carries what is drawn beyond it", arguments: HeadLossFormula.all)
    func tree(formula: HeadLossFormula) throws {
        // R ─P1─ A ─P2─ B ─P3─ C, A ─P4─ D, D ─P5─ E (drawn from E to D); C gives 2 L/s back.
        var network = Network.exact(formula)
        try network.reservoir("R", 100)
        for (id, demand) in [("A", 0.004), ("B", 0.006), ("C", -0.002), ("D", 0.0), ("E", 0.01)] {
            try network.junction(id, 5, demand: demand)
        }
        let pipes = [
            ("P1", "R", "A", 0.018), ("P2", "A", "B", 0.004), ("P3", "B", "C", -0.002),
            ("P4", "A", "D", 0.01),
            ("P5", "E", "D", -0.01),
        ]
        for (id, start, end, _) in pipes {
            try network.pipe(id, start, end, length: 400, diameter: 0.15, roughness: formula.usual)
        }
        let law = PipeLaw(formula, length: 400, diameter: 0.15, roughness: formula.usual)
        let solved = try Solved(network)
        for (id, _, _, flow) in pipes {
            #expect(near(solved.flow(id), flow, 1e-12))
            #expect(near(solved.headLoss(id), law.loss(flow), 1e-8))
        }
        let headOfE = 100 - law.loss(0.018) - 2 * law.loss(0.01)
        #expect(near(solved.head("E"), headOfE, 1e-8))
        #expect(near(solved.pressure("E"), headOfE - 5, 1e-8))
        #expect(near(solved.demand("R"), -0.018, 1e-12))
    }

    @Test("A symmetric grid has symmetric heads, and a diagonal that joins equal heads carries nothing")
    func symmetry() throws {
        // A square A B D C with the source at A, the draw at D, and a pipe across from B to C.
        var network = Network.exact()
        try network.reservoir("R", 50)
        for id in ["A", "B", "C", "D"] { try network.junction(id, demand: id == "D" ? 0.04 : 0.005) }
        try network.pipe("RA", "R", "A")
        for (start, end) in [("A", "B"), ("A", "C"), ("B", "D"), ("C", "D"), ("B", "C")] {
            try network.pipe(start + end, start, end, length: 300, diameter: 0.2)
        }
        let solved = try Solved(network)
        #expect(near(solved.head("B"), solved.head("C"), 1e-8))
        #expect(near(solved.flow("AB"), 0.025, 1e-8))
        #expect(near(solved.flow("AC"), 0.025, 1e-8))
        #expect(near(solved.flow("BD"), 0.02, 1e-8))
        #expect(near(solved.flow("BC"), 0, 1e-8))
        let side = PipeLaw(length: 300, diameter: 0.2)
        #expect(near(solved.head("D"), 50 - PipeLaw().loss(0.055) - side.loss(0.025) - side.loss(0.02), 1e-7))
    }

    @Test("A grid of 15 by 15 junctions that is its own mirror image has mirrored heads")
    func grid() throws {
        var network = Network.exact()
        try network.reservoir("R", 60)
        let side = 15
        for row in 0..<side {
            for column in 0..<side {
                try network.junction("\(row),\(column)", demand: 0.0001 * Double(1 + (row * column) % 7))
            }
        }
        try network.pipe("main", "R", "0,0", length: 10, diameter: 0.5)
        for a in 0..<side {
            for b in 1..<side {
                let diameter = 0.1 + 0.01 * Double((a + b) % 5)
                try network.pipe("h\(a),\(b)", "\(a),\(b - 1)", "\(a),\(b)", length: 100, diameter: diameter)
                try network.pipe("v\(a),\(b)", "\(b - 1),\(a)", "\(b),\(a)", length: 100, diameter: diameter)
            }
        }
        let solved = try Solved(network)
        for a in 0..<side {
            for b in 0..<a { #expect(near(solved.head("\(a),\(b)"), solved.head("\(b),\(a)"), 1e-6)) }
        }
        // Every head lies below the source.
        #expect(solved.state.heads.dropFirst().allSatisfy { $0 < 60 && $0 > 0 })
    }
}

extension HeadLossFormula {
    /// A roughness that old cast iron has.
    var usual: Double {
        switch self {
        case .hazenWilliams: 100
        case .darcyWeisbach: 0.0005
        case .chezyManning: 0.013
        }
    }
}
