import Foundation
import Geospatial
import NetworkFormats
import PipeNetwork
import Testing

@testable import Hydraulics
@testable import Reports

@Suite("Solved states as map layers")
struct HydraulicLayersTests {
    /// A reservoir and a junction without a place, and the pipe between them.
    private func network(duration: Double) throws -> Network {
        var network = Network()
        network.times.duration = duration
        try network.add(Reservoir(id: "R", position: .init(x: 10, y: 20), head: 50))
        try network.add(Junction(id: "J", elevation: 10))
        try network.add(Pipe(id: "P", start: "R", end: "J", vertices: [.init(x: 11, y: 20)]))
        return network
    }

    private func state(_ network: Network, _ time: Double, head: Double, isReported: Bool = true)
        -> HydraulicState
    {
        var state = HydraulicState()
        state.time = time
        state.isReported = isReported
        state.heads = [50, head]
        state.demands = [-0.5, 0.5]
        state.flows = [head / 100]
        state.statuses = [.open]
        state.settings = [.nan]
        state.frame = HydraulicState.Frame(
            elevations: [50, 10], areas: [0.5], starts: [0], ends: [1])
        return state
    }

    private func value(_ name: String, _ layer: FeatureLayer, _ row: Int) throws -> AttributeValue {
        layer.features[row].values[try #require(layer.fieldIndex(name))]
    }

    @Test("Over time: the last reported state, and ranges over all steps")
    func ranges() throws {
        let network = try network(duration: 7200)
        var layers = HydraulicLayers(network)
        layers.add(state(network, 0, head: 40))
        layers.add(state(network, 1800, head: 25, isReported: false))
        layers.add(state(network, 3600, head: 45))
        layers.add(state(network, 5400, head: 60, isReported: false))
        let (nodes, links) = (layers.nodes, layers.links)
        #expect(nodes.features.map(\.geometry) == [.point(.init(x: 10, y: 20)), nil])
        #expect(try value("time_s", nodes, 1) == .real(3600))
        #expect(try value("pressure_m", nodes, 1) == .real(35))
        #expect(try value("pressure_min_m", nodes, 1) == .real(15))
        #expect(try value("pressure_max_m", nodes, 1) == .real(50))
        #expect(links.features[0].geometry == .lineString([.init(x: 10, y: 20), .init(x: 11, y: 20)]))
        #expect(try value("headloss_m", links, 0) == .real(5))
        #expect(try value("headloss_min_m", links, 0) == .real(-10))
        #expect(try value("velocity_max_m_per_s", links, 0) == .real(1.2))
        #expect(try value("status", links, 0) == .text("open"))
    }

    @Test("A steady state has no ranges; in one layer each feature is null where it has no field")
    func steady() throws {
        let network = try network(duration: 0)
        var layers = HydraulicLayers(network)
        layers.add(state(network, 0, head: 40))
        #expect(layers.nodes.fieldIndex("head_min_m") == nil)
        let both = layers.together
        #expect(both.features.map(\.id) == [0, 1, 2])
        #expect(both.features.allSatisfy { $0.values.count == both.fields.count })
        #expect(try value("head_m", both, 1) == .real(40))
        #expect(try value("flow_m3_per_s", both, 1) == .null)
        #expect(try value("head_m", both, 2) == .null)
        #expect(try value("flow_m3_per_s", both, 2) == .real(0.4))
    }

    @Test("Docs/results.md names every field")
    func page() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "Docs/results.md"), encoding: .utf8)
        for field in HydraulicLayers(try network(duration: 1)).together.fields {
            #expect(text.contains("`\(field.name)`"), "\(field.name)")
        }
    }
}
