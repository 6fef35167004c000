/// The numbers of a symmetric matrix with an analysed pattern, or of a batch of such matrices in lanes.
///
/// The storage is flat and stays for as many assemblies as are wanted: ``clear()``, add every link at its
/// ``LinkSlots``, factor.
public struct SymmetricMatrix<Lane: FactorLane>: Sendable {
    /// The numbers by slot: diagonals by position, couplings, and last a slot that is never read.
    public var values: [Lane]
    @usableFromInline let layout: MatrixLayout
    let permutation: [Int32]
    let positions: [Int32]

    /// Number of rows.
    public var size: Int { permutation.count }

    /// The zero matrix.
    ///
    /// - Parameter symbolic: the analysed pattern.
    public init(_ symbolic: SymbolicFactor) {
        layout = symbolic.layout
        permutation = symbolic.permutation
        positions = symbolic.positions
        values = [Lane](repeating: Lane(repeating: 0), count: symbolic.layout.slotCount)
    }

    /// Sets every entry to zero and keeps the storage.
    @inlinable
    public mutating func clear() {
        let zero = Lane(repeating: 0)
        for slot in values.indices { values[slot] = zero }
    }

    /// Adds a conductance between two rows: to both diagonals, and its negative to their coupling.
    @inlinable
    public mutating func add(_ conductance: Lane, at slots: LinkSlots) {
        values[Int(slots.first)] = values[Int(slots.first)] + conductance
        values[Int(slots.second)] = values[Int(slots.second)] + conductance
        values[Int(slots.coupling)] = values[Int(slots.coupling)] - conductance
    }

    /// Adds to the diagonal of a row.
    @inlinable
    public mutating func add(_ value: Lane, toDiagonalSlot slot: Int) {
        values[slot] = values[slot] + value
    }

    /// The diagonal entry of a row.
    public func diagonal(ofRow row: Int) -> Lane { values[Int(positions[row])] }

    /// The matrix times a vector.
    ///
    /// - Parameters:
    ///   - x: the vector, by row.
    ///   - y: becomes the product, by row; an array of the right length is not allocated anew.
    /// - Throws: ``CholeskyError/wrongLength(of:found:expected:)``.
    @specialized(where Lane == Double)
    @specialized(where Lane == SIMD4<Double>)
    @specialized(where Lane == SIMD8<Double>)
    public func multiply(_ x: [Lane], into y: inout [Lane]) throws(CholeskyError) {
        guard x.count == size else { throw .wrongLength(of: "vector", found: x.count, expected: size) }
        if y.count != size { y = [Lane](repeating: Lane(repeating: 0), count: size) }
        for k in 0..<size {
            let row = Int(permutation[k])
            y[row] = values[k] * x[row]
        }
        for k in 0..<size {
            let row = Int(permutation[k])
            let own = x[row]
            var sum = y[row]
            for p in Int(layout.columnStarts[k])..<Int(layout.columnStarts[k + 1]) {
                let other = Int(permutation[Int(layout.rows[p])])
                let value = values[size + p]
                sum = sum + value * x[other]
                y[other] = y[other] + value * own
            }
            y[row] = sum
        }
    }
}
