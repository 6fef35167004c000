import InputOutput
import WaterLoss

extension IndicatorKey {
    /// A word that is a figure of this key, in the field's terms: a grade, a verdict; others stand as they are.
    func wording(of word: String) -> Wording {
        switch self {
        case .agreement:
            switch LeakageAgreement.Verdict(rawValue: word) {
            case .agrees: Wording("agrees", "一致")
            case .nightFlowsHigher: Wording("night flows are higher", "夜间流量法偏高")
            case .balanceHigher, nil: Wording("the balance is higher", "水量平衡法偏高")
            }
        case .grade, .leakageGrade:
            switch CJJ92.Grade(rawValue: word) {
            case .first: Wording("grade 1", "一级")
            case .second: Wording("grade 2", "二级")
            case nil, .some(.none): Wording("none reached", "未达标")
            }
        case .inputsToMend:
            Wording.joined(
                word.split(separator: ", ").map { name in
                    AuditInput(rawValue: String(name))?.title ?? Wording(verbatim: String(name))
                }, separator: Wording(", ", "、"))
        default: Wording(verbatim: word)
        }
    }
}
