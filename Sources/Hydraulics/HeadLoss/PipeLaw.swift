/// Head loss of pipes against flow, with its derivative: smooth, odd and rising, so that Newton's method has one
/// solution to find.
protocol PipeLaw: Sendable {
    /// Head loss (m, with the sign of `flow`) and its derivative (m per m³/s, above 0).
    func loss(_ pipe: PipeCoefficients, _ flow: Double) -> (loss: Double, gradient: Double)

    /// The same for two pipes side by side.
    func loss(
        _ first: PipeCoefficients, _ second: PipeCoefficients, _ flows: SIMD2<Double>
    ) -> (loss: SIMD2<Double>, gradient: SIMD2<Double>)
}

extension PipeLaw {
    /// Two pipes one by one: what a law falls back to where they are on different branches.
    @inline(never)
    func separately(
        _ first: PipeCoefficients, _ second: PipeCoefficients, _ flows: SIMD2<Double>
    ) -> (loss: SIMD2<Double>, gradient: SIMD2<Double>) {
        let a = loss(first, flows[0])
        let b = loss(second, flows[1])
        return (SIMD2(a.loss, b.loss), SIMD2(a.gradient, b.gradient))
    }
}

extension SIMD2<Double> {
    /// Without their signs.
    @inline(__always)
    var magnitudes: SIMD2<Double> { SIMD2(abs(self[0]), abs(self[1])) }
}
