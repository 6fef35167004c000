import InputOutput
import PipeNetwork

/// Fills a network from the text of an input file, section by section in the order that needs no look-ahead:
/// what decides units first, then what elements name, then elements, then what is said about them.
struct INPReader {
    let file: String
    var text: INPText
    var row: INPRow
    var errors: [INPError] = []
    /// What was read in spite of a flaw.
    var remarks: [INPRemark] = []
    /// Where the remark on each kind of flaw of a section is.
    var remarkPlaces: [INPRemarkKey: Int] = [:]
    var network = Network()
    var units: INPUnits

    /// The section being read, for messages.
    var section: INPSection = .title
    /// What a row of that section is, for messages, with a place for its id: `pipe '{0}'`.
    var noun = Wording.empty
    /// The word of the row that holds the id, for messages.
    var idWord = 0
    /// What the row is about where it is not a noun and an id of that row: `rule '1'`.
    var subject: Wording?

    // Elements until they are complete; `nodeEntries` and `linkEntries` say where each id lives.
    var junctions: [Junction] = []
    var reservoirs: [Reservoir] = []
    var tanks: [Tank] = []
    var pipes: [Pipe] = []
    /// Rows of the nodes at both ends of each pipe, so that a million of them need not be found again by name.
    var pipeEnds: [(start: Int32, end: Int32)] = []
    var pumps: [Pump] = []
    var valves: [Valve] = []
    var nodeIndex = INPIndex()
    var linkIndex = INPIndex()
    var nodeEntries: [Entry<NodeKind>] = []
    var linkEntries: [Entry<LinkKind>] = []
    /// Whether a row of `[DEMANDS]` has replaced the demand of a junction, by junction.
    var hasDemandRows: [Bool] = []
    /// The default pattern that `[OPTIONS]` names.
    var namedPattern: String?
    var curveUses: [String: Curve.Kind] = [:]
    /// Numbers of `[OPTIONS]` until all units are known.
    var optionNumbers: [INPNumericOption: Double] = [:]
    /// Limits of pressure-driven demands, in the file's pressure unit.
    var pressureLimits = (minimum: 0.0, required: HydraulicOptions.leastPressureRange)
    /// Where in a rule the last row was.
    var ruleState = RuleState.outside

    /// Where each section is that is kept word by word.
    private var verbatimPlaces: [String: Int] = [:]

    /// Where an element lives in the array of its kind.
    struct Entry<Kind: Sendable>: Sendable {
        var kind: Kind
        var position: Int
        var id: String
        var line: Int
    }

    init(_ decoding: INPDecoding, file: String) {
        self.file = file
        text = INPText(decoding.bytes)
        row = INPRow(text)
        if let (kind, name) = decoding.doubt {
            remarks.append(INPRemark(file: file, kind: kind, names: [name], count: 1))
        }
        network.hydraulics.flowUnit = .gpm
        units = INPUnits(.gpm, network.hydraulics)
    }

    /// The network, or everything that is wrong with the file.
    mutating func read() throws(INPErrors) -> Network {
        if let overlong = text.overlong {
            let problem = INPError.Problem.lineTooLong(bytes: overlong.bytes, limit: INPText.longestLine)
            throw INPErrors([INPError(file: file, line: overlong.line, problem: problem)])
        }
        readStray()
        readTitle()
        read(.options, Wording("option '{0}'", "选项“{0}”")) { $0.readOption() }
        convertOptions()
        read(.times, Wording("time setting '{0}'", "时间设置“{0}”")) { $0.readTime() }
        read(.patterns, Wording("pattern '{0}'", "模式“{0}”")) { $0.readPattern() }
        findDefaultPattern()
        read(.curves, Wording("curve '{0}'", "曲线“{0}”")) { $0.readCurvePoint() }
        reserveCapacity()
        read(.junctions, Wording("junction '{0}'", "节点“{0}”")) { $0.readJunction() }
        read(.reservoirs, Wording("reservoir '{0}'", "水源“{0}”")) { $0.readTank() }
        read(.tanks, Wording("tank '{0}'", "水池（水箱）“{0}”")) { $0.readTank() }
        read(.pipes, Wording("pipe '{0}'", "管段“{0}”")) { $0.readPipe() }
        read(.pumps, Wording("pump '{0}'", "水泵“{0}”")) { $0.readPump() }
        read(.valves, Wording("valve '{0}'", "阀门“{0}”")) { $0.readValve() }
        hasDemandRows = Array(repeating: false, count: junctions.count)
        read(.demands, Wording("demand of junction '{0}'", "节点“{0}”的需水量")) { $0.readDemand() }
        read(.emitters, Wording("emitter of junction '{0}'", "节点“{0}”的射流器")) { $0.readEmitter() }
        read(.status, Wording("status of link '{0}'", "管段“{0}”的状态")) { $0.readStatus() }
        read(.controls, Wording("control of link '{0}'", "管段“{0}”的控制")) { $0.readControl() }
        read(.rules, Wording("rule '{0}'", "规则“{0}”")) { $0.readRule() }
        subject = nil
        read(.energy, Wording("energy row '{0}'", "能耗行“{0}”")) { $0.readEnergy() }
        read(.leakage, Wording("leakage of pipe '{0}'", "管段“{0}”的漏损")) { $0.readLeakage() }
        read(.options, Wording("option '{0}'", "选项“{0}”")) { $0.checkTraceNode() }
        checkVerbatim()
        read(.tags, Wording("tag '{0}'", "标签“{0}”")) { $0.readTag() }
        read(.coordinates, Wording("coordinates of node '{0}'", "节点“{0}”的坐标")) { $0.readCoordinates() }
        read(.vertices, Wording("vertex of link '{0}'", "管段“{0}”的折点")) { $0.readVertex() }
        read(.labels, Wording("label '{0}'", "标注“{0}”")) { $0.checkLabel() }
        readVerbatim()
        convertCurves()
        guard errors.isEmpty else {
            throw INPErrors(errors.sorted { ($0.line ?? 0) < ($1.line ?? 0) })
        }
        assemble()
        guard errors.isEmpty else { throw INPErrors(errors) }
        return network
    }

