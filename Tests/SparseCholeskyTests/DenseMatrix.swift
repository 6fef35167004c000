/// A second, plain way to the same answers.
struct DenseMatrix {
    let size: Int
    private var values: [Double]

    init(size: Int) {
        self.size = size
        values = [Double](repeating: 0, count: size * size)
    }

    subscript(row: Int, column: Int) -> Double {
        get { values[row * size + column] }
        set { values[row * size + column] = newValue }
    }

    /// The pivots of L D Lᵀ when rows are eliminated in an order, by row, and the number of entries of L.
    func pivots(order: [Int32]) -> (pivots: [Double], entries: Int) {
        var rest = self
        var pivots = [Double](repeating: 0, count: size)
        var filled = [Bool](repeating: false, count: size * size)
        for i in 0..<size { for j in 0..<size { filled[i * size + j] = self[i, j] != 0 } }
        var entries = 0
        for (k, position) in order.enumerated() {
            let p = Int(position)
            pivots[p] = rest[p, p]
            let later = order[(k + 1)...].map { Int($0) }.filter { filled[$0 * size + p] }
            entries += later.count
            for i in later {
                for j in later {
                    filled[i * size + j] = true
                    rest[i, j] -= rest[i, p] * rest[p, j] / rest[p, p]
                }
            }
        }
        return (pivots, entries)
    }

    /// Gaussian elimination with row interchanges.
    func solve(_ rightHandSide: [Double]) -> [Double] {
        var a = self
        var x = rightHandSide
        for k in 0..<size {
            let best = (k..<size).max { abs(a[$0, k]) < abs(a[$1, k]) } ?? k
            if best != k {
                for j in 0..<size { (a[k, j], a[best, j]) = (a[best, j], a[k, j]) }
                x.swapAt(k, best)
            }
            for i in stride(from: k + 1, to: size, by: 1) where a[i, k] != 0 {
                let factor = a[i, k] / a[k, k]
                for j in k..<size { a[i, j] -= factor * a[k, j] }
                x[i] -= factor * x[k]
            }
        }
        for k in (0..<size).reversed() {
            for j in stride(from: k + 1, to: size, by: 1) { x[k] -= a[k, j] * x[j] }
            x[k] /= a[k, k]
        }
        return x
    }

    func times(_ x: [Double]) -> [Double] {
        (0..<size).map { i in (0..<size).reduce(0) { $0 + self[i, $1] * x[$1] } }
    }
}
