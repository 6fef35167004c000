import TestSupport
import Testing
import WaterLoss

@Suite("Permissible errors of new meters")
struct MeterStandardTests {
    /// The permanent flows Q3 (m³/h) and ratios R of ISO 4064-1's series.
    static let meters: [(permanent: Double, ratio: Double)] = [
        1, 1.6, 2.5, 4, 6.3, 10, 16, 25, 40, 63, 100,
    ].flatMap { permanent in
        [40, 50, 63, 80, 100, 125, 160, 200, 250, 315, 400].map { (permanent, $0) }
    }

    /// The permissible error in percent at a flow in L/h.
    private func percent(_ litres: Double, _ meter: (permanent: Double, ratio: Double)) -> Double? {
        MeterStandard.maximumPermissibleError(
            flow: litres / 3_600_000, permanent: meter.permanent / 3600, ratio: meter.ratio
        ).map { $0 * 100 }
    }

    @Test("Every meter of the series is judged at Q1, Q2, Q3 and Q4 themselves", arguments: meters)
    func characteristicFlows(_ meter: (permanent: Double, ratio: Double)) {
        // Q1 = Q3/R, Q2 = 1.6·Q1, Q4 = 1.25·Q3, here in L/h. The standard's zones hold their ends: Q1 ≤ Q < Q2 5 %,
        // Q2 ≤ Q ≤ Q4 2 %.
        let minimum = meter.permanent * 1000 / meter.ratio
        let transitional = meter.permanent * 1600 / meter.ratio
        #expect(percent(minimum, meter) == 5)
        #expect(percent(transitional, meter) == 2)
        #expect(percent(meter.permanent * 1000, meter) == 2)
        #expect(percent(meter.permanent * 1250, meter) == 2)
        #expect(percent(minimum * 0.999, meter) == nil)
        #expect(percent(transitional * 0.999, meter) == 5)
        #expect(percent(meter.permanent * 1251, meter) == nil)
    }

    @Test("Q1 and Q2 of a usual meter by hand: Q3 2.5 m³/h and R 80 begin at 31.25 and 50 L/h")
    func usualMeter() {
        let meter = (permanent: 2.5, ratio: 80.0)
        let judged = [31.2, 31.25, 49.9, 50, 2500, 3125, 3126].map { percent($0, meter) }
        #expect(judged == [nil, 5, 5, 2, 2, 2, nil])
    }

    @Test("No meter, no promise")
    func refused() {
        func error(_ flow: Double, _ permanent: Double, _ ratio: Double) -> Double? {
            MeterStandard.maximumPermissibleError(flow: flow, permanent: permanent, ratio: ratio)
        }
        #expect(error(1, 0, 80) == nil && error(1, -1, 80) == nil && error(1, 1, 0) == nil)
        #expect(error(.nan, 1, 80) == nil && error(-0.5, 1, 80) == nil && error(0, 1, 80) == nil)
        #expect(MeterStandard.prior(flow: 2, permanent: 1, ratio: 80) == nil)
    }
}
