import Geospatial
import LeakZones
import PipeNetwork
import Telemetry
import Testing

private func isClose(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-6) -> Bool {
    a.map { abs($0 - b) <= tolerance } ?? false
}

/// Where a balance could count water twice, lose it, or take what is not known for zero.
@Suite struct BalanceTrapTests {
    private func soundCity() throws -> TwoZoneCity {
        var city = try TwoZoneCity()
        try city.addSoundWeek()
        return city
    }

    @Test func aSharedErrorActsOnTheSignedVolumeHoweverTheMeterIsTurned() throws {
        var city = try soundCity()
        city.readings.removeAll { $0.element == "X" }
        try city.addFlow("X", -4)
        try city.network.add(
            Asset(
                kind: .meter, id: "X", attachment: .link("X", node: "b"),
                attributes: ["direction": .text("reverse")]))
        let shared = MeterAccuracy(randomPercent: 0, systematicPercent: 1)
        let meters = ["IN": Meter(id: "IN", accuracy: shared), "X": Meter(id: "X", accuracy: shared)]
        var options = BalanceOptions()
        options.customerAccuracy = .init(randomPercent: 0)
        // 1 % of (1680 − 672), as with the meter the other way round.
        #expect(isClose(try city.balances(meters: meters, options: options)["West"]?.lossHalfWidth, 10.08))
    }

    @Test func aCutThatIsShutAndHasNoReadingsIsShut() throws {
        var city = try soundCity()
        try city.network.add(Pipe(id: "shut", start: "b", end: "c", length: 10, status: .closed))
        city.scheme = try ZoneScheme.derived(
            from: city.network, cuts: ["IN", "X", "shut"], names: [("a", "West"), ("c", "East")]
        ).scheme
        let west = try #require(try city.balances()["West"])
        #expect(isClose(west.loss, 168))
        #expect(west.flags.isEmpty)
        // With readings it is a meter in a valve that lets by: they count.
        try city.addFlow("shut", 1)
        #expect(isClose(try city.balances()["West"]?.loss, 0))
        #expect(isClose(try city.balances()["East"]?.loss, 462 + 168))
    }

    @Test func ofTwoMetersInOneLinkTheOneThatWasReadCounts() throws {
        var city = try soundCity()
        city.readings.removeAll { $0.element == "X" }
        for id in ["M0", "M1", "M2"] {
            try city.network.add(Asset(kind: .meter, id: id, attachment: .link("X", node: "b")))
        }
        try city.addFlow("M1", 4)
        #expect(isClose(try city.balances()["West"]?.loss, 168))
        // The link's own series counts as well when no meter in it was read.
        city.readings.removeAll { $0.element == "M1" }
        try city.addFlow("X", 4)
        #expect(isClose(try city.balances()["West"]?.loss, 168))
    }

    @Test func theMeterThatTheCutNamesCounts() throws {
        var city = try soundCity()
        for id in ["M1", "M2"] {
            try city.network.add(Asset(kind: .meter, id: id, attachment: .link("X", node: "b")))
        }
        try city.addFlow("M1", 4)
        try city.addFlow("M2", 5)
        city.scheme.meteredLinks = ["IN", "M1"]
        #expect(isClose(try city.balances()["West"]?.export, 672))
        city.scheme.meteredLinks = ["IN", "M2"]
        #expect(isClose(try city.balances()["West"]?.export, 840))
    }

    @Test func aRegisterStandsInForADeadFlowSeries() throws {
        var city = try soundCity()
        city.readings.removeAll { $0.element == "IN" }
        try city.addFlow("IN", 10, days: 1)
        try city.add("IN", .register, step: 86_400, count: 9) { 240 * Double($0) }
        let west = try #require(try city.balances()["West"])
        #expect(isClose(west.input, 1680))
        #expect(isClose(west.loss, 168))
        #expect(west.coverage == 1)
    }

    @Test func aRegisterThatCountsAgainstItsPipeCountsWhatLeaves() throws {
        var city = try soundCity()
        city.readings.removeAll { $0.element == "IN" }
        try city.network.add(
            Asset(
                kind: .meter, id: "OUT", attachment: .link("IN", node: "a"),
                attributes: ["direction": .text("reverse")]))
        try city.add("OUT", .register, step: 86_400, count: 9) { 240 * Double($0) }
        let west = try #require(try city.balances()["West"])
        #expect(isClose(west.input, 0))
        #expect(isClose(west.export, 1680 + 672))
        // A zone that only exports claims a loss that cannot be, and says so.
        #expect(isClose(west.loss, -1680 - 672 - 840))
        #expect(west.flags == [BalanceFlag(.negativeLoss)])
    }

