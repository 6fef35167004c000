import WaterLoss

/// What a reader of a balance has to know before using it; written `code` or `code:element`.
public struct BalanceFlag: DataQualityFlag {
    /// The kinds of flag.
    public enum Code: String, Sendable, CaseIterable {
        /// No loss is claimed: something a balance needs is missing.
        case incomplete
        /// A boundary meter has no usable readings in this period, or too few.
        case missingInlet = "missing_inlet"
        /// Readings of this meter stood still.
        case stuckMeter = "stuck_meter"
        /// A register jumped by an unknown amount.
        case registerJump = "register_jump"
        /// Part of this boundary meter's flow was filled by estimates.
        case filled
        /// A tank's level is not known at the start or the end.
        case missingLevel = "missing_level"
        /// A tank's shape is not known, so a level says no volume.
        case unknownTankShape = "unknown_tank_shape"
        /// Water can cross the boundary here unmeasured.
        case openBoundary = "open_boundary"
        /// A source inside the zone is not measured.
        case unmeteredSource = "unmetered_source"
        /// No boundary meter feeds the zone.
        case noInlet = "no_inlet"
        /// The use of some customers was estimated: the number of them.
        case estimatedUse = "estimated_use"
        /// Customers whose use is neither measured nor stated anywhere: the number of them. What others of the zone use
        /// stands for them, where there are such.
        case unstatedUse = "unstated_use"
        /// Customers without a meter whose use was left in the loss, as was asked for: the number of them.
        case unmeteredInLoss = "unmetered_in_loss"
        /// No customer and no demand is known in the zone: all that stays in it counts as lost.
        case noCustomers = "no_customers"
        /// The use is not known, or more than half of it had to be estimated, so no loss is claimed.
        case useUnknown = "use_unknown"
        /// The loss is negative: a meter, the boundary or the consumption is wrong.
        case negativeLoss = "negative_loss"
        /// The period is only a part of its day, week or month.
        case partialPeriod = "partial_period"
    }

    /// What.
    public var code: Code
    /// Which element, or how many.
    public var element: String?

    /// A flag.
    public init(_ code: Code, _ element: String? = nil) {
        self.code = code
        self.element = element
    }
}
