import ArgumentParser
import Springline

/// The network that a command asks.
struct NetworkOptions: ParsableArguments {
    @Argument(help: "A city's file, or an EPANET input file (.inp).")
    var network: String

    @Option(help: "The reference system of a model file, which states none, such as EPSG:4548.")
    var networkCrs: String?

    @Option(help: "The encoding of a model file (.inp) that is no UTF-8, such as gb18030.")
    var encoding: String?

    @Option(
        name: .customLong("as-of"),
        help: "A city as it was on this local day or at this time; as it is if none.")
    var asOf: String?

    /// The network and, of a city, its zones.
    func readZoned() throws -> (network: Network, scheme: ZoneScheme?) {
        var (network, scheme) = try Network.readZoned(
            path: network, asOf: asOf, encoding: try encoding.map { try TextEncoding($0) },
            note: Terminal.note)
        if let networkCrs, network.crs == nil { network.crs = try CoordinateReferenceSystem(networkCrs) }
        return (network, scheme)
    }
}
