import CityStore
import Foundation
import Geospatial
import LeakZones
import PipeNetwork

extension Network {
    /// A place given in some reference system, in the network's own.
    ///
    /// - Parameters:
    ///   - x: easting or longitude.
    ///   - y: northing or latitude.
    ///   - crs: the reference system of both; the network's own when `nil`.
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
    /// - Throws: what ``read(path:)`` throws.
    public static func readZoned(path: String) throws -> (network: Network, scheme: ZoneScheme?) {
        guard try isCity(path) else { return (try read(path: path), nil) }
        let city = try City(path: path, readOnly: true)
        let network = try city.graphNetwork()
        let scheme = try city.zones(for: network)
        return (network, scheme.zones.isEmpty ? nil : scheme)
    }
}
