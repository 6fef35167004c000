import LeakZones
import PipeNetwork
import Testing

@Suite struct ZoneVerificationTests {
    /// The city of two zones, whose boundary holds.
    @Test func aTightCityPasses() throws {
        let city = try TwoZoneCity()
        let found = try ZoneVerification(city.scheme, in: city.network)
        #expect(found.passes)
        let west = try #require(found.zone("West"))
        #expect(west.meters.map(\.id) == ["IN", "X"])
        #expect(west.meters.map(\.countsIn) == [true, false])
        #expect(west.liveMeters == 2)
        #expect(west.pieces.count == 1)
        #expect(west.hasUnsuppliedNodes == false)
    }

    /// Two bypasses from a (West) to c and u (East): u is 40 m from a over the second, c 1000 m over the first.
    @Test func leaksAreNamedTheShortestFirst() throws {
        var city = try TwoZoneCity()
        try city.network.add(Pipe(id: "far", start: "a", end: "c", length: 1000, diameter: 0.1))
        try city.network.add(Pipe(id: "near", start: "m", end: "u", length: 40, diameter: 0.3))
        let found = try ZoneVerification(city.scheme, in: city.network)
        #expect(!found.passes)
        #expect(found.breachCount == 2)
        let east = try #require(found.zone("East"))
        #expect(east.breaches.map(\.linkID) == ["near", "far"])
        #expect(east.breaches.map(\.diameter) == [0.3, 0.1])
        // u draws water itself; from it, over pu, 500 m, and far to West: T, a tank, is as far, and comes later.
        #expect(east.breaches.map(\.length) == [40, 1500])
        #expect(
            east.breaches[1].path.map { city.network.links.ids[$0] }.last == "far"
                && east.breaches[1].path.count == 2)
        let west = try #require(found.zone("West"))
        // Nobody in West has a use in the model: the path is the pipe alone.
        #expect(west.breaches.map(\.length) == [40, 1000])
        #expect(west.breaches.map(\.into) == [east.zone, east.zone])
    }

    @Test func aPumpAtRestIsNoClosedValveAndAClosedRegulatingValveIsOne() throws {
        var network = Network()
        for id in ["a", "b", "c", "d"] { try network.add(Junction(id: id, demands: [Demand(base: 1)])) }
        try network.add(Pump(id: "rest", start: "a", end: "b", status: .closed))
        try network.add(Valve(id: "shut", start: "a", end: "c", kind: .prv, status: .closed))
        try network.add(Valve(id: "reducing", start: "a", end: "d", kind: .prv, setting: 30))
        let scheme = try ZoneScheme(
            zones: [Zone(id: "A"), Zone(id: "B")], zoneOfNode: [0, 1, 1, 1])
        let found = try ZoneVerification(scheme, in: network)
        #expect(found.zones[0].breaches.map(\.linkID) == ["rest", "reducing"])
        #expect(found.zones[0].closed.map(\.linkID) == ["shut"])
        #expect(found.zones[0].closed.map(\.valve) == [nil])
        // A map of pipes alone says nothing of feeding.
        #expect(found.zones[1].hasUnsuppliedNodes == nil)
        #expect(found.zones[1].pieces.count == 3)
    }

    @Test func aSchemeOfAnotherNetworkIsRefused() throws {
        let city = try TwoZoneCity()
        let scheme = try ZoneScheme(zones: [Zone(id: "A")], zoneOfNode: [0])
        #expect(throws: ZoneError.otherNetwork(schemeNodes: 1, networkNodes: 7)) {
            try ZoneVerification(scheme, in: city.network)
        }
    }
}
