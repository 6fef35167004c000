import Foundation
import PipeNetwork
import Testing

@testable import Hydraulics
@testable import Reports

@Suite("Docs/results.md says what is written")
struct ResultsPageTests {
    /// Words in backticks.
    private func words() throws -> Set<String> {
        let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Docs/results.md")
        let parts = try String(contentsOf: page, encoding: .utf8).split(
            separator: "`", omittingEmptySubsequences: false)
        return Set(parts.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) })
    }

    private func keys(_ value: Any) -> Set<String> {
        switch value {
        case let object as [String: Any]:
            object.reduce(into: Set(object.keys)) { $0.formUnion(keys($1.value)) }
        case let list as [Any]: list.reduce(into: []) { $0.formUnion(keys($1)) }
        default: []
        }
    }

    private func fullState(_ network: Network) -> HydraulicState {
        var state = Trio.state(network)
        state.emitterFlows = [0, 0, 0]
        state.leakages = [0, 0, 0]
        state.fullDemands = [0, 0, 0]
        state.warnings = [.pumpsBeyondCurve(["U"])]
        return state
    }

    private func text(_ encoder: some ResultsEncoder, _ state: HydraulicState) throws -> String {
        var encoder = encoder
        var bytes: [UInt8] = []
        try encoder.open { bytes += $0 }
        try encoder.append(state) { bytes += $0 }
        _ = try encoder.close(Trio.totals()) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("Every key of the JSON file and of the summary")
    func json() throws {
        let network = try Trio.network()
        let state = fullState(network)
        var summary = SolveSummary(network, source: "trio.inp")
        summary.add(state)
        summary.finish(Trio.totals())
        for document in [try text(JSONResults(network), state), summary.text(as: .json)] {
            let object = try JSONSerialization.jsonObject(with: Data(document.utf8))
            let known = try words()
            #expect(keys(object).subtracting(known).isEmpty, "\(keys(object).subtracting(known))")
        }
    }

    @Test("Every column, kind and quantity of the CSV file and of the summary")
    func csv() throws {
        let network = try Trio.network()
        let state = fullState(network)
        var summary = SolveSummary(network, source: "trio.inp")
        summary.add(state)
        let known = try words()
        let rows = try text(CSVResults(network), state).components(separatedBy: "\r\n").dropLast()
            .map { $0.components(separatedBy: ",") }
        let used = Set(
            rows[0] + rows.dropFirst().flatMap { [$0[2], $0[4]] } + summary.table.columns.map(\.key))
        #expect(used.count > 20)
        #expect(used.subtracting(known).isEmpty, "\(used.subtracting(known))")
    }

    @Test("Every status and every warning")
    func statusesAndWarnings() throws {
        let known: Set<String> = try words()
        for code in UInt8(0)...7 { #expect(known.contains(try #require(LinkState(rawValue: code)).key)) }
        for kind in WarningGroup.Kind.allCases { #expect(known.contains(kind.rawValue), "\(kind)") }
    }
}
