import Testing

@testable import Telemetry

@Suite struct UnitTests {
    @Test(arguments: [
        ("m3/h", FlowUnit.cubicMetersPerHour), ("m³/h", .cubicMetersPerHour), ("M3/H", .cubicMetersPerHour),
        ("cmh", .cubicMetersPerHour), ("立方米/小时", .cubicMetersPerHour), ("立方米每小时", .cubicMetersPerHour),
        ("吨/时", .cubicMetersPerHour), ("㎥/h", .cubicMetersPerHour), ("方/时", .cubicMetersPerHour),
        ("l/s", .litersPerSecond), ("LPS", .litersPerSecond), ("升/秒", .litersPerSecond),
        ("L/h", .litersPerHour),
        ("[L/h]", .litersPerHour), ("m3/s", .cubicMetersPerSecond), ("m3/d", .cubicMetersPerDay),
        ("CMD", .cubicMetersPerDay),
        ("mld", .megalitersPerDay), ("ML/d", .megalitersPerDay), ("gpm", .gallonsPerMinute),
        ("MGD", .millionGallonsPerDay),
        ("cfs", .cubicFeetPerSecond), ("万吨/日", .tenThousandCubicMetersPerDay),
        ("万m³/d", .tenThousandCubicMetersPerDay),
        ("m^3/h", .cubicMetersPerHour), ("cubic meters per hour", .cubicMetersPerHour),
        ("（ｍ３／ｈ）", .cubicMetersPerHour),
        ("liters per second", .litersPerSecond), ("ft³/s", .cubicFeetPerSecond),
    ])
    func flows(text: String, unit: FlowUnit) { #expect(FlowUnit(parsing: text) == unit) }

    @Test(arguments: [
        ("m3", VolumeUnit.cubicMeters), ("m³", .cubicMeters), ("立方米", .cubicMeters), ("吨", .cubicMeters),
        ("ML", .megaliters),
        ("L", .liters), ("升", .liters), ("gal", .gallons), ("ft3", .cubicFeet),
        ("万m³", .tenThousandCubicMeters),
        ("万立方米", .tenThousandCubicMeters), ("ccf", .hundredCubicFeet),
    ])
    func volumes(text: String, unit: VolumeUnit) { #expect(VolumeUnit(parsing: text) == unit) }

    @Test(arguments: [
        ("m", PressureUnit.metersOfWater), ("mH2O", .metersOfWater), ("米水柱", .metersOfWater),
        ("kPa", .kilopascals),
        ("千帕", .kilopascals), ("MPa", .megapascals), ("兆帕", .megapascals), ("bar", .bars),
        ("PSI", .poundsPerSquareInch),
        ("kgf/cm2", .kilogramsForcePerSquareCentimeter), ("kgf/cm²", .kilogramsForcePerSquareCentimeter),
        ("公斤/平方厘米", .kilogramsForcePerSquareCentimeter), ("ft", .feetOfWater),
    ])
    func pressures(text: String, unit: PressureUnit) { #expect(PressureUnit(parsing: text) == unit) }

    @Test func lengths() {
        #expect(LengthUnit(parsing: "米") == .meters)
        #expect(LengthUnit(parsing: "毫米") == .millimeters)
        #expect(LengthUnit(parsing: "厘米") == .centimeters)
        #expect(LengthUnit(parsing: "FT") == .feet)
    }

    @Test func everyLabelReadsBack() {
        for unit in FlowUnit.allCases { #expect(FlowUnit(parsing: unit.rawValue) == unit) }
        for unit in VolumeUnit.allCases { #expect(VolumeUnit(parsing: unit.rawValue) == unit) }
        for unit in LengthUnit.allCases { #expect(LengthUnit(parsing: unit.rawValue) == unit) }
        for unit in PressureUnit.allCases { #expect(PressureUnit(parsing: unit.rawValue) == unit) }
    }

    @Test func millilitresAreNotMegalitres() {
        #expect(VolumeUnit(parsing: "mL") == nil)
        #expect(VolumeUnit(parsing: "毫升") == nil)
        #expect(VolumeUnit(parsing: "m3/h") == nil)
        #expect(FlowUnit(parsing: "m3") == nil)
        #expect(FlowUnit(parsing: "furlong") == nil)
    }

    @Test func factorsAgainstHandbookFigures() {
        #expect(near(FlowUnit.cubicMetersPerHour.siFactor * 3.6, 0.001))
        // 1 US gpm = 0.0630902 L/s, 1 mgd = 43.8126 L/s, 1 cfs = 28.3168 L/s, 1 MLD = 11.5741 L/s.
        #expect(near(FlowUnit.gallonsPerMinute.siFactor * 1000, 0.063_090_2, within: 1e-6))
        #expect(near(FlowUnit.millionGallonsPerDay.siFactor * 1000, 43.8126, within: 1e-6))
        #expect(near(FlowUnit.cubicFeetPerSecond.siFactor * 1000, 28.3168, within: 1e-5))
        #expect(near(FlowUnit.megalitersPerDay.siFactor * 1000, 11.5741, within: 1e-5))
        // 1 MPa = 101.972 m, 1 bar = 10.1972 m, 1 psi = 0.703070 m of water.
        #expect(near(PressureUnit.megapascals.siFactor, 101.972, within: 1e-5))
        #expect(near(PressureUnit.bars.siFactor, 10.1972, within: 1e-5))
        #expect(near(PressureUnit.poundsPerSquareInch.siFactor, 0.703_070, within: 1e-5))
    }

    @Test func unitsByKind() {
        #expect(ReadingUnit(parsing: "m", for: .pressure) == .pressure(.metersOfWater))
        #expect(ReadingUnit(parsing: "m", for: .level) == .length(.meters))
        #expect(ReadingUnit(parsing: "L/h", for: .consumption)?.consumptionForm == .rate)
        #expect(ReadingUnit(parsing: "m3", for: .consumption)?.consumptionForm == .volume)
        #expect(ReadingUnit(parsing: "m3", for: .flow) == nil)
        for kind in ReadingKind.allCases { #expect(ReadingUnit.standard(for: kind).fits(kind)) }
    }
}
