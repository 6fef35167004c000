import TestSupport
import Testing
import WaterLoss

/// The nine coefficients behind UARL, taken out of the product one by one.
@Suite("Coefficients of unavoidable losses")
struct ComponentCoefficientTests {
    /// Litres a day and metre of pressure that one kilometre, connection or kilometre of private pipe adds to the
    /// background, the reported and the unreported leaks.
    ///
    /// At 200 m, four times 50 m, background counts 8-fold, and a component of exponent N counts 4^N: with exponents
    /// 0 and 0, 1 and 0, 0 and 1 the three sums follow by subtraction.
    private func split(mains: Double, connections: Double, privatePipe: Double) -> [Double] {
        func litres(_ reported: Double, _ unreported: Double) -> Double {
            ComponentUARL(reportedExponent: reported, unreportedExponent: unreported).unavoidableLosses(
                mains: Uncertain(mains), connections: Uncertain(connections),
                privatePipe: Uncertain(privatePipe), pressure: 200
            ).value * 1000 / 50
        }
        let plain = litres(0, 0)
        let reported = (litres(1, 0) - plain) / 3
        let unreported = (litres(0, 1) - plain) / 3
        return [(plain - reported - unreported) / 8, reported, unreported]
    }

    @Test(
        "They are those of Lambert's table, and rounded into US units those of Water Loss Control",
        arguments: [
            // Lambert et al. 1999, per m of pressure: a km of mains, a connection, a km of private pipe; Water Loss
            // Control, 2nd ed., table 7.2: gallons a day and psi for each mile of mains, connection, mile of pipe.
            ([1000.0, 0, 0], [9.6, 5.8, 2.6], [2.87, 1.75, 0.77]),
            ([0, 1, 0], [0.60, 0.04, 0.16], [0.112, 0.007, 0.030]),
            ([0, 0, 1000], [16.0, 1.9, 7.1], [4.78, 0.57, 2.12]),
        ])
    func table(_ size: [Double], _ metric: [Double], _ american: [Double]) {
        let found = split(mains: size[0], connections: size[1], privatePipe: size[2])
        for place in 0..<3 {
            #expect(isNear(found[place], metric[place], 1e-9))
            // Per gallon of 3.785411784 L, psi of 0.70307 m, and mile of 1.609344 km.
            let factor = 0.703_069_58 / 3.785_411_784 * (size[1] > 0 ? 1 : 1.609_344)
            // The last printed digit; 0.04 L is 0.0074 gal, printed as .007.
            #expect(abs(found[place] * factor - american[place]) < (size[1] > 0 ? 7e-4 : 0.02))
        }
    }

    @Test("They add up to 18, 0.8 and 25 L a day and metre")
    func sums() {
        for (size, whole) in [([1000.0, 0, 0], 18.0), ([0, 1, 0], 0.8), ([0, 0, 1000], 25)] {
            let parts = split(mains: size[0], connections: size[1], privatePipe: size[2])
            #expect(isNear(parts.reduce(0, +), whole, 1e-9))
            let plain = UnavoidableLosses.metric(
                mains: Uncertain(size[0]), connections: Uncertain(size[1]), privatePipe: Uncertain(size[2]),
                pressure: 1)
            #expect(isNear(plain.value * 1000, whole, 1e-9))
        }
    }

    @Test("Each US coefficient lies within one in a hundred and fifty of its metric one")
    func conversion() {
        // Exactly converted they are 5.3803, 0.14859 and 7.4726 gal/d; 5.41, 0.15 and 7.5 are in use: + 0.55, 0.95 and
        // 0.37 %.
        let (mile, psi, gallon) = (1609.344, 0.703_069_58, 0.003_785_411_784)
        for (size, american, percent) in [
            ([mile, 0, 0], 5.41, 0.55), ([0, 1, 0], 0.15, 0.95), ([0, 0, mile], 7.5, 0.37),
        ] {
            let arguments = size.map { Uncertain($0) }
            let found = UnavoidableLosses.unitedStates(
                mains: arguments[0], connections: arguments[1], privatePipe: arguments[2],
                pressure: Uncertain(psi))
            #expect(isNear(found.value / gallon, american, 1e-7))
            let metric = UnavoidableLosses.metric(
                mains: arguments[0], connections: arguments[1], privatePipe: arguments[2],
                pressure: Uncertain(psi))
            #expect(abs((found.value / metric.value - 1) * 100 - percent) < 0.01)
        }
    }

    @Test("Below 50 m the component form is less than the plain one, above more; a rigid system less so")
    func pressure() {
        for pressure in stride(from: 10.0, through: 120, by: 10) {
            func litres(_ method: ComponentUARL) -> Double {
                method.unavoidableLosses(
                    mains: 40_000, connections: 1800, privatePipe: 9000, pressure: Uncertain(pressure)
                ).value
            }
            let plain = UnavoidableLosses.metric(
                mains: 40_000, connections: 1800, privatePipe: 9000, pressure: Uncertain(pressure)
            ).value
            let side = (pressure - 50).sign == .minus ? -1.0 : 1
            if pressure == 50 {
                #expect(isNear(litres(.init()), plain))
            } else {
                #expect((litres(.init()) - plain) * side > 0)
                let flexible = litres(.init(reportedExponent: 1.5, unreportedExponent: 1.5))
                let rigid = litres(.init(reportedExponent: 0.5, unreportedExponent: 0.5))
                #expect((flexible - litres(.init())) * side > 0)
                #expect((litres(.init()) - rigid) * side > 0)
                // All flexible: one power of the pressure for the whole.
                let ratio = pressure / 50
                #expect(isNear(flexible, plain / ratio * ratio * ratio.squareRoot(), 1e-9))
            }
        }
    }
}
