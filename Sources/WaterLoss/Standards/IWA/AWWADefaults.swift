/// Values that AWWA's free audit software puts in where an undertaking has no figure of its own.
///
/// They differ between versions of the software and are given here from memory, not from its text: check them, and
/// make values of your own where it matters. A figure that rests on one is flagged `default_used`.
public struct AWWADefaults: Sendable, Hashable {
    /// A share of a volume of the balance.
    public struct Share: Sendable, Hashable {
        /// Percent.
        public var percent: Double
        /// Of what.
        public var base: Base

        /// A share.
        public init(percent: Double, of base: Base) {
            self.percent = percent
            self.base = base
        }
    }

    /// What a share is taken of.
    public enum Base: Sendable, Hashable {
        /// Water supplied, WS.
        case waterSupplied
        /// Billed authorised consumption, BAC.
        case billedAuthorised
        /// Billed metered authorised consumption, BMAC.
        case billedMetered
    }

    /// Unbilled unmetered authorised consumption.
    public var unbilledUnmetered: Share
    /// Unauthorised consumption.
    public var unauthorised: Share
    /// Systematic data-handling errors.
    public var dataHandling: Share

    /// Defaults of one's own.
    public init(unbilledUnmetered: Share, unauthorised: Share, dataHandling: Share) {
        self.unbilledUnmetered = unbilledUnmetered
        self.unauthorised = unauthorised
        self.dataHandling = dataHandling
    }

    /// Version 5: 1.25 % and 0.25 % of the water supplied, 0.25 % of the billed metered consumption.
    public static let version5 = AWWADefaults(
        unbilledUnmetered: .init(percent: 1.25, of: .waterSupplied),
        unauthorised: .init(percent: 0.25, of: .waterSupplied),
        dataHandling: .init(percent: 0.25, of: .billedMetered))

    /// Version 6: 0.25 % and 0.25 % of the billed consumption, 0.25 % of the billed metered consumption.
    public static let version6 = AWWADefaults(
        unbilledUnmetered: .init(percent: 0.25, of: .billedAuthorised),
        unauthorised: .init(percent: 0.25, of: .billedAuthorised),
        dataHandling: .init(percent: 0.25, of: .billedMetered))

    /// The volume of a share, m³. Its doubt is that of the volume it is a share of, and that the share itself has no
    /// stated limits.
    ///
    /// - Parameters:
    ///   - share: the share.
    ///   - balance: of what it is a share.
    ///   - name: what it stands for, for the flag that names what has no limits.
    public static func volume(_ share: Share, of balance: StandardBalance, as name: String) -> Uncertain {
        let base =
            switch share.base {
            case .waterSupplied: balance.waterSupplied
            case .billedAuthorised: balance.billedAuthorised
            case .billedMetered: balance.billedMetered
            }
        return Uncertain.unstated(share.percent / 100, source: name) * base
    }
}
