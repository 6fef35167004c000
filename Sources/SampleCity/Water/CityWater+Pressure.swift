import Foundation

extension CityWater {
    /// Pressure at a logger, m of water. Not a hydraulic solution: a believable formula.
    ///
    ///     p = H_in − k·d·(q/q_max)^1.852 − z
    ///
    /// H_in is the head behind the zone's inlet: its night pressure above the height of the inlet less what the
    /// trunk loses by day; d the way from the inlet in km, k = 6 m/km the slope of the head line at greatest
    /// use, q the zone's consumption and z the logger's height. The head never falls so far that less than 6 m
    /// remain: a booster would stand there.
    ///
    /// - Parameter load: `(q/q_max)^1.852` of the logger's zone, see ``loadPower(zone:step:)``.
    func pressure(_ point: PressurePoint, step: Int, load: Double, in model: CityModel) -> Double {
        let zone = Int(point.zone)
        let node = model.nodes[Int(point.node)]
        var night = leakage[zone].nightPressure
        if let tank = model.zones[zone].tank {
            // A gravity zone hangs on the level of its tank.
            let owner = model.tanks[tank]
            night =
                owner.bottomElevation + Double(levels[tank * steps + step]) - node.elevation
                - 1.5 * point.distance / 1_000
        }
        let drop = leakage[zone].pressureDrop * load + 6 * point.distance / 1_000 * load
        return max(6, night - drop)
    }

    /// `(q/q_max)^1.852` of a zone.
    func loadPower(zone: Int, step: Int) -> Double {
        pow(Double(loads[zone * steps + step]), 1.852)
    }
}
