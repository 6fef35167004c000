/// Every figure that evaluations and audits state, in one place.
public enum IndicatorCatalogue {
    /// All of them, group by group.
    public static let all: [IndicatorKey] =
        balance + cjj92 + international + components + pressure + night + registers + economics

    /// The figure of a name for programs; `nil` for a name that no figure has.
    public static subscript(rawValue: String) -> IndicatorKey? { byName[rawValue] }

    private static let byName = Dictionary(
        all.map { ($0.rawValue, $0) }, uniquingKeysWith: { first, _ in first })
}
