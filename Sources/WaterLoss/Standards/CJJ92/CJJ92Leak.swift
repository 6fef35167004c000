/// Leaks of one kind as CJJ 92 counts them (table 4.2.1, 漏水点): by the hole, the pressure at it and how long it ran.
public struct CJJ92Leak: Sendable, Hashable {
    /// Whether a survey found them (暗漏); else they were visible (明漏).
    public var isHidden: Bool
    /// How many.
    public var count: Double
    /// Area of one hole A, m².
    public var area: Double
    /// Coefficient of soil cover C1; see ``CJJ92/soilCoverCoefficient(nominalDiameter:)``.
    public var soilCover: Double
    /// Coefficient of discharge C2.
    public var discharge: Double
    /// Pressure at the hole H, m.
    public var head: Double
    /// How long one runs t, s.
    public var seconds: Double

    /// Leaks of one kind.
    public init(
        isHidden: Bool, count: Double = 1, area: Double, soilCover: Double,
        discharge: Double = CJJ92.standardDischarge,
        head: Double, seconds: Double
    ) {
        self.isHidden = isHidden
        self.count = count
        self.area = area
        self.soilCover = soilCover
        self.discharge = discharge
        self.head = head
        self.seconds = seconds
    }

    /// Flow out of one, m³/s: C1·C2·A·√(2gH).
    public var flow: Double {
        CJJ92.leakFlow(soilCover: soilCover, discharge: discharge, area: area, head: head)
    }

    /// Volume of all of them, m³: n·Q_L·t.
    public var volume: Double { count * CJJ92.leakVolume(flow: flow, seconds: seconds) }
}
