import TestSupport
import WaterLoss
import Testing

@Suite("The IWA standard balance")
struct StandardBalanceTests {
    /// Own 9000 + imported 2000 − exported 1000 = WS 10 000; BAC 7500 + 300; UAC 100 + 50; AL 20 + 150 + 30.
    static let balance = StandardBalance(
        ownSources: 9000, imported: 2000, exported: 1000, billedMetered: 7500, billedUnmetered: 300,
        unbilledMetered: 100, unbilledUnmetered: 50, unauthorised: 20, customerMetering: 150, dataHandling: 30
    )

    @Test("follows its definitions")
    func terms() {
        let balance = Self.balance
        #expect(balance.systemInput.value == 11_000)
        #expect(balance.waterSupplied.value == 10_000)
        #expect(balance.billedAuthorised.value == 7800)
        #expect(balance.unbilledAuthorised?.value == 150)
        #expect(balance.authorised?.value == 7950)
        #expect(balance.nonRevenueWater.value == 2200)
        #expect(balance.waterLosses?.value == 2050)
        #expect(balance.apparentLosses?.value == 200)
        #expect(balance.realLosses?.value == 1850)
        #expect(balance.flags.isEmpty)
    }

    @Test("keeps its identities for any volumes")
    func identities() {
        var random = SplitMix(11)
        func any() -> Uncertain { Uncertain(Double(random.next() % 1_000_000)) }
        for _ in 0..<200 {
            let balance = StandardBalance(
                ownSources: any(), imported: any(), exported: any(), billedMetered: any(),
                billedUnmetered: any(), unbilledMetered: any(), unbilledUnmetered: any(),
                unauthorised: any(), customerMetering: any(), dataHandling: any())
            let (nrw, losses) = (balance.nonRevenueWater.value, balance.waterLosses?.value ?? .nan)
            #expect(nrw == losses + (balance.unbilledAuthorised?.value ?? .nan))
            #expect(balance.waterSupplied.value == balance.billedAuthorised.value + nrw)
            #expect(
                losses == (balance.apparentLosses?.value ?? .nan) + (balance.realLosses?.value ?? .nan))
        }
    }

    @Test("takes exports out before the percentage, which names its denominator")
    func exports() {
        // 2200 of 10 000 supplied is 22 %; of 11 000 put in it is 20 %.
        #expect(agrees(Self.balance.nonRevenuePercent(of: .waterSupplied)?.value, 22))
        #expect(agrees(Self.balance.nonRevenuePercent(of: .systemInput)?.value, 20))
        let nothing = StandardBalance(ownSources: 0, billedMetered: 0)
        #expect(nothing.nonRevenuePercent(of: .waterSupplied) == nil)
    }

    @Test("does not take what is missing for zero")
    func missing() {
        var balance = Self.balance
        balance.dataHandling = nil
        #expect(balance.apparentLosses == nil)
        #expect(balance.realLosses == nil)
        #expect(balance.waterLosses?.value == 2050)
        balance.unbilledUnmetered = nil
        #expect(balance.waterLosses == nil)
        #expect(balance.nonRevenueWater.value == 2200)
    }

    @Test("keeps negative residuals and says so")
    func negative() {
        var balance = Self.balance
        balance.customerMetering = 3000
        // 2050 − (20 + 3000 + 30).
        #expect(balance.realLosses?.value == -1000)
        #expect(balance.flags.map(\.text) == ["negative_residual:rl"])
        balance.billedMetered = 12_000
        #expect(
            balance.flags.map(\.text) == [
                "negative_residual:nrw", "negative_residual:wl", "negative_residual:rl",
            ])
        balance.exported = 20_000
        #expect(balance.flags.first?.text == "negative_residual:ws")
    }

    @Test("finds the limits of the losses by adding variances")
    func limits() {
        // SIV 10 000 ± 2 % = 200; BMAC 8000 ± 1.5 % = 120; UUAC 100 ± 50 % = 50; AL terms 100 ± 100, 160 ± 80, 20 ± 20.
        let balance = StandardBalance(
            ownSources: Uncertain(10_000, source: "own", percent: 2),
            billedMetered: Uncertain(8000, source: "bmac", percent: 1.5),
            unbilledUnmetered: Uncertain(100, source: "uuac", percent: 50),
            unauthorised: Uncertain(100, source: "theft", percent: 100),
            customerMetering: Uncertain(160, source: "cmi", percent: 50),
            dataHandling: Uncertain(20, source: "data", percent: 100))
        // NRW: √(40 000 + 14 400) = 233.238; WL: √(54 400 + 2500) = 238.537.
        #expect(agrees(balance.nonRevenueWater.halfWidth, 233.238_075_793_812))
        #expect(agrees(balance.waterLosses?.halfWidth, 238.537_208_837_531))
        // AL: √(10 000 + 6400 + 400) = 129.615; RL 1620: √(56 900 + 16 800) = 271.477.
        #expect(agrees(balance.apparentLosses?.halfWidth, 129.614_813_968_157))
        #expect(balance.realLosses?.value == 1620)
        #expect(agrees(balance.realLosses?.halfWidth, 271.477_439_209_964))
    }

    @Test("has customers' meters miss V/(1 − e) − V, not V·e")
    func meterInaccuracy() {
        // 9700 registered by meters that miss 3 %: 10 000 used, 300 missed; V·e would be 291.
        let missed = MeterInaccuracy.customerMeteringInaccuracy(registered: 9700, underRegistration: 0.03)
        #expect(agrees(missed?.value, 300))
        #expect(
            agrees(MeterInaccuracy.trueVolume(registered: 980, underRegistration: 0.02)?.value, 1000))
        // A fast meter has counted too much: 1020 registered, 1000 true.
        #expect(
            agrees(MeterInaccuracy.trueVolume(registered: 1020, underRegistration: -0.02)?.value, 1000))
        #expect(MeterInaccuracy.trueVolume(registered: 1, underRegistration: 1) == nil)
    }

    @Test("knows AWWA's defaults by version")
    func defaults() {
        // WS 10 000, BAC 7800, BMAC 7500.
        func volume(_ share: AWWADefaults.Share) -> Double {
            AWWADefaults.volume(share, of: Self.balance, as: "x").value
        }
        let (five, six) = (AWWADefaults.version5, AWWADefaults.version6)
        #expect(agrees(volume(five.unbilledUnmetered), 125))
        #expect(agrees(volume(five.unauthorised), 25))
        #expect(agrees(volume(five.dataHandling), 18.75))
        #expect(agrees(volume(six.unbilledUnmetered), 19.5))
        #expect(agrees(volume(six.unauthorised), 19.5))
        #expect(agrees(volume(six.dataHandling), 18.75))
        #expect(AWWADefaults.volume(six.unauthorised, of: Self.balance, as: "x").unstated == ["x"])
        // One's own.
        #expect(agrees(volume(.init(percent: 2, of: .billedMetered)), 150))
    }

    @Test("has its cost: retail for apparent losses, production for real losses and gifts")
    func cost() {
        // 200·3 + (1850 + 150)·0.5 = 600 + 1000.
        let cost = NonRevenueValue.nonRevenueWater(
            apparent: 200, real: 1850, unbilled: 150, retailPrice: 3, variableCost: 0.5)
        #expect(agrees(cost.value, 1600))
        #expect(NonRevenueValue.apparentLosses(200, retailPrice: 3).value == 600)
        #expect(NonRevenueValue.realLosses(1850, variableCost: 0.5).value == 925)
        #expect(agrees(NonRevenueValue.percent(cost, ofRunningCost: 20_000)?.value, 8))
        #expect(NonRevenueValue.percent(cost, ofRunningCost: 0) == nil)
    }
}
