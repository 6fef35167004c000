import Foundation
import PipeNetwork

/// A solver of the tests' own: heads and flows of all pipes as one dense system, numeric derivatives, Gaussian
/// elimination and a step that is halved until the errors shrink. Nothing of it is shared with the library.
struct DenseNewton {
    let laws: [PipeLaw]
    let starts: [Int]
    let ends: [Int]
    /// Head of a reservoir; `nil` where the head is sought.
    let fixedHeads: [Double?]
    /// What leaves each node at a head, m³/s.
    let outflow: [@Sendable (Double) -> Double]

    struct Answer {
        var heads: [Double]
        var flows: [Double]
        var residual: Double
    }

    /// Errors of the pipes' head losses, m, and of the nodes' balances, L/s.
    private func errors(_ x: [Double]) -> [Double] {
        let nodes = fixedHeads.count
        var errors = Array(repeating: 0.0, count: x.count)
        for node in 0..<nodes {
            errors[node] = fixedHeads[node].map { x[node] - $0 } ?? -1000 * outflow[node](x[node])
        }
        for pipe in laws.indices {
            let flow = x[nodes + pipe]
            errors[nodes + pipe] = x[starts[pipe]] - x[ends[pipe]] - laws[pipe].loss(flow)
            if fixedHeads[starts[pipe]] == nil { errors[starts[pipe]] -= 1000 * flow }
            if fixedHeads[ends[pipe]] == nil { errors[ends[pipe]] += 1000 * flow }
        }
        return errors
    }

    func solve() -> Answer {
        let nodes = fixedHeads.count
        let highest = fixedHeads.compactMap { $0 }.max() ?? 0
        var x = fixedHeads.map { $0 ?? highest } + laws.map { _ in 0.01 }
        var current = errors(x)
        for _ in 0..<400 {
            let size = norm(current)
            let step = gauss(jacobian(x), current)
            // A loop without flow has hardly any error left while its flow still halves: go on until flows stand.
            if size < 1e-10 && norm(Array(step[nodes...])) < 1e-10 { break }
            var share = 1.0
            var next = x
            var errorsThere = current
            repeat {
                next = x.indices.map { x[$0] - share * step[$0] }
                errorsThere = errors(next)
                share /= 2
            } while !(norm(errorsThere) < size) && size > 1e-10 && share > 1e-12
            (x, current) = (next, errorsThere)
        }
        return Answer(heads: Array(x[..<nodes]), flows: Array(x[nodes...]), residual: norm(current))
    }

    private func jacobian(_ x: [Double]) -> [[Double]] {
        let nodes = fixedHeads.count
        var matrix = Array(repeating: Array(repeating: 0.0, count: x.count), count: x.count)
        for node in 0..<nodes {
            let h = 1e-6
            matrix[node][node] =
                fixedHeads[node] != nil
                ? 1 : -1000 * (outflow[node](x[node] + h) - outflow[node](x[node] - h)) / (2 * h)
        }
        for pipe in laws.indices {
            let row = nodes + pipe
            let h = max(1e-6 * abs(x[row]), 1e-9)
            let slope = (laws[pipe].loss(x[row] + h) - laws[pipe].loss(x[row] - h)) / (2 * h)
            matrix[row][row] = -max(slope, 1e-6)
            matrix[row][starts[pipe]] += 1
            matrix[row][ends[pipe]] -= 1
            if fixedHeads[starts[pipe]] == nil { matrix[starts[pipe]][row] -= 1000 }
            if fixedHeads[ends[pipe]] == nil { matrix[ends[pipe]][row] += 1000 }
        }
        return matrix
    }

    private func norm(_ vector: [Double]) -> Double { vector.reduce(0) { $0 + $1 * $1 }.squareRoot() }

    /// The solution of `matrix` · x = `right`, by elimination with row exchanges.
    private func gauss(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
        var (a, b) = (matrix, right)
        let n = b.count
        for column in 0..<n {
            let pivot = (column..<n).max { abs(a[$0][column]) < abs(a[$1][column]) } ?? column
            a.swapAt(column, pivot)
            b.swapAt(column, pivot)
            for row in (column + 1)..<max(n, column + 1) where a[row][column] != 0 {
                let factor = a[row][column] / a[column][column]
                for k in column..<n { a[row][k] -= factor * a[column][k] }
                b[row] -= factor * b[column]
            }
        }
        for row in stride(from: n - 1, through: 0, by: -1) {
            for k in (row + 1)..<max(n, row + 1) { b[row] -= a[row][k] * b[k] }
            b[row] /= a[row][row]
        }
        return b
    }
}
