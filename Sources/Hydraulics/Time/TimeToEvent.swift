import PipeNetwork

/// Seconds until the next state has to be solved: the least of all that ends the present one.
struct TimeToEvent {
    private(set) var seconds: Int

    /// - Parameter step: the hydraulic step, s.
    init(step: Int) { seconds = step }

    /// Something happens in `other` seconds, if that is above 0.
    mutating func limit(_ other: Int) {
        if other > 0, other < seconds { seconds = other }
    }

    /// Nothing goes on beyond `other` seconds.
    mutating func end(_ other: Int) { seconds = min(seconds, other) }

    /// A tank becomes full or empty.
    ///
    /// - Parameter least: seconds in which a tank that is neither full nor empty becomes so at the least.
    mutating func limit(
        by tanks: TankLevels, _ model: HydraulicModel, _ state: borrowing NewtonState, least: Int
    ) {
        let core = model.reduced.coreCount
        for (row, tank) in model.tanks.enumerated() {
            guard let tank else { continue }
            let (head, inflow) = (state.heads[core + row], tanks.inflow(row))
            guard abs(inflow) > TankLevels.leastFlow else { continue }
            if inflow > 0, head < tank.maximumHead {
                limit(max(least, Self.seconds(tank.maximumVolume - tanks.volumes[row], inflow)))
            } else if inflow < 0, head > tank.minimumHead {
                limit(max(least, Self.seconds(tank.minimumVolume - tanks.volumes[row], inflow)))
            }
        }
    }

    /// A control acts, by time, clock or the level of a tank.
    mutating func limit(
        by controls: ControlPlan, _ tanks: TankLevels, _ model: HydraulicModel, _ times: SimulationTimes,
        _ state: borrowing NewtonState, now: Int
    ) {
        let core = model.reduced.coreCount
        for entry in controls.entries {
            var wait = 0
            switch entry.trigger {
            case .junction: continue
            case .time(let time): wait = time > now ? time - now : 0
            case .clock(let clock):
                let difference = clock - times.clock(at: now)
                wait = difference > 0 ? difference : difference + SimulationTimes.day
            case .tank(let row, let head, let isAbove):
                guard let tank = model.tanks[row] else { continue }
                let (present, inflow) = (state.heads[core + row], tanks.inflow(row))
                guard abs(inflow) > TankLevels.leastFlow else { continue }
                if isAbove ? present < head && inflow > 0 : present > head && inflow < 0 {
                    wait = Self.seconds(tank.volume(head) - tanks.volumes[row], inflow)
                }
            }
            guard wait > 0, wait < seconds else { continue }
            // A step is cut short only for a control that would change something.
            let command = state.commands[entry.controlLink]
            let next = command.after(entry.action, on: model.controlLinks[entry.controlLink])
            if !next.isSame(as: command) { seconds = wait }
        }
    }

    /// Seconds in which `volume` flows in at `inflow`, rounded; 0 for none.
    private static func seconds(_ volume: Double, _ inflow: Double) -> Int {
        let seconds = (volume / inflow).rounded()
        return seconds.isFinite && seconds > 0 && seconds < 1e9 ? Int(seconds) : 0
    }
}
