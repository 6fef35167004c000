import Telemetry

extension Timestamp {
    /// The time from which on everything holds that came without a date: the first instant of the year 1,
    /// UTC.
    ///
    /// A city that was imported without a date is as it is as far back as anything is asked of it.
    public static let beginning = Timestamp(-62_135_596_800)

    /// Whether this is ``beginning``: no date at all.
    public var isBeginning: Bool { self == .beginning }
}
