import TestSupport
import WaterLoss
import Telemetry
import Testing

@Suite struct AverageZonePressureTests {
    @Test func nodesCountByTheirConnections() {
        // (30 · 10 + 50 · 30)/40 = 45; the plain mean is 40.
        #expect(AverageZonePressure.nodeMean(pressures: [30, 50], connections: [10, 30]) == 45)
        #expect(AverageZonePressure.hydrantMean(pressures: [30, 50]) == 40)
        // An unknown node is left out and is not a node of 0 m.
        #expect(
            AverageZonePressure.nodeMean(pressures: [30, .nan, 50], connections: [10, 60, 30]) == 45)
        #expect(
            AverageZonePressure.coverage(pressures: [30, .nan, 50], connections: [10, 60, 30]) == 0.4)
        #expect(AverageZonePressure.hydrantMean(pressures: [30, .nan]) == 30)
        #expect(AverageZonePressure.nodeMean(pressures: [.nan], connections: [1]) == nil)
        #expect(AverageZonePressure.nodeMean(pressures: [], connections: []) == nil)
    }

    @Test func weightedGroundLevelByHand() {
        // Bands of 5 m: 300 connections at 12.5, 500 at 17.5, 200 at 22.5: (3750 + 8750 + 4500)/1000 = 17.
        let bands = [
            GroundLevelBand(level: 12.5, weight: 300), GroundLevelBand(level: 17.5, weight: 500),
            GroundLevelBand(level: 22.5, weight: 200),
        ]
        let level = AverageZonePressure.weightedAverageGroundLevel(bands)
        #expect(level == 17)
        // Logger 45 m at level 20: 45 + 20 − 17 = 48.
        #expect(
            AverageZonePressure.fromGroundLevel(
                loggerPressure: 45, loggerLevel: 20, weightedAverageGroundLevel: level ?? 0) == 48)
    }

    @Test func levelsFallIntoContourBands() {
        // A level on a contour belongs to the band above it; below datum bands go on.
        let bands = GroundLevelBand.bands(
            levels: [10, 14.9, 15, 22, -1, .nan], weights: [1, 2, 4, 8, 16, 32], interval: 5)
        #expect(bands.map(\.level) == [-2.5, 12.5, 17.5, 22.5])
        #expect(bands.map(\.weight) == [16, 3, 4, 8])
        #expect(GroundLevelBand.bands(levels: [10, 11], interval: 5) == [.init(level: 12.5, weight: 2)])
        #expect(GroundLevelBand.bands(levels: [10], interval: 0).isEmpty)
    }

    @Test func headsOfAModelAreTakenAsTheyAre() {
        // (60 − 10) · 1 + (55 − 25) · 3 = 140, by 4 connections.
        #expect(
            AverageZonePressure.fromHeads([60, 55], elevations: [10, 25], connections: [1, 3]) == 35)
    }

    @Test func aHamletDoesNotCountAsMuchAsATown() {
        // (50 · 9000 + 20 · 1000)/10 000 = 47; the mean of the zones is 35.
        let zones: [(pressure: Double?, connections: Double)] = [(50, 9000), (20, 1000), (nil, 5000)]
        #expect(AverageZonePressure.systemAverage(zones) == 47)
        #expect(AverageZonePressure.systemAverage([(nil, 10)]) == nil)
    }

    @Test func thePointThatFollowsTheAverageBest() {
        let average = [50.0, 48, 45, .nan]
        let ranked = AverageZonePoint.ranked(
            [
                // Off by a constant 2 m: root mean square 2.
                ("high", [52, 50, 47, 60]),
                // Off by +1, −1, +1: root mean square 1, mean 1/3.
                ("near", [51, 47, 46, 0]),
                // Perfect, but known once only.
                ("silent", [50, .nan, .nan, 45]),
            ], average: average)
        #expect(ranked.map(\.id) == ["near", "high"])
        #expect(isNear(ranked[0].rootMeanSquare, 1))
        #expect(isNear(ranked[0].bias, 1.0 / 3))
        #expect(isNear(ranked[1].bias, 2))
        #expect(ranked[1].largest == 2 && ranked[1].count == 3)
    }

    @Test func theNightPressureIsThatOfTheHourOfTheMinimum() throws {
        // The least flow is from 03:00; the pressure then is 47, though it peaks at 52 an hour before.
        let start = Timestamp(TwoZoneCity.start)
        let period = try Period(from: start, to: start + 86_400)
        let flow = try NetFlowSeries(
            grid: TimeGrid(covering: period, step: 3600), values: (0..<24).map { $0 == 3 ? 1 : 5 })
        let night = try #require(try flow.nightFlows(calendar: .utc).first)
        var pressures = Array(repeating: 45.0, count: 24)
        pressures[2] = 52
        pressures[3] = 47
        #expect(try ZonePressureSeries.hourly(pressures).nightPressure(of: night) == 47)
        let two = try ZonePressureSeries.hourly(pressures).nightPressure(of: [night, night])
        #expect(two?.pressure == 47 && two?.nights == 2)
        pressures[3] = .nan
        #expect(try ZonePressureSeries.hourly(pressures).nightPressure(of: night) == nil)
    }

    @Test func readingsBecomeMeansOfCellsAndGapsStayOpen() throws {
        // Quarter-hourly 40 41 42 43 in the first hour; the second lacks one of four (75 % < 90 %).
        let start = TwoZoneCity.start
        let times = [0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11].map { start + Int64($0) * 900 }
        let values = [40.0, 41, 42, 43, 50, 50, 50, 30, 30, 30, 30]
        let series = try ReadingSeries(element: "p", kind: .pressure, times: times, values: values)
        let period = try Period(from: Timestamp(start), to: Timestamp(start + 3 * 3600))
        let grid = try TimeGrid(covering: period, step: 3600)
        let cells = ZonePressureSeries(series, on: grid, elevation: 100)
        #expect(cells.values[0] == 141.5)
        #expect(cells.values[1].isNaN)
        #expect(cells.values[2] == 130)
        let mean = try #require(cells.mean(in: period))
        #expect(isNear(mean.pressure, 135.75) && isNear(mean.coverage, 2.0 / 3))
        #expect(throws: TelemetryError.self) { try ZonePressureSeries(grid: grid, values: [1]) }
    }
}
