import Foundation

/// How much higher nights are from a change on than before it, by generalised least squares.
///
/// y = a + b·t + δ·[t ≥ change] + r, with residuals r that resemble the night before by φ (the equations of Prais and
/// Winsten: each night less φ^days times the one before it, over √(1 − φ^2·days), is independent of it). Where nights
/// resemble their neighbours the leap from the last old night to the first new one tells most; where they do not, the
/// means do. The slope b is drawn towards 0 as far as the zone's own past has none: a season that climbs is no step.
struct StepContrast {
    /// δ, in the unit of the values.
    let size: Double
    /// Standard error of δ.
    let error: Double

    /// - Parameters:
    ///   - days: days since any, ascending.
    ///   - values: the nights.
    ///   - change: place of the first night of the new level.
    ///   - correlation: φ, 0 up to below 1.
    ///   - slope: standard deviation of b that the zone's past lets expect, in scatters a day; 0 for none.
    ///   - scatter: one standard deviation of a night.
    init(
        days: [Int], values: [Double], change: Int, correlation: Double, slope: Double, scatter: Double
    ) {
        // Sums of products of level (l), time (t), step (s) and value (y), each freed of the night before.
        var (ll, lt, ls, tt, ts, ss) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        var (ly, ty, sy) = (0.0, 0.0, 0.0)
        let middle = Double(days[change]) - 0.5
        for place in values.indices {
            let time = Double(days[place]) - middle
            let step = place >= change ? 1.0 : 0
            var (l, t, s, y) = (1.0, time, step, values[place])
            if place > 0 {
                let gap = days[place] - days[place - 1]
                let kept = gap == 1 ? correlation : pow(correlation, Double(gap))
                let weight = 1 / (1 - kept * kept).squareRoot()
                l = weight * (1 - kept)
                t = weight * (time - kept * (Double(days[place - 1]) - middle))
                s = weight * (step - (place - 1 >= change ? kept : 0))
                y = weight * (y - kept * values[place - 1])
            }
            ll += l * l
            lt += l * t
            ls += l * s
            tt += t * t
            ts += t * s
            ss += s * s
            ly += l * y
            ty += t * y
            sy += s * y
        }
        // What the past says of the slope counts as one more observation of it: 0 with its standard deviation.
        tt += slope > 0 ? 1 / (slope * slope) : 1e30
        let determinant = ll * tt - lt * lt
        let onLevel = (tt * ls - lt * ts) / determinant
        let onTime = (ll * ts - lt * ls) / determinant
        let information = ss - (ls * onLevel + ts * onTime)
        guard information > 0, determinant > 0 else {
            size = 0
            error = .infinity
            return
        }
        size = (sy - (onLevel * ly + onTime * ty)) / information
        error = scatter / information.squareRoot()
    }
}
