import Geospatial
import PipeNetwork
import Testing

@testable import SampleCity

@Suite("The city on the ground")
struct CityModelTests {
    /// Groups of nodes that water can reach from each other when metered pipes and closed valves are cut.
    static func districts(_ model: CityModel) -> DisjointSets {
        var sets = DisjointSets(count: model.nodes.count)
        for pipe in model.pipes where pipe.cut == .none { sets.union(Int(pipe.from), Int(pipe.to)) }
        for (left, right) in model.twins { sets.union(Int(left), Int(right)) }
        for tee in model.tees { sets.union(Int(tee.node), Int(model.pipes[Int(tee.pipe)].from)) }
        return sets
    }

    @Test(
        "Cut at meters and closed valves, every zone is one part, and no two zones are one",
        arguments: [
            (200, 1), (200, 9), (1_500, 1), (5_000, 2), (20_000, 3),
        ])
    func zonesAreSeparate(junctions: Int, seed: Int) throws {
        let model = try SampleCity(junctions: junctions, seed: UInt64(seed), days: 7).model()
        var sets = Self.districts(model)
        var zoneOfSet = [Int: Int32]()
        var setsOfZone = [Int32: Set<Int>]()
        for (index, node) in model.nodes.enumerated() {
            let root = sets.find(index)
            if let known = zoneOfSet[root] { #expect(known == node.zone, "node \(index)") }
            zoneOfSet[root] = node.zone
            setsOfZone[node.zone, default: []].insert(root)
        }
        // The two waterworks lie outside, each for itself.
        #expect(setsOfZone[-1]?.count == 2)
        for zone in model.zones.indices { #expect(setsOfZone[Int32(zone)]?.count == 1, "zone \(zone)") }
        #expect(model.zones.count >= 7)
    }

    @Test("Pipes with a closed valve or a meter, and no others, join two zones")
    func onlyCutPipesCross() throws {
        let model = try SampleCity(junctions: 5_000, seed: 4, days: 7).model()
        for pipe in model.pipes {
            let crosses = model.nodes[Int(pipe.from)].zone != model.nodes[Int(pipe.to)].zone
            #expect(crosses == (pipe.cut != .none))
        }
        let closed = model.valves.filter(\.isClosed)
        #expect(closed.count == model.pipes.filter { $0.cut == .closedValve }.count)
        #expect(model.meters.count == model.pipes.filter { $0.cut == .meter }.count)
        for meter in model.meters {
            let pipe = model.pipes[Int(meter.pipe)]
            let start = model.nodes[Int(meter.alongPipe ? pipe.from : pipe.to)].zone
            let end = model.nodes[Int(meter.alongPipe ? pipe.to : pipe.from)].zone
            #expect(start == meter.fromZone ?? -1)
            #expect(end == meter.toZone)
            #expect(pipe.via == meter.position)
        }
    }

    @Test(
        "There is a cascade, an exchange, and a tank in every mountain zone", arguments: [200, 1_500, 8_000])
    func everyKindOfFeed(junctions: Int) throws {
        let model = try SampleCity(junctions: junctions, seed: 1, days: 7).model()
        #expect(model.zones.contains { $0.isCascade })
        #expect(model.meters.contains { $0.isBidirectional })
        #expect(model.meters.filter { $0.purpose == .waterworks }.count == 2)
        for zone in model.zones { #expect((zone.tank != nil) == (zone.district == .mountains)) }
        // The shares of a zone's own feeds make the whole.
        for zone in model.zones.indices {
            let shares = model.meters.filter { Int($0.toZone) == zone && !$0.isBidirectional }.map(\.share)
            #expect(abs(shares.reduce(0, +) - 1) < 1e-12, "\(model.zones[zone].id)")
        }
    }

    @Test("The number of junctions is about what was asked", arguments: [1_000, 5_000, 40_000])
    func size(junctions: Int) throws {
        let model = try SampleCity(junctions: junctions, seed: 5, days: 7).model()
        #expect(abs(Double(model.nodes.count) / Double(junctions) - 1) < 0.15)
        for zone in model.zones.dropFirst() where junctions >= 5_000 {
            let connections = model.customers[zone.customers].reduce(0) { $0 + Int($1.connections) }
            #expect((500...2_500).contains(connections), "\(zone.id)")
        }
    }

    @Test("Every place of a zone lies inside its border, and every customer near its own zone's pipe")
    func bordersHold() throws {
        let model = try SampleCity(junctions: 3_000, seed: 6, days: 7).model()
        for zone in model.zones.dropFirst() {
            for node in zone.nodes {
                #expect(Self.contains(zone.ring, model.nodes[node].x, model.nodes[node].y), "\(zone.id)")
            }
            for customer in model.customers[zone.customers] {
                #expect(Self.contains(zone.ring, customer.x, customer.y), "\(zone.id)")
            }
        }
        for node in model.nodes where node.zone <= 0 {
            for zone in model.zones.dropFirst() { #expect(!Self.contains(zone.ring, node.x, node.y)) }
        }
    }

    /// Even-odd rule, by hand.
    private static func contains(_ ring: [Coordinate], _ x: Double, _ y: Double) -> Bool {
        var inside = false
        for (a, b) in zip(ring, ring.dropFirst()) where (a.y > y) != (b.y > y) {
            if x < a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x) { inside.toggle() }
        }
        return inside
    }

    @Test("Ids are unique across the city")
    func idsAreUnique() throws {
        let model = try SampleCity(junctions: 2_000, seed: 7, days: 7).model()
        let ids = CityIDs(model)
        var all = model.pipes.map(ids.pipe) + model.nodes.map(ids.node) + model.valves.map(ids.valve)
        all += model.hydrants.map(ids.hydrant) + model.customers.map(ids.customer)
        all += model.meters.indices.map(ids.meter) + model.pressurePoints.indices.map(ids.pressurePoint)
        all += model.tanks.indices.map(ids.tank) + model.stations.map(\.id) + model.zones.map(\.id)
        #expect(Set(all).count == all.count)
    }

    @Test("Pipe ends that do not meet stay far apart, so that snapping joins nothing it should not")
    func endsAreClear() throws {
        let model = try SampleCity(junctions: 1_500, seed: 1, days: 7).model()
        var twins = Set<Int>()
        for (left, right) in model.twins {
            let gap = model.position(left).distance(to: model.position(right))
            #expect(gap > 0 && gap < 0.05)
            twins.insert(Int(left))
        }
        for (index, node) in model.nodes.enumerated() where !twins.contains(index) {
            for other in model.nodes[(index + 1)...]
            where abs(other.x - node.x) < 5 && abs(other.y - node.y) < 5 {
                #expect(twins.contains(index) || other.district != node.district, "node \(index)")
            }
        }
    }

    @Test("Ground rises towards the mountains")
    func elevations() throws {
        let model = try SampleCity(junctions: 3_000, seed: 1, days: 7).model()
        func mean(_ district: District) -> Double {
            let nodes = model.nodes.filter { $0.district == district }
            return nodes.map(\.elevation).reduce(0, +) / Double(nodes.count)
        }
        #expect(mean(.mountains) > mean(.oldTown) + 25)
        #expect(mean(.mountains) > mean(.east) + 25)
    }
}
