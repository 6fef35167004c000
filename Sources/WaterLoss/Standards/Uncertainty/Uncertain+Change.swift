extension Uncertain {
    /// The change of one quantity from one period to another, measured by the same meters in both.
    ///
    /// What is assumed of a source that errs in both periods:
    /// - Its random error is not the same in both, so half-widths add in quadrature: √(a² + b²). A meter that errs alike in
    ///   both misses less in the difference, |a − b|, so the limits are rather too wide than too narrow. Where a source
    ///   enters with opposite signs, like errors add up and |a − b| is the larger: this holds of a meter that turned
    ///   round, and of a tank's level at the instant that ends one period and begins the other. Then it is that which
    ///   counts. The limits hold whatever the correlation of a source's two errors is, from 0 to 1.
    /// - The systematic error that all meters of a kind share is the same share of the volume in both periods, for the
    ///   meters are the same. Signed half-widths are subtracted kind by kind: it cancels where the volumes are alike, and
    ///   what is left grows with the difference of the volumes.
    ///
    /// Variances of differences add as those of sums do: Thornton, Sturm and Kunkel, *Water Loss Control*, 2nd ed.,
    /// pp. 111–112.
    ///
    /// - Parameters:
    ///   - earlier: the quantity in the one period.
    ///   - later: the same in the other, in the same unit; rates a day where the periods differ in length.
    /// - Returns: `later − earlier` with its doubt by source.
    public static func change(from earlier: Uncertain, to later: Uncertain) -> Uncertain {
        var random: [String: Double] = [:]
        for source in Set(earlier.random.keys).union(later.random.keys) {
            let (a, b) = (earlier.random[source] ?? 0, later.random[source] ?? 0)
            random[source] = (a * a + b * b + max(0, -2 * a * b)).squareRoot()
        }
        var change = later - earlier
        change.random = random
        return change
    }
}
