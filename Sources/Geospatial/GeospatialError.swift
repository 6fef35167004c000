import InputOutput

/// What can go wrong in this room. Errors of GEOS and PROJ carry the library's own message.
public enum GeospatialError: Error, Equatable, Sendable {
    /// GEOS refused or failed at `operation`.
    case geos(operation: String, message: String)
    /// Bytes that are not well-known binary; `offset` counts bytes from the start.
    case malformedWKB(offset: Int, reason: Wording)
    /// Text that is not well-known text.
    case malformedWKT(text: String, message: Wording)
    /// Text that is not a GeoJSON geometry; `path` says where, such as `coordinates[3][1]`.
    case malformedGeoJSON(path: String, reason: Wording)
    /// An ordinate that is NaN or infinite where a position is needed.
    case nonFiniteCoordinate(index: Int, coordinate: Coordinate)
    /// A path with fewer positions than the operation needs.
    case tooFewPositions(found: Int, needed: Int)
    /// A distance along a line that is negative, not a number, or past its end.
    case distanceOutsideLine(distance: Double, length: Double)
    /// A split at an end of the line, which would leave a piece without length.
    case splitAtLineEnd(distance: Double, length: Double)
    /// A stretch of a line that ends where it starts, or before.
    case emptyStretch(from: Double, to: Double)
    /// A parameter outside the range the operation can use.
    case unusableParameter(name: String, value: Double, expected: Wording)
    /// A definition that PROJ cannot read as a coordinate reference system.
    case unknownReferenceSystem(definition: String, message: Wording)
    /// A system that PROJ knows but that has no plane or longitude/latitude coordinates.
    case unsupportedReferenceSystem(definition: String, found: Wording)
    /// No projected system is recommended for this position.
    case noRecommendedSystem(longitude: Double, latitude: Double)
    /// PROJ found no operation between the two systems.
    case noTransform(from: String, to: String, message: Wording)
    /// One position of a batch could not be transformed.
    case transformFailed(index: Int, coordinate: Coordinate, from: String, to: String, message: Wording)
    /// Arrays of eastings and northings of different lengths.
    case unequalArrays(x: Int, y: Int)
}

extension GeospatialError: ExplainedError {
    /// One sentence for a person.
    public var explanation: Wording {
        switch self {
        case .geos(let operation, let message):
            Wording("GEOS could not do \(operation): \(message).", "GEOS 无法完成运算 \(operation)：\(message)。")
        case .malformedWKB(let offset, let reason):
            Wording(
                "Well-known binary is damaged at byte \(offset): \(reason.english).",
                "WKB 数据在第 \(offset) 字节处损坏：\(reason.chinese)。")
        case .malformedWKT(let text, let message):
            Wording(
                "Well-known text \"\(text.quotable)\" cannot be read: \(message.english).",
                "无法读取 WKT 文本“\(text.quotable)”：\(message.chinese)。")
        case .malformedGeoJSON(let path, let reason):
            Wording(
                "GeoJSON geometry cannot be read at \(path.isEmpty ? "its root" : path): \(reason.english).",
                "无法读取 GeoJSON 几何，位置 \(path.isEmpty ? "根对象" : path)：\(reason.chinese)。")
        case .nonFiniteCoordinate(let index, let coordinate):
            Wording(
                "Position \(index) is (\(coordinate.x), \(coordinate.y)); both numbers must be finite.",
                "第 \(index) 个坐标为 (\(coordinate.x), \(coordinate.y))；两个数都必须是有限数。")
        case .tooFewPositions(let found, let needed):
            Wording(
                "The path has \(found) position\(found == 1 ? "" : "s"); at least \(needed) are needed.",
                "该线只有 \(found) 个坐标；至少需要 \(needed) 个。")
        case .distanceOutsideLine(let distance, let length):
            Wording(
                "Distance \(distance) is not on the line, which runs from 0 to \(length).",
                "距离 \(distance) 不在线上，线的范围为 0 至 \(length)。")
        case .splitAtLineEnd(let distance, let length):
            Wording(
                "Splitting at \(distance) would leave a piece without length; choose a distance strictly "
                    + "between 0 and \(length).",
                "在 \(distance) 处打断会留下长度为零的一段；请取 0 与 \(length) 之间（不含两端）的距离。")
        case .emptyStretch(let from, let to):
            Wording(
                "The stretch from \(from) to \(to) has no length; its end must lie after its start.",
                "从 \(from) 到 \(to) 的一段没有长度；终点必须在起点之后。")
        case .unusableParameter(let name, let value, let expected):
            Wording(
                "Parameter \(name) is \(value); expected \(expected.english).",
                "参数 \(name) 为 \(value)；应为\(expected.chinese)。")
        case .unknownReferenceSystem(let definition, let message):
            Wording(
                "PROJ cannot read the coordinate reference system \"\(definition.quotable)\": \(message.english).",
                "PROJ 无法识别坐标参考系“\(definition.quotable)”：\(message.chinese)。")
        case .unsupportedReferenceSystem(let definition, let found):
            Wording(
                "\"\(definition.quotable)\" is a \(found.english); expected a geographic, projected or local "
                    + "coordinate reference system.",
                "“\(definition.quotable)”是\(found.chinese)；应为地理、投影或独立的坐标参考系。")
        case .noRecommendedSystem(let longitude, let latitude):
            Wording(
                "No projected system is recommended at longitude \(longitude), latitude \(latitude); name one, "
                    + "such as EPSG:4548.",
                "经度 \(longitude)、纬度 \(latitude) 处没有推荐的投影坐标系；请指定一个，例如 EPSG:4548。")
        case .noTransform(let from, let to, let message):
            Wording(
                "PROJ has no way from \(from.quotable) to \(to.quotable): \(message.english).",
                "PROJ 无法从 \(from.quotable) 转换到 \(to.quotable)：\(message.chinese)。")
        case .transformFailed(let index, let coordinate, let from, let to, let message):
            Wording(
                "Position \(index) at (\(coordinate.x), \(coordinate.y)) cannot be transformed from "
                    + "\(from.quotable) to \(to.quotable): \(message.english).",
                "第 \(index) 个坐标 (\(coordinate.x), \(coordinate.y)) 无法从 \(from.quotable) 转换到 "
                    + "\(to.quotable)：\(message.chinese)。")
        case .unequalArrays(let x, let y):
            Wording(
                "There are \(x) eastings but \(y) northings; the arrays must be equally long.",
                "有 \(x) 个横坐标、\(y) 个纵坐标；两个数组必须等长。")
        }
    }
}
