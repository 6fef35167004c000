import WaterLoss
import Testing

@Suite("CJJ 92")
struct CJJ92Tests {
    /// The year of the worked example: Qs 10 000 and Qa 8400 万m³, r 0.45, 1200 km, 0.40 MPa, frost 1.0 m.
    static let corrections = CJJ92.Corrections(
        household: CJJ92.householdCorrection(householdShare: 0.45),
        length: CJJ92.lengthCorrection(lengthPerSupply: 0.12),
        pressure: CJJ92.pressureCorrection(outletPressure: 0.40), frost: CJJ92.frostCorrection(depth: 1.0))

    @Test("The worked example of the revision")
    func workedExample() {
        let gross = CJJ92.grossLossRate(supply: 100_000_000, registered: 84_000_000)
        #expect(agrees(gross?.value, 16))
        // A = 1200 km / 10 000 万m³ = 0.12; 0.99·(0.12 − 0.0693)·100 = 5.0193, limited to 3.
        #expect(agrees(CJJ92.lengthPerSupply(length: 1_200_000, supply: 100_000_000), 0.12))
        #expect(agrees(CJJ92.unlimitedLengthCorrection(lengthPerSupply: 0.12), 5.0193))
        let corrections = Self.corrections
        #expect(agrees(corrections.household, 3.6))
        #expect(corrections.length == 3)
        #expect(corrections.pressure == 0.5)
        #expect(corrections.frost == 0)
        #expect(agrees(corrections.total, 7.1))
        let assessed = gross.map { CJJ92.lossRate(gross: $0, corrections: corrections) }
        #expect(agrees(assessed?.value, 8.9))
        #expect(CJJ92.grade(lossRate: 8.9) == .first)
    }

