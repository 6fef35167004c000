import Hydraulics
import PipeNetwork
import Testing

/// Rules are judged at every tenth of the hydraulic step of an hour, 360 s, not at the start. The tank of
/// ``PipeNetwork/Network/switchedTank(hours:)`` gains 0.1 mm a second while P is open, else it loses a fifteenth of a millimetre.
@Suite("Rules")
struct RuleTests {
    func level(_ relation: Rule.Relation, _ value: Double, _ connective: Rule.Connective = .and)
        -> Rule.Premise
    {
        Rule.Premise(connective, .node("T", .level), relation, .number(value))
    }

    func time(_ relation: Rule.Relation, _ value: Double, _ connective: Rule.Connective = .and)
        -> Rule.Premise
    {
        Rule.Premise(connective, .time, relation, .number(value))
    }

    let close = [Rule.Action(link: "P", action: .close)]
    let open = [Rule.Action(link: "P", action: .open)]

    func run(_ rules: [Rule], hours: Double, step: Double? = nil, clock: Double = 0) throws -> Run {
        var network = try Network.switchedTank(hours: hours)
        network.rules = rules
        network.times.ruleStep = step
        network.times.startClock = clock
        return try Run(network)
    }

    @Test("A rule acts at the first rule step at which it holds")
    func levels() throws {
        let run = try run(
            [
                Rule(id: "1", premises: [level(.greaterOrEqual, 2.5)], actions: close),
                Rule(id: "2", premises: [level(.lessOrEqual, 2.3)], actions: open),
            ], hours: 3)
        // 2.5 m at 5000 s: closed at 5040 s with 2.504 m. 2.3 m another 3060 s later, at 8100 s: open at 8280 s with
        // 2.504 − 3240/15000 = 2.288 m. 2.5 m again at 10 400 s: closed at 10 440 s with 2.504 m.
        #expect(run.switches("P") == [5040, 8280, 10440])
        for (time, level) in [(5040.0, 2.504), (8280, 2.288), (10440, 2.504)] {
            #expect(near(try run.at(time).pressure("T"), level, 1e-5), "at \(time) s")
        }
    }

    @Test("The rule step can be chosen")
    func ruleStep() throws {
        // 2.497 m at 4970 s.
        let rule = Rule(id: "1", premises: [level(.greaterOrEqual, 2.497)], actions: close)
        #expect(try run([rule], hours: 2, step: 60).switches("P") == [4980])
        #expect(try run([rule], hours: 2, step: 100).switches("P") == [5000])
        #expect(try run([rule], hours: 2, step: 700).switches("P") == [5600])
    }

    @Test("Both sides of AND must hold, and ELSE acts when one does not")
    func andElse() throws {
        let rule = Rule(
            id: "1", premises: [time(.greaterOrEqual, 7200), time(.less, 14400)], actions: close,
            otherwise: open)
        #expect(try run([rule], hours: 5).switches("P") == [7200, 14400])
    }

    @Test("One side of OR is enough")
    func orElse() throws {
        let rule = Rule(
            id: "1", premises: [time(.less, 3600), level(.greaterOrEqual, 2.7, .or)], actions: close,
            otherwise: open)
        let run = try run([rule], hours: 4)
        // Closed from the first rule step, 360 s (2.036 m), to 3600 s (1.82 m). 2.7 m 8800 s later, at 12 400 s:
        // closed at 12 600 s (2.72 m), open at 12 960 s (2.696 m), closed at 13 320 s (2.732 m), still 2.708 m at
        // 13 680 s, open at 14 040 s (2.684 m), closed again at the end with 2.72 m.
        #expect(run.switches("P").prefix(6) == [360, 3600, 12600, 12960, 13320, 14040])
        #expect(near(try run.at(14040).pressure("T"), 2.684, 1e-5))
    }

    @Test("An OR saves what an AND before it has made false, but not what was false before that AND")
    func mixed() throws {
        let start = [
            time(.greaterOrEqual, 3600), level(.greaterOrEqual, 3.9), time(.greaterOrEqual, 7200, .or),
        ]
        let saved = Rule(id: "1", premises: start, actions: close)
        #expect(try run([saved], hours: 3).switches("P") == [7200])
        let stop = [
            level(.greaterOrEqual, 3.9), time(.greaterOrEqual, 3600), time(.greaterOrEqual, 7200, .or),
        ]
        let lost = Rule(id: "1", premises: stop, actions: close)
        #expect(try run([lost], hours: 3).switches("P").isEmpty)
    }

