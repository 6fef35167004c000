/// The corrections R1 to R4 (修正值), percent, with their edges.
extension CJJ92 {
    /// R1 for households read one by one (居民抄表到户水量的修正值), percent: 0.08·r·100.
    ///
    /// - Parameter householdShare: r, water read at households over water supplied, as a **fraction** 0…1.
    public static func householdCorrection(householdShare: Double) -> Double { 0.08 * householdShare * 100 }

    /// Length of pipe for a unit of supply, A = L / Qs, km/万m³; `nil` without supply.
    ///
    /// - Parameters:
    ///   - length: L, pipes of DN75 and larger, m.
    ///   - supply: Qs of a year, m³.
    public static func lengthPerSupply(length: Double, supply: Double) -> Double? {
        supply > 0 ? (length / 1000) / (supply / tenThousand) : nil
    }

    /// The mean of A over the nation, at which R2 is nothing, km/万m³.
    public static let meanLengthPerSupply = 0.0693
    /// R2 is never more than this, nor less than its opposite, percent.
    public static let largestLengthCorrection = 3.0

    /// R2 before it is limited, percent: 0.99·(A − 0.0693)·100.
    public static func unlimitedLengthCorrection(lengthPerSupply: Double) -> Double {
        0.99 * (lengthPerSupply - meanLengthPerSupply) * 100
    }

    /// R2 for length of pipe by supply (单位供水量管长的修正值), percent: 0.99·(A − 0.0693)·100, from −3 to 3.
    public static func lengthCorrection(lengthPerSupply: Double) -> Double {
        let limit = largestLengthCorrection
        return min(limit, max(-limit, unlimitedLengthCorrection(lengthPerSupply: lengthPerSupply)))
    }

    /// Yearly mean pressure at the plants' outlets (年平均出厂压力), MPa: the mean of the pressures on the hour of all
    /// plants, **weighted by what each supplied**; `nil` unless something was supplied.
    ///
    /// - Parameter plants: mean pressure on the hour, MPa, and supply of the year, m³.
    public static func meanOutletPressure(_ plants: [(pressure: Double, supply: Double)]) -> Double? {
        guard let first = plants.first else { return nil }
        let total = plants.reduce(0) { $0 + $1.supply }
        guard total > 0 else { return nil }
        // Around the first pressure, so that equal pressures have exactly their own mean.
        return first.pressure + plants.reduce(0) { $0 + $1.supply * ($1.pressure - first.pressure) } / total
    }

    /// R3 for pressure (年平均出厂压力的修正值), percent: 0 up to 0.35 MPa, 0.5 up to 0.55, 1 up to 0.75, 2 above.
    ///
    /// - Parameter outletPressure: P, MPa.
    public static func pressureCorrection(outletPressure: Double) -> Double {
        if Edge.isAtMost(outletPressure, 0.35) { return 0 }
        if Edge.isAtMost(outletPressure, 0.55) { return 0.5 }
        return Edge.isAtMost(outletPressure, 0.75) ? 1 : 2
    }

    /// R4 for frost (最大冻土深度的修正值), percent: 1 where the ground freezes deeper than 1.4 m, else 0.
    ///
    /// - Parameter depth: largest depth of frost, m.
    public static func frostCorrection(depth: Double) -> Double { Edge.isAbove(depth, 1.4) ? 1 : 0 }

    /// Corrections of an undertaking's year, percent.
    public struct Corrections: Sendable, Hashable {
        /// R1, households.
        public var household: Double
        /// R2, length of pipe.
        public var length: Double
        /// R3, pressure.
        public var pressure: Double
        /// R4, frost.
        public var frost: Double

        /// Corrections.
        public init(household: Double, length: Double, pressure: Double, frost: Double) {
            self.household = household
            self.length = length
            self.pressure = pressure
            self.frost = frost
        }

        /// R_n = R1 + R2 + R3 + R4, percent.
        public var total: Double { household + length + pressure + frost }
    }
}
