import LeakZones
import PipeNetwork
import Telemetry
import Testing

private func isClose(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-6) -> Bool {
    a.map { abs($0 - b) <= tolerance } ?? false
}

@Suite struct WaterBalanceTests {
    @Test func everyTermOfAWeekIsWhatTheHandGets() throws {
        var city = try TwoZoneCity()
        try city.addSoundWeek()
        let balances = try city.balances()
        let west = try #require(balances["West"])
        // 7 d · 24 h · 10 m³/h in, 4 m³/h out to East, 5 m³/h metered: 1 m³/h is missing.
        #expect(isClose(west.input, 1680))
        #expect(isClose(west.export, 672))
        #expect(isClose(west.storageChange, 0))
        #expect(isClose(west.metered, 840))
        #expect(west.unmetered == 0)
        #expect(isClose(west.loss, 168))
        #expect(west.coverage == 1)
        #expect(west.flags.isEmpty)
        let east = try #require(balances["East"])
        // 672 in, tank + 0.7 m · 100 m² = 70, unmetered 20 m³/d · 7 = 140.
        #expect(isClose(east.input, 672))
        #expect(isClose(east.export, 0))
        #expect(isClose(east.storageChange, 70))
        #expect(isClose(east.unmetered, 140))
        #expect(isClose(east.loss, 462))
    }

    @Test func limitsAreThePropagationOfEachMetersError() throws {
        var city = try TwoZoneCity()
        try city.addSoundWeek()
        let meters = [
            "IN": Meter(id: "IN", accuracy: .init(randomPercent: 1)),
            "X": Meter(id: "X", accuracy: .init(randomPercent: 2)),
            "m": Meter(id: "m", accuracy: .init(randomPercent: 5)),
        ]
        let balances = try city.balances(meters: meters)
        // West: 1 % of 1680 = 16.8, 2 % of 672 = 13.44, 5 % of 840 = 42, in quadrature.
        let west = (16.8 * 16.8 + 13.44 * 13.44 + 42 * 42).squareRoot()
        #expect(isClose(balances["West"]?.lossHalfWidth, west))
        // East: the same transfer meter, two level readings of ±0.01 m on 100 m², 20 % of 140 m³.
        let east = (13.44 * 13.44 + 2 * 1 + 28 * 28).squareRoot()
        #expect(isClose(balances["East"]?.lossHalfWidth, east))
    }

    @Test func aSharedErrorIsAddedLinearlyAndActsOnTheDifference() throws {
        var city = try TwoZoneCity()
        try city.addSoundWeek()
        let shared = MeterAccuracy(randomPercent: 0, systematicPercent: 1)
        let meters = ["IN": Meter(id: "IN", accuracy: shared), "X": Meter(id: "X", accuracy: shared)]
        var options = BalanceOptions()
        options.customerAccuracy = .init(randomPercent: 0)
        let west = try city.balances(meters: meters, options: options)["West"]
        // Both meters read 1 % high together: 1 % of (1680 − 672).
        #expect(isClose(west?.lossHalfWidth, 10.08))
    }

    @Test func metersBetweenChildrenVanishFromTheParent() throws {
        var city = try TwoZoneCity()
        try city.addSoundWeek()
        let nested = try ZoneScheme(
            zones: [Zone(id: "City"), Zone(id: "West", parent: "City"), Zone(id: "East", parent: "City")],
            zoneOfNode: city.scheme.zoneOfNode.map {
                $0 < 0 ? -1 : city.scheme.zones[Int($0)].id == "West" ? 1 : 2
            },
            meteredLinks: ["IN", "X"])
        let meters = ["X": Meter(id: "X", accuracy: .init(randomPercent: 80))]
        let balances = try city.balances(nested, meters: meters)
        let parent = try #require(balances["City"])
        #expect(isClose(parent.input, 1680))
        #expect(isClose(parent.export, 0))
        // The loss of the parent is the sum of its children's although the transfer meter is useless.
        #expect(isClose(parent.loss, (balances["West"]?.loss ?? 0) + (balances["East"]?.loss ?? 0)))
        // IN 2 % of 1680, customer 2 % of 840, tank, estimate: nothing of X.
        let expected = (33.6 * 33.6 + 16.8 * 16.8 + 2 + 28 * 28).squareRoot()
        #expect(isClose(parent.lossHalfWidth, expected))
    }

