import LeakZones
import Telemetry
import Testing

@testable import Springline

@Suite("The states of a city over a period")
struct CityTimelineTests {
    private func day(_ number: Double) -> Timestamp { Timestamp(Int64(number * 86_400)) }

    private func pieces(_ from: Double, _ to: Double, _ changes: [Double]) throws -> [CityTimeline.Piece] {
        CityTimeline.pieces(of: try Period(from: day(from), to: day(to)), changes: changes.map(day))
    }

    private func piece(_ from: Double, _ to: Double, _ state: Double?) throws -> CityTimeline.Piece {
        CityTimeline.Piece(period: try Period(from: day(from), to: day(to)), state: state.map(day))
    }

    @Test("A period is cut at the changes inside it; before the first the city is taken as it is")
    func cuts() throws {
        #expect(try pieces(0, 10, []) == [piece(0, 10, nil)])
        #expect(try pieces(0, 10, [20, 30]) == [piece(0, 10, nil)])
        #expect(try pieces(35, 40, [20, 30]) == [piece(35, 40, nil)])
        #expect(try pieces(22, 25, [20, 30]) == [piece(22, 25, 20)])
        #expect(
            try pieces(10, 40, [20, 30]) == [piece(10, 20, nil), piece(20, 30, 20), piece(30, 40, nil)])
        #expect(try pieces(20, 30, [20, 30]) == [piece(20, 30, 20)])
    }

    @Test("Changes less than a day apart are one, made at the first and as the last left it")
    func corrections() throws {
        #expect(
            try pieces(10, 40, [20, 20.5, 21.4, 30]) == [
                piece(10, 20, nil), piece(20, 30, 21.4), piece(30, 40, nil),
            ])
        #expect(try pieces(10, 40, [20, 20.5]) == [piece(10, 20, nil), piece(20, 40, nil)])
    }

    @Test("Balances of a period across a change are those of its parts")
    func balances() throws {
        let folder = try TemporaryFolder()
        let city = try SampleCityFiles.city(folder, junctions: 300, seed: 5)
        let network = try city.network()
        let fine = try city.zones(for: network)
        // The same city in a file that knows since when: all zones until the 15th day, then only those at the top.
        let top = fine.zones.filter { $0.parent == nil }
        let rootOf = fine.zones.map { zone -> Int32 in
            var zone = zone
            while let parent = zone.parent.flatMap({ fine.zone($0) }) { zone = parent }
            return Int32(top.firstIndex { $0.id == zone.id } ?? 0)
        }
        let coarse = try ZoneScheme(
            zones: top, zoneOfNode: fine.zoneOfNode.map { $0 < 0 ? -1 : rootOf[Int($0)] })
        let series = try city.readingSeries()
        let dated = try City.create(at: folder.path("dated.db"))
        let from = try city.timestamp("2024-03-04")
        let change = try city.timestamp("2024-03-14")
        try dated.importing { writer in
            try writer.setCalendar(city.calendar())
            try writer.replaceNetwork(network, validFrom: from)
            try writer.saveZones(fine, for: network, validFrom: from)
            try writer.saveZones(coarse, for: network, validFrom: change)
            for item in series {
                if let readings = try city.readings(of: item.element, kind: item.kind) {
                    try writer.appendReadings(readings)
                }
            }
        }
        let whole = try dated.balances(from: "2024-03-11", to: "2024-03-18")
        #expect(whole.map { $0[0].zone } == top.map(\.id))
        let fineParts = try city.balances(from: "2024-03-11", to: "2024-03-14")
        let coarseParts = try dated.balances(from: "2024-03-14", to: "2024-03-18")
        for (place, zone) in top.enumerated() {
            let early = try #require(fineParts.first { $0[0].zone == zone.id })[0]
            let late = coarseParts[place][0]
            if let a = early.input, let b = late.input {
                #expect(abs((whole[place][0].input ?? .nan) - a - b) < 1e-6)
            } else {
                #expect(whole[place][0].input == nil)
            }
        }
        #expect(whole.contains { $0[0].input != nil })
        // Days that cross nothing are as they are by themselves; with a date, one state holds throughout.
        let days = try dated.balances(from: "2024-03-11", to: "2024-03-18", by: .day)
        #expect(days[0].map(\.period.duration) == Array(repeating: 86_400, count: 7))
        let asOf = try dated.balances(from: "2024-03-11", to: "2024-03-18", asOf: "2024-03-12")
        #expect(asOf == (try city.balances(from: "2024-03-11", to: "2024-03-18")))
    }

    @Test("New names of a zone, day after day, leave the figures and limits of every zone as they are")
    func renamed() throws {
        let folder = try TemporaryFolder()
        let city = try SampleCityFiles.city(folder, junctions: 300, seed: 5)
        let network = try city.network()
        let zones = try city.zones(for: network)
        let dated = try City.create(at: folder.path("dated.db"))
        let series = try city.readingSeries()
        try dated.importing { writer in
            try writer.setCalendar(city.calendar())
            try writer.replaceNetwork(network, validFrom: city.timestamp("2024-03-04"))
            try writer.saveZones(zones, for: network, validFrom: city.timestamp("2024-03-04"))
            for day in 12...16 {
                var renamed = zones.zones
                renamed[0].name = "New name \(day)"
                let scheme = try ZoneScheme(
                    zones: renamed, zoneOfNode: zones.zoneOfNode, meteredLinks: zones.meteredLinks)
                try writer.saveZones(scheme, for: network, validFrom: city.timestamp("2024-03-\(day)"))
            }
            for item in series {
                if let readings = try city.readings(of: item.element, kind: item.kind) {
                    try writer.appendReadings(readings)
                }
            }
        }
        for unit in [CalendarUnit.period, .week, .day] {
            let now = try dated.balances(from: "2024-03-11", to: "2024-03-18", by: unit)
            #expect(now == (try city.balances(from: "2024-03-11", to: "2024-03-18", by: unit)))
        }
    }

    @Test(
        "A change of one zone's boundary leaves the nights before it to all others, and a new name leaves them to all"
    )
    func nightsBefore() throws {
        let folder = try TemporaryFolder()
        let city = try SampleCityFiles.city(folder, junctions: 300, seed: 5)
        let network = try city.network()
        let zones = try city.zones(for: network)
        let leaves = Set(zones.leaves.enumerated().filter { $0.element == [$0.offset] }.map(\.offset))
        // One node goes over from a zone to its neighbour.
        let border = try #require(
            (0..<network.links.count).first { row in
                let ends = [network.links.start[row], network.links.end[row]].map {
                    Int(zones.zoneOfNode[Int($0)])
                }
                return ends[0] != ends[1] && ends.allSatisfy(leaves.contains)
            })
        let (node, other) = (Int(network.links.start[border]), Int(network.links.end[border]))
        let touched = Set([node, other].map { zones.zones[Int(zones.zoneOfNode[$0])].id })
        var moved = zones.zoneOfNode
        moved[node] = moved[other]
        let before = try ZoneScheme(
            zones: zones.zones, zoneOfNode: moved, meteredLinks: zones.meteredLinks)
        var renamed = zones.zones
        for place in renamed.indices { renamed[place].name = "New name \(place)" }
        let after = try ZoneScheme(
            zones: renamed, zoneOfNode: zones.zoneOfNode, meteredLinks: zones.meteredLinks)
        let dated = try City.create(at: folder.path("dated.db"))
        try dated.importing { writer in
            try writer.setCalendar(city.calendar())
            try writer.replaceNetwork(network, validFrom: city.timestamp("2023-01-01"))
            try writer.saveZones(before, for: network, validFrom: city.timestamp("2023-01-01"))
            try writer.saveZones(zones, for: network, validFrom: city.timestamp("2024-02-20"))
            try writer.saveZones(after, for: network, validFrom: city.timestamp("2024-03-01"))
        }
        func past(_ from: String, asOf: String? = nil) throws -> CityTimeline.Past {
            try CityTimeline(dated, from: from, to: "2024-06-30", asOf: asOf, options: nil).past()
        }
        let march = try past("2024-03-10")
        #expect(march.days == 90)
        // 19 days after the change; the zones that both ends lie in together are not touched by it.
        let cut = Set(
            march.ofAreas.keys.compactMap { area in
                if case .zone(let id) = area { id } else { nil }
            })
        #expect(touched.isSubset(of: cut))
        #expect(Set(march.ofAreas.values) == [19])
        let ancestors = cut.subtracting(touched)
        #expect(ancestors.allSatisfy { id in zones.zones.contains { $0.parent == id } })
        #expect(march.ofAreas.count < zones.zones.count)
        // A hundred days later, or by one state for all times, nothing is cut.
        #expect(try past("2024-06-15").ofAreas.isEmpty)
        #expect(try past("2024-03-10", asOf: "2024-03-05").ofAreas.isEmpty)
    }
}
