import Geospatial
import LeakZones
import NetworkStudies
import PipeNetwork
import Testing

/// Traces of a small town whose answers can be read off a drawing.
@Suite("Traces")
struct NetworkTracerTests {
    /// R ─a─ A ─b─ B ─c─ C, a second way A ─d─ D ─e─ C that is longer, a closed pipe C ─x─ E ─y─ F, hydrants at B, D and F.
    private func town() throws -> Network {
        var network = Network()
        try network.add(Reservoir(id: "R", head: 60))
        for id in ["A", "B", "C", "D", "E", "F"] {
            try network.add(Junction(id: id, elevation: 10, demands: [Demand(base: 0.001)]))
        }
        for (id, start, end, length, status) in [
            ("a", "R", "A", 100.0, LinkStatus.open), ("b", "A", "B", 100, .open), ("c", "B", "C", 150, .open),
            ("d", "A", "D", 200, .open), ("e", "D", "C", 100, .open), ("x", "C", "E", 50, .closed),
            ("y", "E", "F", 80, .open),
        ] {
            try network.add(
                Pipe(
                    id: id, start: start, end: end, length: length, diameter: 0.2, roughness: 120,
                    status: status))
        }
        for (id, node) in [("H1", "B"), ("H2", "D"), ("H3", "F")] {
            try network.add(Asset(kind: .hydrant, id: id, attachment: .node(node)))
        }
        return network
    }

    private func nodes(_ rows: [Int32], _ network: Network) -> [String] {
        rows.map { network.nodes.ids[Int($0)] }
    }

    private func links(_ rows: [Int32], _ network: Network) -> [String] {
        rows.map { network.links.ids[Int($0)] }
    }

    @Test("a closed pipe holds a trace back unless nothing does")
    func connected() throws {
        let network = try town()
        let tracer = NetworkTracer(network)
        guard case .part(let held) = try tracer.answer(.connected(from: "A")).finding else {
            Issue.record("no part")
            return
        }
        #expect(Set(nodes(held.part.nodes, network)) == ["R", "A", "B", "C", "D"])
        #expect(links(held.barriers, network) == ["x"])
        #expect(nodes(held.sources, network) == ["R"])
        #expect(held.completion == nil)
        var options = TraceOptions()
        options.barriers = []
        guard case .part(let free) = try tracer.answer(.connected(from: "A"), options: options).finding else {
            return
        }
        #expect(free.part.nodes.count == 7)
        #expect(free.barriers.isEmpty)
    }

    @Test("upstream of a place and downstream of it share the place and nothing else")
    func alongTheFlow() throws {
        let network = try town()
        let tracer = NetworkTracer(network)
        guard case .part(let up) = try tracer.answer(.upstream(from: "B")).finding,
            case .part(let down) = try tracer.answer(.downstream(from: "B")).finding
        else {
            Issue.record("no part")
            return
        }
        #expect(Set(nodes(up.part.nodes, network)) == ["R", "A", "B"])
        #expect(nodes(down.part.nodes, network).contains("B"))
        #expect(Set(up.part.links).isDisjoint(with: down.part.links))
        #expect(up.completion?.isUntouched == true)
    }

