import Hydraulics
import PipeNetwork

extension BinaryResults {
    /// Demand, head, pressure and quality of all nodes.
    func appendNodes(of state: HydraulicState, to bytes: inout LittleEndianBytes) {
        bytes.reserveCapacity(16 * network.nodes.count + 32 * network.links.count)
        let flow = units.flow.cubicMetresPerSecond
        let (emitters, leakages, pressures) = (state.emitterFlows, state.leakages, state.pressures)
        for row in nodeOrder {
            let demand =
                state.demands[row] + (emitters.isEmpty ? 0 : emitters[row])
                + (leakages.isEmpty ? 0 : leakages[row])
            bytes.append(demand / flow)
        }
        for row in nodeOrder { bytes.append(state.heads[row] / units.length) }
        for row in nodeOrder { bytes.append(pressures[row] * units.pressurePerMetre) }
        for _ in nodeOrder { bytes.append(Float(0)) }
    }

    /// Flow, velocity, head loss, quality, status, setting, reaction rate and friction factor of all links.
    func appendLinks(of state: HydraulicState, to bytes: inout LittleEndianBytes) {
        let links = network.links
        let flow = units.flow.cubicMetresPerSecond
        let (velocities, losses) = (state.velocities, state.headLosses)
        let rows = 0..<links.count
        for row in rows { bytes.append(state.statuses[row].isClosed ? 0 : state.flows[row] / flow) }
        for row in rows { bytes.append(state.statuses[row].isClosed ? 0 : velocities[row] / units.length) }
        for row in rows {
            if state.statuses[row].isClosed {
                bytes.append(Float(0))
            } else {
                switch links.kinds[row] {
                case .pipe: bytes.append(abs(losses[row]) * 1000 / links.length[row])
                case .pump: bytes.append(losses[row] / units.length)
                case .valve: bytes.append(abs(losses[row]) / units.length)
                }
            }
        }
        for _ in rows { bytes.append(Float(0)) }
        for row in rows { bytes.append(Float(state.statuses[row].rawValue)) }
        for row in rows { bytes.append(setting(ofLink: row, state)) }
        for _ in rows { bytes.append(Float(0)) }
        for row in rows {
            let isFlowing =
                links.kinds[row] == .pipe && abs(state.flows[row]) > 1e-6 * ModelFlowUnit.cubicFoot
            bytes.append(
                isFlowing
                    ? Self.frictionFactor(
                        headLoss: abs(losses[row]), length: links.length[row], diameter: links.diameter[row],
                        flow: state.flows[row])
                    : 0)
        }
    }

    /// Roughness of a pipe, speed of a pump, setting of a valve in the file's units.
    private func setting(ofLink row: Int, _ state: HydraulicState) -> Double {
        let links = network.links
        let setting = state.settings[row]
        switch links.kinds[row] {
        case .pipe:
            return network.hydraulics.headLoss == .darcyWeisbach
                ? links.roughness[row] / 0.3048 : links.roughness[row]
        case .pump: return setting.isNaN ? 0 : setting
        case .valve:
            guard !setting.isNaN else { return 0 }
            switch valveKinds[row] {
            case .prv, .psv, .pbv: return setting * units.pressurePerMetre
            case .fcv: return setting / units.flow.cubicMetresPerSecond
            case .tcv, .pcv: return setting
            case .gpv, nil: return 0
            }
        }
    }

    /// The friction factor f of Darcy and Weisbach, h = f·L/d·v²/2g, from the head loss h and the flow q = v·πd²/4.
    ///
    /// f = (π²g/8)·h·d⁵/(L·q²), with g = 32.2 ft/s² as EPANET's 39.725 ft/s² for π²g/8 implies.
    ///
    /// - Parameters:
    ///   - headLoss: m.
    ///   - length: m.
    ///   - diameter: m.
    ///   - flow: m³/s.
    static func frictionFactor(headLoss: Double, length: Double, diameter: Double, flow: Double) -> Double {
        let squared = diameter * diameter
        return 39.725 * 0.3048 * headLoss * squared * squared * diameter / (length * flow * flow)
    }
}
