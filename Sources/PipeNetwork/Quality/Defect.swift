import Geospatial

/// Something in a network that is wrong, or so unlikely that a person should look.
public struct Defect: Sendable, Hashable {
    /// What is wrong.
    public var kind: Kind
    /// How bad it is for a balance or a solve.
    public var severity: Severity
    /// The ids of the elements concerned, the one to mend first; many where many are one defect, such as a line that is drawn a
    /// thousand times.
    public var elements: [String]
    /// Where it is, in the network's coordinate reference system.
    public var position: Coordinate?
    /// The size of the defect: the gap, overlap or distance in m, the value that is absurd, the number of nodes
    /// in an isolated part.
    public var measure: Double?

    /// A defect.
    public init(
        kind: Kind, severity: Severity, elements: [String], position: Coordinate? = nil,
        measure: Double? = nil
    ) {
        self.kind = kind
        self.severity = severity
        self.elements = elements
        self.position = position
        self.measure = measure
    }

    /// The kinds of defect; raw values are the words of the JSON report.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// A pipe ends near another pipe or node without meeting it; the measure is the gap, m.
        case unsnappedEnd = "unsnapped_end"
        /// Pipes run on top of each other; the measure is the common length of two, m, or the length of the first of many.
        case overlap
        /// Pipes join the same nodes along the same path; the last of the elements is the one to keep.
        case duplicate
        /// Two pipes cross, or one has a bend on the other, without a node; often right (one passes below the other), sometimes
        /// a lost joint. A pipe that crosses many others is named alone, and the measure is how many.
        case crossingWithoutNode = "crossing_without_node"
        /// More pipes lie in one place than can be compared with each other; the measure is how many.
        case crowdedPlace = "crowded_place"
        /// A node, a bend or a device whose coordinates are no place on Earth.
        case absurdPosition = "absurd_position"
        /// A connected component without any source of water; the measure is its number of nodes.
        case isolatedSegment = "isolated_part"
        /// A node that no link meets.
        case loneNode = "lone_node"
        /// A link whose two ends are one node.
        case selfLoop = "self_loop"
        /// A pipe of no length.
        case zeroLength = "zero_length"
        /// A pipe longer than the limit, or far longer or shorter than its drawing; the measure is the length, m.
        case absurdLength = "absurd_length"
        /// A pipe without a diameter.
        case missingDiameter = "missing_diameter"
        /// A diameter outside the limits; the measure is the diameter, m.
        case absurdDiameter = "absurd_diameter"
        /// A pump without a head curve and a power, or a valve without the curve that its head loss follows: no solve goes
        /// through it.
        case missingCurve = "missing_curve"
        /// A node without an elevation.
        case missingElevation = "missing_elevation"
        /// A node higher or lower than any ground, or a reservoir whose head is none; the measure is the elevation, m.
        case absurdElevation = "absurd_elevation"
        /// A node without a place.
        case missingPosition = "missing_position"
        /// A flow meter that lies beside its pipe and not in it, so that it measures nothing; the measure is the distance, m.
        case meterBesidePipe = "meter_beside_pipe"
        /// A valve that lies beside its pipe and not in it, so that it holds nothing; the measure is the distance, m.
        case valveBesidePipe = "valve_beside_pipe"
        /// A customer that no pipe is near; the measure, here and below, is the distance to the nearest, m.
        case customerFarFromPipe = "customer_far_from_pipe"
        /// A meter that no pipe is near.
        case meterFarFromPipe = "meter_far_from_pipe"
        /// Any other asset that no pipe is near.
        case assetFarFromPipe = "asset_far_from_pipe"
    }

    /// How bad a defect is.
    public enum Severity: String, Sendable, Hashable, Codable {
        /// The balance or the solve will be wrong here.
        case error
        /// Probably wrong.
        case warning
        /// Worth knowing.
        case notice
    }
}

/// From where on a network check calls something absurd or near. Lengths and diameters in metres.
public struct CheckLimits: Sendable, Hashable, Codable {
    /// A pipe end nearer than this to a pipe or node it does not meet is reported.
    public var nearMiss: Double
    /// Pipes that share less than this are not called overlapping.
    public var overlap: Double
    /// A pipe longer than this is absurd.
    public var longestPipe: Double
    /// The smallest believable diameter.
    public var smallestDiameter: Double
    /// The largest believable diameter.
    public var largestDiameter: Double
    /// A stated length that differs from the drawn one by more than this factor is absurd.
    public var lengthFactor: Double
    /// A meter or valve farther from its pipe than this lies beside it.
    public var besidePipe: Double

    /// Limits; the defaults suit a city network.
    public init(
        nearMiss: Double = 5, overlap: Double = 0.5, longestPipe: Double = 20_000,
        smallestDiameter: Double = 0.01, largestDiameter: Double = 4, lengthFactor: Double = 3,
        besidePipe: Double = 0.01
    ) {
        self.nearMiss = nearMiss
        self.overlap = overlap
        self.longestPipe = longestPipe
        self.smallestDiameter = smallestDiameter
        self.largestDiameter = largestDiameter
        self.lengthFactor = lengthFactor
        self.besidePipe = besidePipe
    }
}