    @Test("the path by length and by number of links; from a link by its nearer end; none past a closed pipe")
    func paths() throws {
        let network = try town()
        let tracer = NetworkTracer(network)
        func path(_ from: String, _ to: String, _ weight: TraceWeight = .length) throws -> ([String], Double)
        {
            var options = TraceOptions()
            options.weight = weight
            let answer = try tracer.answer(.path(from: from, to: to), options: options)
            guard case .path(let found) = answer.finding else { return ([], .nan) }
            return (links(found.path.links, network), found.path.weight)
        }
        #expect(try path("R", "C") == (["a", "b", "c"], 350))
        #expect(
            try path("C", "R", .links) == (["c", "b", "a"], 3)
                || path("C", "R", .links) == (["e", "d", "a"], 3))
        #expect(try path("c", "D") == (["e"], 100))
        #expect(try path("H1", "B") == ([], 0))
        #expect(throws: SearchError.noWay(from: "A", to: "F")) { try path("A", "F") }
    }

    @Test("the nearest hydrants come in order of distance, and no more than there are")
    func nearest() throws {
        let network = try town()
        let tracer = NetworkTracer(network)
        func ids(_ target: TraceTarget, _ count: Int) throws -> [String] {
            let answer = try tracer.answer(.nearest(from: "A", to: target, count: count))
            guard case .nearest(let found) = answer.finding else { return [] }
            return found.things.map(\.id)
        }
        #expect(try ids(.asset(.hydrant), 1) == ["H1"])
        #expect(try ids(.asset(.hydrant), 9) == ["H1", "H2"])
        #expect(try ids(.node(.reservoir), 1) == ["R"])
        #expect(throws: SearchError.noneOfKind("pump")) { try ids(.link(.pump), 1) }
        #expect(throws: SearchError.noneOfKind("meter")) { try ids(.asset(.meter), 1) }
    }

    @Test("every target is found by its key, and a key that is none names those that look alike")
    func targets() throws {
        for target in TraceTarget.named { #expect(try TraceTarget(target.key) == target) }
        let error = #expect(throws: SearchError.self) { try TraceTarget("hydrants") }
        #expect(error?.description.contains("hydrant") == true)
    }

    @Test("one source supplies all that is joined to it; the rest is dry")
    func supply() throws {
        let network = try town()
        let tracer = NetworkTracer(network)
        guard case .supplyAreas(let found) = try tracer.answer(.supplyAreas).finding else {
            Issue.record("no areas")
            return
        }
        #expect(nodes(found.areas.map(\.source), network) == ["R"])
        #expect(found.areas.first?.nodes.count == 5)
        #expect(found.areas.first?.length == 650)
        #expect(found.areas.first?.mixedNodes == 0)
        #expect(found.dryNodes == 2)
        guard case .sources(let sources) = try tracer.answer(.sources(of: "C")).finding else { return }
        #expect(sources.sources.map(\.share) == [1])
        #expect(sources.sources.map(\.distance) == [350])
        #expect(sources.unsolved == nil)
    }

    @Test("a zone's border holds a trace back, and without zones that cannot be asked")
    func zones() throws {
        let network = try town()
        var options = TraceOptions()
        options.stopsAtZones = true
        #expect(throws: SearchError.noneOfKind("zone")) {
            try NetworkTracer(network).answer(.connected(from: "A"), options: options)
        }
        let inside: Set = ["B", "C"]
        let scheme = try ZoneScheme(
            zones: [Zone(id: "Z")], zoneOfNode: network.nodes.ids.map { inside.contains($0) ? 0 : -1 })
        let tracer = NetworkTracer(network, scheme: scheme)
        guard case .part(let found) = try tracer.answer(.connected(from: "B"), options: options).finding
        else {
            return
        }
        #expect(Set(nodes(found.part.nodes, network)) == inside)
        #expect(Set(links(found.barriers, network)) == ["b", "e", "x"])
    }

    @Test("a question knows its kind and its place")
    func queries() {
        let kinds: [TraceQuery] = [
            .connected(from: "A"), .upstream(from: "A"), .downstream(from: "A"), .path(from: "A", to: "B"),
            .nearest(from: "A", to: .link(.valve)), .sources(of: "A"), .supplyAreas,
        ]
        #expect(kinds.map(\.kind) == TraceQuery.Kind.allCases)
        #expect(kinds.map(\.origin) == ["A", "A", "A", "A", "A", "A", nil])
        #expect(TraceOptions().barriers(of: .sources(of: "A")) == [.closed, .oneWay])
        #expect(TraceOptions().barriers(of: .supplyAreas) == .closed)
    }
}
