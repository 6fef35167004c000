import PipeNetwork
import Telemetry
import TestSupport
import Testing

@testable import CityStore

@Suite("Readings stored and read back")
struct ReadingTests {
    @Test("A series comes back bit by bit, whole and by half-open period")
    func roundTrip() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let times: [Int64] = [-86_400, 0, 300, 600, 4_000_000_000]
        let values = [0.1 + 0.2, -5, 0, 1e-300, 123_456_789.012_345]
        let report = try city.importing {
            try $0.appendReadings(of: "总表", kind: .flow, times: times, values: values)
        }
        #expect(report.inserted == 5)
        let series = try #require(try city.readings(of: "总表", kind: .flow))
        #expect(series.times == times)
        #expect(series.values == values)
        let part = try city.readings(
            of: "总表", kind: .flow, in: Period(from: Timestamp(0), to: Timestamp(600)))
        #expect(part?.times == [0, 300])
        #expect(try city.readings(of: "总表", kind: .level) == nil)
        #expect(
            try city.readingSeries() == [
                ReadingSeriesInfo(
                    element: "总表", kind: .flow, form: nil, count: 5, first: Timestamp(-86_400),
                    last: Timestamp(4_000_000_000))
            ])
    }

    @Test(
        "Readings in any order and in several calls make the series that sorting them makes",
        arguments: [1, 2, 3])
    func anyOrder(seed: Int) throws {
        var random = SplitMix(UInt64(seed))
        let scratch = try Scratch()
        let city = try scratch.city()
        var truth: [Int64: Double] = [:]
        var report = AppendReport()
        var offered = 0
        for _ in 0..<6 {
            let times = (0..<200).map { _ in Int64(random.next() % 500) * 60 }
            let values = times.map { $0 % 7 == 0 ? random.fraction() : Double($0) }
            for (time, value) in zip(times, values) where truth[time] == nil { truth[time] = value }
            offered += times.count
            try city.importing {
                report.add(try $0.appendReadings(of: "M", kind: .register, times: times, values: values))
            }
        }
        let series = try #require(try city.readings(of: "M", kind: .register))
        #expect(series.times == truth.keys.sorted())
        #expect(series.values == truth.keys.sorted().map { truth[$0] })
        #expect(report.inserted == truth.count)
        #expect(report.inserted + report.merged + report.conflicts == offered)
        #expect(try city.readingSeries().first?.count == truth.count)
    }

    @Test("An equal duplicate is merged; of two values the earlier stays and the first conflict is told")
    func duplicates() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        try city.importing { writer in
            let first = try writer.appendReadings(
                of: "M", kind: .level, times: [20, 10, 20, 10], values: [2, 1, 2.5, 1])
            #expect(first.inserted == 2)
            #expect(first.merged == 1)
            #expect(first.conflicts == 1)
            #expect(
                first.firstConflict
                    == AppendReport.Conflict(element: "M", time: Timestamp(20), kept: 2, refused: 2.5))
            let second = try writer.appendReadings(
                of: "M", kind: .level, times: [5, 10, 20, 30], values: [9, 7, 2, 3])
            #expect(second.inserted == 2)
            #expect(second.merged == 1)
            #expect(second.conflicts == 1)
            #expect(second.firstConflict?.kept == 1)
        }
        let series = try #require(try city.readings(of: "M", kind: .level))
        #expect(series.times == [5, 10, 20, 30])
        #expect(series.values == [9, 1, 2, 3])
        let info = try #require(try city.readingSeries().first)
        #expect(info.count == 4)
        #expect(info.first == Timestamp(5))
        #expect(info.last == Timestamp(30))
    }

    @Test("Consumption keeps its form and takes no other")
    func forms() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        try city.importing {
            try $0.appendReadings(of: "C", kind: .consumption, form: .rate, times: [0], values: [1])
        }
        #expect(try city.readings(of: "C", kind: .consumption)?.consumptionForm == .rate)
        #expect(throws: CityError.formsDiffer(element: "C", stored: "rate", added: "volume")) {
            try city.importing {
                try $0.appendReadings(of: "C", kind: .consumption, form: .volume, times: [1], values: [1])
            }
        }
    }

    @Test("What is no reading is refused by name, and an empty list is nothing")
    func refused() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        #expect(throws: CityError.lengthsDiffer(element: "M", times: 2, values: 1)) {
            try city.importing { try $0.appendReadings(of: "M", kind: .flow, times: [0, 1], values: [0]) }
        }
        #expect(throws: CityError.notANumber(element: "M", position: 1)) {
            try city.importing {
                try $0.appendReadings(of: "M", kind: .flow, times: [0, 1], values: [0, .nan])
            }
        }
        #expect(try city.readingSeries().isEmpty)
        try city.importing { try $0.appendReadings(of: "M", kind: .flow, times: [], values: []) }
        #expect(try city.readings(of: "M", kind: .flow)?.count == 0)
    }

    @Test("A removed series is gone and its neighbours stay")
    func removed() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        try city.importing { writer in
            for element in ["A", "B", "C"] {
                try writer.appendReadings(of: element, kind: .flow, times: [0, 1], values: [1, 2])
            }
            try writer.removeReadings(of: "B", kind: .flow)
        }
        #expect(try city.readings(of: "B", kind: .flow) == nil)
        #expect(try city.readings(of: "A", kind: .flow)?.values == [1, 2])
        #expect(try city.readings(of: "C", kind: .flow)?.values == [1, 2])
    }

    @Test("A balance gets four weeks on both sides of its period, and three readings of a monthly register")
    func around() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let day: Int64 = 86_400
        let daily = (0..<400).map { Int64($0) * day }
        let monthly = (0..<14).map { Int64($0) * 30 * day }
        try city.importing { writer in
            try writer.appendReadings(of: "D", kind: .flow, times: daily, values: daily.map(Double.init))
            try writer.appendReadings(
                of: "M", kind: .register, times: monthly, values: monthly.map(Double.init))
        }
        let period = try Period(from: Timestamp(200 * day), to: Timestamp(207 * day))
        let flow = try #require(try city.readings(of: "D", kind: .flow, around: period))
        #expect(flow.times == (171..<236).map { Int64($0) * day })
        let register = try #require(try city.readings(of: "M", kind: .register, around: period))
        #expect(register.times == [120, 150, 180, 210, 240, 270].map { $0 * day })
        #expect(try city.readings(of: "X", kind: .flow, around: period) == nil)
    }

    @Test("Meters are read from their attributes and the exchanges on record")
    func meters() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try SampleNetworks.rich()
        let exchange = Meter.Replacement(at: Timestamp(1000), oldFinal: 99_999, newInitial: 3)
        try city.importing { writer in
            try writer.replaceNetwork(network)
            try writer.addReplacement(exchange, ofMeter: "M2")
            try writer.addReplacement(exchange, ofMeter: "no asset")
        }
        let meters = try city.meters(in: network)
        let meter = try #require(meters["M2"])
        #expect(meter.kind == .household)
        #expect(meter.registerDigits == 5)
        #expect(meter.maximumFlow == 3.125 / 3600)
        #expect(meter.accuracy == MeterAccuracy(randomPercent: 2))
        #expect(meter.replacements == [exchange])
        #expect(meters["no asset"]?.replacements == [exchange])
        #expect(Set(meters.keys) == ["A", "无处", "M2", "no asset"])
    }
}