    @Test("Of two rules the one of higher priority wins, of equals the earlier")
    func priority() throws {
        let early = Rule(id: "1", premises: [time(.greaterOrEqual, 3600)], actions: close, priority: 1)
        let late = Rule(id: "2", premises: [time(.greaterOrEqual, 7200)], actions: open, priority: 5)
        #expect(try run([early, late], hours: 3).switches("P") == [3600, 7200])
        #expect(try run([late, early], hours: 3).switches("P") == [3600, 7200])
        let equal = Rule(id: "3", premises: [time(.greaterOrEqual, 7200)], actions: open, priority: 1)
        #expect(try run([early, equal], hours: 3).switches("P") == [3600])
        #expect(try run([equal, early], hours: 3).switches("P") == [3600, 7200])
    }

    @Test("A rule that is not enabled does nothing")
    func disabled() throws {
        let rule = Rule(id: "1", premises: [time(.greaterOrEqual, 3600)], actions: close, isEnabled: false)
        #expect(try run([rule], hours: 3).switches("P").isEmpty)
    }

    @Test("Rules know the time of day")
    func clockTime() throws {
        // From 6:00, closed between 8:00 and 9:00.
        let premises = [
            Rule.Premise(.and, .clockTime, .greaterOrEqual, .number(8 * 3600)),
            Rule.Premise(.and, .clockTime, .less, .number(9 * 3600)),
        ]
        let rule = Rule(id: "1", premises: premises, actions: close, otherwise: open)
        #expect(try run([rule], hours: 4, clock: 6 * 3600).switches("P") == [7200, 10800])
    }

    @Test("Rules know what flows, what is open, and how long a tank takes to fill or drain")
    func quantities() throws {
        // (4 − 2) m at 0.1 mm/s fill in 20 000 s; less than 18 000 s are left from 2000 s on.
        let fill = Rule(
            id: "1", premises: [Rule.Premise(.and, .node("T", .fillTime), .less, .number(18000))],
            actions: close)
        #expect(try run([fill], hours: 1).switches("P") == [2160])
        // Closed from the start, 2 m drain in 30 000 s; less than 25 000 s are left from 5000 s on.
        let start = Rule(id: "0", premises: [time(.less, 700)], actions: close)
        let drain = Rule(
            id: "1", premises: [Rule.Premise(.and, .node("T", .drainTime), .less, .number(25000))],
            actions: open)
        // Closed at 360 s with 2.036 m, 30 540 s from empty: 25 000 s from empty at 5900 s.
        #expect(try run([start, drain], hours: 2).switches("P") == [360, 6120])
        let status = Rule(
            id: "1",
            premises: [
                Rule.Premise(.and, .link("P", .status), .equal, .status(.open)), time(.greater, 1500),
            ], actions: close)
        #expect(try run([status], hours: 1).switches("P") == [1800])
        let flow = Rule(
            id: "1",
            premises: [
                Rule.Premise(.and, .link("P", .flow), .greater, .number(0.049)), time(.greater, 1500),
            ], actions: close)
        #expect(try run([flow], hours: 1).switches("P") == [1800])
        let demand = Rule(
            id: "1",
            premises: [
                Rule.Premise(.and, .node("T", .demand), .greater, .number(0.031)), time(.greater, 1500),
            ], actions: close)
        #expect(try run([demand], hours: 1).switches("P").isEmpty)
        let pressure = Rule(
            id: "1",
            premises: [Rule.Premise(.and, .node("R", .head), .equal, .number(90)), time(.greater, 1500)],
            actions: close)
        #expect(try run([pressure], hours: 1).switches("P") == [1800])
    }

    @Test("A rule changes the setting of a valve however small the change", arguments: [1e-3, 1e-5, 1e-8])
    func smallChange(change: Double) throws {
        var network = Network.exact()
        try network.reservoir("S", 60)
        try network.reservoir("T", 10)
        try network.junction("A")
        try network.junction("B")
        try network.pipe("P", "S", "A")
        try network.valve("V", "A", "B", .fcv, 0.002)
        try network.pipe("Q", "B", "T")
        network.times.duration = 7200
        network.rules = [
            Rule(
                id: "1", premises: [time(.greaterOrEqual, 1)],
                actions: [Rule.Action(link: "V", action: .set(0.002 + change))])
        ]
        let run = try Run(network)
        #expect(near(try run.at(0).flow("V"), 0.002, 1e-12))
        #expect(near(try run.at(7200).flow("V"), 0.002 + change, 1e-12))
    }
}
