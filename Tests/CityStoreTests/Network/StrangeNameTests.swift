import Geospatial
import LeakZones
import PipeNetwork
import Telemetry
import Testing

@testable import CityStore

/// Names that other programs write: each is one name, and comes back as it was.
@Suite("Names of any kind")
struct StrangeNameTests {
    static let names = [
        "", " ", " lead and trail ", "a\0b", "\0", "line\nbreak\r\n", "tab\there", "it's", "\"quoted\"",
        "`tick`",
        "[bracket]", "%_like?", "?1", ":name", "$dollar", "NULL", "null", "true", "007", "7", "7.0", "0x10",
        "1e3",
        "-0", "NaN", "inf", "--comment", "/* c */", ";", "\\", "\\u0041", "{\"a\":1}", "\u{FEFF}bom",
        "\u{7F}",
        "\u{85}", "\u{2028}", "\u{202E}rtl", "Ａ１", "管网", "𠮷野", "👨‍👩‍👧‍👦", "🇨🇳", "ﬀ", "İi", "ß", "е\u{301}",
        String(repeating: "long ", count: 4000),
    ]

    /// A chain of nodes and pipes of these names, with attributes, patterns and meters of the same names.
    private func network() throws -> Network {
        var network = Network()
        for (place, name) in Self.names.enumerated() {
            try network.add(
                Junction(
                    id: name, position: Coordinate(x: Double(place), y: 0), elevation: Double(place),
                    attributes: [name: .text(name), "n" + name: .integer(Int64(place))]))
            network.patterns[name] = Pattern(id: name, multipliers: [Double(place)])
            network.curves[name] = Curve(id: name, points: [.init(x: Double(place), y: 1)])
        }
        for (from, to) in zip(Self.names, Self.names.dropFirst()) {
            try network.add(
                Pipe(
                    id: from, start: from, end: to, length: 1,
                    attributes: ["material": .text(from), "road": .text(to), "note": .text(from + to)]))
        }
        for name in Self.names {
            try network.add(Asset(kind: .meter, id: name, attachment: .node(name)))
        }
        network.title = Self.names
        // Lines end where they end, though a carriage return stands before the end.
        network.verbatim = [
            VerbatimSection(name: "TAGS", lines: ["a\r", "b\r", "", "\r", "c\0d"]),
            VerbatimSection(name: "a\0b", lines: ["\u{301}", "\u{2028}"]),
        ]
        return network
    }

    @Test("Elements, attributes, patterns and curves of any name come back exactly")
    func elements() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try network()
        try city.importing { try $0.replaceNetwork(network, validFrom: Timestamp(0)) }
        let stored = try City(path: city.path, readOnly: true).network()
        #expect(stored.nodes.ids == network.nodes.ids)
        #expect(stored == network)
        // All of it goes, and is there again on the day before.
        try city.importing { try $0.replaceNetwork(Network(), validFrom: Timestamp(10)) }
        #expect(try city.network(asOf: Timestamp(9)) == network)
        #expect(try city.network() == Network())
    }

    @Test("Each has a history of its own")
    func histories() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try network()
        try city.importing { writer in
            try writer.replaceNetwork(network, validFrom: Timestamp(0))
            try writer.replaceNetwork(Network(), validFrom: Timestamp(10))
        }
        for (place, name) in Self.names.enumerated() {
            let states = try city.history(ofElement: name)
            // A junction, a pipe but for the last, a meter.
            let layers = states.map(\.layer).sorted()
            #expect(
                layers
                    == (place + 1 < Self.names.count
                        ? ["junction", "meter", "pipe"] : ["junction", "meter"]),
                "\(place)")
            #expect(states.allSatisfy { $0.id == name && $0.end == .removed && $0.validTo == Timestamp(10) })
        }
    }

    @Test("Readings and zones of any name are kept apart")
    func readingsAndZones() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try network()
        let scheme = try ZoneScheme(
            zones: Self.names.map { Zone(id: "z" + $0, name: $0) },
            zoneOfNode: (0..<network.nodes.count).map { Int32($0) }, meteredLinks: Self.names.dropLast())
        try city.importing { writer in
            try writer.replaceNetwork(network)
            try writer.saveZones(scheme, for: network)
            for (place, name) in Self.names.enumerated() {
                try writer.appendReadings(
                    of: name, kind: .flow, times: [Int64(place)], values: [Double(place)])
                try writer.addReplacement(
                    .init(at: Timestamp(Int64(place)), oldFinal: Double(place), newInitial: 0), ofMeter: name)
            }
        }
        #expect(try city.zones(for: network) == scheme)
        #expect(try city.readingSeries().count == Self.names.count)
        for (place, name) in Self.names.enumerated() {
            let series = try #require(try city.readings(of: name, kind: .flow))
            #expect(series.element == name && series.times == [Int64(place)], "\(place)")
        }
        // One of them removed leaves the others.
        try city.importing { try $0.removeReadings(of: "a\0b", kind: .flow) }
        #expect(try city.readingSeries().count == Self.names.count - 1)
        #expect(try city.readings(of: "a\0b", kind: .flow) == nil)
    }

    @Test("Attribute values of every kind and size come back to the bit")
    func values() throws {
        var values: [String: AttributeValue] = [:]
        let reals: [Double] = [
            0, -0.0, 1, 0.1, 1.0 / 3, .pi, 1e15, 1e16, 1e17, 1e22, 123_456_789_012_345_680,
            .leastNonzeroMagnitude, .ulpOfOne,
            .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNormalMagnitude, 2.5e-7,
            9_007_199_254_740_992,
        ]
        for (place, real) in reals.enumerated() { values["real \(place)"] = .real(real) }
        let wholes: [Int64] = [0, -1, .max, .min, 1 << 53, (1 << 53) + 1, 10_000_000_000]
        for (place, whole) in wholes.enumerated() {
            values["whole \(place)"] = .integer(whole)
        }
        for (place, text) in Self.names.enumerated() { values["text \(place)"] = .text(text) }
        var network = Network()
        try network.add(Junction(id: "a", attributes: values))
        try network.add(Junction(id: "b"))
        for typed in ["material", "road", "area", "dn", "year"] {
            for value in [
                AttributeValue.text("12"), .text(""), .integer(-7), .real(12.5), .real(-0.0), .real(1e300),
                .boolean(false),
            ] {
                try network.add(
                    Pipe(id: "\(typed) \(value)", start: "a", end: "b", attributes: [typed: value]))
            }
        }
        let scratch = try Scratch()
        let city = try scratch.city()
        try city.importing { try $0.replaceNetwork(network) }
        let stored = try city.network()
        #expect(stored == network)
        let row = try #require(stored.nodes.index(of: "a"))
        for (place, real) in reals.enumerated() {
            guard case .real(let found) = stored.nodes.attributes[row, "real \(place)"] else {
                Issue.record("\(real) is no real")
                continue
            }
            #expect(found.bitPattern == real.bitPattern)
        }
    }
}
