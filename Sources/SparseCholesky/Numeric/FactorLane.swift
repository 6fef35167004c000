/// A number, or several side by side that are computed alike: a factor of `SIMD4<Double>` is the factor of four
/// matrices with one pattern.
///
/// Each lane is rounded as the number alone would be, so a batch gives bit for bit what its matrices give one by one.
public protocol FactorLane: Equatable, Sendable {
    /// How many numbers lie side by side.
    static var laneCount: Int { get }
    /// The same number in every lane.
    init(repeating value: Double)
    /// The number in one lane.
    func value(inLane lane: Int) -> Double
    /// Replaces the number in one lane.
    mutating func replace(lane: Int, by value: Double)
    /// Without its sign, lane by lane.
    var magnitude: Self { get }
    /// Whether all pivots are accepted.
    static func accepts(_ pivot: Self, above bound: Self, rule: PivotRule) -> Bool
    /// Lane by lane.
    static func + (left: Self, right: Self) -> Self
    /// Lane by lane.
    static func - (left: Self, right: Self) -> Self
    /// Lane by lane.
    static func * (left: Self, right: Self) -> Self
    /// Lane by lane.
    static func / (left: Self, right: Self) -> Self
}

extension Double: FactorLane {
    /// One.
    @inlinable public static var laneCount: Int { 1 }
    /// The number itself.
    @inlinable public init(repeating value: Double) { self = value }
    /// The number itself.
    @inlinable public func value(inLane lane: Int) -> Double { self }
    /// Replaces the number.
    @inlinable public mutating func replace(lane: Int, by value: Double) { self = value }
    /// Whether the pivot is accepted.
    @inlinable
    public static func accepts(_ pivot: Double, above bound: Double, rule: PivotRule) -> Bool {
        rule.accepts(pivot, above: bound)
    }
}

extension SIMD where Scalar == Double {
    /// The number of scalars.
    @inlinable public static var laneCount: Int { scalarCount }
    /// The scalar in one lane.
    @inlinable public func value(inLane lane: Int) -> Double { self[lane] }
    /// Replaces the scalar in one lane.
    @inlinable public mutating func replace(lane: Int, by value: Double) { self[lane] = value }
    /// Each scalar without its sign.
    @inlinable public var magnitude: Self { replacing(with: Self.zero - self, where: self .< Self.zero) }
    /// Whether the pivots of all lanes are accepted.
    @inlinable
    public static func accepts(_ pivot: Self, above bound: Self, rule: PivotRule) -> Bool {
        var accepted = true
        for lane in 0..<scalarCount where !rule.accepts(pivot[lane], above: bound[lane]) {
            accepted = false
        }
        return accepted
    }
}

extension SIMD4: FactorLane where Scalar == Double {}
extension SIMD8: FactorLane where Scalar == Double {}
