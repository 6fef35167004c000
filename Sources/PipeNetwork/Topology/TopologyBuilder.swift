import Geospatial

/// Makes one graph of what stands already and what the sources of one command say, whatever their order.
///
/// The rules, in order:
/// 1. A declared end is the node it names, wherever its line was drawn (the gap is reported), and whichever source
///    describes that node.
/// 2. Nodes of two hands that coincide within the tolerance are one, and so are a junction and a tank or reservoir
///    where no line tells them apart (``NodeMatching``): districts surveyed apart join at their edges, and a tank is
///    often drawn on its connection. Junctions of one source never merge.
/// 3. An undeclared end is the nearest node within the snap tolerance, or a new node where it lies.
/// 4. A pump or valve that is drawn as a point and names its ends stands between them; else it stands in the pipe it
///    lies on.
/// 5. A pipe is split where an undeclared end, or a node no line declares, lies on it within the tolerance
///    (T-junction), and where a device sits in it; never where lines merely cross.
/// 6. A device that sits in a pipe acts on the link that starts at its node, or else on the first that ends
///    there. A shut valve closes that link.
///
/// Made nodes are numbered in the order of the survey, so the same files in the same order give the same names.
public struct TopologyBuilder {
    /// The tolerances.
    public let tolerance: TopologyTolerance
    /// What was done so far.
    public internal(set) var report = TopologyReport()
    /// What came from which survey, when everything is joined.
    var origins = SurveyOrigins()

    var network: Network
    var survey: SurveyedSources
    var lines: [WorkLine] = []
    var paths: [LinePath] = []
    /// Splits of each line: where along it, and at which node.
    var splits: [[Split]] = []
    /// Ids that a source gives its nodes but that became another node.
    var aliases: [String: Int] = [:]
    /// The survey that each node came from; -1 for those of before.
    var sources: [Int32] = []

    var grid: NodeGrid
    /// Nodes that no line declares as its end: these split lines that they lie on.
    var isLoose: [Bool] = []
    var nextNodeNumber = 1
    /// Nodes that stand in for those of the survey with these ids, because other links end at them.
    let replacements: [String: Int]
    /// Nodes of before that split the lines of the survey which they lie on.
    let splitters: Set<Int>

    struct WorkLine {
        var source: Source
        var start: Int
        var end: Int

        /// Where the element of a line is: it is fetched when it is needed, for a city has a million.
        enum Source {
            case existing(Int)
            case survey(Int)
        }
    }

    struct Split {
        var along: Double
        var node: Int
    }

    init(
        _ network: Network, adding surveys: [SurveyedFeatures], tolerance: TopologyTolerance,
        replacements: [String: Int] = [:], splitters: Set<Int> = []
    ) {
        self.replacements = replacements
        self.splitters = splitters
        self.network = network
        self.tolerance = tolerance
        let otherNames = Self.otherNames(in: network)
        aliases = otherNames
        survey = SurveyedSources(surveys) { id in
            replacements[id] != nil || otherNames[id] != nil || network.nodes.index(of: id) != nil
        }
        grid = NodeGrid(distance: tolerance.snap)
    }

    /// The network of both, and what was done to join them.
    ///
    /// - Throws: ``NetworkError`` when an id of the survey is there already, `GeospatialError` when its
    ///   positions cannot be indexed; nothing is changed then.
    public static func network(
        _ network: Network, adding survey: SurveyedFeatures, tolerance: TopologyTolerance = .init()
    ) throws -> (network: Network, report: TopologyReport) {
        let result = try self.network(network, adding: [survey], tolerance: tolerance)
        return (result.network, result.report)
    }

    /// The network with all sources of one command in it, what was done to join them, and what came from which.
    ///
    /// - Parameters:
    ///   - network: what stands.
    ///   - surveys: what each source says; their order decides about names of made nodes and the order of rows only.
    ///   - tolerance: how near is near enough.
    /// - Throws: as ``network(_:adding:tolerance:)-(_,SurveyedFeatures,_)``.
    public static func network(
        _ network: Network, adding surveys: [SurveyedFeatures], tolerance: TopologyTolerance = .init()
    ) throws -> (network: Network, report: TopologyReport, origins: SurveyOrigins) {
        var builder = TopologyBuilder(network, adding: surveys, tolerance: tolerance)
        let network = try builder.build()
        return (network, builder.report, builder.origins)
    }

    mutating func build() throws -> Network {
        takeExisting()
        try addNodes()
        try addLines()
        let loose = try addDeclaredRegulators()
        let index = try SegmentIndex(paths)
        splitAtLooseNodes(index)
        var placed = try placeDevices(index)
        let regulators = try placeRegulators(loose, index)
        placed.sort { $0.asset < $1.asset }
        noteOrigins()
        let made = try assemble(placed, regulators)
        origins.nodes = sources
        return made
    }
}
