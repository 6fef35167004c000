/// What a reader of an evaluated figure has to know before using it; written `code` or `code:element`.
public struct EvaluationFlag: DataQualityFlag {
    /// The kinds of flag.
    public enum Code: String, Sendable, CaseIterable {
        /// The figure is not said: this input was not given.
        case notGiven = "not_given"
        /// The figure is not said: it would divide by nothing.
        case noDenominator = "no_denominator"
        /// A residual is below zero: a volume or a meter is wrong. The value is kept.
        case negativeResidual = "negative_residual"
        /// An input is a default of a standard, no figure of the undertaking.
        case defaultUsed = "default_used"
        /// Something the file does not say was assumed.
        case assumed
        /// These inputs have no stated limits and count as exact: the limits are too narrow.
        case limitsIncomplete = "limits_incomplete"
        /// UARL is used outside the systems it was made for.
        case uarlOutOfValidity = "uarl_out_of_validity"
        /// Found between two columns of a published table.
        case interpolated
        /// Found beyond the last column of a published table.
        case extrapolated
        /// A correction reached its published limit.
        case clamped
        /// Outside what the standard is made for, an undertaking's year: for reference only (参考).
        case referenceOnly = "reference_only"
        /// An input or a figure that cannot be, or hardly: no grade rests on it.
        case implausible
        /// The figure is not said: its limits hold everything, so that it would say nothing.
        case undetermined
        /// A grade or band whose edge lies within the limits of the figure: the other side may be true.
        case edgeWithinLimits = "edge_within_limits"
        /// What is compared or added belongs to different periods.
        case differentPeriods = "different_periods"
        /// Losses of a thinly connected system are better compared by length of main.
        case lowDensity = "low_density"
    }

    /// What.
    public var code: Code
    /// Which input, or why.
    public var element: String?

    /// A flag.
    public init(_ code: Code, _ element: String? = nil) {
        self.code = code
        self.element = element
    }
}