    /// Calls `body` for each row of each `section` in the file.
    mutating func read(_ section: INPSection, _ noun: Wording, _ body: (inout INPReader) -> Void) {
        self.section = section
        for span in text.spans where span.section == section {
            row.enter(span.body, firstLine: span.firstLine)
            while row.next() {
                self.noun = noun
                idWord = 0
                body(&self)
            }
        }
    }

    private mutating func reserveCapacity() {
        func rows(_ sections: INPSection...) -> Int {
            text.spans.reduce(0) { sum, span in
                span.section.map(sections.contains) == true ? sum + span.lineCount : sum
            }
        }
        junctions.reserveCapacity(rows(.junctions))
        pipes.reserveCapacity(rows(.pipes))
        pipeEnds.reserveCapacity(rows(.pipes))
        let nodes = rows(.junctions, .reservoirs, .tanks)
        let links = rows(.pipes, .pumps, .valves)
        nodeEntries.reserveCapacity(nodes)
        linkEntries.reserveCapacity(links)
        nodeIndex.reserveCapacity(nodes, in: row.bytes)
        linkIndex.reserveCapacity(links, in: row.bytes)
    }

    /// Programs that export models put remarks of their own before the first section. Without any section the file is
    /// no model at all.
    private mutating func readStray() {
        guard let stray = text.stray else { return }
        if text.spans.isEmpty {
            let problem = INPError.Problem.textBeforeSection(found: stray.text)
            errors.append(INPError(file: file, line: stray.line, problem: problem))
        } else {
            remarks.append(
                INPRemark(
                    file: file, line: stray.line, kind: .textBeforeSection, names: [stray.text],
                    count: stray.count))
        }
    }

    private mutating func readTitle() {
        for span in text.spans where span.section == .title {
            network.title += text.lines(span).map(\.text).filter { !$0.hasPrefix(";") }
        }
        while network.title.last?.isEmpty == true { network.title.removeLast() }
    }

    /// Keeps the sections that no property of the network holds, and the comments of those that are operation: a
    /// control that somebody has put out of use by a `;` is still there when the file is written again.
    private mutating func readVerbatim() {
        for span in text.spans {
            if span.section?.isVerbatim ?? true {
                keep(text.lines(span), as: span.name)
            } else if span.section?.keepsComments == true {
                keep(comments(text.lines(span)), as: span.name)
            }
        }
        // Comments of operation stand first, in the order in which a writer comes to them.
        let operation: [INPSection] = [.controls, .rules, .energy, .leakage]
        let kept = network.verbatim
        let comments = operation.compactMap { section in kept.first { $0.name == section.rawValue } }
        network.verbatim =
            comments + kept.filter { section in !comments.contains { $0.name == section.name } }
    }

    /// Lines that are nothing but a comment as they stand, and comments after a row as lines of their own.
    private mutating func comments(_ lines: [INPText.Line]) -> [INPText.Line] {
        lines.compactMap { line in
            if line.isComment { return line }
            row.enter(line.range, firstLine: line.number)
            guard row.next(), let comment = row.comment else { return nil }
            return INPText.Line(number: line.number, range: line.range, text: ";\(comment)")
        }
    }

    private mutating func keep(_ lines: [INPText.Line], as name: String) {
        guard !lines.isEmpty else { return }
        if let place = verbatimPlaces[name] {
            network.verbatim[place].lines += lines.map(\.text)
        } else {
            verbatimPlaces[name] = network.verbatim.count
            network.verbatim.append(VerbatimSection(name: name, lines: lines.map(\.text)))
        }
    }

    /// The row that a node will have.
    func row(of node: Entry<NodeKind>) -> Int32 {
        switch node.kind {
        case .junction: Int32(node.position)
        case .reservoir: Int32(junctions.count + node.position)
        case .tank: Int32(junctions.count + reservoirs.count + node.position)
        }
    }

    /// Gives back the memory of the file and of what finds names in it: both are as large as the network.
    private mutating func releaseText() {
        text = INPText([])
        row = INPRow(text)
        nodeIndex = INPIndex()
        linkIndex = INPIndex()
        nodeEntries = []
        linkEntries = []
        hasDemandRows = []
    }

    /// Hands all elements to the network, whose rows are junctions, reservoirs, tanks and pipes, pumps, valves,
    /// each in file order.
    private mutating func assemble() {
        releaseText()
        network.reserveCapacity(
            nodes: junctions.count + reservoirs.count + tanks.count,
            links: pipes.count + pumps.count + valves.count)
        do {
            for junction in junctions { try network.add(junction) }
            junctions = []
            for reservoir in reservoirs { try network.add(reservoir) }
            for tank in tanks { try network.add(tank) }
            for (pipe, ends) in zip(pipes, pipeEnds) {
                try network.add(pipe, from: Int(ends.start), to: Int(ends.end))
            }
            for pump in pumps { try network.add(pump) }
            for valve in valves { try network.add(valve) }
        } catch {
            // Ids and ends were checked row by row; the network's own check is the last word all the same.
            errors.append(INPError(file: file, problem: .unreadable(reason: Wording(describing: error))))
        }
    }
}
