/// Comparisons with the edges of clamps, bands and grades.
///
/// Nothing is rounded before it is compared. But 16 % less 6 % may come out as 10.000000000000002 % in binary
/// arithmetic, and no undertaking may fail a grade for that: what differs by less than a billionth is equal.
enum Edge {
    static func isAtMost(_ value: Double, _ limit: Double) -> Bool { value <= limit + slack(limit) }
    static func isAtLeast(_ value: Double, _ limit: Double) -> Bool { value >= limit - slack(limit) }
    static func isAbove(_ value: Double, _ limit: Double) -> Bool { !isAtMost(value, limit) }
    static func isBelow(_ value: Double, _ limit: Double) -> Bool { !isAtLeast(value, limit) }

    private static func slack(_ limit: Double) -> Double { 1e-9 * max(1, abs(limit)) }
}
