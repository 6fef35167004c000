import WaterLoss

/// How the loss of one zone differs between two periods.
public struct LossChange: Sendable, Hashable {
    /// What can be said of the difference.
    public enum Verdict: String, Sendable, CaseIterable {
        /// The loss is larger, and 0 lies outside the limits of the difference.
        case rise
        /// The loss is smaller, and 0 lies outside the limits of the difference.
        case fall
        /// 0 lies within the limits of the difference: it may be an error of the meters.
        case notSignificant = "not_significant"
        /// No limits are stated for one of the losses, so the difference cannot be judged.
        case noLimits = "no_limits"
        /// No loss is claimed in the period of the report.
        case noLoss = "no_loss"
        /// No loss is claimed in the compared period.
        case noComparedLoss = "no_compared_loss"
        /// No loss is claimed in either.
        case noLossAtAll = "no_loss_at_all"
        /// The zone was not there in the compared period.
        case newZone = "new_zone"
        /// The zone was there in the compared period only.
        case goneZone = "gone_zone"
    }

    /// The zone.
    public var zone: Zone
    /// Its balance over the period of the report; `nil` where it is not there any more.
    public var balance: ZoneBalance?
    /// Its balance over the compared period; `nil` where it was not there yet.
    public var compared: ZoneBalance?
    /// Length of its mains in the period of the report, m; `nil` where it is not known.
    public var mains: Double?
    /// Length of its mains in the compared period, m; `nil` where it is not known.
    public var comparedMains: Double?
    /// Loss of the period less loss of the compared period, m³/d; `nil` where one of them is not claimed.
    public let difference: Uncertain?

    /// A change from a balance to another of the same zone.
    ///
    /// Losses are compared by the day, for periods differ in length. ``Uncertain/change(from:to:)`` says what is assumed
    /// of errors that both periods have; balances that state only a half-width count as independent of each other.
    public init(
        of zone: Zone, from compared: ZoneBalance?, to balance: ZoneBalance?, mains: Double? = nil,
        comparedMains: Double? = nil
    ) {
        self.zone = zone
        self.balance = balance
        self.compared = compared
        self.mains = mains
        self.comparedMains = comparedMains
        difference = compared.flatMap { earlier in
            balance.flatMap { Self.difference(from: earlier, to: $0) }
        }
    }

    /// Loss of the period of the report, m³/d.
    public var lossPerDay: Double? { balance?.lossPerDay }

    /// Loss of the compared period, m³/d.
    public var comparedLossPerDay: Double? { compared?.lossPerDay }

    /// What can be said.
    public var verdict: Verdict {
        guard let balance else { return .goneZone }
        guard let compared else { return .newZone }
        guard let difference else {
            if balance.isComplete { return .noComparedLoss }
            return compared.isComplete ? .noLoss : .noLossAtAll
        }
        guard let halfWidth = difference.halfWidth else { return .noLimits }
        if abs(difference.value) <= halfWidth { return .notSignificant }
        return difference.value > 0 ? .rise : .fall
    }

    /// Whether the length of the mains differs by more than 1 %: then the difference is one of two areas as well.
    public var isOfOtherMains: Bool {
        guard let mains, let comparedMains else { return false }
        return abs(mains - comparedMains) > 0.01 * max(mains, comparedMains)
    }

    private static func difference(from earlier: ZoneBalance, to later: ZoneBalance) -> Uncertain? {
        guard let then = earlier.lossPerDay, let now = later.lossPerDay else { return nil }
        if let a = earlier.uncertainLossPerDay, let b = later.uncertainLossPerDay {
            return Uncertain(now - then, inDoubtAs: .change(from: a, to: b))
        }
        guard let a = earlier.lossHalfWidth, let b = later.lossHalfWidth else { return Uncertain(now - then) }
        let halfWidth = ConfidenceInterval.combinedHalfWidth([a / earlier.days, b / later.days])
        return Uncertain(now - then, source: "losses", halfWidth: halfWidth)
    }
}

extension ZoneBalance {
    /// The loss, m³/d; `nil` where it is not claimed, and for a period without length.
    public var lossPerDay: Double? { days > 0 ? loss.map { $0 / days } : nil }

    /// 95 % half-width of ``lossPerDay``, m³/d.
    public var lossPerDayHalfWidth: Double? {
        days > 0 && isComplete ? lossHalfWidth.map { $0 / days } : nil
    }

    /// The loss with its doubt by source, m³/d; `nil` where that is not known.
    fileprivate var uncertainLossPerDay: Uncertain? {
        guard days > 0, let uncertainNetInput, let uncertainUse else { return nil }
        return Uncertain(1 / days) * (uncertainNetInput - uncertainUse)
    }
}
