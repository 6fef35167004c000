/// The standard water balance of the IWA, as AWWA M36 uses it: volumes of one period, m³.
///
/// Exports are taken out of the input before anything else (WS = SIV − exported, so NRW and its percentage do not
/// depend on water that only passes through). What is not known is `nil`, and so is everything that needs it.
/// Residuals are never clamped: a negative loss is a data error that must stay visible.
///
/// Source: Lambert and Hirner, *Losses from Water Supply Systems*, IWA, 2000; AWWA M36.
public struct StandardBalance: Sendable, Hashable {
    /// Water from own sources, m³, corrected for known errors of bulk meters.
    public var ownSources: Uncertain
    /// Water bought from others, m³, corrected likewise.
    public var imported: Uncertain
    /// Water sold in bulk to others, m³.
    public var exported: Uncertain
    /// Billed metered authorised consumption BMAC, m³, without exports.
    public var billedMetered: Uncertain
    /// Billed unmetered authorised consumption BUAC, m³.
    public var billedUnmetered: Uncertain
    /// Unbilled metered authorised consumption UMAC, m³.
    public var unbilledMetered: Uncertain
    /// Unbilled unmetered authorised consumption UUAC, m³.
    public var unbilledUnmetered: Uncertain?
    /// Unauthorised consumption, m³.
    public var unauthorised: Uncertain?
    /// Customer metering inaccuracy CMI, m³.
    public var customerMetering: Uncertain?
    /// Systematic data-handling errors, m³.
    public var dataHandling: Uncertain?
    /// Rise of what reservoirs and tanks behind the bulk meters hold, m³: water that was put in and not supplied yet.
    /// Negative where they were drawn down.
    public var storageChange: Uncertain = 0

    /// A balance from its entered terms.
    public init(
        ownSources: Uncertain, imported: Uncertain = 0, exported: Uncertain = 0, billedMetered: Uncertain,
        billedUnmetered: Uncertain = 0, unbilledMetered: Uncertain = 0, unbilledUnmetered: Uncertain? = nil,
        unauthorised: Uncertain? = nil, customerMetering: Uncertain? = nil, dataHandling: Uncertain? = nil,
        storageChange: Uncertain = 0
    ) {
        self.ownSources = ownSources
        self.imported = imported
        self.exported = exported
        self.billedMetered = billedMetered
        self.billedUnmetered = billedUnmetered
        self.unbilledMetered = unbilledMetered
        self.unbilledUnmetered = unbilledUnmetered
        self.unauthorised = unauthorised
        self.customerMetering = customerMetering
        self.dataHandling = dataHandling
        self.storageChange = storageChange
    }

    /// System input volume, m³: SIV = own sources + imported − change of storage.
    public var systemInput: Uncertain { ownSources + imported - storageChange }

    /// Water supplied, m³: WS = SIV − exported.
    public var waterSupplied: Uncertain { systemInput - exported }

    /// Billed authorised consumption, m³: BAC = BMAC + BUAC; the same as revenue water RW.
    public var billedAuthorised: Uncertain { billedMetered + billedUnmetered }

    /// Unbilled authorised consumption, m³: UAC = UMAC + UUAC.
    public var unbilledAuthorised: Uncertain? { unbilledUnmetered.map { unbilledMetered + $0 } }

    /// Authorised consumption, m³: AC = BAC + UAC.
    public var authorised: Uncertain? { unbilledAuthorised.map { billedAuthorised + $0 } }

    /// Non-revenue water, m³: NRW = WS − BAC.
    public var nonRevenueWater: Uncertain { waterSupplied - billedAuthorised }

    /// Water losses, m³: WL = WS − AC.
    public var waterLosses: Uncertain? { authorised.map { waterSupplied - $0 } }

    /// Apparent losses, m³: AL = unauthorised consumption + customer metering inaccuracy + data-handling errors.
    public var apparentLosses: Uncertain? {
        guard let unauthorised, let customerMetering, let dataHandling else { return nil }
        return unauthorised + customerMetering + dataHandling
    }

    /// Real losses, m³: RL = WL − AL, a residual; negative when a term of the balance is wrong.
    public var realLosses: Uncertain? {
        guard let waterLosses, let apparentLosses else { return nil }
        return waterLosses - apparentLosses
    }

    /// What a percentage of non-revenue water is a percentage of; the figure means nothing without it.
    public enum Denominator: String, Sendable, CaseIterable {
        /// Water supplied, WS.
        case waterSupplied = "ws"
        /// System input volume, SIV.
        case systemInput = "siv"
    }

    /// Non-revenue water in percent of the water supplied or of the system input; `nil` when that is not positive.
    public func nonRevenuePercent(of denominator: Denominator) -> Uncertain? {
        let base = denominator == .waterSupplied ? waterSupplied : systemInput
        return base.value > 0 ? 100 * nonRevenueWater / base : nil
    }

    /// Residuals below zero, each a sign that a meter or a volume is wrong.
    public var flags: [EvaluationFlag] {
        var flags: [EvaluationFlag] = []
        if waterSupplied.value < 0 { flags.append(.init(.negativeResidual, "ws")) }
        if nonRevenueWater.value < 0 { flags.append(.init(.negativeResidual, "nrw")) }
        if let waterLosses, waterLosses.value < 0 { flags.append(.init(.negativeResidual, "wl")) }
        if let realLosses, realLosses.value < 0 { flags.append(.init(.negativeResidual, "rl")) }
        return flags
    }
}
