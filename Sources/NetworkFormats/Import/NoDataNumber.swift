/// Numbers that stand where a program knew none.
enum NoDataNumber {
    /// The largest number that anything in a network may have: what is beyond was never measured. Shapefiles mark "no
    /// data" by anything below −10³⁸, ArcGIS by −1.797·10³⁰⁸, and field widths cut that.
    private static let limit = 1e15

    /// Numbers that programs of all kinds write for "no data".
    private static let marks: Set<Double> = [
        -999, -9999, -99_999, -999_999, -9_999_999, -99_999_999, -32_767, -32_768, -2_147_483_647,
        -2_147_483_648,
    ]

    /// Whether `value`, as it stands in the file, says that nothing is known.
    static func contains(_ value: Double) -> Bool {
        !value.isFinite || abs(value) >= limit || marks.contains(value)
    }
}