    @Test func turningAMeterAndItsSignsChangesNothing() throws {
        var city = try TwoZoneCity()
        try city.addSoundWeek()
        let before = try city.balances()
        var turned = try TwoZoneCity()
        try turned.addFlow("IN", 10)
        try turned.addFlow("X", -4)
        turned.readings += city.readings.filter { $0.element == "T" || $0.element == "m" }
        // The meter sits in link X but counts against its drawn direction.
        try turned.network.add(
            Asset(
                kind: .meter, id: "X", attachment: .link("X", node: "b"),
                attributes: ["direction": .text("reverse")]))
        #expect(try turned.balances() == before)
    }

    @Test func leavesAddUpToWhatCrossedTheOutside() throws {
        var city = try TwoZoneCity()
        try city.addSoundWeek()
        let balances = try city.balances()
        let net = balances.values.reduce(0) { $0 + ($1.netInput ?? .nan) }
        let storage = balances.values.reduce(0) { $0 + ($1.storageChange ?? .nan) }
        #expect(isClose(net + storage, 1680))
    }

    @Test func missingIsNeverZero() throws {
        var city = try TwoZoneCity()
        try city.addSoundWeek()
        city.readings.removeAll { $0.element == "X" }
        let balances = try city.balances()
        for zone in ["West", "East"] {
            let balance = try #require(balances[zone])
            #expect(balance.loss == nil)
            #expect(balance.lossHalfWidth == nil)
            #expect(balance.input == nil)
            #expect(balance.coverage == 0)
            #expect(balance.flags.contains(BalanceFlag(.missingInlet, "X")))
            #expect(balance.flags.contains(BalanceFlag(.incomplete)))
        }
    }

    @Test func aMeterDeadForADayOfSevenClaimsNoLoss() throws {
        var city = try TwoZoneCity()
        try city.addSoundWeek()
        city.readings.removeAll { $0.element == "IN" }
        try city.add("IN", .flow, step: 3600, count: 8 * 24) { (48..<72).contains($0) ? nil : 10.0 / 3600 }
        let west = try #require(try city.balances()["West"])
        #expect(west.loss == nil)
        #expect(isClose(west.coverage, 6.0 / 7))
        #expect(west.flags.contains(BalanceFlag(.missingInlet, "IN")))
    }

    @Test func anHourMissingIsFilledFlaggedAndWidens() throws {
        var city = try TwoZoneCity()
        try city.addSoundWeek()
        let whole = try #require(try city.balances()["West"])
        city.readings.removeAll { $0.element == "IN" }
        try city.add("IN", .flow, step: 3600, count: 8 * 24) { $0 == 50 ? nil : 10.0 / 3600 }
        let west = try #require(try city.balances()["West"])
        #expect(isClose(west.loss, 168))
        #expect(west.flags.contains(BalanceFlag(.filled, "IN")))
        #expect((west.lossHalfWidth ?? 0) > (whole.lossHalfWidth ?? .infinity))
    }

    @Test func withoutALevelAtTheEndNothingIsClaimed() throws {
        var city = try TwoZoneCity()
        try city.addSoundWeek()
        city.readings.removeAll { $0.element == "T" }
        try city.add("T", .level, step: 3600, count: 6 * 24) { _ in 2 }
        let east = try #require(try city.balances()["East"])
        #expect(east.storageChange == nil)
        #expect(east.loss == nil)
        #expect(east.flags.contains(BalanceFlag(.missingLevel, "T")))
    }

    @Test func anUnmeasuredWayInIsNamed() throws {
        var city = try TwoZoneCity()
        try city.network.add(Pipe(id: "bypass", start: "b", end: "c", length: 10))
        try city.addSoundWeek()
        let balances = try city.balances()
        #expect(balances["West"]?.loss == nil)
        #expect(balances["West"]?.flags.contains(BalanceFlag(.openBoundary, "bypass")) == true)
        // Shut, it is no way in.
        city.network.setStatus(.closed, ofLink: 6)
        #expect(isClose(try city.balances()["West"]?.loss, 168))
    }

    @Test func negativeLossIsShownNotClamped() throws {
        var city = try TwoZoneCity()
        try city.addSoundWeek()
        city.readings.removeAll { $0.element == "m" }
        try city.add("m", .consumption, step: 3600, count: 8 * 24) { _ in 7.0 / 3600 }
        let west = try #require(try city.balances()["West"])
        #expect(isClose(west.loss, -168))
        #expect(west.flags == [BalanceFlag(.negativeLoss)])
    }

