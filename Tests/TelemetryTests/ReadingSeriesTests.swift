import Testing

@testable import Telemetry

@Suite struct ReadingSeriesTests {
    @Test func cleanReadingsPassUnchanged() throws {
        let (series, faults) = try ReadingSeries.cleaned(
            element: "P1", kind: .flow, times: [0, 300, 600], values: [1, -2, 0])
        #expect(faults.isEmpty)
        #expect(series.times == [0, 300, 600])
        #expect(series.values == [1, -2, 0])
    }

    @Test func disorderDuplicatesAndHoles() throws {
        let (series, faults) = try ReadingSeries.cleaned(
            element: "P1", kind: .flow,
            times: [0, 600, 300, 600, 900, 900, 900, 1200, 1500, 1800],
            values: [1, 3, 2, 3, 4, 5, 4, .nan, .infinity, 7])
        // 600 is merged, 900 contradicts itself and goes, 1200 and 1500 are no numbers.
        #expect(series.times == [0, 300, 600, 1800])
        #expect(series.values == [1, 2, 3, 7])
        #expect(faults.count(.outOfOrder) == 1)
        #expect(faults[.outOfOrder]?.first == Timestamp(300))
        #expect(faults.count(.duplicatesMerged) == 1)
        #expect(faults.count(.duplicateConflicts) == 3)
        #expect(faults[.duplicateConflicts]?.first == Timestamp(900))
        #expect(faults.count(.nonFinite) == 2)
        #expect(faults.count(.spikes) == 0)
    }

    @Test func negativesByKind() throws {
        func cleaned(_ kind: ReadingKind) throws -> (count: Int, negative: Int) {
            let result = try ReadingSeries.cleaned(
                element: "M", kind: kind, times: [0, 1, 2], values: [1, -1, 2])
            return (result.series.count, result.faults.count(.negative))
        }
        #expect(try cleaned(.flow) == (3, 0))
        #expect(try cleaned(.level) == (3, 0))
        #expect(try cleaned(.pressure) == (3, 1))
        #expect(try cleaned(.register) == (2, 1))
        #expect(try cleaned(.consumption) == (2, 1))
    }

    @Test func flowsBeyondTheLargestAreSpikes() throws {
        let (series, faults) = try ReadingSeries.cleaned(
            element: "M", kind: .flow, times: [0, 1, 2, 3], values: [1, 11, -11, 10], maximumFlow: 10)
        #expect(series.values == [1, 10])
        #expect(faults.count(.spikes) == 2)
    }

    @Test func unequalArraysAndBadOrderAreRefused() {
        #expect(throws: TelemetryError.lengthsDiffer(element: "M", times: 2, values: 1)) {
            try ReadingSeries.cleaned(element: "M", kind: .flow, times: [0, 1], values: [1])
        }
        #expect(throws: TelemetryError.notIncreasing(element: "M", position: 1)) {
            try ReadingSeries(element: "M", kind: .flow, times: [5, 5], values: [1, 2])
        }
    }

    @Test func nominalStepIsTheMedian() throws {
        let series = try Samples.series(.flow, step: 900, count: 5000) { $0 % 50 == 7 ? nil : 1 }
        #expect(series.nominalStep == 900)
    }
}
