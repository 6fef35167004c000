import Foundation
import Geospatial

/// Where the connections of a zone lie on average: the place whose pressure is the zone's average pressure.
struct ZoneCentre: Sendable, Hashable {
    /// Mean height of the customers, weighted by their connections, m.
    var elevation: Double
    /// Mean way from the inlet, weighted alike, m; reckoned as a pressure point's.
    var distance: Double
}

extension CityModel {
    /// The mean place of a zone's connections; `nil` without any.
    func centre(_ zone: Int) -> ZoneCentre? {
        let members = customers[zones[zone].customers]
        let entry = pressurePoints.first { Int($0.zone) == zone && $0.distance == 0 }
        guard let entry, !members.isEmpty else { return nil }
        let start = position(entry.node)
        var (weight, elevation, distance) = (0.0, 0.0, 0.0)
        for customer in members {
            let connections = Double(customer.connections)
            weight += connections
            elevation += connections * Double(customer.elevation)
            distance +=
                connections * PressurePoint.detour
                * Coordinate(x: customer.x, y: customer.y).distance(to: start)
        }
        return ZoneCentre(elevation: elevation / weight, distance: distance / weight)
    }
}

extension CityWater {
    /// Average pressure of a zone, m of water: the pressure its leakage follows.
    ///
    ///     P = s·(P_night − ΔP·(q/q_max)^1.852)
    ///
    /// P_night and ΔP are the zone's own, q its consumption, and s what a step test leaves of the pressure, 1 else.
    func averagePressure(zone: Int, step: Int, load: Double) -> Double {
        let share = stepTest?.share(zone: zone, step: step) ?? 1
        return share * (leakage[zone].nightPressure - leakage[zone].pressureDrop * load)
    }

    /// Pressure at a logger, m of water. Not a hydraulic solution: a believable formula.
    ///
    ///     p = P + (z̄ − z) − k·(d − d̄)·(q/q_max)^1.852
    ///
    /// P is the zone's average pressure, z̄ the mean height and d̄ the mean way from the inlet of its connections, z
    /// and d the logger's, k = 6 m/km the slope of the head line at greatest use. So the mean of p over a zone's
    /// connections is P, whatever q; and what a step test takes, it takes from every place alike, as a valve at the
    /// inlet would. Mountain zones hang on the level of their tanks instead, and the trunk's boosters hold its
    /// pressure whatever the height. No less than 6 m remain anywhere: a booster would stand there.
    ///
    /// - Parameter load: `(q/q_max)^1.852` of the logger's zone, see ``loadPower(zone:step:)``.
    func pressure(_ point: PressurePoint, step: Int, load: Double, in model: CityModel) -> Double {
        let zone = Int(point.zone)
        let node = model.nodes[Int(point.node)]
        let slope = 6 * load / 1_000
        if let tank = model.zones[zone].tank {
            let owner = model.tanks[tank]
            let night =
                owner.bottomElevation + Double(levels[tank * steps + step]) - node.elevation
                - 1.5 * point.distance / 1_000
            return max(6, night - leakage[zone].pressureDrop * load - slope * point.distance)
        }
        let average = averagePressure(zone: zone, step: step, load: load)
        guard let centre = centres[zone] else { return max(6, average - slope * point.distance) }
        return max(
            6, average + centre.elevation - node.elevation - slope * (point.distance - centre.distance))
    }

    /// `(q/q_max)^1.852` of a zone.
    func loadPower(zone: Int, step: Int) -> Double {
        pow(Double(loads[zone * steps + step]), 1.852)
    }
}
