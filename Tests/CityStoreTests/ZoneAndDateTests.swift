import GRDB
import LeakZones
import PipeNetwork
import Telemetry
import Testing

@testable import CityStore

@Suite("Since when a city is so, and by which clock")
struct ZoneAndDateTests {
    private static func day(_ number: Int64) -> Timestamp { Timestamp(1_700_006_400 + number * 86_400) }

    private func scheme(_ id: String, _ network: Network) throws -> ZoneScheme {
        try ZoneScheme(zones: [Zone(id: id)], zoneOfNode: Array(repeating: 0, count: network.nodes.count))
    }

    @Test(
        "Without a date a first network is so as far back as anything is asked, and later changes can be dated"
    )
    func undated() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try SampleNetworks.rich()
        try city.importing { try $0.replaceNetwork(network) }
        try city.importing { try $0.saveZones(scheme("a", network), for: network) }
        #expect(try city.versions().map(\.validFrom) == [.beginning, .beginning])
        #expect(try city.network(asOf: Timestamp(-1_000_000_000)) == network)
        #expect(try city.zones(asOf: Self.day(0), for: network).zones.map(\.id) == ["a"])
        // Still no readings: the zones are being drawn.
        try city.importing { try $0.saveZones(scheme("b", network), for: network) }
        #expect(try city.zones(asOf: Self.day(0), for: network).zones.map(\.id) == ["b"])
        // A change of the past.
        try city.importing { writer in
            try writer.appendReadings(of: "M2", kind: .flow, times: [0, 3600], values: [1, 2])
            try writer.replaceNetwork(Network(), validFrom: Self.day(5))
        }
        #expect(try city.network(asOf: Self.day(4)) == network)
        #expect(try city.network(asOf: Self.day(5)) == Network())
        // After a change that was dated, one without a date holds from now on.
        try city.importing { try $0.replaceNetwork(network) }
        let last = try #require(try city.versions().last)
        #expect(last.validFrom == last.recordedAt)
    }

    @Test("A change long after the first readings holds from now on")
    func later() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try SampleNetworks.rich()
        try city.importing { writer in
            try writer.replaceNetwork(network)
            try writer.appendReadings(of: "M2", kind: .flow, times: [0, 3600], values: [1, 2])
            try writer.db.execute(sql: "UPDATE version SET recorded_at = recorded_at - 200000")
        }
        try city.importing { try $0.replaceNetwork(Network()) }
        let versions = try city.versions()
        #expect(versions.map(\.validFrom) == [.beginning, versions[1].recordedAt])
        #expect(try city.network(asOf: versions[1].recordedAt - 1) == network)
    }

    @Test("A date from before the zone was known is a local date, and an instant with the zone")
    func localDates() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try SampleNetworks.rich()
        try city.importing { writer in
            try writer.replaceNetwork(network, validFrom: Self.day(0))
            try writer.noteLocalDate(Self.day(0))
            try writer.saveZones(scheme("a", network), for: network, validFrom: Self.day(0))
            try writer.replaceNetwork(Network(), validFrom: Self.day(3))
            try writer.noteLocalDate(Self.day(3))
            // An instant that was given with its offset.
            try writer.replaceNetwork(network, validFrom: Self.day(7))
        }
        let shanghai = try LocalCalendar(timeZone: "Asia/Shanghai")
        try city.importing { try $0.setCalendar(shanghai) }
        // Midnight in Shanghai is eight hours before midnight in UTC.
        let eight: Int64 = 8 * 3600
        let expected = [Self.day(0) - eight, Self.day(0) - eight, Self.day(3) - eight, Self.day(7)]
        #expect(try city.versions().map(\.validFrom) == expected)
        #expect(try city.network(asOf: Self.day(3) - eight - 1) == network)
        #expect(try city.network(asOf: Self.day(3) - eight) == Network())
        #expect(try city.network(asOf: Self.day(7)) == network)
        #expect(try city.zones(asOf: Self.day(0) - eight, for: network).zones.map(\.id) == ["a"])
        // Nothing is left to be moved, and a zone that is known notes nothing.
        try city.importing { try $0.noteLocalDate(Self.day(7)) }
        try city.importing { try $0.setCalendar(LocalCalendar(timeZone: "Europe/Berlin")) }
        #expect(try city.versions().map(\.validFrom) == expected)
    }

    @Test("Readings move with the clock when they were read in the wrong zone")
    func moving() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try SampleNetworks.rich()
        try city.importing { writer in
            try writer.replaceNetwork(network)
            try writer.setCalendar(.utc)
            try writer.appendReadings(of: "M2", kind: .flow, times: [0, 3600], values: [1, 2])
            try writer.appendReadings(of: "M2", kind: .register, times: [7200], values: [3])
            for time: Int64 in [0, 28_800] {
                try writer.addReplacement(
                    .init(at: Timestamp(time), oldFinal: 1, newInitial: 0), ofMeter: "M2")
            }
        }
        let shanghai = try LocalCalendar(timeZone: "Asia/Shanghai")
        #expect(try city.importing { try $0.moveReadings(to: shanghai) } == 3)
        #expect(try city.readings(of: "M2", kind: .flow)?.times == [-28_800, -25_200])
        #expect(try city.readings(of: "M2", kind: .register)?.times == [-21_600])
        #expect(
            try city.meters(in: network)["M2"]?.replacements.map(\.at) == [Timestamp(-28_800), Timestamp(0)])
        #expect(try city.calendar() == shanghai)
        // 02:30 of the night the clocks go forward is no time in Berlin: nothing is changed.
        try city.importing { writer in
            try writer.setCalendar(.utc)
            try writer.appendReadings(
                of: "M2", kind: .level,
                times: [LocalCalendar.utc.timestamp("2024-03-31 02:30").secondsSince1970],
                values: [1])
        }
        #expect(throws: TelemetryError.self) {
            try city.importing { try $0.moveReadings(to: LocalCalendar(timeZone: "Europe/Berlin")) }
        }
        #expect(try city.calendar() == .utc)
        #expect(try city.readings(of: "M2", kind: .flow)?.times == [-28_800, -25_200])
    }

    @Test("A zone from before only IANA names were taken is named, and can be said anew")
    func formerZone() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        try city.importing { writer in
            try writer.db.execute(sql: "INSERT INTO springline_meta VALUES ('time_zone', 'UTC+8')")
            try writer.appendReadings(of: "M2", kind: .flow, times: [0, 3600], values: [1, 2])
        }
        do {
            _ = try city.calendar()
            Issue.record("UTC+8 was taken for a zone")
        } catch let error as CityError {
            #expect(error.description.contains("its time_zone is 'UTC+8', which is no IANA time zone"))
        }
        // 08:00 at UTC+8 is 09:00 in Tokyo at the same instant; the clock's figure stays.
        try city.importing { try $0.moveReadings(to: LocalCalendar(timeZone: "Asia/Tokyo")) }
        #expect(try city.readings(of: "M2", kind: .flow)?.times == [-3600, 0])
    }

    @Test("What differs by the rounding of its print is the reading that is stored")
    func tolerance() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        try city.importing { writer in
            try writer.appendReadings(
                of: "M", kind: .flow, times: [0, 60], values: [0.36 / 3600, 12.3 / 3600])
            let report = try writer.appendReadings(
                of: "M", kind: .flow, times: [0, 60], values: [0.1 * 0.001, 3.42 * 0.001],
                tolerance: 0.05 / 3600)
            #expect(report.merged == 2 && report.conflicts == 0)
            let other = try writer.appendReadings(of: "M", kind: .flow, times: [60], values: [12.4 / 3600])
            #expect(other.conflicts == 1)
        }
    }

    @Test("A register that was misread for months is read from where it was right")
    func widerWindow() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let day: Int64 = 86_400
        // One cubic metre a day; zeros from day 50 to day 200.
        let values = (0..<300).map { (50..<200).contains($0) ? 0.0 : 1000 + Double($0) }
        try city.importing {
            try $0.appendReadings(
                of: "C", kind: .register, times: (0..<300).map { Int64($0) * day }, values: values)
        }
        let month = try Period(from: Timestamp(190 * day), to: Timestamp(220 * day))
        let readings = try #require(try city.readings(of: "C", kind: .register, around: month))
        let volume = try RegisterSeries(readings).volume(in: month)
        #expect(abs(volume.net - 30) < 1e-9)
        #expect(volume.coverage == 1)
    }
}
