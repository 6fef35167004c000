import CityStore
import Foundation
import Geospatial
import InputOutput
import LeakZones
import NetworkFormats
import PipeNetwork

extension Network {
    /// A place given in some reference system, in the network's own.
    ///
    /// - Parameters:
    ///   - x: easting or longitude.
    ///   - y: northing or latitude.
    ///   - given: the reference system of both; the network's own when `nil`.
    /// - Throws: `GeospatialError`; ``RequestError/networkWithoutReferenceSystem(given:)``.
    public func place(x: Double, y: Double, crs given: CoordinateReferenceSystem?) throws -> Coordinate {
        let place = Coordinate(x: x, y: y)
        guard let given else { return place }
        guard let own = crs else {
            throw RequestError.networkWithoutReferenceSystem(given: given.description)
        }
        return try CoordinateTransform(from: given, to: own)(place)
    }

    /// Reads the network of a file for work on its graph and, of a city, its zones.
    ///
    /// - Parameters:
    ///   - path: an EPANET input file, or a city's file.
    ///   - date: of a city, the local day or time as of which it is read, with all attributes; as it is when `nil`.
    ///   - encoding: the encoding of an input file's text, where it is known.
    ///   - note: told what was read of an input file in spite of a flaw, a sentence each.
    /// - Throws: what ``read(path:encoding:note:)`` throws; `CityError.beforeFirstVersion` for a date before the first import,
    ///   ``RequestError/modelWithoutHistory(path:)``.
    public static func readZoned(
        path: String, asOf date: String? = nil, encoding: TextEncoding? = nil,
        note: (Wording) -> Void = { _ in }
    ) throws -> (network: Network, scheme: ZoneScheme?) {
        if let date {
            guard try isCity(path) else { throw RequestError.modelWithoutHistory(path: path) }
            let city = try City(path: path, readOnly: true)
            let network = try city.network(asOf: date)
            let scheme = try city.zones(asOf: date, for: network)
            return (network, scheme.zones.isEmpty ? nil : scheme)
        }
        let network = try readGraph(path: path, encoding: encoding, note: note)
        return (network, try zones(path: path, for: network))
    }

    /// Reads the network of a file for work on its graph: an EPANET input file, or a city without the attributes that no
    /// search looks at.
    static func readGraph(
        path: String, encoding: TextEncoding? = nil, note: (Wording) -> Void = { _ in }
    ) throws -> Network {
        if try isCity(path) { return try City(path: path, readOnly: true).graphNetwork() }
        return try read(path: path, encoding: encoding, note: note)
    }

    /// The zones of a city's file; `nil` for a model file and for a city without any.
    static func zones(path: String, for network: Network) throws -> ZoneScheme? {
        guard try isCity(path) else { return nil }
        let scheme = try City(path: path, readOnly: true).zones(for: network)
        return scheme.zones.isEmpty ? nil : scheme
    }
}