    @Test func aCustomerReadForTooLittleIsEstimatedAndSaidSo() throws {
        var city = try TwoZoneCity()
        try city.addSoundWeek()
        city.readings.removeAll { $0.element == "m" }
        // Half the week is read, at 5 m³/h.
        try city.add("m", .consumption, step: 3600, count: 84) { _ in 5.0 / 3600 }
        let west = try #require(try city.balances()["West"])
        #expect(isClose(west.metered, 840))
        #expect(west.flags.contains(BalanceFlag(.estimatedUse, "1")))
        // All of the use is an estimate: no loss is claimed from it.
        #expect(west.useCoverage == 0)
        #expect(west.loss == nil)
    }

    @Test func periodsAreHalfOpen() throws {
        var city = try TwoZoneCity()
        // One hour of 24 m³/h that starts exactly where the second day starts.
        try city.add("IN", .flow, step: 3600, count: 72) { $0 == 24 ? 24.0 / 3600 : 0 }
        try city.addFlow("X", 0, days: 3)
        let days = LocalCalendar.utc.periods(
            from: Timestamp(TwoZoneCity.start), to: Timestamp(TwoZoneCity.start + 2 * TwoZoneCity.day),
            by: .day)
        let balances = try city.balance().balances(days)
        let west = try #require(balances.first { $0[0].zone == "West" })
        #expect(west.map(\.input) == [0, 24])
    }

    @Test func estimatesOfUnmeteredUseFollowWhatIsAsked() throws {
        var city = try TwoZoneCity()
        try city.addSoundWeek()
        var options = BalanceOptions(unmetered: .none)
        #expect(try city.balances(options: options)["East"]?.unmetered == 0)
        options.unmetered = .volume(cubicMetresPerDay: ["East": 30])
        #expect(try city.balances(options: options)["East"]?.unmetered == 210)
        // A day's pattern of 0.5 in the first half and 1.5 in the second averages 1 over whole days.
        var patterned = city.network
        patterned.patterns["D"] = Pattern(id: "D", multipliers: [0.5, 1.5])
        patterned.times.patternStep = 43_200
        patterned.hydraulics.demandMultiplier = 2
        try patterned.update(
            Junction(id: "u", demands: [Demand(base: 20.0 / 86_400, pattern: "D")]))
        city.network = patterned
        #expect(isClose(try city.balances()["East"]?.unmetered, 280))
        let halfDay = LocalCalendar.utc.periods(
            from: Timestamp(TwoZoneCity.start), to: Timestamp(TwoZoneCity.start + 43_200), by: .period)
        let first = try city.balance().balances(halfDay).first { $0[0].zone == "East" }
        #expect(isClose(first?[0].unmetered, 20 * 2 * 0.5 * 0.5))
    }

    @Test func aMeterNobodyReadCountsAsTheMeanOfItsZone() throws {
        var city = try TwoZoneCity()
        try city.addSoundWeek()
        try city.network.add(
            Asset(
                kind: .customerPoint, id: "silent", attachment: .node("a"),
                attributes: ["metered": .text("yes")]))
        let west = try #require(try city.balances()["West"])
        // The one customer that was read used 840 m³ in the week; the silent one is taken to do the same.
        #expect(isClose(west.metered, 1680))
        #expect(west.flags.contains(BalanceFlag(.estimatedUse, "1")))
        #expect(isClose(west.useCoverage, 0.5))
        #expect(isClose(west.loss, 1680 - 672 - 1680))
        // With nobody read at all there is nothing to take, and no loss is claimed.
        city.readings.removeAll { $0.element == "m" }
        let unread = try #require(try city.balances()["West"])
        #expect(unread.loss == nil)
        #expect(unread.flags.contains(BalanceFlag(.useUnknown)))
    }

    @Test func aZoneWithoutMetersDoesNotKnowItsInput() throws {
        var city = try TwoZoneCity()
        try city.addSoundWeek()
        let whole = try ZoneScheme(
            zones: [Zone(id: "All")], zoneOfNode: city.scheme.zoneOfNode.map { _ in 0 })
        let all = try #require(try city.balances(whole)["All"])
        #expect(all.input == nil)
        #expect(all.export == nil)
        #expect(all.loss == nil)
        #expect(all.coverage == 0)
        #expect(all.flags.contains(BalanceFlag(.noInlet)))
    }
}
