import TestSupport
import Foundation
import WaterLoss
import Testing

@Suite struct NetNightFlowTests {
    @Test func theWorkedChain() throws {
        // MNF 18.4 m³/h; 1900 households, 60 others, 1.3 m³/h exceptional: LNU = 3.710 + 1.3 = 5.010.
        let use = NightUseEstimate(
            .properties(households: 1900, nonHouseholds: 60),
            exceptional: [ExceptionalNightUser(id: "works", nightFlow: .init(1.3 / 3600, percent: 0))])
        #expect(isHourly(use.total.value, 5.010))
        // 24.5 km, 2100 connections, 12.6 km private, 38 m: (490 + 2625 + 415.8) L/h · 0.76^1.5.
        // 0.76^1.5 = 0.76 · 0.8717798 = 0.6625526; 3530.8 · 0.6625526 = 2339.34 L/h.
        let unavoidable = try #require(
            BackgroundLeakage.unavoidable(
                mains: 24_500, connections: 2100, privatePipe: 12_600, nightPressure: 38))
        #expect(isHourly(unavoidable, 2.3393, 5e-5))
        let flow = NetNightFlow(
            minimum: .init(18.4 / 3600, percent: 2), nightUse: use.total,
            unavoidableBackground: unavoidable, conditionFactor: 2, nightPressure: 38)
        #expect(isHourly(flow.net.value, 13.390))
        #expect(isHourly(flow.background, 4.6787, 5e-5))
        #expect(isHourly(flow.excess, 8.7113, 5e-5))
        // 8.7113/(1.6 · √0.76) = 8.7113/1.394848.
        #expect(isNear(flow.equivalentServicePipeBursts, 6.245, 5e-4))
        #expect(isHourly(flow.controllable, 13.390 - 2.3393, 5e-5))
        #expect(flow.flags.isEmpty)
        // √((18.4 · 0.02)² + (3.71 · 0.3)²) = √(0.368² + 1.113²).
        #expect(isHourly(flow.net.halfWidth, (0.368 * 0.368 + 1.113 * 1.113).squareRoot()))
    }

    @Test func thePressureFactorBelongsToEveryTermWithExponentOneAndAHalf() throws {
        // At 200 m the factor is 4^1.5 = 8; with exponent 1 it would be 4.
        func at(_ pressure: Double, _ mains: Double, _ connections: Double, _ pipe: Double) -> Double? {
            BackgroundLeakage.unavoidable(
                mains: mains, connections: connections, privatePipe: pipe, nightPressure: pressure)
        }
        for (mains, connections, pipe) in [(1000.0, 0.0, 0.0), (0, 100, 0), (0, 0, 1000)] {
            let low = try #require(at(50, mains, connections, pipe))
            #expect(isNear(at(200, mains, connections, pipe).map { $0 / low }, 8))
        }
        // Lengths are in m and the private pipe is the total: 1 km of main 20 L/h, 1 km of private pipe 33 L/h.
        #expect(isHourly(at(50, 1000, 0, 0), 0.020))
        #expect(isHourly(at(50, 0, 1000, 0), 1.25))
        #expect(isHourly(at(50, 0, 0, 1000), 0.033))
        #expect(at(-1, 1000, 0, 0) == nil)
        #expect(at(50, -1, 0, 0) == nil)
        #expect(at(.nan, 1000, 0, 0) == nil)
    }

    @Test func negativeResultsStayVisible() {
        let flow = NetNightFlow(
            minimum: .init(2 / 3600, percent: 2), nightUse: .init(5 / 3600, percent: 30),
            unavoidableBackground: 1 / 3600, conditionFactor: 2, nightPressure: 50)
        #expect(isHourly(flow.net.value, -3))
        #expect(isHourly(flow.excess, -5))
        #expect(isNear(flow.equivalentServicePipeBursts, -5 / 1.6))
        #expect(flow.controllable == 0)
        #expect(flow.flags == [.negativeNetNightFlow, .negativeExcess])
    }

    @Test func withoutPressureThereIsNoBackground() {
        let flow = NetNightFlow(
            minimum: .init(2 / 3600, percent: 2), nightUse: .init(1 / 3600, percent: 30))
        #expect(flow.excess == nil)
        #expect(flow.equivalentServicePipeBursts == nil)
        #expect(flow.flags == [.backgroundUnknown])
    }

    @Test func theConditionFactorFromRepairAndFromAStepTest() {
        // 4.2 m³/h left after repair over 2.1 unavoidable.
        #expect(
            isNear(BackgroundLeakage.conditionFactor(netNightFlowAfterRepair: 4.2, unavoidable: 2.1), 2))
        // N1 = 1.1: 60 % of variable area; 0.6 · 7/2.1 = 2.
        #expect(
            isNear(BackgroundLeakage.conditionFactor(exponent: 1.1, netNightFlow: 7, unavoidable: 2.1), 2))
        #expect(BackgroundLeakage.conditionFactor(exponent: 1.8, netNightFlow: 7, unavoidable: 2.1) == nil)
        #expect(
            BackgroundLeakage.conditionFactor(netNightFlowAfterRepair: 4.2, unavoidable: 0) == nil)
    }
}
