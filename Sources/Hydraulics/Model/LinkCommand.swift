/// What controls and patterns want of a link; what it then does is for the solve to find.
struct LinkCommand: Sendable, Equatable {
    /// Whether it is shut.
    var isClosed = false
    /// Speed of a pump, setting of a valve in SI; NaN for a valve that is fixed open or closed.
    var setting = Double.nan
}
