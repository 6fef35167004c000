import TestSupport
import Testing
import WaterLoss

/// What an audit must keep whatever it is told: identities between its figures, units, and time.
@Suite("Invariants of an audit")
struct AuditInvariantTests {
    /// A year of a town: every input given.
    static func town(days: Double = 365, scale: Double = 1) -> Audit {
        func volume(_ value: Double, _ name: String, _ percent: Double) -> Uncertain {
            Uncertain(value * scale, source: name, percent: percent)
        }
        let balance = StandardBalance(
            ownSources: volume(9.2e6, "own", 2), imported: volume(1.6e6, "imported", 3),
            exported: volume(0.8e6, "exported", 3), billedMetered: volume(6.9e6, "bmac", 1),
            billedUnmetered: volume(0.2e6, "buac", 20), unbilledMetered: volume(0.05e6, "umac", 5),
            unbilledUnmetered: volume(0.1e6, "uuac", 50), unauthorised: volume(0.03e6, "theft", 90),
            customerMetering: volume(0.3e6, "meters", 25), dataHandling: volume(0.02e6, "data", 90))
        var audit = Audit(balance, days: days, isYear: days >= 365, world: .developed)
        audit.mains = Uncertain(450_000, source: "mains", percent: 1)
        audit.connections = Uncertain(32_000, source: "connections", percent: 2)
        audit.privatePipe = Uncertain(160_000, source: "pipe", percent: 10)
        audit.averagePressure = Uncertain(48, source: "pressure", percent: 5)
        audit.retailPrice = 2
        audit.variableCost = 0.25
        audit.currency = "EUR"
        audit.cjj92 = Audit.CJJ92Facts(
            households: 3e6, largePipes: 400_000,
            plants: [.init(pressure: 0.42, supply: 6e6), .init(pressure: 0.30, supply: 4e6)], frostDepth: 0.6)
        return audit
    }

    private func figures(_ audit: Audit, _ standard: LossStandard = .iwa) -> [IndicatorKey: Indicator] {
        Dictionary(uniqueKeysWithValues: audit.indicators(by: standard).map { ($0.key, $0) })
    }

    @Test("The figures of a town by hand")
    func byHand() {
        let found = figures(Self.town())
        func number(_ key: IndicatorKey) -> Double? { found[key]?.number }
        // SIV 10.8, WS 10.0; BAC 7.1; UAC 0.15; NRW 2.9; WL 2.75; AL 0.35; RL 2.4 million m³.
        let millions: [(IndicatorKey, Double)] = [
            (.systemInput, 10.8), (.waterSupplied, 10), (.billedAuthorised, 7.1), (.unbilledAuthorised, 0.15),
            (.authorised, 7.25), (.nonRevenueWater, 2.9), (.waterLosses, 2.75), (.apparentLosses, 0.35),
            (.realLosses, 2.4),
        ]
        for (key, value) in millions { #expect(isNear(number(key), value * 1e6), "\(key)") }
        // 29 % of WS, 2.9/10.8 of SIV; UARL 1809.6 m³/d (450 km, 32 000, 160 km, 48 m); CARL 2.4e6/365.
        #expect(isNear(number(.nonRevenueShareOfSupply), 29))
        #expect(isNear(number(.nonRevenueShareOfInput), 2.9 / 10.8 * 100))
        #expect(isNear(number(.uarl), 1809.6))
        #expect(isNear(number(.carl), 6575.342_465_753))
        #expect(isNear(number(.ili), 6575.342_465_753 / 1809.6))
        #expect(found[.worldBankBand]?.value == .word("B"))
        // 205.479 L a connection and day, 4.28082 for each metre: 2.5·48 = 120 ≤ 205 < 240, between 40 and 50 m.
        #expect(isNear(number(.realLossesPerConnection), 205.479_452_055))
        #expect(isNear(number(.realLossesPerConnectionAndPressure), 4.280_821_918))
        #expect(found[.worldBankBandByLoss]?.value == .word("B"))
        #expect(found[.worldBankBandByLoss]?.flags.contains(.init(.interpolated)) == true)
        // 0.35 · 2 + (2.4 + 0.15) · 0.25 = 1.3375 million.
        #expect(isNear(number(.nonRevenueCost), 1_337_500))
        #expect(found[.nonRevenueCost]?.unit == "EUR")
        // RL ± √(184² + 48² + 24² + 69² + 40² + 2.5² + 50² + 27² + 75² + 18²) thousand.
        let squares = [184.0, 48, 24, 69, 40, 2.5, 50, 27, 75, 18].reduce(0) { $0 + $1 * $1 }
        #expect(isNear(found[.realLosses]?.halfWidth, squares.squareRoot() * 1000))
    }

    @Test("Ten times the water, pipes and customers has ten times the losses and the same indices")
    func size() {
        var large = Self.town(scale: 10)
        large.mains = large.mains.map { $0 * 10 }
        large.connections = large.connections.map { $0 * 10 }
        large.privatePipe = large.privatePipe.map { $0 * 10 }
        large.cjj92.households = large.cjj92.households.map { $0 * 10 }
        large.cjj92.largePipes = large.cjj92.largePipes.map { $0 * 10 }
        for standard in LossStandard.allCases {
            let (one, ten) = (figures(Self.town(), standard), figures(large, standard))
            #expect(one.count == ten.count)
            for (key, figure) in one {
                guard let number = figure.number else {
                    #expect(ten[key]?.value == figure.value, "\(key)")
                    continue
                }
                let grows = ["m3", "m3/d", ""].contains(key.unit) && key != .ili
                let perConnection: Set<IndicatorKey> = [
                    .apparentLossCostPerConnection, .realLossCostPerConnection, .nonRevenueCostPerConnection,
                ]
                let factor = grows && key != .inputValidity && !perConnection.contains(key) ? 10.0 : 1
                #expect(isNear(ten[key]?.number.map { $0 / factor }, number, 1e-9), "\(key)")
                #expect(
                    isNear((ten[key]?.halfWidth ?? 0) / factor, figure.halfWidth ?? 0, 1e-9), "\(key)")
            }
        }
    }

