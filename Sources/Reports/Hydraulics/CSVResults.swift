import Hydraulics
import PipeNetwork

/// All hydraulic steps as one long table: a row for each time, element and quantity, in SI units; every number reads
/// back as it was computed.
///
/// Columns: `time_s`, `reported`, `kind`, `id`, `quantity`, `value`, `unit`. What does not apply (the setting of a
/// pipe) has no row. Docs/results.md lists the quantities.
public struct CSVResults: ResultsEncoder {
    private let network: Network
    /// `,kind,id,` of each node and link.
    private let nodeNames: [[UInt8]]
    private let linkNames: [[UInt8]]
    private let settingUnits: [[UInt8]]

    /// Results of a network.
    public init(_ network: Network) {
        self.network = network
        let (nodes, links) = (network.nodes, network.links)
        nodeNames = zip(nodes.kinds, nodes.ids).map { Array(",\($0.key),\(Table.field($1)),".utf8) }
        linkNames = zip(links.kinds, links.ids).map { Array(",\($0.key),\(Table.field($1)),".utf8) }
        settingUnits = links.kinds.indices.map { row in
            switch network.valve(at: row)?.kind {
            case .prv, .psv, .pbv: Array("m".utf8)
            case .fcv: Array("m3/s".utf8)
            case .pcv: Array("%".utf8)
            case .tcv, .gpv, nil: []
            }
        }
    }

    /// Gives the line of column names.
    public mutating func open(_ write: ([UInt8]) throws -> Void) throws {
        try write(Array("time_s,reported,kind,id,quantity,value,unit\r\n".utf8))
    }

    /// Gives the rows of a state.
    public mutating func append(_ state: HydraulicState, _ write: ([UInt8]) throws -> Void) throws {
        var time = ResultText()
        time.append(state.time, missing: "")
        time.append(state.isReported ? ",true" : ",false")
        let prefix = time.bytes
        try column("head,", state.heads, ",m\r\n", nodeNames, prefix, write)
        try column("pressure,", state.pressures, ",m\r\n", nodeNames, prefix, write)
        try column("demand,", state.demands, ",m3/s\r\n", nodeNames, prefix, write)
        try column("emitter,", state.emitterFlows, ",m3/s\r\n", nodeNames, prefix, write)
        try column("leakage,", state.leakages, ",m3/s\r\n", nodeNames, prefix, write)
        try column("full_demand,", state.fullDemands, ",m3/s\r\n", nodeNames, prefix, write)
        try column("flow,", state.flows, ",m3/s\r\n", linkNames, prefix, write)
        try column("velocity,", state.velocities, ",m/s\r\n", linkNames, prefix, write)
        try column("headloss,", state.headLosses, ",m\r\n", linkNames, prefix, write)
        try words(state, prefix, write)
    }

    /// A row for each number; none for one that is missing.
    private func column(
        _ quantity: StaticString, _ values: [Double], _ unit: StaticString, _ names: [[UInt8]],
        _ prefix: [UInt8],
        _ write: ([UInt8]) throws -> Void
    ) throws {
        var text = ResultText()
        for row in values.indices where values[row].isFinite {
            text.append(prefix)
            text.append(names[row])
            text.append(quantity)
            text.append(values[row], missing: "")
            text.append(unit)
            try Self.hand(&text, over: write, above: 1 << 16)
        }
        try Self.hand(&text, over: write, above: 0)
    }

    /// Statuses and settings.
    private func words(
        _ state: HydraulicState, _ prefix: [UInt8], _ write: ([UInt8]) throws -> Void
    ) throws {
        var text = ResultText()
        for row in state.statuses.indices {
            text.append(prefix)
            text.append(linkNames[row])
            text.append("status,")
            text.append(Array(state.statuses[row].key.utf8))
            text.append(",\r\n")
            if state.settings[row].isFinite {
                text.append(prefix)
                text.append(linkNames[row])
                text.append("setting,")
                text.append(state.settings[row], missing: "")
                text.append(",")
                text.append(settingUnits[row])
                text.append("\r\n")
            }
            try Self.hand(&text, over: write, above: 1 << 16)
        }
        try Self.hand(&text, over: write, above: 0)
    }

    private static func hand(
        _ text: inout ResultText, over write: ([UInt8]) throws -> Void, above size: Int
    ) throws {
        guard text.bytes.count > size else { return }
        try write(text.bytes)
        text.removeAll()
    }

    /// Gives nothing: the table holds the states alone.
    public mutating func close(
        _ totals: SimulationTotals, _ write: ([UInt8]) throws -> Void
    ) throws -> ResultsCorrection? { nil }
}
