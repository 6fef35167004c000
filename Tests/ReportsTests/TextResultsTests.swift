import Foundation
import PipeNetwork
import Testing

@testable import Hydraulics
@testable import Reports

@Suite("Results as JSON and CSV")
struct TextResultsTests {
    private func text(_ encoder: some ResultsEncoder, _ states: [HydraulicState]) throws -> String {
        var encoder = encoder
        var bytes: [UInt8] = []
        try encoder.open { bytes += $0 }
        for state in states { try encoder.append(state) { bytes += $0 } }
        let correction = try encoder.close(Trio.totals()) { bytes += $0 }
        #expect(correction == nil)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("JSON, key by key")
    func json() throws {
        let network = try Trio.network()
        var state = Trio.state(network)
        state.heads[1] = 0.1 + 0.2
        state.isReported = false
        state.hasConverged = false
        state.warnings = [.pumpsCannotDeliverHead(["U"])]
        let lines = try text(JSONResults(network), [state, state]).components(separatedBy: "\n")
        #expect(lines.count == 10)
        #expect(lines[0] == #"{"springline":"0.1.0","units":"SI","#)
        #expect(lines[1] == #""nodes":{"ids": ["R", "J", "T"], "kinds": ["reservoir", "junction", "tank"]},"#)
        #expect(lines[2] == #""links":{"ids": ["P", "U", "V"], "kinds": ["pipe", "pump", "valve"]},"#)
        #expect(lines[3] == #""states":["#)
        let expected =
            #"{"time_s":0,"reported":false,"iterations":5,"relative_error":0.0001,"converged":false,"#
            + #""head_m":[50,0.30000000000000004,42],"pressure_m":[0,-9.7,2],"#
            + #""demand_m3_per_s":[-0.03125,0.015625,0.015625],"flow_m3_per_s":[0.03125,0.015625,0.001],"#
            + #""velocity_m_per_s":[1,0,0.128],"headloss_m":[49.7,-41.7,41.7],"#
            + #""status":["open","open","closed"],"setting":[null,1,25],"#
            + #""warnings":["pumps that cannot deliver the head: 'U'"]}"#
        #expect(lines[4] == expected + ",")
        #expect(lines[5] == expected)
        #expect(lines[6] == "],")
        #expect(
            lines[7]
                == #""energy":{"pumps": [{"id": "U", "utilization": 0.5, "efficiency": 0.75, "kwh_per_m3": 0.25, "#
                + #""average_kw": 8, "peak_kw": 16, "energy_kwh": 96, "cost": 12}], "peak_kw": 16, "#
                + #""demand_charge": 4, "total_cost": 16},"#)
        #expect(
            lines[8]
                == #""volumes":{"duration_s": 7200, "supplied_m3": 200, "returned_m3": 0, "consumed_m3": 150, "#
                + #""emitted_m3": 0, "leaked_m3": 20, "spilled_m3": 0, "stored_m3": 30, "residual_m3": 0}}"#)
        #expect(lines[9].isEmpty)
    }

    @Test("JSON has emitters, leakage and full demands where a network has them, and reads without a state")
    func jsonParts() throws {
        let network = try Trio.network()
        var state = Trio.state(network)
        state.emitterFlows = [0, 0.5, 0]
        state.leakages = [0, .infinity, 0]
        state.fullDemands = [0, 1e-300, 0]
        let full = try text(JSONResults(network), [state])
        #expect(
            full.contains(
                #","emitter_m3_per_s":[0,0.5,0],"leakage_m3_per_s":[0,null,0],"#
                    + #""full_demand_m3_per_s":[0,1e-300,0],"flow_m3_per_s""#))
        for document in [full, try text(JSONResults(network), [])] {
            _ = try JSONSerialization.jsonObject(with: Data(document.utf8))
        }
    }

    @Test("CSV, row by row; a name with a comma is quoted, what does not apply has no row")
    func csv() throws {
        var network = Network()
        try network.add(Reservoir(id: "R,1", head: 5))
        try network.add(Junction(id: "J", elevation: 1))
        try network.add(Pipe(id: "P", start: "R,1", end: "J"))
        try network.add(Valve(id: "V", start: "R,1", end: "J", kind: .fcv, setting: 0.5))
        var state = HydraulicState()
        state.time = 1.5
        state.isReported = false
        state.heads = [5, 4]
        state.demands = [-0.1, .nan]
        state.leakages = [0, 0.25]
        state.flows = [0.1, 0]
        state.statuses = [.open, .temporarilyClosed]
        state.settings = [.nan, 0.5]
        state.frame = HydraulicState.Frame(
            elevations: [5, 1], areas: [0.1, 0.1], starts: [0, 0], ends: [1, 1])
        let expected = [
            "time_s,reported,kind,id,quantity,value,unit",
            #"1.5,false,reservoir,"R,1",head,5,m"#, "1.5,false,junction,J,head,4,m",
            #"1.5,false,reservoir,"R,1",pressure,0,m"#, "1.5,false,junction,J,pressure,3,m",
            #"1.5,false,reservoir,"R,1",demand,-0.1,m3/s"#,
            #"1.5,false,reservoir,"R,1",leakage,0,m3/s"#, "1.5,false,junction,J,leakage,0.25,m3/s",
            "1.5,false,pipe,P,flow,0.1,m3/s", "1.5,false,valve,V,flow,0,m3/s",
            "1.5,false,pipe,P,velocity,1,m/s", "1.5,false,valve,V,velocity,0,m/s",
            "1.5,false,pipe,P,headloss,1,m", "1.5,false,valve,V,headloss,1,m",
            "1.5,false,pipe,P,status,open,", "1.5,false,valve,V,status,temporarily_closed,",
            "1.5,false,valve,V,setting,0.5,m3/s", "",
        ]
        #expect(try text(CSVResults(network), [state]) == expected.joined(separator: "\r\n"))
    }
}
