import PipeNetwork
import Testing

@Suite("Worked examples that others published")
struct PublishedExampleTests {
    /// E. Alperovits and U. Shamir, "Design of optimal water distribution systems", Water Resources Research 13(6),
    /// 1977, with the diameters of the design of cost 419 000 by D. Savic and G. Walters, "Genetic algorithms for
    /// least-cost design of water distribution networks", J. Water Resources Planning and Management 123(2), 1997.
    @Test("The two-loop network has the pressures published for its cheapest design")
    func twoLoops() throws {
        var network = Network.exact()
        try network.reservoir("1", 210)
        let junctions = [
            ("2", 150.0, 100.0, 53.25), ("3", 160, 100, 30.46), ("4", 155, 120, 43.45),
            ("5", 150, 270, 33.81),
            ("6", 165, 330, 30.44), ("7", 160, 200, 30.55),
        ]
        for (id, elevation, demand, _) in junctions {
            try network.junction(id, elevation, demand: demand / 3600)
        }
        let pipes = [
            ("1", "2", 18.0), ("2", "3", 10), ("2", "4", 16), ("4", "5", 4), ("4", "6", 16), ("6", "7", 10),
            ("3", "5", 10), ("5", "7", 1),
        ]
        for (start, end, inches) in pipes {
            try network.pipe("\(start)-\(end)", start, end, diameter: inches * 0.0254, roughness: 130)
        }
        let solved = try Solved(network)
        for (id, _, _, pressure) in junctions {
            #expect(near(solved.pressure(id), pressure, 0.015), "node \(id)")
        }
    }

    /// S. Lingireddy and D. Wood, "Surge Analysis and the Wave Plan Method", KYPIPE 2021, appendix 0, problem 49.
    @Test("The classical three reservoirs of Lingireddy and Wood have their flows")
    func threeReservoirs() throws {
        var network = Network.exact()
        try network.junction("J")
        for (id, head, length, diameter, roughness) in [
            ("A", 200.0, 200.0, 0.5, 100.0), ("B", 180, 2000, 0.5, 100), ("C", 185, 400, 0.2, 140),
        ] {
            try network.reservoir(id, head)
            try network.pipe(
                "\(id)J", id, "J", length: length, diameter: diameter, roughness: roughness)
        }
        let solved = try Solved(network)
        #expect(near(solved.flow("AJ"), 0.433, 0.001))
        #expect(near(solved.flow("BJ"), -0.346, 0.001))
        #expect(near(solved.flow("CJ"), -0.087, 0.001))
    }
}
