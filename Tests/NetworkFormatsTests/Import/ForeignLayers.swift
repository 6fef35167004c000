import Geospatial
import NetworkFormats
import PipeNetwork

/// Layers as a test writes them: fields by name, a row of values with a geometry.
struct ForeignLayer {
    var name: String
    var fields: [String]
    var rows: [(geometry: Geometry?, values: [AttributeValue])]

    /// Writes the layer into a file of its own; returns the path.
    func write(_ bench: Workbench, _ ending: String, folder: String = "") throws -> String {
        let kinds = fields.indices.map { column -> FeatureField.Kind in
            for row in rows {
                switch row.values[column] {
                case .integer: return .integer
                case .real: return .real
                case .boolean: return .boolean
                case .text: return .text
                case .null: continue
                }
            }
            return .text
        }
        let layer = FeatureLayer(
            name: name, crs: try CoordinateReferenceSystem(epsg: 4548),
            fields: zip(fields, kinds).map { FeatureField($0, $1, width: $1 == .text ? 40 : nil) },
            features: rows.enumerated().map {
                Feature(id: Int64($0), geometry: $1.geometry, values: $1.values)
            })
        let path = bench.path(folder + name + "." + ending)
        try layer.write(to: path, options: .init(keepsReferenceSystemInGeoJSON: true))
        return path
    }
}

extension Coordinate {
    /// A place by its distance, m, east and north of the middle of a test.
    static func off(_ east: Double, _ north: Double = 0, z: Double? = nil) -> Coordinate {
        Coordinate(x: 500_000 + east, y: 4_060_000 + north, z: z)
    }
}

/// A line between places on one street.
func line(_ from: Double, _ to: Double, z: Double? = nil) -> Geometry {
    .lineString([.off(from, z: z), .off(to, z: z)])
}

func point(_ east: Double, _ north: Double = 0) -> Geometry { .point(.off(east, north)) }

func permutations<Element>(_ items: [Element]) -> [[Element]] {
    guard items.count > 1 else { return [items] }
    return items.indices.flatMap { place -> [[Element]] in
        var rest = items
        let first = rest.remove(at: place)
        return permutations(rest).map { [first] + $0 }
    }
}