    @Test("The two versions never disagree about the grade")
    func versions() {
        for step in 0...400 {
            let gross = Double(step) / 10
            #expect(
                CJJ92.grade(lossRate: gross - Self.corrections.total)
                    == CJJ92.grade(grossRate: gross, corrections: Self.corrections))
        }
    }

    @Test("R1 takes a fraction: 45 % is 3.6, and not 360")
    func household() {
        #expect(CJJ92.householdCorrection(householdShare: 0) == 0)
        #expect(CJJ92.householdCorrection(householdShare: 1) == 8)
    }

    @Test("R2 in its range and at both limits")
    func length() {
        // 0.99·(0.08 − 0.0693)·100 = 1.0593; at A0 nothing.
        #expect(agrees(CJJ92.lengthCorrection(lengthPerSupply: 0.08), 1.0593))
        #expect(agrees(CJJ92.lengthCorrection(lengthPerSupply: 0.0693), 0))
        // 3 % is reached at A = 0.0693 + 3/99 = 0.0996030…, −3 % at 0.0389969….
        #expect(CJJ92.lengthCorrection(lengthPerSupply: 0.0995) < 3)
        #expect(CJJ92.lengthCorrection(lengthPerSupply: 0.0997) == 3)
        #expect(CJJ92.lengthCorrection(lengthPerSupply: 0.0391) > -3)
        #expect(CJJ92.lengthCorrection(lengthPerSupply: 0.0389) == -3)
        #expect(CJJ92.lengthCorrection(lengthPerSupply: 0) == -3)
        #expect(CJJ92.lengthPerSupply(length: 1000, supply: 0) == nil)
    }

    @Test(
        "R3 at its edges",
        arguments: [
            (0.20, 0.0), (0.35, 0), (0.351, 0.5), (0.55, 0.5), (0.551, 1), (0.75, 1), (0.751, 2), (1.2, 2),
        ])
    func pressure(_ pressure: Double, _ expected: Double) {
        #expect(CJJ92.pressureCorrection(outletPressure: pressure) == expected)
    }

    @Test("R4 begins above 1.4 m")
    func frost() {
        #expect(CJJ92.frostCorrection(depth: 1.4) == 0)
        #expect(CJJ92.frostCorrection(depth: 1.41) == 1)
        #expect(CJJ92.frostCorrection(depth: 0) == 0)
    }

    @Test("Outlet pressure is weighted by supply")
    func outletPressure() {
        // (0.30·9 + 0.50·1)/10 = 0.32, no correction; the plain mean 0.40 would have 0.5 %.
        let mean = CJJ92.meanOutletPressure([(0.30, 90_000), (0.50, 10_000)])
        #expect(agrees(mean, 0.32))
        #expect(CJJ92.pressureCorrection(outletPressure: mean ?? 1) == 0)
        // Equal pressures on an edge stay on it, whatever the weights.
        for weight in [1.0, 3, 7, 1.1e7] {
            let edge = CJJ92.meanOutletPressure([(0.35, weight), (0.35, 13), (0.35, 0.7)])
            #expect(edge == 0.35)
        }
        #expect(CJJ92.meanOutletPressure([]) == nil)
        #expect(CJJ92.meanOutletPressure([(0.4, 0)]) == nil)
    }

    @Test("Grades: equality passes, and nothing is rounded first")
    func grades() {
        #expect(CJJ92.grade(lossRate: 10) == .first)
        #expect(CJJ92.grade(lossRate: 10.0001) == .second)
        #expect(CJJ92.grade(lossRate: 12) == .second)
        #expect(CJJ92.grade(lossRate: 12.0001) == .none)
        // 17.1 − 7.1 is 10.000000000000002 in binary numbers.
        #expect(17.1 - 7.1 > 10)
        #expect(CJJ92.grade(lossRate: 17.1 - 7.1) == .first)
    }

    @Test("2016: the standard value, and the leakage rate against 0.70 of it")
    func original() {
        let corrections = Self.corrections
        #expect(agrees(CJJ92.standardValue(.first, corrections: corrections), 17.1))
        #expect(agrees(CJJ92.standardValue(.second, corrections: corrections), 19.1))
        #expect(CJJ92.standardValue(.none, corrections: corrections) == nil)
        // 0.7·17.1 = 11.97; 0.7·19.1 = 13.37.
        #expect(agrees(CJJ92.largestLeakageRate(standardValue: 17.1), 11.97))
        #expect(CJJ92.grade(leakageRate: 11.97, corrections: corrections) == .first)
        #expect(CJJ92.grade(leakageRate: 11.98, corrections: corrections) == .second)
        #expect(CJJ92.grade(leakageRate: 13.37, corrections: corrections) == .second)
        #expect(CJJ92.grade(leakageRate: 13.38, corrections: corrections) == .none)
        #expect(CJJ92.grade(grossRate: 17.1, corrections: corrections) == .first)
        #expect(CJJ92.grade(grossRate: 17.11, corrections: corrections) == .second)
        #expect(CJJ92.grade(grossRate: 19.11, corrections: corrections) == .none)
        // 900 of 10 000 is 9 %.
        #expect(agrees(CJJ92.leakageRate(leakage: 900, supply: 10_000)?.value, 9))
    }

    @Test("A region's rate is weighted by supply")
    func region() {
        // (8·900 + 18·100)/1000 = 9; the plain mean would be 13.
        #expect(agrees(CJJ92.regionalLossRate([(8, 900), (18, 100)]), 9))
        #expect(CJJ92.regionalLossRate([]) == nil)
    }

    @Test("Leaks: C1 by diameter, C1·C2·A·√(2gH), times the time")
    func leaks() {
        #expect(
            [15, 50, 75, 300, 301, 1000].map { CJJ92.soilCoverCoefficient(nominalDiameter: $0) }
                == [0.96, 0.96, 0.95, 0.95, 0.94, 0.94])
        // 0.95·0.6·0.001·√(2·9.8·40) = 0.00057·28 = 0.01596 m³/s; in a day 1378.944 m³.
        let flow = CJJ92.leakFlow(soilCover: 0.95, area: 0.001, head: 40)
        #expect(agrees(flow, 0.01596))
        #expect(agrees(CJJ92.leakVolume(flow: flow, seconds: 86_400), 1378.944))
    }

    @Test("Background leakage and meter differences")
    func components() {
        // 1.2 m³/(km·h) on 850 km through 8760 h: 8 935 200 m³.
        let background = CJJ92.backgroundLeakage(
            unitNightFlow: Uncertain(1.2 / 1000 / 3600), length: 850_000, seconds: 8760 * 3600)
        #expect(agrees(background.value, 8_935_200))
        // 4600/(1 − 0.08) − 4600 = 400; 980/(1 − 0.02) − 980 = 20.
        #expect(
            agrees(CJJ92.masterMeterDifference(households: 4600, difference: 0.08)?.value, 400))
        #expect(agrees(CJJ92.nonResidentMeterError(nonResidents: 980, error: 0.02)?.value, 20))
    }

    @Test("Table 4.2.1: losses from the top, the other loss as a residual that may be negative")
    func balance() {
        var balance = CJJ92Balance(
            ownSources: 8000, purchased: 2000, billedMetered: 7600, billedUnmetered: 300, freeMetered: 100,
            freeUnmetered: 400, visibleLeaks: 200, hiddenLeaks: 300, background: 500, tanks: 10,
            masterMeterDifference: 400, nonResidentMeterError: 20)
        #expect(balance.supply.value == 10_000)
        #expect(balance.registered?.value == 8400)
        #expect(balance.loss?.value == 1600)
        #expect(balance.nonRevenueWater.value == 2100)
        #expect(balance.leakage?.value == 1010)
        #expect(balance.meteringLoss?.value == 420)
        #expect(balance.otherLoss?.value == 170)
        balance.hiddenLeaks = 600
        #expect(balance.otherLoss?.value == -130)
        balance.tanks = nil
        #expect(balance.leakage == nil)
        #expect(balance.otherLoss == nil)
        balance.freeUnmetered = nil
        #expect(balance.loss == nil)
    }
}
