import Geospatial

/// What a GIS source says lies in the ground, before it is connected: lines and points with places, in the
/// city's coordinate reference system, some with declared ends.
public struct SurveyedFeatures: Sendable {
    /// Nodes that the source names.
    public var nodes: [Node] = []
    /// Lines that become links.
    public var lines: [Line] = []
    /// Pumps and regulating valves that the source draws as points on a pipe.
    public var regulators: [Regulator] = []
    /// Things at points; an ``Asset/attachment`` to a node that exists is kept, all others are found by place.
    public var assets: [Asset] = []
    /// Simple controls of its links, which act after those that are there.
    public var controls: [Control] = []
    /// Rules on its links, which stand after those that are there.
    public var rules: [Rule] = []

    /// An empty survey.
    public init() {}

    /// A node that the source names.
    public enum Node: Sendable, Hashable, Codable {
        /// A junction.
        case junction(Junction)
        /// A reservoir.
        case reservoir(Reservoir)
        /// A tank.
        case tank(Tank)

        /// The node's id.
        public var id: String {
            switch self {
            case .junction(let junction): junction.id
            case .reservoir(let reservoir): reservoir.id
            case .tank(let tank): tank.id
            }
        }

        /// The node's place.
        public var position: Coordinate? {
            switch self {
            case .junction(let junction): junction.position
            case .reservoir(let reservoir): reservoir.position
            case .tank(let tank): tank.position
            }
        }
    }

    /// A line that becomes a link.
    public struct Line: Sendable, Hashable {
        /// What it becomes; its `start`, `end` and `vertices` are set by the topology.
        public var element: Element
        /// The surveyed path, two positions or more, in the direction it was drawn.
        public var path: [Coordinate]
        /// The declared id of the node where it starts.
        public var from: String?
        /// The declared id of the node where it ends.
        public var to: String?

        /// A line.
        public init(element: Element, path: [Coordinate], from: String? = nil, to: String? = nil) {
            self.element = element
            self.path = path
            self.from = from
            self.to = to
        }
    }

    /// What a line becomes.
    public enum Element: Sendable, Hashable, Codable {
        /// A pipe.
        case pipe(Pipe)
        /// A pump.
        case pump(Pump)
        /// A regulating valve.
        case valve(Valve)

        /// The element's id.
        public var id: String {
            switch self {
            case .pipe(let pipe): pipe.id
            case .pump(let pump): pump.id
            case .valve(let valve): valve.id
            }
        }
    }

    /// A pump or a regulating valve that is drawn as a point: on a pipe, or between the nodes that it names.
    public struct Regulator: Sendable, Hashable {
        /// A pump or a valve; its ends are set by the topology.
        public var element: Element
        /// Where it is.
        public var position: Coordinate
        /// The declared id of the node before it.
        public var from: String?
        /// The declared id of the node behind it.
        public var to: String?

        /// A regulator.
        public init(element: Element, position: Coordinate, from: String? = nil, to: String? = nil) {
            self.element = element
            self.position = position
            self.from = from
            self.to = to
        }
    }
}

/// How near is near enough when a survey becomes a graph. All in metres.
public struct TopologyTolerance: Sendable, Hashable, Codable {
    /// Ends of lines this close to each other, or to a line they end at, are joined.
    public var snap: Double
    /// A device this close to a pipe sits in it.
    public var device: Double
    /// A customer, station or off-pipe meter this close to a pipe is served by it.
    public var reach: Double

    /// Tolerances; the defaults suit surveys in metres of ordinary care.
    public init(snap: Double = 0.5, device: Double = 1, reach: Double = 100) {
        self.snap = snap
        self.device = device
        self.reach = reach
    }
}

/// What the topology did to make a graph of a survey.
public struct TopologyReport: Sendable, Hashable, Codable {
    /// Line ends that met a node already there.
    public var joinedEnds = 0
    /// Nodes that were made because a line ended where none was.
    public var madeNodes = 0
    /// Pipes split where another line ends on them.
    public var splitsAtEnds = 0
    /// Pipes split where a device sits in them.
    public var splitsAtDevices = 0
    /// Nodes that coincide with nodes of another source and became one with them.
    public var mergedNodes = 0
    /// Nodes that only the ends of links name: no source describes them.
    public var undescribedNodes = 0
    /// Devices that sit where other than two links meet, so that the link they act on was chosen by the rule
    /// "the one that starts here".
    public var ambiguousDevices: [String] = []
    /// Assets that lie too far from any pipe to be tied to it.
    public var unattachedAssets = 0
    /// Lines whose declared end lies further than the snap tolerance from the node it names, with the gap, m.
    public var farDeclaredEnds: [FarEnd] = []
    /// What was drawn at junctions that became a tank or a reservoir, at which nothing is drawn.
    public var lostDraws: [LostDraw] = []

    /// Demands and an emitter of a junction that is one with a tank or a reservoir.
    public struct LostDraw: Sendable, Hashable, Codable {
        /// The junction, as its source calls it.
        public var junction: String
        /// The tank or reservoir.
        public var node: String
        /// The sum of its base demands, m³/s.
        public var demand: Double
        /// Whether it had an emitter.
        public var hasEmitter: Bool
    }

    /// A declared end that lies far from its node.
    public struct FarEnd: Sendable, Hashable, Codable {
        /// The line.
        public var link: String
        /// The node it names.
        public var node: String
        /// How far its end is from the node, m.
        public var gap: Double
    }

    /// A report of nothing done.
    public init() {}
}
