/// All control link of a network, with the curves they name.
struct ControlLinkTable: Sendable {
    /// The links, in the order of the network's.
    var links: [ControlLink] = []
    /// What is first asked of each.
    var commands: [LinkCommand] = []
    /// The laws of pumps.
    var pumps: [PumpLaw] = []
    /// The curves of valves.
    var curves: [CurveTable] = []
    /// Rows of the valves that may set the head of a node: PRVs and PSVs.
    var pressureValves: [Int32] = []
    /// Rows of the pumps whose speed follows a pattern.
    var patternPumps: [Int32] = []
}
