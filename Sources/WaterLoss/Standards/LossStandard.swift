/// By which standard figures are asked for.
public enum LossStandard: String, Sendable, Hashable, CaseIterable {
    /// CJJ 92 as revised in 2018.
    case cjj92Revision2018 = "cjj92-2018"
    /// CJJ 92 as issued in 2016.
    case cjj92Original2016 = "cjj92-2016"
    /// The IWA's balance and indicators, metric.
    case iwa
    /// The same as AWWA M36 has them: UARL by US coefficients.
    case awwa

    /// CJJ 92 in a version.
    public static func cjj92(_ version: CJJ92.Version) -> LossStandard {
        version == .revision2018 ? .cjj92Revision2018 : .cjj92Original2016
    }

    /// Whether it is a version of CJJ 92.
    public var isChinese: Bool { self == .cjj92Revision2018 || self == .cjj92Original2016 }
}
