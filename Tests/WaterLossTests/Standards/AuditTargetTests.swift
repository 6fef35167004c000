import Testing

@testable import WaterLoss

@Suite("Targets of an audit, and what losses cost")
struct AuditTargetTests {
    /// Qs 10 000, Qa as given, R_n 7.1 % (r 0.45, A 0.12, 0.40 MPa, no frost), in 万m³.
    private func audit(used: Double, percent: Double? = nil) -> Audit {
        let billed =
            percent.map { Uncertain(used * 1e4, source: "billed", percent: $0) } ?? Uncertain(used * 1e4)
        return Audit(
            StandardBalance(ownSources: 1e8, billedMetered: billed, unbilledUnmetered: 0), days: 365,
            isYear: true,
            cjj92: .init(
                households: 4.5e7, largePipes: 1.2e6, plants: [.init(pressure: 0.4, supply: 1)],
                frostDepth: 1))
    }

    private func targets(_ audit: Audit) -> [Audit.Target.Origin: Audit.Target] {
        Dictionary(
            audit.targets(of: [.cjj92Revision2018]).map { ($0.origin, $0) },
            uniquingKeysWith: { first, _ in first })
    }

    private func near(_ value: Double?, _ expected: Double, _ tolerance: Double = 1e-9) -> Bool {
        value.map { abs($0 - expected) <= tolerance * max(1, abs(expected)) } ?? false
    }

    @Test("R_BL of 8.9 %: grades 1 and 2 and the nation's 9 % are met, with the water to spare")
    func met() throws {
        let targets = targets(audit(used: 8400))
        for origin in [Audit.Target.Origin.grade1, .grade2, .national2025] {
            #expect(targets[origin]?.verdict == .met)
        }
        // 8400/(1 − 0.171) = 10 132.69 万m³ might be put in: 132.69 to spare.
        #expect(near(targets[.grade1]?.saving?.value, (10_000 - 8400 / 0.829) * 1e4))
        #expect(near(targets[.national2025]?.saving?.value, (10_000 - 8400 / 0.839) * 1e4))
    }

    @Test("R_BL of 12.9 %: what has to be saved for the next grade is what brings it there")
    func saving() throws {
        let poor = audit(used: 8000)
        let targets = targets(poor)
        #expect(targets[.grade2]?.verdict == .notMet && targets[.grade1]?.verdict == .notMet)
        let saving = try #require(targets[.grade2]?.saving?.value)
        // 10 000 − 8000/(1 − 0.191) = 111.248 万m³.
        #expect(near(saving, 111.2484549e4, 1e-8))
        // With so much less put in R_WL is 19.1 %, and with the same R_n = 7.1 % R_BL 12 %.
        let rate = (1e8 - saving - 8e7) / (1e8 - saving) * 100
        #expect(near(rate - 7.1, 12))
    }

    @Test("A verdict uses the limits: 8.9 ± 0.84 % is below 10 %, and undecided at 9 %")
    func limits() throws {
        // ±1 % of 8400 of 10 000.
        let targets = targets(audit(used: 8400, percent: 1))
        #expect(targets[.grade1]?.verdict == .met)
        #expect(targets[.national2025]?.verdict == .withinLimits)
        #expect(near(targets[.grade1]?.figure.halfWidth, 0.84))
        // Less than 9 − 0.84 = 8.16 %, or 8474 of 10 000, would be.
        #expect(self.targets(audit(used: 8480, percent: 0.99))[.national2025]?.verdict == .met)
        #expect(self.targets(audit(used: 8100, percent: 1))[.national2025]?.verdict == .notMet)
        // The saving's limits are those of the use behind it.
        #expect(near(targets[.grade1]?.saving?.halfWidth, 84e4 / 0.829))
    }

    @Test("Nothing is said of what is not known, and no verdict rests on what cannot be")
    func unknown() throws {
        var lacking = audit(used: 8400)
        lacking.cjj92.frostDepth = nil
        let targets = targets(lacking)
        #expect(targets[.grade1]?.verdict == nil && targets[.grade1]?.saving == nil)
        let wrong = self.targets(audit(used: 12_000))
        #expect(wrong[.grade1]?.verdict == nil)
        #expect(audit(used: 8400).targets(of: [.iwa]).isEmpty)
    }

