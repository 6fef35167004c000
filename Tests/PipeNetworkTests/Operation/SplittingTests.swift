import Testing

@testable import PipeNetwork

@Suite("Names in controls and rules")
struct SplittingTests {
    private let rule = Rule(
        id: "1",
        premises: [
            .init(.and, .node("N", .level), .less, .number(2)),
            .init(.or, .link("P", .status), .equal, .status(.open)),
            .init(.or, .link("Q", .flow), .equal, .number(0)), .init(.and, .systemDemand, .less, .number(1)),
            .init(.and, .time, .less, .number(1)),
        ], actions: [.init(link: "P", action: .set(2)), .init(link: "Q", action: .close)],
        otherwise: [.init(link: "P", action: .open)], priority: 3, isEnabled: false)

    @Test("What acts on a pipe acts on its pieces in their order; what looks at it looks at the first")
    func pieces() {
        let split = Splitting(pieces: ["P": ["P#1", "P#2", "P#3"]], nodes: ["N": "M"])
        let found = split.rule(rule)
        #expect(found.actions.map(\.link) == ["P#1", "P#2", "P#3", "Q"])
        #expect(found.actions.map(\.action) == [.set(2), .set(2), .set(2), .close])
        #expect(found.otherwise.map(\.link) == ["P#1", "P#2", "P#3"])
        #expect(
            found.premises.map(\.subject) == [
                .node("M", .level), .link("P#1", .status), .link("Q", .flow), .systemDemand, .time,
            ])
        #expect(found.premises.map(\.connective) == rule.premises.map(\.connective))
        #expect(found.priority == 3 && !found.isEnabled && found.id == "1")
        let control = Control(
            link: "P", action: .close, condition: .above(node: "N", value: 4), isEnabled: false)
        #expect(
            split.controls(control)
                == ["P#1", "P#2", "P#3"].map {
                    Control(
                        link: $0, action: .close, condition: .above(node: "M", value: 4), isEnabled: false)
                })
        #expect(
            split.controls(Control(link: "N", action: .open, condition: .below(node: "P", value: 1))) == [
                Control(link: "N", action: .open, condition: .below(node: "P", value: 1))
            ])
    }

    @Test("Without changed names everything stays as it was")
    func nothing() {
        let none = Splitting(pieces: [:], nodes: [:])
        #expect(none.isEmpty && none.rule(rule) == rule)
        for condition in [Control.Condition.time(5), .clockTime(6), .above(node: "N", value: 1)] {
            let control = Control(link: "P", action: .activate, condition: condition)
            #expect(none.controls(control) == [control])
        }
        #expect(!Splitting(pieces: [:], nodes: ["a": "b"]).isEmpty)
    }

    @Test("Renaming each id and back is nothing; ids of links and nodes go apart")
    func renaming() {
        let control = Control(link: "N", action: .set(1), condition: .below(node: "N", value: 2))
        #expect(control.renamed { $0 + "x" }.renamed { String($0.dropLast()) } == control)
        #expect(rule.renamed { "x" + $0 }.renamed { String($0.dropFirst()) } == rule)
        #expect(rule.renamed { "x" + $0 }.actions.map(\.link) == ["xP", "xQ"])
        // Splitting renames nodes only where they are nodes.
        let split = Splitting(pieces: [:], nodes: ["N": "M"])
        #expect(
            split.controls(control) == [
                Control(link: "N", action: .set(1), condition: .below(node: "M", value: 2))
            ])
    }

    @Test("Forgetting links forgets what acts on them, and the rules that have nothing left to do")
    func forgetting() {
        var network = Network()
        network.controls = ["P", "Q", "P"].map { Control(link: $0, action: .open, condition: .time(0)) }
        network.rules = [rule]
        network.forgetControls(of: [])
        #expect(network.controls.count == 3)
        network.forgetControls(of: ["P"])
        #expect(network.controls.map(\.link) == ["Q"])
        #expect(network.rules.map { $0.actions.map(\.link) } == [["Q"]])
        #expect(network.rules[0].otherwise.isEmpty && network.rules[0].premises == rule.premises)
        network.forgetControls(of: ["Q"])
        #expect(network.controls.isEmpty && network.rules.isEmpty)
    }
}
