import Hydraulics
import PipeNetwork
import Testing

@Suite("Check valves")
struct CheckValveTests {
    /// R1 ─P1─ J ─P2─ R2, with a check valve in P2 towards R2.
    func network(_ head1: Double, _ head2: Double) throws -> Network {
        var network = Network.exact()
        try network.reservoir("R1", head1)
        try network.reservoir("R2", head2)
        try network.junction("J", demand: 0.01)
        try network.pipe("P1", "R1", "J")
        try network.pipe("P2", "J", "R2", checkValve: true)
        return network
    }

    @Test("A check valve is no hindrance to the flow it is made for")
    func forwards() throws {
        let law = PipeLaw()
        let head = bisection(40, 60) { law.flow(60 - $0) - law.flow($0 - 40) - 0.01 }
        let solved = try Solved(network(60, 40))
        #expect(solved.status("P2") == .open)
        #expect(near(solved.head("J"), head, 1e-7))
        #expect(near(solved.flow("P2"), law.flow(head - 40), 1e-8))
    }

    @Test("A check valve closes against the flow back")
    func backwards() throws {
        let solved = try Solved(network(40, 60))
        #expect(solved.status("P2") == .closed)
        #expect(near(solved.flow("P2"), 0, 1e-8))
        #expect(near(solved.head("J"), 40 - PipeLaw().loss(0.01), 1e-6))
    }

    @Test("Of two parallel pipes with opposite check valves one carries everything")
    func opposite() throws {
        var network = Network.exact()
        try network.reservoir("R", 50)
        try network.junction("J", demand: 0.04)
        try network.pipe("P1", "R", "J", checkValve: true)
        try network.pipe("P2", "J", "R", checkValve: true)
        let solved = try Solved(network)
        #expect(near(solved.flow("P1"), 0.04, 1e-8))
        #expect(near(solved.flow("P2"), 0, 1e-8))
        #expect(near(solved.head("J"), 50 - PipeLaw().loss(0.04), 1e-6))
    }

    @Test("What flows in leaves through a check valve that lets nothing in")
    func exit() throws {
        var network = Network.exact()
        try network.reservoir("R", 40)
        try network.junction("A", demand: -0.05)
        try network.pipe("P", "A", "R", checkValve: true)
        let solved = try Solved(network)
        #expect(near(solved.flow("P"), 0.05, 1e-9))
        #expect(near(solved.head("A"), 40 + PipeLaw().loss(0.05), 1e-7))
        #expect(solved.state.warnings.isEmpty)
    }
}
