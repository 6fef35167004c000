import TestSupport
import PipeNetwork

/// A small network with everything that can go wrong: several parts, loops of one link, parallel links, dead ends, valves at
/// either end, two at one end, shut ones, shut links without a valve, parts without a source.
///
/// - Parameter oneWay: whether about half the links are check valves, pumps that run or rest, or valves of every kind.
func randomNetwork(
    _ seed: Int, nodes: ClosedRange<Int> = 2...9, oneWay hasOneWay: Bool = false
) throws -> Network {
    var random = SplitMix(UInt64(seed))
    var network = Network()
    let count = Int.random(in: nodes, using: &random)
    for node in 0..<count {
        let position = (
            x: Double.random(in: 0...1000, using: &random), y: Double.random(in: 0...1000, using: &random)
        )
        if Int.random(in: 0..<6, using: &random) == 0 {
            try network.add(
                Reservoir(id: "N\(node)", position: .init(x: position.x, y: position.y), head: 50))
        } else {
            try network.add(
                Junction(
                    id: "N\(node)", position: .init(x: position.x, y: position.y), elevation: 10,
                    demands: [Demand(base: 0.001)]))
        }
    }
    let links = Int.random(in: 1...(count + 5), using: &random)
    for link in 0..<links {
        let (a, b) = (Int.random(in: 0..<count, using: &random), Int.random(in: 0..<count, using: &random))
        var pipe = Pipe(
            id: "P\(link)", start: "N\(a)", end: "N\(b)",
            length: Double.random(in: 10...300, using: &random),
            diameter: [0.1, 0.2, 0.3].randomElement(using: &random), roughness: 120,
            status: Int.random(in: 0..<10, using: &random) == 0 ? .closed : .open)
        guard hasOneWay, a != b else {
            try network.add(pipe)
            continue
        }
        let isClosed = pipe.status == .closed
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1:
            if !isClosed { pipe.hasCheckValve = true }
            try network.add(pipe)
        case 2:
            let rests = Bool.random(using: &random)
            try network.add(
                Pump(
                    id: pipe.id, start: pipe.start, end: pipe.end, power: 2000,
                    status: rests ? .closed : .open))
        case 3:
            let kind = Valve.Kind.allCases.filter { $0 != .gpv && $0 != .pcv }.randomElement(using: &random)
            let fixed: LinkStatus = Int.random(in: 0..<4, using: &random) == 0 ? .open : .active
            try network.add(
                Valve(
                    id: pipe.id, start: pipe.start, end: pipe.end, kind: kind ?? .prv, diameter: 0.2,
                    setting: kind == .fcv ? 0.01 : 30, status: isClosed ? .closed : fixed))
        default: try network.add(pipe)
        }
    }
    for valve in 0..<Int.random(in: 0...(2 * links), using: &random) {
        let link = Int.random(in: 0..<links, using: &random)
        let isStart = Bool.random(using: &random)
        let node = Int(isStart ? network.links.start[link] : network.links.end[link])
        let isClosed = Int.random(in: 0..<6, using: &random) == 0
        try network.add(
            Asset(
                kind: .isolationValve, id: "V\(valve)",
                attachment: .link("P\(link)", node: network.nodes.ids[node]), isClosed: isClosed))
        if isClosed { network.setStatus(.closed, ofLink: link) }
    }
    return network
}