    @Test func theCustomersOfANodeThatIsMeteredAsAWholeAreInItsSeries() throws {
        var city = try soundCity()
        try city.network.add(Asset(kind: .customerPoint, id: "flat", attachment: .node("m")))
        try city.network.add(
            Asset(
                kind: .customerPoint, id: "shop", attachment: .node("m"),
                attributes: ["base_demand_m3_per_d": .real(24)]))
        try city.add("flat", .consumption, step: 3600, count: 8 * 24) { _ in 1.0 / 3600 }
        let west = try #require(try city.balances()["West"])
        #expect(isClose(west.metered, 840))
        #expect(west.unmetered == 0)
    }

    @Test func aMeterThatTwoCustomersShareCountsOnce() throws {
        var city = try soundCity()
        try city.network.update(Junction(id: "b", demands: [Demand(base: 0.001)]))
        for (id, node) in [("C1", "a"), ("C2", "b")] {
            try city.network.add(
                Asset(
                    kind: .customerPoint, id: id, attachment: .node(node),
                    attributes: ["meter": .text("W1")]))
        }
        try city.add("W1", .consumption, step: 3600, count: 8 * 24) { _ in 1.0 / 3600 }
        let west = try #require(try city.balances()["West"])
        #expect(isClose(west.metered, 840 + 168))
        // The customers are the demand of their nodes.
        #expect(west.unmetered == 0)
    }

    @Test func aSharedMeterNobodyReadIsExpectedToCountForAllItsCustomers() throws {
        var city = try soundCity()
        for id in ["C1", "C2"] {
            try city.network.add(
                Asset(
                    kind: .customerPoint, id: id, attachment: .node("a"),
                    attributes: [
                        "meter": .text("W1"), "metered": .text("yes"), "base_demand_m3_per_d": .real(12),
                    ]))
        }
        let west = try #require(try city.balances()["West"])
        #expect(isClose(west.metered, 840 + 2 * 84))
        #expect(west.flags.contains(BalanceFlag(.estimatedUse, "1")))
    }

    @Test func customersThatShareTheNameOfAMeterButHaveSeriesOfTheirOwnAllCount() throws {
        var city = try soundCity()
        for id in ["C1", "C2"] {
            try city.network.add(
                Asset(
                    kind: .customerPoint, id: id, attachment: .node("a"),
                    attributes: ["meter": .text("DN20")]))
            try city.add(id, .consumption, step: 3600, count: 8 * 24) { _ in 1.0 / 3600 }
        }
        #expect(isClose(try city.balances()["West"]?.metered, 840 + 336))
    }

    @Test func aCustomerThatIsTiedToALinkIsACustomer() throws {
        var city = try soundCity()
        try city.network.add(Asset(kind: .customerPoint, id: "C1", attachment: .link("p1", node: "a")))
        try city.add("C1", .consumption, step: 3600, count: 8 * 24) { _ in 1.0 / 3600 }
        #expect(isClose(try city.balances()["West"]?.metered, 840 + 168))
    }

    @Test func anUnreadMeterAndItsCustomerAreOne() throws {
        var city = try soundCity()
        try city.network.add(
            Asset(
                kind: .customerPoint, id: "C1", attachment: .node("a"),
                attributes: ["meter": .text("W9"), "base_demand_m3_per_d": .real(24)]))
        try city.network.add(Asset(kind: .meter, id: "W9", attachment: .node("a")))
        let west = try #require(try city.balances()["West"])
        #expect(isClose(west.use, 840 + 168))
    }

    @Test func aCustomerThatNamesAMeterButNoDemandIsNotZero() throws {
        var city = try soundCity()
        try city.network.add(
            Asset(
                kind: .customerPoint, id: "C1", attachment: .node("a"),
                attributes: ["meter": .text("W9")]))
        let west = try #require(try city.balances()["West"])
        #expect(isClose(west.metered, 2 * 840))
        #expect(west.flags.contains(BalanceFlag(.estimatedUse, "1")))
    }

