import Geospatial
import InputOutput
import PipeNetwork

extension INPReader {
    /// `node x y`
    mutating func readCoordinates() {
        guard let entry = describedNode(0), let place = readPlace() else { return }
        switch entry.kind {
        case .junction: junctions[entry.position].position = place
        case .reservoir: reservoirs[entry.position].position = place
        case .tank: tanks[entry.position].position = place
        }
    }

    /// `link x y`, a row for each bend from start to end.
    mutating func readVertex() {
        guard let entry = describedLink(0), let place = readPlace() else { return }
        switch entry.kind {
        case .pipe: pipes[entry.position].vertices.append(place)
        case .pump: pumps[entry.position].vertices.append(place)
        case .valve: valves[entry.position].vertices.append(place)
        }
    }

    private mutating func readPlace() -> Coordinate? {
        if row.count > 2, !isNumber(1) || !isNumber(2) {
            // Nothing is computed from a drawing; here as in EPANET it stops no model.
            remark(.noPlace, "\(row.text(0)) \(row.text(1)) \(row.text(2))")
            return nil
        }
        guard let x = number(1, Wording("x coordinate", "x 坐标")),
            let y = number(2, Wording("y coordinate", "y 坐标"))
        else { return nil }
        return Coordinate(x: x, y: y)
    }

    /// `x y "text" (node)`: kept as it stands; a remark names a node that is not there.
    mutating func checkLabel() {
        guard row.count > 3, !row.text(3).isEmpty, nodeIndex.find(row.words[3], in: row.bytes) == nil else {
            return
        }
        remark(.unknownAnchors, row.text(3))
    }
}
