import InputOutput
import LeakZones

extension LossChange.Verdict {
    /// What can be said of the change, for people.
    var wording: Wording {
        switch self {
        case .rise: Wording("significant rise", "显著上升")
        case .fall: Wording("significant fall", "显著下降")
        case .notSignificant: Wording("not significant", "不显著")
        case .noLimits: Wording("limits are not known", "置信区间未知")
        case .noLoss: Wording("no loss claimed in this period", "本期不给出漏损水量")
        case .noComparedLoss: Wording("no loss claimed in the compared period", "对比期不给出漏损水量")
        case .noLossAtAll: Wording("no loss claimed in either period", "两期均不给出漏损水量")
        case .newZone: Wording("the zone was not there in the compared period", "对比期尚无此分区")
        case .goneZone: Wording("the zone was there in the compared period only", "仅对比期有此分区")
        }
    }

    /// An arrow where the loss rose or fell, ≈ where neither can be said; `nil` where nothing can be held beside each other.
    var mark: String? {
        switch self {
        case .rise: "▲"
        case .fall: "▼"
        case .notSignificant: "≈"
        default: nil
        }
    }

    /// The arrow of a map: only what is significant has one.
    var arrow: String? { self == .rise || self == .fall ? mark : nil }
}

extension LossChange {
    /// The difference with its limits, m³/d: `+12.3 ± 4.5`; `nil` where there is none.
    var text: String? {
        guard let difference else { return nil }
        let limits = difference.halfWidth.map { " ± \(Figure.rate($0))" } ?? ""
        return Figure.signed(difference.value) + limits
    }

    /// What to know of the two balances besides; `nil` where there is nothing.
    var remark: Wording? {
        guard isOfOtherMains, let mains, let comparedMains else { return nil }
        let (now, then) = (Figure.rate(mains / 1000), Figure.rate(comparedMains / 1000))
        return Wording(
            "The zone had \(then) km of mains in the compared period and has \(now) km in this one: the difference is of two areas.",
            "对比期管长 \(then) km，本期 \(now) km：两期范围不同，差值含范围变化的影响。")
    }
}