    @Test("Targets of one's own, each with the water between")
    func own() throws {
        var audit = audit(used: 8000)
        audit.balance.unauthorised = 0
        audit.balance.customerMetering = 0
        audit.balance.dataHandling = 0
        audit.connections = 90_000
        audit.mains = 1.3e6
        audit.privatePipe = 540_000
        audit.averagePressure = 32
        audit.ownTargets = [
            .lossRate: 12.9, .grossLossRate: 10, .nonRevenueShareOfSupply: 10, .ili: 8,
            .realLossesPerConnection: 600,
        ]
        let own = audit.targets(of: [.iwa])
        #expect(own.map(\.figure.key) == Audit.Target.figures)
        #expect(own.map(\.verdict) == [.met, .notMet, .notMet, .notMet, .notMet])
        #expect(near(own[1].saving?.value, (10_000 - 8000 / 0.9) * 1e4))
        #expect(near(own[2].saving?.value, (10_000 - 8000 / 0.9) * 1e4))
        // UARL is 3484.8 m³/d; RL 2000 万m³.
        #expect(near(own[3].saving?.value, 2e7 - 8 * 3484.8 * 365))
        #expect(near(own[4].saving?.value, 2e7 - 0.6 * 90_000 * 365))
    }

    @Test("Losses cost apart and together, a connection and year, and of the running cost")
    func costs() throws {
        var audit = audit(used: 8000)
        audit.balance.unauthorised = 1e5
        audit.balance.customerMetering = 9e5
        audit.balance.dataHandling = 0
        audit.balance.unbilledUnmetered = 5e5
        audit.connections = 90_000
        audit.retailPrice = 3
        audit.variableCost = 1
        audit.runningCost = 1e8
        audit.currency = "CNY"
        func figures() -> [String: Indicator] {
            Dictionary(
                audit.indicators(by: .iwa).map { ($0.key.rawValue, $0) }, uniquingKeysWith: { a, _ in a })
        }
        // AL 100, UAC 50, RL 2000 − 150 = 1850 万m³.
        #expect(near(figures()["al_cost"]?.number, 3e6))
        #expect(near(figures()["rl_cost"]?.number, 1.85e7))
        #expect(near(figures()["uac_cost"]?.number, 5e5))
        #expect(near(figures()["nrw_cost"]?.number, 2.2e7))
        #expect(near(figures()["nrw_cost_per_connection_yr"]?.number, 2.2e7 / 9e4))
        #expect(figures()["al_cost_per_connection_yr"]?.unit == "CNY/(connection·yr)")
        #expect(near(figures()["nrw_cost_percent_of_running_cost"]?.number, 22))
        audit.realLossesAt = .retailPrice
        #expect(near(figures()["rl_cost"]?.number, 5.55e7))
        #expect(near(figures()["nrw_cost"]?.number, 3e6 + 5.55e7 + 5e5))
        #expect(figures()["nrw_cost"]?.method == "AL·retail + RL·retail + UAC·variable cost")
        // Half a year costs half as much, and as much a year.
        (audit.days, audit.isYear) = (182.5, false)
        #expect(near(figures()["nrw_cost_per_connection_yr"]?.number, 5.9e7 / 9e4 * 2))
        audit.runningCost = nil
        #expect(
            figures()["nrw_cost_percent_of_running_cost"]?.flags.contains(
                .init(.notGiven, "prices.running_cost")) == true)
        audit.retailPrice = nil
        audit.variableCost = nil
        #expect(figures()["al_cost"] == nil && figures()["nrw_cost"]?.value == nil)
    }

    @Test(
        "AWWA has rates first and percentages last; the inputs that matter most and are known worst come first"
    )
    func awwa() throws {
        var audit = audit(used: 8000)
        audit.connections = 90_000
        // Weights 20, 20, 5: 20·(10 − 7), 20·(10 − 9), 5·(10 − 1).
        audit.grades = [.ownSources: 7, .billedMetered: 9, .connections: 1]
        let figures = audit.indicators(by: .awwa)
        #expect(figures.first?.key == .apparentLossesPerConnection)
        #expect(figures.suffix(2).map(\.key) == [.nonRevenueShareOfSupply, .nonRevenueShareOfInput])
        #expect(Set(figures.map(\.key)) == Set(audit.indicators(by: .iwa).map(\.key)))
        #expect(figures.count == audit.indicators(by: .iwa).count)
        let mend = figures.first { $0.key == .inputsToMend }
        #expect(mend?.value == .word("own_sources, connections, billed_metered"))
        // (20·7 + 20·9 + 5·1)/45·10 = 72.2: tier IV.
        #expect(figures.first { $0.key == .validityTier }?.value == .word("IV"))
        audit.grades = [.ownSources: 10, .billedMetered: 10, .connections: 10]
        #expect(audit.indicators(by: .awwa).first { $0.key == .inputsToMend }?.value == nil)
    }

    @Test("What tanks took up is not supplied")
    func storage() {
        var audit = audit(used: 8000)
        audit.balance.storageChange = 1e6
        #expect(audit.balance.waterSupplied.value == 9.9e7)
        #expect(audit.cjj92Balance.supply.value == 9.9e7)
        #expect(audit.indicators(by: .iwa).contains { $0.key == .storageChange && $0.number == 1e6 })
    }
}
