import InputOutput
import LeakZones
import PipeNetwork
import Telemetry
import Testing

@testable import CityStore

@Suite("Stored readings put right, with what they were")
struct CorrectionTests {
    private static func note(_ reason: String = "typing error") throws -> CorrectionNote {
        try CorrectionNote(author: "An", reason: reason, time: Timestamp(1_800_000_000))
    }

    /// Six hours of 1, 2, 3, 4, 5, 6 m³/s.
    private func city(_ scratch: Scratch) throws -> City {
        let city = try scratch.city()
        try city.importing {
            try $0.appendReadings(
                of: "M", kind: .flow, times: (0..<6).map { $0 * 3600 }, values: [1, 2, 3, 4, 5, 6])
        }
        return city
    }

    private func series(_ city: City) throws -> [Int64: Double] {
        let stored = try city.readings(of: "M", kind: .flow)
        return Dictionary(uniqueKeysWithValues: zip(stored?.times ?? [], stored?.values ?? []))
    }

    @Test("A correction changes one value and keeps the old one")
    func correct() throws {
        let scratch = try Scratch()
        let city = try city(scratch)
        let correction = try city.importing {
            try $0.correctReading(of: "M", kind: .flow, at: Timestamp(7200), to: 30, Self.note())
        }
        #expect(correction?.old == 3 && correction?.new == 30)
        #expect(try series(city)[7200] == 30)
        #expect(try series(city).count == 6)
        #expect(try city.readingCorrections() == [try #require(correction)])
        // The same once more changes nothing and is not recorded.
        let again = try city.importing {
            try $0.correctReading(of: "M", kind: .flow, at: Timestamp(7200), to: 30, Self.note())
        }
        #expect(again == nil)
        #expect(try city.readingCorrections().count == 1)
    }

