import InputOutput
import ArgumentParser
import Springline

/// A place on the command line: two numbers with a comma, easting or longitude first.
struct PlaceArgument: ExpressibleByArgument {
    var x: Double
    var y: Double

    init?(argument: String) {
        let parts = argument.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
        guard parts.count == 2, let x = Double(parts[0]), let y = Double(parts[1]), x.isFinite, y.isFinite
        else { return nil }
        (self.x, self.y) = (x, y)
    }

    /// The place in the reference system of `network`.
    func coordinate(crs: String?, in network: Network) throws -> Coordinate {
        try network.place(x: x, y: y, crs: crs.map { try CoordinateReferenceSystem($0) })
    }
}
