import NetworkStudies
import PipeNetwork
import Testing

@testable import Reports

/// What the answers of studies say in words and tables.
@Suite("Reports of studies")
struct StudyReportTests {
    /// R ─a─ A ─b─ B ─c─ C ─x→ R2: a check valve keeps the second source out; valves at either end of b and at B's end of c.
    private func chain() throws -> Network {
        var network = Network()
        try network.add(Reservoir(id: "R", head: 60))
        try network.add(Reservoir(id: "R2", head: 58))
        for id in ["A", "B", "C"] {
            try network.add(Junction(id: id, elevation: 10, demands: [Demand(base: 0.002)]))
        }
        for (id, from, to) in [("a", "R", "A"), ("b", "A", "B"), ("c", "B", "C"), ("x", "C", "R2")] {
            try network.add(
                Pipe(
                    id: id, start: from, end: to, length: 200, diameter: 0.2, roughness: 120,
                    hasCheckValve: id == "x"))
        }
        for (id, link, node) in [("V1", "b", "A"), ("V2", "b", "B"), ("V3", "c", "B")] {
            try network.add(Asset(kind: .isolationValve, id: id, attachment: .link(link, node: node)))
        }
        return network
    }

    private func facts(_ report: GraphReport) -> [String: Table.Cell] {
        Dictionary(report.facts.facts.map { ($0.key, $0.value) }) { a, _ in a }
    }

    @Test("a burst's report names what holds back by itself, in both languages, and lists valves in order")
    func burst() throws {
        let network = try chain()
        let study = IsolationStudy(network)
        let report = try study.burst(onPipe: "b").report
        #expect(facts(report)["valves_to_close"] == .count(1))
        #expect(facts(report)["possible"] == .answer(true))
        let valves = try #require(report.lists.first { $0.key == "valves" })
        #expect(
            valves.table.rows.first?.prefix(3) == [.count(1), .text("V1"), .word(ValveAction.close.wording)])
        let last = try study.burst(onPipe: "c").report
        #expect(last.remarks.contains { $0[.english].contains("Relied on to hold water back by itself: x") })
        #expect(last.remarks.contains { $0[.chinese].contains("依靠其自身止水：x") })
    }

    @Test("without a solve the report has no pressures and no flow into the valves")
    func unsolved() throws {
        var options = IsolationStudy.Options()
        options.isSolved = false
        let report = try IsolationStudy(chain(), options: options).burst(onPipe: "b").report
        #expect(facts(report)["greatest_fall_m"] == nil)
        #expect(report.lists.first { $0.key == "valves" }?.table.rows.first?[6] == .missing)
    }

    @Test("a trace's report has the facts of its kind, and the table its findings")
    func trace() throws {
        let network = try chain()
        let tracer = NetworkTracer(network)
        let path = try tracer.answer(.path(from: "R", to: "C")).report
        #expect(path.facts.facts.map(\.key).prefix(5) == ["kind", "from", "to", "by", "weight"])
        #expect(facts(path)["weight"] == .number(600, decimals: 2))
        let sources = try tracer.answer(.sources(of: "C")).report
        #expect(sources.lists.first?.table.rows.map { $0[0] } == [.text("R")])
        #expect(
            sources.remarks.contains {
                $0[.english]
                    == "joined to it but cannot supply it, for check valves, pumps or pressure valves point "
                    + "the other way: R2"
            })
    }

    @Test("where a share is not known it is missing, and a remark says why")
    func unknownShares() throws {
        var network = try chain()
        // A reservoir that is a junction on the map: nothing holds a head, so nothing can be solved.
        network = try Network.joinedWithoutSources(network)
        let tracer = NetworkTracer(network)
        #expect(throws: (any Error).self) { try tracer.answer(.supplyAreas) }
        let report = try tracer.answer(.sources(of: "C")).report
        #expect(report.remarks.contains { $0[.english].hasPrefix("shares are not known: ") })
    }
}

extension Network {
    /// The same pipes with a junction in the place of every source.
    fileprivate static func joinedWithoutSources(_ network: Network) throws -> Network {
        var other = Network()
        for node in 0..<network.nodes.count {
            try other.add(Junction(id: network.nodes.ids[node], elevation: 10))
        }
        for link in 0..<network.links.count {
            try other.add(
                Pipe(
                    id: network.links.ids[link], start: network.nodes.ids[Int(network.links.start[link])],
                    end: network.nodes.ids[Int(network.links.end[link])], length: 200, diameter: 0.2,
                    roughness: 120))
        }
        return other
    }
}
