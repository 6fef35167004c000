/// Which branch of its law a link is on. Commands say what is wanted of a link, statuses what becomes of it.
enum ControlLinkStatus: UInt8, Sendable {
    /// Water passes by the link's law.
    case open
    /// Shut by the flow itself: it would run the wrong way, or a pump cannot lift so high.
    case shut
    /// A valve that regulates.
    case active
    /// A pressure valve left open because no setting can be held.
    case forcedOpen
}