    @Test("Two years of the same have the same rates by the day, and twice the volumes")
    func time() {
        let (one, two) = (figures(Self.town()), figures(Self.town(days: 730, scale: 2)))
        for (key, figure) in one {
            guard let number = figure.number else { continue }
            let costs: Set<IndicatorKey> = [.nonRevenueCost, .apparentLossCost, .realLossCost, .unbilledCost]
            let factor = key.unit == "m3" || costs.contains(key) ? 2.0 : 1
            #expect(isNear(two[key]?.number.map { $0 / factor }, number, 1e-9), "\(key)")
        }
    }

    @Test("A supply that is on for six hours leaks in six hours: four times the loss a day of pressure")
    func intermittent() {
        var partly = Self.town()
        partly.pressurisedShare = 0.25
        let (whole, part) = (figures(Self.town()), figures(partly))
        func ratio(_ key: IndicatorKey) -> Double? {
            part[key]?.number.flatMap { now in whole[key]?.number.map { now / $0 } }
        }
        for key in [
            IndicatorKey.realLossesPerConnection, .realLossesPerConnectionAndPressure,
            .realLossesPerKilometre, .apparentLossesPerConnection, .ili,
        ] {
            #expect(isNear(ratio(key), 4), "\(key)")
        }
        #expect(isNear(ratio(.uarl), 0.25))
        for key in [IndicatorKey.carl, .realLosses, .nonRevenueShareOfSupply] {
            #expect(isNear(ratio(key), 1), "\(key)")
        }
        #expect(part[.realLossesPerConnection]?.method == "RL/(Nc·d w.s.p.)")
    }

    @Test("Every input taken away leaves its reason with each figure that goes, and no other figure goes")
    func missing() {
        let real: Set<IndicatorKey> = [
            .realLossesAboveUARL, .ili, .worldBankBand, .worldBankBandByLoss, .nonRevenueCost, .carl,
            .realLossesPerConnection, .realLossesPerKilometre, .realLossesPerConnectionAndPressure, .iliBand,
            .realLossCost, .realLossCostPerConnection, .nonRevenueCostPerConnection,
        ]
        let removals:
            [(input: AuditInput, gone: Set<IndicatorKey>, path: WritableKeyPath<Audit, Uncertain?>)] = [
                (
                    .mains,
                    [.realLossesPerKilometre, .uarl, .realLossesAboveUARL, .ili, .worldBankBand, .iliBand],
                    \.mains
                ),
                (.privatePipe, [.uarl, .realLossesAboveUARL, .ili, .worldBankBand, .iliBand], \.privatePipe),
                (
                    .averagePressure,
                    [
                        .uarl, .realLossesAboveUARL, .ili, .worldBankBand, .worldBankBandByLoss, .iliBand,
                        .realLossesPerConnectionAndPressure,
                    ], \.averagePressure
                ),
                (
                    .prices,
                    [
                        .nonRevenueCost, .realLossCost, .unbilledCost, .realLossCostPerConnection,
                        .nonRevenueCostPerConnection,
                    ], \.variableCost
                ),
                (
                    .dataHandling,
                    real.union([
                        .apparentLosses, .realLosses, .apparentLossesPerConnection, .apparentLossCost,
                        .apparentLossCostPerConnection,
                    ]),
                    \.balance.dataHandling
                ),
            ]
        let whole = figures(Self.town())
        for (input, gone, path) in removals {
            var audit = Self.town()
            audit[keyPath: path] = nil
            let left = figures(audit)
            for (key, figure) in whole where figure.value != nil {
                #expect((left[key]?.value == nil) == gone.contains(key), "\(input) \(key)")
            }
            for key in gone {
                #expect(
                    left[key]?.flags.contains(.init(.notGiven, input.rawValue)) == true, "\(input) \(key)")
            }
        }
    }
}
