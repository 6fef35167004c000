/// CJJ 92-2016, *Standard for water loss control and assessment of urban water distribution systems*
/// (《城镇供水管网漏损控制及评定标准》), as first issued and as revised in 2018.
///
/// Its figures are for a whole undertaking and a whole year. They are computed for anything else on request, and
/// labelled as reference (参考) then. The standard was read in secondary transcriptions: check the printed text
/// before an official assessment.
///
/// Volumes are m³, lengths m, pressures of plants MPa, for the standard's edges are round figures of MPa and must be
/// hit exactly.
public enum CJJ92 {
    /// The two versions.
    public enum Version: String, Sendable, Hashable, CaseIterable, Codable {
        /// 2016: the standard value is corrected, and the leakage rate is assessed as well.
        case original2016 = "cjj92-2016"
        /// The revision in force since 2019-02-01: the loss rate is corrected.
        case revision2018 = "cjj92-2018"
    }

    /// Acceleration of gravity as the standard rounds it, m/s².
    public static let gravity = 9.8
    /// The standard's unit of yearly volumes, m³: 万m³.
    public static let tenThousand = 10_000.0
}
