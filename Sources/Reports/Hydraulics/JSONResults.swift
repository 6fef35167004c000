import Hydraulics
import PipeNetwork

/// All hydraulic steps as one JSON document of columns in SI units; every number reads back as it was computed.
///
/// `nodes` and `links` say the order of every column. Each state stands on a line of its own, so that a program can
/// also read the file line by line. Docs/results.md lists the keys.
public struct JSONResults: ResultsEncoder {
    private let network: Network
    private var isFirst = true

    /// Results of a network.
    public init(_ network: Network) {
        self.network = network
    }

    /// Gives what the network is, and the start of the list of states.
    public mutating func open(_ write: ([UInt8]) throws -> Void) throws {
        let (nodes, links) = (network.nodes, network.links)
        var text = ResultText()
        text.append(#"{"springline":"#)
        text.append(.string(Release.version))
        text.append(",\"units\":\"SI\",\n")
        text.append(#""nodes":"#)
        text.append(
            JSONValue.object([
                "ids": .array(nodes.ids.map { .string($0) }),
                "kinds": .array(nodes.kinds.map { .string($0.key) }),
            ]))
        text.append(",\n\"links\":")
        text.append(
            JSONValue.object([
                "ids": .array(links.ids.map { .string($0) }),
                "kinds": .array(links.kinds.map { .string($0.key) }),
            ]))
        text.append(",\n\"states\":[")
        try write(text.bytes)
    }

    /// Gives a state: an object on a line.
    public mutating func append(_ state: HydraulicState, _ write: ([UInt8]) throws -> Void) throws {
        var text = ResultText()
        text.append(isFirst ? "\n" : ",\n")
        isFirst = false
        text.append(#"{"time_s":"#)
        text.append(state.time, missing: "null")
        text.append(state.isReported ? #","reported":true"# : #","reported":false"#)
        text.append(#","iterations":"#)
        text.append(Double(state.iterations), missing: "null")
        text.append(#","relative_error":"#)
        text.append(state.relativeError, missing: "null")
        text.append(state.hasConverged ? #","converged":true"# : #","converged":false"#)
        text.append(#","head_m":"#, state.heads)
        text.append(#","pressure_m":"#, state.pressures)
        text.append(#","demand_m3_per_s":"#, state.demands)
        if !state.emitterFlows.isEmpty { text.append(#","emitter_m3_per_s":"#, state.emitterFlows) }
        if !state.leakages.isEmpty { text.append(#","leakage_m3_per_s":"#, state.leakages) }
        if !state.fullDemands.isEmpty { text.append(#","full_demand_m3_per_s":"#, state.fullDemands) }
        try write(text.bytes)
        text.removeAll()
        text.append(#","flow_m3_per_s":"#, state.flows)
        text.append(#","velocity_m_per_s":"#, state.velocities)
        text.append(#","headloss_m":"#, state.headLosses)
        text.append(#","status":["#)
        let names = (0...LinkState.cannotDeliverPressure.rawValue).map { code in
            LinkState(rawValue: code).map { Array("\"\($0.key)\"".utf8) } ?? []
        }
        for (place, status) in state.statuses.enumerated() {
            if place > 0 { text.append(",") }
            text.append(names[Int(status.rawValue)])
        }
        text.append(#"],"setting":"#, state.settings)
        text.append(#","warnings":"#)
        text.append(.array(state.warnings.map { .string($0.description) }))
        text.append("}")
        try write(text.bytes)
    }

    /// Gives the end of the list of states, and what the simulation adds up to.
    public mutating func close(
        _ totals: SimulationTotals, _ write: ([UInt8]) throws -> Void
    ) throws -> ResultsCorrection? {
        var text = ResultText()
        text.append("\n],\n\"energy\":")
        text.append(totals.energy.json)
        text.append(",\n\"volumes\":")
        text.append(totals.volumes.json)
        text.append("}\n")
        try write(text.bytes)
        return nil
    }
}

extension EnergyAccount {
    /// The account for programs.
    var json: JSONValue {
        .object([
            "pumps": .array(
                pumps.map { pump in
                    .object([
                        "id": .string(pump.pump), "utilization": .number(pump.utilization),
                        "efficiency": .number(pump.efficiency), "kwh_per_m3": .number(pump.energyPerVolume),
                        "average_kw": .number(pump.averagePower), "peak_kw": .number(pump.peakPower),
                        "energy_kwh": .number(pump.energy), "cost": .number(pump.cost),
                    ])
                }), "peak_kw": .number(peakPower), "demand_charge": .number(demandCharge),
            "total_cost": .number(totalCost),
        ])
    }
}

extension SuppliedVolumes {
    /// The volumes for programs.
    var json: JSONValue {
        .object([
            "duration_s": .number(duration), "supplied_m3": .number(supplied),
            "returned_m3": .number(returned),
            "consumed_m3": .number(consumed), "emitted_m3": .number(emitted), "leaked_m3": .number(leaked),
            "spilled_m3": .number(spilled), "stored_m3": .number(stored), "residual_m3": .number(residual),
        ])
    }
}
