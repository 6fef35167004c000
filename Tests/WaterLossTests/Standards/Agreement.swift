/// Two numbers that a hand calculation cannot tell apart.
func agrees(_ a: Double?, _ b: Double, _ relative: Double = 1e-9) -> Bool {
    guard let a else { return false }
    return abs(a - b) <= relative * max(1, abs(b))
}