    @Test func theExpectedUseOfANodeHasItsPatternAndMultiplier() throws {
        var city = try soundCity()
        city.network.patterns["D"] = Pattern(id: "D", multipliers: [0.25, 0.75])
        city.network.hydraulics.demandMultiplier = 2
        try city.network.update(
            Junction(id: "a", demands: [Demand(base: 2.0 / 3600, pattern: "D")]))
        // Ten hours of a week are too little to scale up.
        try city.add("a", .consumption, step: 3600, count: 10) { _ in 9.0 / 3600 }
        let west = try #require(try city.balances()["West"])
        // 2 m³/h · 2 · mean of the pattern over whole days.
        #expect(isClose(west.metered, 840 + 168 * 2))
    }

    @Test func aBaseDemandOfZeroIsNoKnowledgeOfUse() throws {
        var city = try soundCity()
        try city.network.update(Junction(id: "a", demands: [Demand(base: 0)]))
        try city.add("a", .consumption, step: 3600, count: 10) { _ in 9.0 / 3600 }
        let west = try #require(try city.balances()["West"])
        // The mean of the one customer that was read.
        #expect(isClose(west.metered, 1680))
    }

    @Test func theRegisterOfABoundaryMeterIsNoUseOfANodeOfTheSameId() throws {
        var city = try soundCity()
        city.readings.removeAll { $0.element == "X" }
        try city.network.add(Asset(kind: .meter, id: "c", attachment: .link("X", node: "b")))
        try city.add("c", .register, step: 86_400, count: 9) { 96 * Double($0) }
        let balances = try city.balances()
        #expect(isClose(balances["West"]?.loss, 168))
        #expect(balances["East"]?.metered == 0)
        #expect(isClose(balances["East"]?.loss, 462))
    }

    @Test func zeroUseOfTheFewThatWereReadSaysNothingOfTheOthers() throws {
        var city = try soundCity()
        city.readings.removeAll { $0.element == "m" }
        try city.add("m", .consumption, step: 3600, count: 8 * 24) { _ in 0 }
        for number in 0..<3 {
            try city.network.add(
                Asset(
                    kind: .customerPoint, id: "silent\(number)", attachment: .node("a"),
                    attributes: ["metered": .text("yes")]))
        }
        let west = try #require(try city.balances()["West"])
        #expect(isClose(west.useCoverage, 0.25))
        #expect(west.loss == nil)
        #expect(west.flags.contains(BalanceFlag(.useUnknown)))
    }

    @Test func aZoneWithASourceInsideHasNoNightFlow() throws {
        let city = try soundCity()
        let withSource = try ZoneScheme(
            zones: city.scheme.zones, zoneOfNode: city.scheme.zoneOfNode.map { max(0, $0) },
            meteredLinks: ["IN", "X"])
        let name = withSource.zones[0].id
        let zones = try city.balance(withSource).reports(try TwoZoneCity.period(days: 7)[0])
        let zone = try #require(zones.first { $0.zone.id == name })
        #expect(zone.balance.loss == nil)
        #expect(zone.balance.flags.contains(BalanceFlag(.unmeteredSource, "R")))
        #expect(zone.nights.isEmpty && zone.minimumNightFlow == nil)
    }

    @Test func whatAParentHoldsBesideItsChildrenIsAccountedFor() throws {
        var city = try soundCity()
        // West becomes the city's own trunk: it has the inlet and feeds the one zone inside, East.
        let west = city.scheme.index(of: "West").map(Int32.init)
        city.scheme = try ZoneScheme(
            zones: [Zone(id: "City"), Zone(id: "East", parent: "City")],
            zoneOfNode: city.scheme.zoneOfNode.map { $0 < 0 ? -1 : $0 == west ? 0 : 1 },
            meteredLinks: ["IN", "X"])
        let balances = try city.balances()
        #expect(isClose(balances["East"]?.loss, 462))
        #expect(isClose(balances["City"]?.input, 1680))
        #expect(isClose(balances["City"]?.loss, 462 + 168))
    }

    @Test func aVolumeGivenForAParentIsItsUnmeteredUse() throws {
        var city = try soundCity()
        city.scheme = try ZoneScheme(
            zones: [Zone(id: "City")] + city.scheme.zones.map { Zone(id: $0.id, parent: "City") },
            zoneOfNode: city.scheme.zoneOfNode.map { $0 < 0 ? $0 : $0 + 1 },
            meteredLinks: city.scheme.meteredLinks)
        let options = BalanceOptions(unmetered: .volume(cubicMetresPerDay: ["City": 50]))
        #expect(isClose(try city.balances(options: options)["City"]?.unmetered, 350))
    }
}
