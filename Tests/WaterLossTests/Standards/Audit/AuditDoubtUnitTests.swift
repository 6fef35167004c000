import TestSupport
import Testing
import WaterLoss

/// Inputs written in a wrong unit: found, named, and the number that was meant is the one before the slip.
@Suite("Slips of units in an audit")
struct AuditDoubtUnitTests {
    private func doubt(_ change: (inout Audit) -> Void) -> AuditDoubt? {
        var audit = AuditInvariantTests.town()
        change(&audit)
        #expect(audit.doubts.count <= 1)
        return audit.doubts.first
    }

    /// The number at the beginning of what was meant.
    private func number(_ text: String?) -> Double? {
        text?.split(separator: " ").first { Double($0) != nil }.flatMap { Double($0) }
    }

    @Test("A plausible town has no doubts")
    func plausible() {
        #expect(AuditInvariantTests.town().doubts.isEmpty)
    }

    @Test("An average pressure of 48 m in MPa, bar and kPa")
    func pressure() {
        // 48 m are 0.4707192 MPa and 470.7192 kPa by 9.80665 kPa a metre.
        let kilopascals = 48 * 9.80665
        let megapascals = doubt { $0.averagePressure = Uncertain(kilopascals / 1000) }
        #expect(megapascals?.key == "network.average_pressure" && megapascals?.meantUnit == "MPa")
        #expect(isNear(number(megapascals?.meant), 48, 1e-3))
        let kilo = doubt { $0.averagePressure = Uncertain(kilopascals) }
        #expect(kilo?.meantUnit == "kPa")
        #expect(isNear(number(kilo?.meant), 48, 1e-3))
        // 4.7 could be metres, so it is believed: low, and no slip that can be told.
        #expect(doubt { $0.averagePressure = Uncertain(kilopascals / 100) } == nil)
        #expect(doubt { $0.averagePressure = Uncertain(1.99) }?.blocksGrade == true)
    }

    @Test("Outlet pressures of 0.42 MPa written in metres, bar and kPa")
    func plants() {
        for (pressure, unit) in [(0.42 * 1000 / 9.80665, "m"), (420, "kPa"), (4.2, "bar")] {
            let found = doubt { $0.cjj92.plants[0].pressure = pressure }
            #expect(found?.key == "cjj92.plants[1].pressure", "\(unit)")
            #expect(found?.meantUnit == unit)
            #expect(isNear(number(found?.meant), 0.42, 1e-3), "\(unit)")
        }
    }

    @Test("Mains of 450 km written as 450 m or 450 000 km")
    func mains() {
        // 450 m: 32 000 connections on 0.45 km are 71 111 a km.
        let short = doubt {
            $0.mains = 450
            $0.cjj92.largePipes = nil
        }
        #expect(short?.key == "network.mains" && isNear(number(short?.meant), 450, 1e-9))
        let long = doubt {
            $0.mains = 450_000_000
            $0.cjj92.largePipes = nil
        }
        #expect(long?.key == "network.mains" && isNear(number(long?.meant), 450, 1e-9))
    }

    @Test("A volume in 万m³ among volumes in m³, and the other way round")
    func volumes() {
        let small = doubt {
            $0.balance.billedMetered = Uncertain(690, source: "bmac", percent: 1)
            $0.cjj92.households = nil
        }
        #expect(small?.key == "volumes.billed_metered" && small?.meantUnit == "10k m3")
        #expect(isNear(number(small?.meant), 6_900_000))
        let large = doubt { $0.balance.billedUnmetered = Uncertain(8e9, source: "buac", percent: 20) }
        #expect(large?.key == "volumes.billed_unmetered" && large?.meantUnit == "m3")
        #expect(isNear(number(large?.meant), 800_000))
        // Free use may be as small as it likes.
        #expect(doubt { $0.balance.unbilledMetered = Uncertain(2, source: "umac", percent: 5) } == nil)
    }

    @Test("A mean of private pipe for its total, a percentage for a fraction")
    func means() {
        let pipe = doubt { $0.privatePipe = 5 }
        #expect(pipe?.key == "network.private_pipe" && isNear(number(pipe?.meant), 5))
        let fraction = doubt {
            $0.balance.customerMetering = nil
            $0.underRegistration = Uncertain(0.0003)
        }
        #expect(fraction?.key == "customer_meters.under_registration_percent")
        #expect(isNear(number(fraction?.meant), 3))
        // Frost of 60 cm.
        let frost = doubt { $0.cjj92.frostDepth = 60 }
        #expect(frost?.key == "cjj92.frost_depth" && frost?.meantUnit == "cm")
        #expect(isNear(number(frost?.meant), 0.6))
    }

    @Test("What cannot be blocks the grade of the figures that rest on it, and of no others")
    func grades() {
        var audit = AuditInvariantTests.town()
        audit.cjj92.frostDepth = 60
        func value(_ standard: LossStandard, _ key: IndicatorKey) -> Indicator? {
            audit.indicators(by: standard).first { $0.key == key }
        }
        #expect(value(.cjj92Revision2018, .grade)?.value == nil)
        #expect(value(.cjj92Revision2018, .lossRate)?.flags.contains { $0.code == .implausible } == true)
        #expect(
            value(.cjj92Revision2018, .grossLossRate)?.flags.contains { $0.code == .implausible } == false)
        #expect(value(.iwa, .ili)?.flags.contains { $0.code == .implausible } == false)
    }
}
