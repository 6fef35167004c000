/// The languages a report is written in.
public enum ReportLanguage: String, Sendable, Hashable, CaseIterable, Codable {
    /// English.
    case english = "en"
    /// Chinese, simplified.
    case chinese = "zh"

    /// What an HTML `lang` attribute says.
    package var tag: String { self == .english ? "en" : "zh-CN" }
}
