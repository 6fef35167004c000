import Foundation
import Geospatial
import Hydraulics
import InputOutput
import NetworkFormats
import PipeNetwork

/// A file that takes solved states one by one and appears whole in the end, or not at all.
package protocol ResultsFile: AnyObject {
    /// Takes a state, in order of time.
    func add(_ state: HydraulicState) throws
    /// Completes the file and gives it its name.
    func finish(_ totals: SimulationTotals) throws
}

/// What the endings of results files mean.
package enum ResultsForm: String, CaseIterable {
    case out, json, csv, gpkg, geojson

    /// - Throws: `FormatError.unknownFormat` for an ending of none of them.
    package init(path: String) throws {
        guard let form = Self(rawValue: (path as NSString).pathExtension.lowercased()) else {
            throw FormatError.unknownFormat(
                path: path,
                expected: Wording(
                    "an ending .out, .json, .csv, .gpkg or .geojson",
                    "扩展名 .out、.json、.csv、.gpkg 或 .geojson"))
        }
        self = form
    }

    /// Opens a file of this form.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - network: that is solved.
    ///   - source: the file it came from.
    package func open(_ path: String, network: Network, source: String) throws -> any ResultsFile {
        switch self {
        case .out: try EncodedResults(path, BinaryResults(network, inputFile: source))
        case .json: try EncodedResults(path, JSONResults(network))
        case .csv: try EncodedResults(path, CSVResults(network))
        case .gpkg, .geojson: try MapResults(path, self, network)
        }
    }
}

/// A file whose states are written as they come.
private final class EncodedResults: ResultsFile {
    private let file: OutputFile
    private var encoder: any ResultsEncoder

    init(_ path: String, _ encoder: any ResultsEncoder) throws {
        self.encoder = encoder
        file = try OutputFile(path)
        let file = file
        try self.encoder.open { try file.write($0) }
    }

    func add(_ state: HydraulicState) throws {
        try encoder.append(state) { try file.write($0) }
    }

    func finish(_ totals: SimulationTotals) throws {
        let correction = try encoder.close(totals) { try file.write($0) }
        if let correction { try file.overwrite(correction.bytes, at: correction.offset) }
        try file.finish()
    }
}

/// A map, which is written when all states are known.
private final class MapResults: ResultsFile {
    private let path: String
    private let form: ResultsForm
    private var layers: HydraulicLayers

    init(_ path: String, _ form: ResultsForm, _ network: Network) throws {
        (self.path, self.form) = (path, form)
        layers = HydraulicLayers(network)
        // Better now than after an hour of solving.
        guard form == .geojson, network.crs == nil, let box = network.extent else { return }
        let corners = [(box.minX, box.minY), (box.maxX, box.maxY)]
        if let (x, y) = corners.first(where: { abs($0.0) > 360 || abs($0.1) > 90 }) {
            throw FormatError.missingReferenceSystem(
                .init(path),
                hint: Wording(
                    "GeoJSON is in degrees and \(x), \(y) is not", "GeoJSON 以度为单位，而 \(x), \(y) 不是"))
        }
    }

    func add(_ state: HydraulicState) { layers.add(state) }

    func finish(_ totals: SimulationTotals) throws {
        switch form {
        case .gpkg: try [layers.nodes, layers.links].writeGeoPackage(to: path)
        default: try layers.together.write(to: path)
        }
    }
}
