import InputOutput
import CityStore
import Foundation
import Geospatial
import Hydraulics
import NetworkFormats
import PipeNetwork
import Reports

/// One network solved from file to files.
public struct SolveRun: Sendable {
    /// The file that the network came from.
    public let path: String
    /// The network; its options and times say how it is solved.
    public var network: Network
    /// What was filled in where the file leaves it open; `nil` when nothing was to be.
    public let completion: ModelCompletion?

    /// Reads a network.
    ///
    /// - Parameters:
    ///   - path: an EPANET input file or a city.
    ///   - isSteady: solve only the state at the start.
    ///   - accuracy: relative flow change at which a solve has converged; the file's when `nil`.
    ///   - crs: the reference system of the network's positions; the file's when `nil`.
    ///   - completes: fill in heights, roughness, demands and sources that a map leaves open (`ModelCompletion`).
    ///   - encoding: the encoding of an input file's text, where it is known.
    ///   - note: told what was read of an input file in spite of a flaw, a sentence each.
    /// - Throws: `FormatError.missingFile`, `INPErrors`, `CityError`.
    public init(
        path: String, isSteady: Bool = false, accuracy: Double? = nil, crs: CoordinateReferenceSystem? = nil,
        completes: Bool = false, encoding: TextEncoding? = nil, note: (Wording) -> Void = { _ in }
    ) throws {
        self.path = path
        let read = try Network.read(path: path, encoding: encoding, note: note)
        completion = completes ? ModelCompletion(read) : nil
        network = completion?.network ?? read
        if isSteady { network.times.duration = 0 }
        if let accuracy { network.hydraulics.accuracy = accuracy }
        if let crs { network.crs = crs }
    }

    /// Solves the network and writes its states as they come.
    ///
    /// - Parameters:
    ///   - outputs: files, each in the form that its ending says: `.out` (EPANET's binary results), `.json`, `.csv`,
    ///     `.gpkg`, `.geojson`. Each appears whole or not at all; those that were finished before another failed stay.
    ///   - progress: told the time of each state, s.
    /// - Returns: balance, extremes, energy and warnings.
    /// - Throws: `HydraulicError` for what cannot be solved, `FormatError` and `ResultsError` for what cannot be
    ///   written, ``RequestError/outputIsSource(path:)``; ``RequestError/noNetwork(path:doubts:)`` when what was filled
    ///   in makes figures that are no results (``SolveDoubts``).
    public func run(outputs: [String] = [], progress: (Double) -> Void = { _ in }) throws -> SolveSummary {
        let forms = try outputs.map { try ResultsForm(path: $0) }
        var taken: Set<String> = []
        for output in outputs {
            if Self.place(output) == Self.place(path) { throw RequestError.outputIsSource(path: output) }
            if !taken.insert(Self.place(output)).inserted { throw RequestError.sameOutput(path: output) }
        }
        let solver = try HydraulicSolver(network)
        let files = try zip(outputs, forms).map { try $1.open($0, network: network, source: path) }
        var summary = SolveSummary(network, source: path)
        let totals = try solver.simulate { state in
            progress(state.time)
            summary.add(state)
            for file in files { try file.add(state) }
        }
        summary.finish(totals)
        if let doubts = doubts(of: summary), doubts.isRefused {
            throw RequestError.noNetwork(path: path, doubts: doubts.remarks)
        }
        for file in files { try file.finish(totals) }
        return summary
    }

    /// What no network does in what was found, with the assumption that made it; `nil` when nothing was filled in.
    public func doubts(of summary: SolveSummary) -> SolveDoubts? {
        completion.map { SolveDoubts(summary, of: $0) }
    }

    private static func place(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
    }
}
