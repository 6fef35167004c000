import Hydraulics
import PipeNetwork

/// EPANET's binary results file (`.out`), as versions 2.0 to 2.3 write it: 4-byte little-endian integers and floats
/// in the units of the model's input file, one period for each report time.
///
/// Layout: Rossman et al., EPANET 2.2 User Manual (EPA/600/R-20/133, 2020), Output File Format. Nodes are numbered
/// from 1, junctions before reservoirs and tanks, links in the network's order. There is no water quality: its columns
/// are 0. As with EPANET, the demand of a node includes its emitter and its leakage, a closed link has no flow, no
/// velocity and no head loss, the setting of a pipe is its roughness (of Darcy-Weisbach: in feet), and the surface of a
/// tank is in square feet whatever the units.
public struct BinaryResults: ResultsEncoder {
    /// The network.
    let network: Network
    /// The name of the input file that the results name.
    let inputFile: String
    let units: ResultUnits
    /// Row of each node in the file's order.
    let nodeOrder: [Int]
    /// Rows of the pumps.
    let pumps: [Int]
    /// What of each link does not change.
    let valveKinds: [Int: Valve.Kind]

    private var periods: Int32 = 0
    private var warning: Int32 = 0

    /// The number at both ends of every such file.
    static let magic: Int32 = 516_114_521
    /// The version of the file's layout.
    static let version: Int32 = 20012

    /// Results of a network.
    ///
    /// - Parameters:
    ///   - network: that was solved.
    ///   - inputFile: the file it came from.
    public init(_ network: Network, inputFile: String) {
        self.network = network
        self.inputFile = inputFile
        units = ResultUnits(network.hydraulics)
        let kinds = network.nodes.kinds
        nodeOrder =
            kinds.indices.filter { kinds[$0] == .junction } + kinds.indices.filter { kinds[$0] != .junction }
        pumps = network.links.kinds.indices.filter { network.links.kinds[$0] == .pump }
        var valveKinds: [Int: Valve.Kind] = [:]
        for row in network.links.kinds.indices where network.links.kinds[row] == .valve {
            valveKinds[row] = network.valve(at: row)?.kind
        }
        self.valveKinds = valveKinds
    }

    /// Gives the prolog and room for the pumps' energy, which is known only in the end.
    public mutating func open(_ write: ([UInt8]) throws -> Void) throws {
        try checkIDs()
        var bytes = LittleEndianBytes()
        appendHeader(to: &bytes)
        appendElements(to: &bytes)
        try write(bytes.bytes + Array(repeating: 0, count: energySize))
    }

    /// Gives a period when `state` is at a report time, else nothing.
    public mutating func append(_ state: HydraulicState, _ write: ([UInt8]) throws -> Void) throws {
        if let code = Self.code(of: state.warnings) { warning = code }
        guard state.isReported else { return }
        periods += 1
        var bytes = LittleEndianBytes()
        appendNodes(of: state, to: &bytes)
        appendLinks(of: state, to: &bytes)
        try write(bytes.bytes)
    }

    /// Gives the epilog, and the pumps' energy for the room left to it.
    public mutating func close(
        _ totals: SimulationTotals, _ write: ([UInt8]) throws -> Void
    ) throws -> ResultsCorrection? {
        var bytes = LittleEndianBytes()
        // Mean reaction rates in bulk, at walls, in tanks and of sources: no water quality.
        for _ in 0..<4 { bytes.append(Float(0)) }
        for number in [periods, warning, Self.magic] { bytes.append(number) }
        try write(bytes.bytes)
        return ResultsCorrection(offset: prologSize, bytes: energy(totals.energy))
    }

    private func checkIDs() throws {
        for id in network.nodes.ids + network.links.ids where id.utf8.count > 31 {
            throw ResultsError.longID(id: id, bytes: id.utf8.count)
        }
    }

    /// Bytes before the energy: 15 numbers, texts, then ids and properties of the elements.
    private var prologSize: Int {
        let tanks = network.nodes.kinds.count { $0 != .junction }
        return 884 + 36 * network.nodes.count + 52 * network.links.count + 8 * tanks
    }

    private var energySize: Int { 28 * pumps.count + 4 }

    /// EPANET's number for the gravest warning of a state: the lower, the graver; `nil` for none.
    static func code(of warnings: [HydraulicWarning]) -> Int32? {
        warnings.compactMap { warning -> Int32? in
            switch warning {
            case .notConverged: 1
            case .statusesUnsettled: 2
            case .disconnected, .demandsNotDelivered: 3
            case .pumpsCannotDeliverHead, .pumpsBeyondCurve: 4
            case .valvesCannotDeliverFlow, .valvesCannotDeliverPressure: 5
            case .negativePressures: 6
            case .demandsNotMet: nil
            }
        }.min()
    }
}

/// Numbers and texts as bytes, the lowest byte first.
struct LittleEndianBytes {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ value: Int32) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ value: Float) {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Adds a number as a float; what is larger than a float holds becomes infinite.
    mutating func append(_ value: Double) { append(Float(value)) }

    /// Adds a text that takes `size` bytes, the last of them 0; a longer one is cut after a whole character.
    mutating func append(_ text: String, size: Int) {
        var end = text.utf8.index(text.utf8.startIndex, offsetBy: size - 1, limitedBy: text.utf8.endIndex)
        // Back over bytes that continue a character.
        while let place = end, place < text.utf8.endIndex, text.utf8[place] & 0xC0 == 0x80 {
            end = text.utf8.index(before: place)
        }
        let kept = text.utf8[..<(end ?? text.utf8.endIndex)]
        bytes.append(contentsOf: kept)
        bytes.append(contentsOf: repeatElement(0, count: size - kept.count))
    }

    mutating func reserveCapacity(_ count: Int) { bytes.reserveCapacity(count) }
}
