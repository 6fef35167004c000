import Geospatial
import PipeNetwork

/// Places as whole decimetres east and north of the map's middle, each written as the step from the one before.
struct MapPlaces {
    /// The steps.
    private(set) var steps = NumberText()

    private let frame: MapFrame
    private var last = (east: 0, north: 0)

    init(_ frame: MapFrame) { self.frame = frame }

    /// Adds a number that is no place, between two places.
    mutating func append(natural number: Int) { steps.append(natural: UInt(max(number, 0))) }

    /// Adds a place, which must be finite.
    mutating func append(_ place: Coordinate) {
        let east = MapPlaces.decimetres(frame.east(place.x))
        let north = MapPlaces.decimetres(frame.north(place.y))
        steps.append(east - last.east)
        steps.append(north - last.north)
        last = (east, north)
    }

    /// Metres as whole decimetres. The limit is beyond the earth's size and keeps a wild coordinate from stopping
    /// the report.
    static func decimetres(_ metres: Double) -> Int {
        guard metres.isFinite else { return 0 }
        return Int((min(max(metres, -1e8), 1e8) * 10).rounded())
    }
}
