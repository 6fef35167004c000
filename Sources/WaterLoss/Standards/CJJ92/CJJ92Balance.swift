/// The standard's water balance, table 4.2.1 (水量平衡表): volumes of a year, m³.
///
/// Losses come from the top (漏损水量 = 供水总量 − 注册用户用水量); what leakage and metering do not explain is
/// "other" (其他损失水量), a residual that is kept when it is negative and flagged. There is no box for exports: water
/// sold in bulk is billed consumption.
public struct CJJ92Balance: Sendable, Hashable {
    /// Own production (自产供水量), m³.
    public var ownSources: Uncertain
    /// Purchased (外购供水量), m³.
    public var purchased: Uncertain
    /// Billed, metered (计费计量用水量), m³, bulk sales included.
    public var billedMetered: Uncertain
    /// Billed, unmetered (计费未计量用水量), m³.
    public var billedUnmetered: Uncertain
    /// Free, metered (免费计量用水量), m³.
    public var freeMetered: Uncertain
    /// Free, unmetered (免费未计量用水量), flushing and maintenance of mains included, m³.
    public var freeUnmetered: Uncertain?
    /// Visible leaks Q_r1 (明漏水量), m³.
    public var visibleLeaks: Uncertain?
    /// Hidden leaks Q_r2 (暗漏水量), m³.
    public var hiddenLeaks: Uncertain?
    /// Background leakage Q_r3 (背景漏失水量), m³.
    public var background: Uncertain?
    /// Leakage and overflow of tanks Q_r4 (水箱、水池的渗漏和溢流水量), m³.
    public var tanks: Uncertain?
    /// Difference between master and household meters Q_m1 (居民用户总分表差损失水量), m³.
    public var masterMeterDifference: Uncertain?
    /// Error of non-residents' meters Q_m2 (非居民用户表具误差损失水量), m³.
    public var nonResidentMeterError: Uncertain?

    /// A balance from its terms.
    public init(
        ownSources: Uncertain, purchased: Uncertain = 0, billedMetered: Uncertain,
        billedUnmetered: Uncertain = 0, freeMetered: Uncertain = 0, freeUnmetered: Uncertain? = nil,
        visibleLeaks: Uncertain? = nil, hiddenLeaks: Uncertain? = nil, background: Uncertain? = nil,
        tanks: Uncertain? = nil, masterMeterDifference: Uncertain? = nil,
        nonResidentMeterError: Uncertain? = nil
    ) {
        self.ownSources = ownSources
        self.purchased = purchased
        self.billedMetered = billedMetered
        self.billedUnmetered = billedUnmetered
        self.freeMetered = freeMetered
        self.freeUnmetered = freeUnmetered
        self.visibleLeaks = visibleLeaks
        self.hiddenLeaks = hiddenLeaks
        self.background = background
        self.tanks = tanks
        self.masterMeterDifference = masterMeterDifference
        self.nonResidentMeterError = nonResidentMeterError
    }

    /// Water supplied Qs (供水总量), m³: own and purchased.
    public var supply: Uncertain { ownSources + purchased }

    /// Billed consumption (计费用水量), m³.
    public var billed: Uncertain { billedMetered + billedUnmetered }

    /// Registered users' consumption Qa (注册用户用水量), m³: billed and free.
    public var registered: Uncertain? { freeUnmetered.map { billed + freeMetered + $0 } }

    /// Water loss (漏损水量), m³: Qs − Qa.
    public var loss: Uncertain? { registered.map { supply - $0 } }

    /// Non-revenue water (产销差水量), m³: Qs − billed.
    public var nonRevenueWater: Uncertain { supply - billed }

    /// Leakage ΣQ_r (漏失水量), m³: Q_r1 + Q_r2 + Q_r3 + Q_r4.
    public var leakage: Uncertain? {
        guard let visibleLeaks, let hiddenLeaks, let background, let tanks else { return nil }
        return visibleLeaks + hiddenLeaks + background + tanks
    }

    /// Metering loss Q_m (计量损失水量), m³: Q_m1 + Q_m2.
    public var meteringLoss: Uncertain? {
        guard let masterMeterDifference, let nonResidentMeterError else { return nil }
        return masterMeterDifference + nonResidentMeterError
    }

    /// Other loss (其他损失水量), m³: what is left of the loss after leakage and metering loss.
    public var otherLoss: Uncertain? {
        guard let loss, let leakage, let meteringLoss else { return nil }
        return loss - leakage - meteringLoss
    }
}
