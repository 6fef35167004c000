extension Array where Element: BitwiseCopyable {
    /// Takes the elements of `other` into the storage that is there, so that neither array shares it and nothing is
    /// allocated, as an assignment would at the next change.
    @inline(__always)
    mutating func overwrite(with other: [Element]) {
        guard count == other.count else {
            self = other
            return
        }
        let source = other.span
        var target = mutableSpan
        for place in target.indices { target[place] = source[place] }
    }
}

extension Array where Element == Double {
    /// Takes the numbers of one lane into the storage that is there; `lanes` must be as many.
    @inline(__always)
    mutating func overwrite(with lanes: [SIMD4<Double>], lane: Int) {
        let source = lanes.span
        var target = mutableSpan
        for place in target.indices { target[place] = source[place][lane] }
    }
}
