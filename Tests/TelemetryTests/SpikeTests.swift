import Testing

@testable import Telemetry

@Suite struct SpikeTests {
    private func flow(_ values: [Double]) throws -> FlowSeries {
        let times = values.indices.map { Int64($0) * 900 }
        let series = try ReadingSeries(element: "M", kind: .flow, times: times, values: values)
        return try FlowSeries(series, calendar: .utc)
    }

    @Test func oneQuarterOfAnHourAtSixtyTimesTheFlowIsNoWater() throws {
        var values = (0..<96).map { _ in 0.01 }
        values[40] = 0.6
        let series = try flow(values)
        #expect(series.faults.count(.spikes) == 1)
        #expect(series.faults[.spikes]?.first == Timestamp(40 * 900))
        // A day of 0.01 m³/s is 864 m³; the spike's quarter is filled by its neighbours.
        let volume = series.volume(in: try Period(from: Timestamp(0), to: Timestamp(86_400)))
        #expect(abs(volume.forward - 864) < 1e-9)
        #expect(volume.coverage == 95.0 / 96)
    }

    @Test func aReverseSpikeIsOneToo() throws {
        var values = (0..<96).map { _ in 0.01 }
        values[40] = -0.6
        #expect(try flow(values).faults.count(.spikes) == 1)
    }

    @Test func aBurstLastsAndIsKept() throws {
        var values = (0..<96).map { _ in 0.01 }
        for place in 40..<43 { values[place] = 0.6 }
        // Three of 96 readings: more than one in a hundred, and longer than a spike.
        #expect(try flow(values).faults.count(.spikes) == 0)
    }

    @Test func aPumpThatRunsNowAndThenIsNoSpike() throws {
        let values = (0..<2000).map { $0 % 60 == 0 ? 0.0122 : 0 }
        #expect(try flow(values).faults.count(.spikes) == 0)
    }

    @Test func fewReadingsSayNothingOfWhatIsUsual() throws {
        var values = (0..<20).map { _ in 0.01 }
        values[7] = 0.6
        #expect(try flow(values).faults.count(.spikes) == 0)
    }
}