    @Test("What is not there is not corrected, and the error says what there is")
    func absent() throws {
        let scratch = try Scratch()
        let city = try city(scratch)
        #expect(
            throws: CorrectionError.noReading(
                element: "M", kind: .flow, time: "1970-01-01T02:00:01+00:00",
                nearest: ["1970-01-01T02:00:00+00:00", "1970-01-01T03:00:00+00:00"])
        ) {
            try city.importing {
                try $0.correctReading(of: "M", kind: .flow, at: Timestamp(7201), to: 1, Self.note())
            }
        }
        #expect(throws: CorrectionError.noSeries(element: "M", kind: .level, others: [.flow])) {
            try city.importing {
                try $0.correctReading(of: "M", kind: .level, at: Timestamp(0), to: 1, Self.note())
            }
        }
        #expect(throws: CityError.notANumber(element: "M", position: 0)) {
            try city.importing {
                try $0.correctReading(of: "M", kind: .flow, at: Timestamp(0), to: .nan, Self.note())
            }
        }
        #expect(throws: CorrectionError.noReason) {
            try CorrectionNote(author: "An", reason: " \t", time: Timestamp(0))
        }
        #expect(try city.readingCorrections().isEmpty)
    }

    @Test("Readings of a half-open period are taken out, and the series tells its new extent")
    func delete() throws {
        let scratch = try Scratch()
        let city = try city(scratch)
        let count = try city.importing {
            try $0.deleteReadings(
                of: "M", kind: .flow, in: Period(from: Timestamp(0), to: Timestamp(7200)), Self.note())
        }
        #expect(count == 2)
        #expect(try series(city) == [7200: 3, 10_800: 4, 14_400: 5, 18_000: 6])
        let info = try #require(try city.readingSeries().first)
        #expect(info.count == 4 && info.first == Timestamp(7200) && info.last == Timestamp(18_000))
        #expect(try city.readingCorrections().map(\.old) == [1, 2])
        #expect(try city.readingCorrections().allSatisfy { $0.new == nil })
        #expect(throws: CorrectionError.self) {
            try city.importing {
                try $0.deleteReadings(
                    of: "M", kind: .flow, in: Period(from: Timestamp(0), to: Timestamp(7200)), Self.note())
            }
        }
        // The last reading takes the series with it.
        try city.importing {
            _ = try $0.deleteReadings(
                of: "M", kind: .flow, in: Period(from: Timestamp(0), to: Timestamp(90_000)), Self.note())
        }
        #expect(try city.readingSeries().isEmpty)
        #expect(try city.readingCorrections().count == 6)
    }

    @Test("A replacement of the same times leaves the others; one of a period takes out what it has not")
    func replace() throws {
        let new = try ReadingSeries(
            element: "M", kind: .flow, times: [3600, 7200, 9000], values: [20, 3, 99])
        let scratch = try Scratch()
        let city = try city(scratch)
        var report = try city.importing { try $0.replaceReadings(new, in: nil, Self.note()) }
        #expect(report.replaced == 1 && report.removed == 0 && report.inserted == 1 && report.merged == 1)
        #expect(
            try series(city) == [0: 1, 3600: 20, 7200: 3, 9000: 99, 10_800: 4, 14_400: 5, 18_000: 6])
        // From 1 h to 4 h only the reading at 2 h is given: the others of the period go, those outside stay.
        let one = try ReadingSeries(element: "M", kind: .flow, times: [0, 7200], values: [77, 3])
        report = try city.importing {
            try $0.replaceReadings(
                one, in: Period(from: Timestamp(3600), to: Timestamp(14_400)), Self.note())
        }
        #expect(report.removed == 3 && report.replaced == 0 && report.outside == 1 && report.merged == 1)
        #expect(try series(city) == [0: 1, 7200: 3, 14_400: 5, 18_000: 6])
        #expect(
            try city.readingCorrections().map(\.old)
                == [2, 20, 99, 4])
    }

    @Test("A replacement of something that fails changes nothing")
    func whole() throws {
        let scratch = try Scratch()
        let city = try city(scratch)
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try city.importing { writer in
                _ = try writer.deleteReadings(
                    of: "M", kind: .flow, in: Period(from: Timestamp(0), to: Timestamp(7200)), Self.note())
                throw Stop()
            }
        }
        #expect(try series(city).count == 6)
        #expect(try city.readingCorrections().isEmpty)
    }

    @Test("Settings keep what was said and refuse what cannot be")
    func settings() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        #expect(try city.settings().isEmpty)
        var said = CitySettings()
        said.name = "泉城"
        said.retailPrice = 3.5
        said.variableCost = 0.6
        try city.set(said)
        var more = CitySettings()
        more.serviceMinimum = 20
        more.name = "City of Springs"
        let now = try city.set(more)
        #expect(now.name == "City of Springs" && now.retailPrice == 3.5 && now.serviceMinimum == 20)
        #expect(try City(path: city.path, readOnly: true).settings() == now)
        var wrong = CitySettings()
        wrong.serviceMinimum = 0.2
        #expect(throws: SettingsError.outOfRange(.serviceMinimum, found: 0.2, expected: 2...200)) {
            try city.set(wrong)
        }
        #expect(try city.settings() == now)
        wrong = CitySettings()
        wrong.name = " "
        #expect(throws: SettingsError.blank(.name)) { try city.set(wrong) }
        wrong = CitySettings()
        wrong.retailPrice = .nan
        #expect(throws: SettingsError.self) { try city.set(wrong) }
    }

    @Test("A zone that is renamed is the same zone in all of the past")
    func rename() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try SampleNetworks.rich()
        let count = network.nodes.count
        func scheme(_ zones: [Zone]) throws -> ZoneScheme {
            try ZoneScheme(
                zones: zones, zoneOfNode: (0..<count).map { $0 < 2 ? 0 : Int32(zones.count - 1) })
        }
        let day: Int64 = 86_400
        try city.importing { writer in
            try writer.replaceNetwork(network, validFrom: Timestamp(0))
            try writer.saveZones(
                scheme([Zone(id: "a"), Zone(id: "b")]), for: network, validFrom: Timestamp(0))
        }
        try city.importing {
            try $0.saveZones(scheme([Zone(id: "a")]), for: network, validFrom: Timestamp(10 * day))
        }
        let before = try city.zones(asOf: Timestamp(day), for: network)
        try city.importing { try $0.renameZone("a", id: "A", name: "North") }
        let now = try city.zones(for: network)
        #expect(now.zones.map(\.id) == ["A"] && now.zones.map(\.name) == ["North"])
        let then = try city.zones(asOf: Timestamp(day), for: network)
        #expect(then.zones.map(\.id) == ["A", "b"])
        #expect(then.zoneOfNode == before.zoneOfNode)
        #expect(try city.versions().count == 3)
        // What was once another zone's id is not to be taken.
        #expect(throws: ZoneError.duplicateZone("b")) {
            try city.importing { try $0.renameZone("A", id: "b") }
        }
        for blank in ["", " \t", "\n", "a\nb", "--"] {
            #expect(throws: ZoneError.blankName(zone: "A"), "\(blank)") {
                try city.importing { try $0.renameZone("A", id: blank) }
            }
            #expect(throws: ZoneError.blankName(zone: "A"), "\(blank)") {
                try city.importing { try $0.renameZone("A", name: blank) }
            }
        }
        #expect(throws: ZoneError.unknownZone("a", known: ["A"])) {
            try city.importing { try $0.renameZone("a", id: "c") }
        }
    }
}
