import Foundation

/// h = shutoff - resistance·q^exponent: the head that a pump gains at speed 1.
struct PumpPowerCurve: Sendable, Equatable {
    /// Head without flow, m.
    let shutoff: Double
    let resistance: Double
    let exponent: Double

    /// The power law through three points, the first at flow 0; nil where none goes through them.
    init?(shutoff: Double, _ first: (q: Double, h: Double), _ second: (q: Double, h: Double)) {
        let (fall1, fall2) = (shutoff - first.h, shutoff - second.h)
        guard shutoff > 0, first.q > 0, second.q > first.q, fall1 > 0, fall2 > fall1 else { return nil }
        let exponent = log(fall2 / fall1) / log(second.q / first.q)
        guard exponent > 0, exponent <= 20 else { return nil }
        self.shutoff = shutoff
        resistance = fall1 / pow(first.q, exponent)
        self.exponent = exponent
    }

    /// Where a quarter of the shutoff head is lost, m³/s: the design point of a one-point curve.
    var designFlow: Double { pow(shutoff / 4 / resistance, 1 / exponent) }

    /// Flow without head, m³/s.
    var maximumFlow: Double { pow(shutoff / resistance, 1 / exponent) }

    /// Head loss (so, minus the gain) at a flow ≥ 0 and its derivative.
    func loss(_ flow: Double, speed: Double, gradientTolerance: Double) -> (loss: Double, gradient: Double) {
        let start = -speed * speed * shutoff
        let r = speed == 1 || exponent == 2 ? resistance : resistance * pow(speed, 2 - exponent)
        if exponent == 1 { return (start + r * flow, r) }
        let gradient = exponent * r * (exponent == 2 ? flow : pow(flow, exponent - 1))
        guard gradient >= gradientTolerance else {
            return (start + gradientTolerance * flow, gradientTolerance)
        }
        return (start + gradient * flow / exponent, gradient)
    }
}
