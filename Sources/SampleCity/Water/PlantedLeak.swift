import Foundation
import Geospatial

/// A burst planted in a pipe, known to the truth file alone.
struct PlantedLeak: Sendable {
    var id: String
    var zone: Int
    var pipe: Int32
    var position: Coordinate
    /// Quarter hours from the period's start; may lie before it or after its end.
    var steps: Range<Int>
    /// m³/h at the zone's night pressure.
    var flow: Double
    /// Exponent of pressure in the flow (the FAVAD N1).
    var exponent: Double
}

/// The water lost in a zone: seeping everywhere, and bursting in places.
struct ZoneLeakage: Sendable {
    /// m³/h of background leakage at night pressure.
    var background: Double
    var bursts: [PlantedLeak]
    /// Average pressure of the zone at night, m; the average is over its connections, see ``ZoneCentre``.
    var nightPressure: Double
    /// How much of that the hour of greatest use takes away, m.
    var pressureDrop: Double

    /// Exponent of pressure for background leakage: many small cracks that open with pressure.
    static let backgroundExponent = 1.15

    /// Pressure of the zone as a share of its night pressure when consumption is `load` of its greatest.
    func pressureShare(load: Double) -> Double {
        (nightPressure - pressureDrop * pow(max(0, load), 1.852)) / nightPressure
    }

    /// What is lost at a step, m³/h, when the zone has a `share` of its night pressure: each leak by its own
    /// exponent.
    func flow(share: Double, step: Int) -> (background: Double, bursts: Double) {
        let running = bursts.filter { $0.steps.contains(step) }
        return (
            background * pow(share, Self.backgroundExponent),
            running.reduce(0) { $0 + $1.flow * pow(share, $1.exponent) }
        )
    }
}

extension CityModel {
    /// The leakage planted in a zone that uses `mean` m³/h on average.
    func plantLeaks(zone: Int, mean: Double, days: Int, seed: UInt64, pipes: [Int]) -> ZoneLeakage {
        var random = RandomSource(seed: seed, stream: UInt64(1_000 + zone))
        let isTrunk = zone == 0
        var leakage = ZoneLeakage(
            background: mean * (isTrunk ? random.uniform(0.006, 0.01) : random.uniform(0.06, 0.15)),
            bursts: [],
            nightPressure: random.uniform(31, 44), pressureDrop: random.uniform(4, 8))
        let steps = days * DiurnalShape.stepsPerDay
        let expected = min(4, 0.4 + Double(days) / 22)
        var count = Int(expected) + (random.chance(expected - Double(Int(expected))) ? 1 : 0)
        if zone % 5 == 3 { count = 0 }
        guard !pipes.isEmpty else { return leakage }
        for number in 0..<count {
            let pipe = pipes[random.below(pipes.count)]
            let length = 48 + random.below(12 * 96)
            // Some began before the period, but all run in it.
            let early = min(480, length - 24)
            let start = random.below(steps + early) - early
            let size = min(random.uniform(0.8, 4.8), random.uniform(0.1, 0.22) * mean) * (isTrunk ? 2 : 1)
            let isPlastic = self.pipes[pipe].material == .polyethylene
            let (place, _) = point(self.pipes[pipe], at: random.uniform(0.2, 0.8))
            leakage.bursts.append(
                PlantedLeak(
                    id: "\(zones[zone].id)-L\(number + 1)", zone: zone, pipe: Int32(pipe), position: place,
                    steps: start..<start + length, flow: (size * 100).rounded() / 100,
                    exponent: isPlastic ? 1.2 : 0.6))
        }
        return leakage
    }
}
