import InputOutput
import PipeNetwork
import SparseCholesky
import Synchronization

/// A network made ready to be solved: everything that does not change from solve to solve, by row.
///
/// A class that never changes, so that copies of a solve share it by one count, also between threads.
final class HydraulicModel: Sendable {
    let options: HydraulicOptions
    let formula: PipeFormula
    /// EPANET's flow for one m³/s; see ``ModelFlowUnit/epanetRatio``.
    let flowRatio: Double
    let reduced: ReducedNetwork
    /// Friction of the pipes in chains and trees, in the order of ``ReducedNetwork/pipeLinks``.
    let pipes: [PipeCoefficients]
    /// Head loss over flow of each pipe in a chain at a usual velocity, m per m³/s.
    let coldSlopes: [Double]
    /// Usual flow of each chain, that of its narrowest pipe, m³/s.
    let chainUsualFlows: [Double]
    let controlLinkTable: ControlLinkTable
    /// Row among the control links of each link that is one.
    let controlRows: [Int: Int]
    let outflows: [Outflow]
    let demands: DemandTable
    let patterns: PatternIndex
    /// Head of each fixed node at the start, m, and its pattern, -1 for none.
    let fixedHeads: [Double]
    let fixedPatterns: [Int32]
    /// The tanks, by row among the fixed nodes; nil for reservoirs.
    let tanks: [TankModel?]
    let frame: HydraulicState.Frame
    /// A column of settings that are not there, to begin results with.
    let noSettings: [Double]
    /// The links at nodes of known head.
    let fixedFlows: [FixedFlow]
    /// Ids for messages.
    let ids: (nodes: [String], links: [String])
    /// Slots of chains, control links and core nodes in the matrix, and its analysis.
    let symbolic: SymbolicFactor
    let chainSlots: [Int32]
    let controlSlots: [Int32]
    let tieSlots: [Int32]
    /// The chains and control links at each core node that a pressure valve may pin.
    let incidence: PinIncidence

    /// The network, for the model in which demands can be rationed; nil in that model itself.
    private let network: Network?
    private let rationing = Mutex<HydraulicModel?>(nil)

    /// The model of the same network in which each junction's demand can follow its pressure; see ``PressureDrivenDemand/rationing``.
    ///
    /// All its junctions stand in the core, so it is made only when a solve shows that it is needed. The rows of control
    /// links and of nodes of known head are the same in both.
    func rationed() throws(HydraulicError) -> HydraulicModel? {
        guard let network else { return nil }
        let found = rationing.withLock { $0 }
        if let found { return found }
        let made = try HydraulicModel(network, isRationing: true)
        return rationing.withLock { model in
            if model == nil { model = made }
            return model
        }
    }

    /// Makes a network ready.
    ///
    /// - Parameters:
    ///   - isRationing: whether every junction's demand gets a law of pressure that can be used in its stead.
    ///   - drawing: rows of junctions that may draw water by their pressure although the network has no demand there.
    init(
        _ network: Network, isRationing: Bool = false, drawing: Set<Int> = []
    ) throws(HydraulicError) {
        self.network = isRationing || network.hydraulics.demandModel == .pressureDriven ? nil : network
        var reader = ModelReader(network)
        try reader.check()
        var options = network.hydraulics
        // Demands that share what arrives stand at next to no pressure: whether that is 0 or a little below must be told.
        if isRationing { options.accuracy = min(options.accuracy, 1e-6) }
        self.options = options
        formula = PipeFormula(network.hydraulics)
        flowRatio = reader.flowRatio
        let classification = LinkClassification(network)
        let patternIndex = PatternIndex(network.patterns)
        patterns = patternIndex
        let outflowReader = OutflowReader(
            network, flowRatio: flowRatio, isRationing: isRationing, drawing: drawing)
        let reduced = ReducedNetwork(
            network, isPlain: classification.isPlain, isPinned: outflowReader.isPinned)
        self.reduced = reduced
        outflows = outflowReader.outflows(headIndex: reduced.headIndex)
        demands = try DemandTable(network, patternIndex: patternIndex)
        pipes = reduced.pipeLinks.map { reader.pipe(Int($0)) }
        let formula = formula
        coldSlopes = (0..<reduced.chainPipeCount).map { [pipes] pipe in
            let flow = reader.usualFlow(Int(reduced.pipeLinks[pipe]))
            return formula.loss(pipes[pipe], flow).loss / flow
        }
        chainUsualFlows = (0..<reduced.chainCount).map { chain in
            (Int(reduced.chainStarts[chain])..<Int(reduced.chainStarts[chain + 1])).reduce(.infinity) {
                min($0, reader.usualFlow(Int(reduced.pipeLinks[$1])))
            }
        }
        (fixedHeads, fixedPatterns, tanks) = try reader.fixedNodes(reduced.fixedNodes, patternIndex)
        controlLinkTable = try reader.controlLinks(
            isPlain: classification.isPlain, reduced: reduced, patternIndex)
        controlRows = Dictionary(
            controlLinkTable.links.enumerated().map { ($1.link, $0) }, uniquingKeysWith: { first, _ in first }
        )
        frame = reader.frame
        noSettings = [Double](repeating: .nan, count: network.links.count)
        let headIndex = reduced.headIndex
        let first = Int32(reduced.coreCount)
        var fixedFlows: [FixedFlow] = []
        for link in 0..<network.links.count {
            let start = headIndex[Int(network.links.start[link])] - first
            let end = headIndex[Int(network.links.end[link])] - first
            if start >= 0 { fixedFlows.append(FixedFlow(row: start, link: Int32(link), sign: -1)) }
            if end >= 0 { fixedFlows.append(FixedFlow(row: end, link: Int32(link), sign: 1)) }
        }
        self.fixedFlows = fixedFlows
        ids = (network.nodes.ids, network.links.ids)
        let core = Int32(reduced.coreCount)
        func row(_ head: Int32) -> Int32 { head < core ? head : -1 }
        let from = reduced.chainFrom.map(row)
        let to = reduced.chainTo.map(row)
        let starts = controlLinkTable.links.map { row($0.start) }
        let ends = controlLinkTable.links.map { row($0.end) }
        do {
            let pattern = try SparsityPattern(size: Int(core), first: from + starts, second: to + ends)
            symbolic = try SymbolicFactor(pattern)
            chainSlots = try symbolic.slots(first: from, second: to)
            controlSlots = try symbolic.slots(first: starts, second: ends)
            tieSlots = symbolic.tieSlots
        } catch {
            throw .analysis(Wording(describing: error))
        }
        incidence = PinIncidence(reduced, controlLinkTable, outflows)
    }

    /// Numbers in a matrix of this model.
    var slotCount: Int { symbolic.slotCount }

    /// The control links, by row.
    var controlLinks: [ControlLink] { controlLinkTable.links }
}
