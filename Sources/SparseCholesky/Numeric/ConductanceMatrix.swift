/// The numbers of a symmetric matrix with an analysed pattern, as conductances; or of a batch of such matrices in lanes.
///
/// Two rows are coupled by a conductance g_ij = -A_ij, and every row is tied to the ground by a conductance
/// t_i = Σ_j A_ij, its row sum. So A_ii = t_i + Σ_j g_ij needs no place of its own. A network's links are added as they
/// are, each at one slot, and where no conductance is negative nothing is ever subtracted in a factorisation: however
/// far the conductances lie apart, every pivot is right to a few units in its last place.
///
/// Any symmetric matrix can be written so, with negative numbers where they are needed.
///
/// The storage is flat and stays for as many assemblies as are wanted: ``clear()``, add every link, factor.
public struct ConductanceMatrix<Lane: FactorLane>: Sendable {
    /// The numbers by slot: ties by position, couplings, and last a slot that is never read.
    public var values: [Lane]
    let layout: MatrixLayout
    let permutation: [Int32]

    /// Number of rows.
    public var size: Int { permutation.count }

    /// The zero matrix.
    ///
    /// - Parameter symbolic: the analysed pattern.
    public init(_ symbolic: SymbolicFactor) {
        layout = symbolic.layout
        permutation = symbolic.permutation
        values = [Lane](repeating: Lane(repeating: 0), count: symbolic.layout.slotCount)
    }

    /// Sets every entry to zero and keeps the storage.
    @inlinable
    public mutating func clear() {
        let zero = Lane(repeating: 0)
        var values = values.mutableSpan
        for slot in values.indices { values[slot] = zero }
    }

    /// Adds a conductance.
    ///
    /// - Parameters:
    ///   - conductance: what is added.
    ///   - slot: from ``SymbolicFactor/slots(first:second:)`` or ``SymbolicFactor/tieSlots``.
    @inlinable
    public mutating func add(_ conductance: Lane, at slot: Int32) {
        values[Int(slot)] = values[Int(slot)] + conductance
    }

    /// Adds many conductances in one pass.
    ///
    /// - Parameters:
    ///   - conductances: one for each link.
    ///   - slots: from ``SymbolicFactor/slots(first:second:)`` or ``SymbolicFactor/tieSlots``.
    /// - Throws: ``CholeskyError/wrongLength(of:found:expected:)``.
    @inlinable
    public mutating func add(_ conductances: [Lane], at slots: [Int32]) throws(CholeskyError) {
        guard conductances.count == slots.count else {
            throw .wrongLength(of: "list of conductances", found: conductances.count, expected: slots.count)
        }
        let (conductances, slots) = (conductances.span, slots.span)
        var values = values.mutableSpan
        for link in slots.indices {
            let slot = Int(slots[link])
            values[slot] = values[slot] + conductances[link]
        }
    }

    /// The matrix times a vector, from differences: (A x)_i = t_i x_i + Σ_j g_ij (x_i - x_j).
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
        guard values.count == layout.slotCount else {
            throw .wrongLength(of: "matrix", found: values.count, expected: layout.slotCount)
        }
        if y.count != size { y = [Lane](repeating: Lane(repeating: 0), count: size) }
        for k in 0..<size {
            let row = Int(permutation[k])
            y[row] = values[k] * x[row]
        }
        for k in 0..<size {
            let row = Int(permutation[k])
            for p in Int(layout.columnStarts[k])..<Int(layout.columnStarts[k + 1]) {
                let other = Int(permutation[Int(layout.rows[p])])
                let flow = values[size + p] * (x[row] - x[other])
                y[row] = y[row] + flow
                y[other] = y[other] - flow
            }
        }
    }

    /// The diagonal's magnitudes by position: |t_i| + Σ_j |g_ij|.
    func magnitudes() -> [Lane] {
        var magnitudes = values[0..<size].map(\.magnitude)
        for k in 0..<size {
            for p in Int(layout.columnStarts[k])..<Int(layout.columnStarts[k + 1]) {
                let (row, value) = (Int(layout.rows[p]), values[size + p].magnitude)
                magnitudes[k] = magnitudes[k] + value
                magnitudes[row] = magnitudes[row] + value
            }
        }
        return magnitudes
    }
}
