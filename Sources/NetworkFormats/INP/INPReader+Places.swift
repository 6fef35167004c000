import Geospatial
import PipeNetwork

extension INPReader {
    /// `node x y`
    mutating func readCoordinates() {
        guard let entry = node(0), let place = readPlace() else { return }
        switch entry.kind {
        case .junction: junctions[entry.position].position = place
        case .reservoir: reservoirs[entry.position].position = place
        case .tank: tanks[entry.position].position = place
        }
    }

    /// `link x y`, a row for each bend from start to end.
    mutating func readVertex() {
        guard let entry = link(0), let place = readPlace() else { return }
        switch entry.kind {
        case .pipe: pipes[entry.position].vertices.append(place)
        case .pump: pumps[entry.position].vertices.append(place)
        case .valve: valves[entry.position].vertices.append(place)
        }
    }

    private mutating func readPlace() -> Coordinate? {
        guard let x = number(1, "x coordinate"), let y = number(2, "y coordinate") else { return nil }
        return Coordinate(x: x, y: y)
    }
}
