extension Uncertain {
    /// Whether the limits of this part of a whole hold everything from nothing to all of it: then a rate says nothing,
    /// whatever its best estimate. Doubt of part and whole counts as it is, not as it cancels in their ratio: 100 % of a
    /// volume that may be anything is no finding.
    func holdsEverything(of whole: Uncertain) -> Bool {
        LossRates.holdsEverything(loss: value, halfWidth: halfWidth ?? 0, supplied: whole.value)
    }

    /// The edges that lie within the 95 % limits, in words: on which side of them the figure is, is not known.
    func edgesWithinLimits(_ edges: [Double]) -> [String] {
        guard let halfWidth, halfWidth > 0 else { return [] }
        return edges.filter { abs(value - $0) < halfWidth }.map { edge in
            // Edges are figures of a standard; those that are sums of such need a few decimals at most.
            let text = String((edge * 1000).rounded() / 1000)
            return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        }
    }
}
