import Foundation
import Testing

@Suite("Zones verified, proposed and designed at the command line")
struct ZoneDesignCommandTests {
    /// A ring of six customers behind one source, so that two zones of three are one cut of two pipes.
    static let ring: String = {
        let numbers = 1...6
        let junctions = numbers.map { "J\($0) 0 1" }.joined(separator: "\n")
        let pipes = numbers.map { "P\($0) J\($0) J\($0 % 6 + 1) 100 200 100 0 Open" }.joined(separator: "\n")
        let places = numbers.map { "J\($0) \($0)00 \($0 % 2)00" }.joined(separator: "\n")
        return "[JUNCTIONS]\n\(junctions)\n[RESERVOIRS]\nR 60\n[PIPES]\nP0 R J1 10 300 100 0 Open\n\(pipes)\n"
            + "[OPTIONS]\nUnits LPS\n[COORDINATES]\nR 0 0\n\(places)\n[END]\n"
    }()

    private func json(_ outcome: Springs.Outcome) throws -> [String: Any] {
        try #require(outcome.code == 0, "\(outcome.errors)")
        let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        return try #require(value as? [String: Any])
    }

    @Test("A tight zone passes; an open pipe beside its meter is named with its path")
    func verify() throws {
        let springs = try Springs()
        try springs.makeTown()
        #expect(
            try json(springs.run("zones", "verify", "city.db", "--format", "json"))["passes"] as? Bool == true
        )
        // A ring cut in two: the pipe that the design shuts is still open in the city.
        try springs.write("ring.inp", Self.ring)
        for arguments in [
            ["import", "ring.db", "ring.inp"],
            ["zones", "design", "ring.db", "--zones", "2", "--save", "--service-minimum", "10"],
        ] {
            let outcome = try springs.run(arguments)
            try #require(outcome.code == 0, "\(outcome.errors)")
        }
        // What the design shuts is open until somebody shuts it.
        let found = try json(springs.run("zones", "verify", "ring.db", "--format", "json"))
        #expect(found["passes"] as? Bool == false)
        #expect(found["leaks"] as? Double == 1)
        let outcome = try springs.run(
            "zones", "verify", "ring.db", "--lang", "zh", "--output", "leaks.gpkg")
        #expect(outcome.output.contains("边界敞开"))
        #expect(outcome.errors.contains("leaks.gpkg"))
    }

    @Test("A ring of six is cut in two halves, one meter and one valve; the devices come as CSV and on a map")
    func design() throws {
        let springs = try Springs()
        try springs.write("ring.inp", Self.ring)
        let result = try json(
            springs.run(
                "zones", "design", "ring.inp", "--zones", "2", "--service-minimum", "10", "--format", "json",
                "--compare", "--output", "design.gpkg"))
        let zones = try #require(result["zones"] as? [[String: Any]])
        #expect(zones.map { $0["connections"] as? Double } == [3, 3])
        let devices = try #require(result["devices"] as? [[String: Any]])
        #expect(devices.count == 3)
        #expect(devices.filter { $0["role"] as? String == "valve, shut" }.count == 1)
        let proposals = try #require(result["proposals"] as? [[String: Any]])
        #expect(proposals.last?["proposal"] as? String == "METIS")
        #expect((proposals.first?["faults"] as? [String])?.isEmpty == true)
        #expect(try springs.names().contains("design.gpkg"))
        let csv = try springs.run(
            "zones", "design", "ring.inp", "--zones", "2", "--service-minimum", "10", "--format", "csv")
        #expect(csv.output.hasPrefix("link,role,state,existing,node,dn_mm,from,to,flow_m3_per_h\r\n"))
        let proposed = try springs.run(
            "zones", "propose", "ring.inp", "--elements", "J3", "P4", "--name", "East")
        #expect(proposed.code == 0)
        #expect(proposed.output.contains("East"))
    }

    @Test("What cannot be done is refused in one sentence")
    func refusals() throws {
        let springs = try Springs()
        try springs.makeStreet()
        try springs.expectRefusal(
            ["zones", "verify", "city.db"],
            "Error: city.db: the city has no zones; make them with 'zones derive' or 'zones import'")
        try springs.write("ring.inp", Self.ring)
        try springs.expectRefusal(
            ["zones", "propose", "ring.inp", "--elements", "J33"],
            "Error: 'J33' is no node, link, meter or valve of the network; did you mean 'J3'?")
        try springs.expectRefusal(
            ["zones", "design", "ring.inp", "--min-connections", "9", "--max-connections", "3"],
            "Error: a zone cannot have at least 9.0 and at most 3.0; the least must be above 0 and below the most"
        )
        try springs.expectRefusal(
            ["zones", "design", "ring.inp", "--zones", "99"],
            "Error: 99 zones were asked for, but the network has only 6 places that can be told apart; ask for fewer"
        )
        try springs.expectRefusal(
            ["zones", "design", "ring.inp", "--zones", "2", "--proposal", "99"],
            "Error: there is no proposal 99; the design has 1 to \(try proposals(springs))")
        try springs.expectRefusal(
            ["zones", "design", "ring.inp", "--zones", "2", "--save"],
            "Error: ring.inp: zones can be saved in a city's file only; import the model into one")
        try springs.expectRefusal(
            ["zones", "design", "none.inp"], "Error: none.inp: there is no such file.")
    }

    private func proposals(_ springs: Springs) throws -> Int {
        let result = try json(
            springs.run("zones", "design", "ring.inp", "--zones", "2", "--format", "json"))
        return (result["proposals"] as? [Any])?.count ?? 0
    }
}
