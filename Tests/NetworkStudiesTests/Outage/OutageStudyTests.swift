import Foundation
import Hydraulics
import NetworkStudies
import PipeNetwork
import Testing

/// Isolations solved: the water stays out of what is isolated, and everybody else keeps theirs.
@Suite("Outages")
struct OutageStudyTests {
    /// A grid of streets of 100 m with a reservoir at one corner, demand at each node and, above it, a closed way to a second
    /// reservoir at the far corner.
    private func grid(_ side: Int) throws -> Network {
        var network = Network()
        try network.add(Reservoir(id: "R", head: 60))
        for row in 0..<side {
            for column in 0..<side {
                try network.add(
                    Junction(
                        id: "\(row).\(column)", elevation: Double((row * 7 + column * 3) % 5),
                        demands: [Demand(base: 0.0005)]))
            }
        }
        try network.add(Pipe(id: "main", start: "R", end: "0.0", length: 50, diameter: 0.4, roughness: 130))
        for row in 0..<side {
            for column in 0..<side {
                for (to, name) in [((row, column + 1), "e"), ((row + 1, column), "s")]
                where to.0 < side && to.1 < side {
                    try network.add(
                        Pipe(
                            id: "\(row).\(column)\(name)", start: "\(row).\(column)", end: "\(to.0).\(to.1)",
                            length: 100, diameter: (row + column) % 3 == 0 ? 0.2 : 0.1, roughness: 120))
                }
            }
        }
        return network
    }

    @Test(
        "after every isolation of a grid nothing flows into it, and the demand that is left is drawn",
        arguments: [
            IsolationValves.PlacementRule.everyEnd, .allButWidest,
        ])
    func nothingFlows(_ rule: IsolationValves.PlacementRule) throws {
        var network = try grid(6)
        network.hydraulics.accuracy = 1e-8
        let study = try OutageStudy(network, serviceMinimum: 20)
        let parts = ValveSegments(network, valves: .placed(by: rule, in: network))
        let contents = SegmentContents(parts, in: network)
        for link in 1..<network.links.count {
            let plan = parts.plan(in: network, links: [link], contents: contents)
            guard plan.isolation.isPossible else { continue }
            let effect = try study.effect(
                closing: plan.isolation.valvesToClose.map { Int(parts.valves.links[$0]) },
                withoutWater: plan.isolated.nodes + plan.cutOff.nodes)
            // Nothing passes the closed valves; within, no more than the last digits of a solve.
            #expect(effect.greatestFlow(in: plan.isolation.valvesToClose.map { parts.valves.links[$0] }) == 0)
            #expect(effect.greatestFlow(in: plan.isolated.links) < 1e-9, "\(network.links.ids[link])")
            #expect(effect.greatestFlow(in: plan.cutOff.links) < 1e-9)
            let wanted = Double(36 - plan.isolated.nodes.count - plan.cutOff.nodes.count) * 0.0005
            #expect(abs(effect.after.flows[0] - wanted) < 1e-6)
            #expect(effect.greatestFall >= 0)
        }
    }

    @Test(
        "pressures below the minimum are found where they are, and those that were below it are not blamed on the outage"
    )
    func belowMinimum() throws {
        // R ─ A ─ B with a second way R ─ B: without it, B's pressure falls by the whole loss of A ─ B.
        var network = Network()
        try network.add(Reservoir(id: "R", head: 50))
        try network.add(Junction(id: "A", elevation: 10, demands: [Demand(base: 0.01)]))
        try network.add(Junction(id: "B", elevation: 10, demands: [Demand(base: 0.02)]))
        try network.add(Junction(id: "H", elevation: 45, demands: [Demand(base: 0.0001)]))
        for (id, from, to) in [("ra", "R", "A"), ("ab", "A", "B"), ("rb", "R", "B"), ("ah", "A", "H")] {
            try network.add(Pipe(id: id, start: from, end: to, length: 500, diameter: 0.15, roughness: 120))
        }
        network.hydraulics.accuracy = 1e-9
        let study = try OutageStudy(network, serviceMinimum: 14)
        let effect = try study.effect(closing: [2])
        // Hazen-Williams by hand: h = 10.667 L q^1.852 / (C^1.852 d^4.871).
        func loss(_ flow: Double) -> Double {
            10.667 * 500 * pow(flow, 1.852) / (pow(120, 1.852) * pow(0.15, 4.871))
        }
        let expected = 50 - loss(0.0301) - loss(0.02) - 10
        #expect(abs(effect.after.pressures[2] - expected) < 0.01 * abs(expected))
        #expect(effect.belowMinimum == (expected < 14 ? [2] : []))
        #expect(effect.belowBefore == 1)
        #expect(effect.greatestFallAt == 2)
    }

    @Test("a control cannot open what a crew has closed")
    func controls() throws {
        var network = try grid(3)
        network.controls = [Control(link: "0.0e", action: .open, condition: .time(0))]
        let study = try OutageStudy(network, serviceMinimum: 20)
        let link = try #require(network.links.index(of: "0.0e"))
        #expect(try study.effect(closing: [link]).after.flows[link] == 0)
        #expect(try study.effect(opening: [link]).after.flows[link] != 0)
    }
}
