import InputOutput
import Telemetry

/// What can be wrong with zones.
public enum ZoneError: Error, Hashable, Sendable {
    /// Two zones of one id.
    case duplicateZone(String)
    /// A zone names a parent that is not there.
    case unknownParent(String, zone: String)
    /// A zone is its own ancestor.
    case circularParents(String)
    /// A cut names neither a link, a meter nor a valve of the network.
    case unknownCut(String, nearest: [String])
    /// A name is given to a node that is not in the network.
    case unknownNode(String, nearest: [String])
    /// A name is given to a node that lies outside every zone.
    case nodeOutside(String, name: String)
    /// Two names are given to nodes of one zone.
    case twoNames(String, String, zone: String)
    /// A zone layer has a feature that is not an area.
    case notAnArea(feature: String, found: String)
    /// Two zone areas overlap by more than a sliver, so nodes would lie in both.
    case overlappingAreas(String, String, squareMetres: Double)
    /// No element carries the attribute that was to name the zones.
    case noSuchAttribute(String, found: [String])
    /// A scheme was made for a network of another number of nodes.
    case otherNetwork(schemeNodes: Int, networkNodes: Int)
    /// A node is said to lie in a zone that is not there.
    case noZoneAt(position: Int, node: Int, zones: Int)
    /// There is no zone of this id.
    case unknownZone(String, known: [String])
    /// Two versions of the zones hold at one time; `nil` is the beginning of time.
    case overlappingVersions(first: Timestamp?, second: Timestamp?)
    /// A version of the zones ends before it begins.
    case emptyVersion(from: Timestamp, to: Timestamp)
}

extension ZoneError: CustomStringConvertible {
    /// One sentence: what, where, what to do.
    public var description: String {
        switch self {
        case .duplicateZone(let id): "zone '\(id.quotable)' is there twice; zone ids must be unique"
        case .unknownParent(let parent, let zone):
            "zone '\(zone.quotable)' names parent '\(parent.quotable)', which is not among the zones"
        case .circularParents(let id):
            "zone '\(id.quotable)' is its own ancestor; parents must not run in a circle"
        case .unknownCut(let id, let nearest) where nearest.first?.hasPrefix(id + "#") == true:
            "cut '\(id.quotable)' is a pipe that was split where others join it or a device sits in it; "
                + "name the piece that is measured: \(nearest.quotableInQuotes)"
        case .unknownCut(let id, let nearest):
            "cut '\(id.quotable)' is no link, meter or valve of the city\(Self.suggestion(nearest))"
        case .unknownNode(let id, let nearest):
            "node '\(id.quotable)' is not in the city\(Self.suggestion(nearest))"
        case .nodeOutside(let id, let name):
            "node '\(id.quotable)' lies outside every zone, so nothing can be called '\(name.quotable)' by it"
        case .twoNames(let first, let second, let zone):
            "'\(first.quotable)' and '\(second.quotable)' name the same zone (\(zone)); a cut between them is missing"
        case .notAnArea(let feature, let found):
            "zone feature \(feature) is a \(found); a polygon or multipolygon was expected"
        case .overlappingAreas(let first, let second, let area):
            "zones '\(first.quotable)' and '\(second.quotable)' overlap by \(area.rounded()) m²; leaf zones must not overlap"
        case .noSuchAttribute(let name, let found):
            "no node, pipe or customer has an attribute '\(name.quotable)'; there are: \(found.quotable)"
        case .otherNetwork(let schemeNodes, let networkNodes):
            "the zones are those of a network of \(schemeNodes) nodes, this one has \(networkNodes); "
                + "derive or import the zones again"
        case .noZoneAt(let position, let node, let zones):
            "node row \(node) is said to lie in zone number \(position), but there are \(zones) zones; "
                + "numbers count from 0, and -1 is outside"
        case .unknownZone(let id, let known):
            "there is no zone '\(id.quotable)'; there are: \(known.quotable)"
        case .overlappingVersions(let first, let second):
            "the zones valid from \(Self.text(first)) and those valid from \(Self.text(second)) hold at one "
                + "time; let the earlier end when the later begins"
        case .emptyVersion(let from, let to):
            "zones valid from \(from) to \(to) never hold; the end must be later than the start"
        }
    }

    private static func text(_ time: Timestamp?) -> String { time.map { "\($0)" } ?? "the beginning" }

    private static func suggestion(_ nearest: [String]) -> String {
        nearest.isEmpty ? "" : "; did you mean \(nearest.quotableInQuotes)?"
    }
}
