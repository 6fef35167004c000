/// The World Bank Institute's bands of physical losses: A needs no hurry, D is bad use of resources.
///
/// Each band runs from its low edge up to, not including, its high edge; each is twice as wide as the one before.
///
/// Source: Liemberger's physical loss target matrix, as used by the World Bank Institute (read in secondary sources).
public enum WorldBankBand: String, Sendable, Hashable, CaseIterable, Codable {
    /// Further reduction may be uneconomic.
    case a = "A"
    /// Room for marked improvement.
    case b = "B"
    /// Poor; tolerable only where water is plentiful and cheap.
    case c = "C"
    /// Very inefficient.
    case d = "D"

    /// Whose matrix applies.
    public enum World: String, Sendable, Hashable, CaseIterable, Codable {
        /// Developed countries.
        case developed
        /// Developing countries, whose edges are twice as high.
        case developing

        /// Whose matrix applies where none is stated: that of developing countries, in every command.
        public static let standard = World.developing

        /// Upper edge of band A as an ILI.
        var firstILI: Double { self == .developed ? 2 : 4 }
        /// Upper edge of band A, L/(connection·d) for each metre of pressure.
        var firstLitresPerMetre: Double { self == .developed ? 2.5 : 5 }
        /// The pressures the matrix has columns for, m.
        var columns: [Double] { self == .developed ? [20, 30, 40, 50] : [10, 20, 30, 40, 50] }
    }

    /// How a band was found.
    public struct Lookup: Sendable, Hashable {
        /// The band.
        public var band: WorldBankBand
        /// `interpolated` between two columns of the matrix, or `extrapolated` beyond its last.
        public var flags: [EvaluationFlag]
    }

    /// The band of an ILI; `nil` for a negative one, which is a data error and no merit.
    public static func band(ofILI ili: Double, world: World) -> WorldBankBand? {
        band(of: ili, first: world.firstILI)
    }

    /// The band of a real loss at an average pressure; `nil` for a negative loss or without pressure.
    ///
    /// All columns of the matrix follow one rule (band A ends at 2.5 L a day for each metre of pressure, 5 L in
    /// developing countries), which is used between them.
    ///
    /// - Parameters:
    ///   - loss: L/(connection·d) while the system is pressurised.
    ///   - pressure: average pressure, m.
    ///   - world: whose matrix applies.
    public static func lookup(
        litresPerConnectionAndDay loss: Double, pressure: Double, world: World
    ) -> Lookup? {
        guard pressure > 0, let band = band(of: loss, first: world.firstLitresPerMetre * pressure) else {
            return nil
        }
        let columns = world.columns
        let isColumn = columns.contains { Edge.isAtMost($0, pressure) && Edge.isAtLeast($0, pressure) }
        let isBetween = pressure > columns[0] && pressure < columns[columns.count - 1]
        let flags: [EvaluationFlag] =
            isColumn ? [] : [isBetween ? .init(.interpolated) : .init(.extrapolated)]
        return Lookup(band: band, flags: flags)
    }

    /// The ILI that parts band A of developed countries in A1 and A2.
    ///
    /// Source: the European Union's reference document on leakage management (2015), as remembered: check it.
    public static let splitOfA = 1.5

    /// The band of an ILI in a developed country with A in two: A1, A2, B, C or D; `nil` for a negative one.
    public static func fineBand(ofILI ili: Double) -> String? {
        band(ofILI: ili, world: .developed).map { band in
            band == .a ? Edge.isBelow(ili, splitOfA) ? "A1" : "A2" : band.rawValue
        }
    }

    /// The edges between the bands as an ILI.
    public static func edges(world: World) -> [Double] {
        [world.firstILI, 2 * world.firstILI, 4 * world.firstILI]
    }

    /// The edges between the bands, L/(connection·d) for each metre of pressure.
    public static func litreEdges(world: World) -> [Double] {
        [world.firstLitresPerMetre, 2 * world.firstLitresPerMetre, 4 * world.firstLitresPerMetre]
    }

    private static func band(of value: Double, first: Double) -> WorldBankBand? {
        guard value >= 0, first > 0 else { return nil }
        if Edge.isBelow(value, first) { return .a }
        if Edge.isBelow(value, 2 * first) { return .b }
        return Edge.isBelow(value, 4 * first) ? .c : .d
    }
}
