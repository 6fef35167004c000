import TestSupport
import Geospatial
import PipeNetwork

/// A network as lists that anything can be done to.
struct RandomEdits {
    var random: SplitMix
    private var next = 0
    private(set) var nodes: [SurveyedFeatures.Node] = []
    private(set) var links: [SurveyedFeatures.Element] = []
    private(set) var assets: [Asset] = []
    private var title: [String] = []

    /// A network of some nodes and links.
    init(seed: UInt64) {
        random = SplitMix(seed)
        for _ in 0..<8 { addNode() }
        for _ in 0..<10 { addLink() }
        for _ in 0..<4 { addAsset() }
    }

    /// The network.
    func network() throws -> Network {
        var network = Network()
        network.title = title
        for node in nodes {
            switch node {
            case .junction(let junction): try network.add(junction)
            case .reservoir(let reservoir): try network.add(reservoir)
            case .tank(let tank): try network.add(tank)
            }
        }
        for link in links {
            switch link {
            case .pipe(let pipe): try network.add(pipe)
            case .pump(let pump): try network.add(pump)
            case .valve(let valve): try network.add(valve)
            }
        }
        for asset in assets { try network.add(asset) }
        return network
    }

    /// One edit of chance.
    mutating func edit() {
        switch random.next() % 9 {
        case 0: addNode()
        case 1: addLink()
        case 2: addAsset()
        case 3: removeNode()
        case 4: if let place = place(links.count) { removeLink(links[place].id) }
        case 5: if let place = place(assets.count) { assets.remove(at: place) }
        case 6: if let place = place(nodes.count) { nodes[place] = node(nodes[place].id) }
        case 7: if let place = place(links.count) { links[place] = link(links[place].id) }
        default:
            switch random.next() % 4 {
            case 0: nodes.shuffle(using: &random)
            case 1: links.shuffle(using: &random)
            case 2: assets.shuffle(using: &random)
            default: title = ["title \(random.next() % 3)"]
            }
        }
    }

    private mutating func place(_ count: Int) -> Int? {
        count == 0 ? nil : Int(random.next() % UInt64(count))
    }

    private mutating func name() -> String {
        next += 1
        return "e\(next)"
    }

    private mutating func number() -> Double { Double(random.next() % 1000) / 8 }

    private mutating func position() -> Coordinate? {
        random.next() % 5 == 0 ? nil : Coordinate(x: number(), y: number())
    }

    private mutating func attributes() -> [String: AttributeValue] {
        var values: [String: AttributeValue] = [:]
        if random.next() % 2 == 0 { values["dn"] = .integer(Int64(random.next() % 3)) }
        if random.next() % 3 == 0 { values["note"] = .text("t\(random.next() % 3)") }
        if random.next() % 4 == 0 { values["real"] = .real(random.next() % 2 == 0 ? 12 : .infinity) }
        if random.next() % 4 == 0 { values["shut"] = .boolean(random.next() % 2 == 0) }
        return values
    }

    private mutating func node(_ id: String) -> SurveyedFeatures.Node {
        switch random.next() % 5 {
        case 0: .reservoir(Reservoir(id: id, position: position(), head: number(), attributes: attributes()))
        case 1:
            .tank(Tank(id: id, position: position(), maximumLevel: number(), attributes: attributes()))
        default:
            .junction(
                Junction(
                    id: id, position: position(), elevation: random.next() % 2 == 0 ? nil : number(),
                    demands: random.next() % 3 == 0 ? [Demand(base: number(), pattern: "p")] : [],
                    emitterCoefficient: random.next() % 4 == 0 ? 0.5 : 0, attributes: attributes()))
        }
    }

    private mutating func link(_ id: String) -> SurveyedFeatures.Element {
        let start = nodes[place(nodes.count) ?? 0].id
        let end = nodes[place(nodes.count) ?? 0].id
        let bends = (0..<random.next() % 3).map { _ in Coordinate(x: number(), y: number()) }
        switch random.next() % 6 {
        case 0: return .pump(Pump(id: id, start: start, end: end, power: number(), vertices: bends))
        case 1:
            return .valve(
                Valve(id: id, start: start, end: end, kind: .prv, setting: number(), vertices: bends))
        default:
            return .pipe(
                Pipe(
                    id: id, start: start, end: end, length: random.next() % 3 == 0 ? nil : number(),
                    leakage: random.next() % 5 == 0 ? PipeLeakage(area: 1e-8, expansion: 0) : nil,
                    vertices: bends, attributes: attributes()))
        }
    }

    private mutating func addNode() {
        let node = node(name())
        nodes.insert(node, at: place(nodes.count + 1) ?? 0)
    }

    private mutating func addLink() {
        if nodes.isEmpty { return }
        let link = link(name())
        links.insert(link, at: place(links.count + 1) ?? 0)
    }

    private mutating func addAsset() {
        var attachment: Asset.Attachment?
        if let place = place(links.count), random.next() % 3 > 0 {
            attachment = .link(links[place].id, node: links[place].ends[0])
        }
        assets.insert(
            Asset(
                kind: random.next() % 2 == 0 ? .meter : .hydrant, id: name(), position: position(),
                attachment: attachment, isClosed: random.next() % 4 == 0, attributes: attributes()),
            at: place(assets.count + 1) ?? 0)
    }

    private mutating func removeNode() {
        guard nodes.count > 2, let place = place(nodes.count) else { return }
        let id = nodes.remove(at: place).id
        for link in links where link.ends.contains(id) { removeLink(link.id) }
        assets.removeAll { $0.ends.contains(id) }
    }

    private mutating func removeLink(_ id: String) {
        links.removeAll { $0.id == id }
        assets.removeAll { $0.ends.contains(id) }
    }
}
