import TestSupport
import Testing

@testable import PipeNetwork

@Suite("Flow units of models")
struct ModelFlowUnitTests {
    @Test(
        "A cubic metre a second in each unit, by the definitions of foot, gallon, acre and day",
        arguments: [
            // 1/0.3048³ ft³; 60/231 in³ of 0.0254 m; the US gallon is 231 in³, the acre 43 560 ft² (NIST SP 811).
            (.cfs, 35.31466672148859), (.gpm, 15850.323141489), (.mgd, 22.824465323744),
            (.imgd, 19.005343053),
            (.afd, 70.0456199490), (.lps, 1000), (.lpm, 60_000), (.mld, 86.4), (.cmh, 3600), (.cmd, 86_400),
            (.cms, 1),
        ] as [(ModelFlowUnit, Double)])
    func exact(unit: ModelFlowUnit, perCubicMetre: Double) {
        #expect(isNear(1 / unit.cubicMetresPerSecond, perCubicMetre, 1e-9))
    }

    @Test("Units that are multiples of each other are so exactly")
    func multiples() {
        func ratio(_ a: ModelFlowUnit, _ b: ModelFlowUnit) -> Double {
            a.cubicMetresPerSecond / b.cubicMetresPerSecond
        }
        #expect(isNear(ratio(.mgd, .gpm), 1e6 / 1440, 1e-14))
        #expect(isNear(ratio(.mld, .lps), 1e6 / 86_400, 1e-14))
        #expect(isNear(ratio(.lps, .lpm), 60, 1e-14))
        #expect(isNear(ratio(.cmh, .cmd), 24, 1e-14))
        // 1 imperial gallon is 4.54609 L, 1 US gallon 3.785411784 L; 1 acre-foot is 43 560 ft³.
        #expect(isNear(ratio(.imgd, .mgd), 4.54609 / 3.785411784, 1e-14))
        #expect(isNear(ratio(.cfs, .afd), 86_400 / 43_560.0, 1e-14))
        // 12 in to the foot, 231 in³ to the gallon: 1728/231·60 gallons a minute to the cubic foot a second.
        #expect(isNear(ratio(.cfs, .gpm), 1728.0 / 231 * 60, 1e-12))
    }

    @Test(
        "EPANET's rounded figures are those of the exact definitions to a part in eight thousand",
        arguments: ModelFlowUnit.allCases)
    func epanet(unit: ModelFlowUnit) {
        // The farthest off is the acre-foot: 1.9837 for 86 400/43 560 = 1.983471.
        #expect(abs(unit.epanetRatio - 1) < 1.2e-4)
        #expect(isNear(unit.epanetPerCubicFoot * unit.cubicMetresPerSecond, ModelFlowUnit.cubicFoot, 1.2e-4))
        #expect(ModelFlowUnit(rawValue: unit.rawValue) == unit)
    }

    @Test("US units bring feet, inches and psi with them, the others metres")
    func systems() {
        #expect(
            ModelFlowUnit.allCases.filter(\.isUS).map(\.rawValue) == ["CFS", "GPM", "MGD", "IMGD", "AFD"])
        #expect(isNear(ModelFlowUnit.cubicFoot, 0.3048 * 0.3048 * 0.3048, 1e-15))
    }
}
