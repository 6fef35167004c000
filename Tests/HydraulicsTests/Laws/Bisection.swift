/// Whether `a` is `b` within `tolerance`.
func near(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool { abs(a - b) <= tolerance }

/// The root of a function that changes sign between `low` and `high`, by two hundred bisections.
func bisection(_ low: Double, _ high: Double, _ f: (Double) -> Double) -> Double {
    var (a, b) = (low, high)
    let rises = f(b) > f(a)
    for _ in 0..<200 {
        let middle = (a + b) / 2
        if (f(middle) > 0) == rises { b = middle } else { a = middle }
    }
    return (a + b) / 2
}
