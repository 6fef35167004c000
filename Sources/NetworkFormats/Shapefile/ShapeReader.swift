import CShapelib
import Foundation
import Geospatial
import InputOutput

/// The geometries of an open `.shp`; owns shapelib's handle.
final class ShapeReader {
    /// Records, null shapes included.
    let count: Int
    private let handle: SHPHandle
    private let path: String
    /// Where a `.shx` that was made anew lies, beside a link to the `.shp`: shapelib opens no other.
    private let mended: TemporaryFolder?

    /// Opens a `.shp` with its `.shx`, or with one that was made for it.
    init(_ path: String, _ index: ShapeIndex.Finding = .sound) throws {
        var hooks = Shapelib.hooks()
        var target = path
        if case .rebuilt(let bytes) = index {
            let folder = try TemporaryFolder()
            target = folder.path + "/shapes.shp"
            do {
                try FileManager.default.createSymbolicLink(
                    atPath: target, withDestinationPath: URL(fileURLWithPath: path).standardizedFileURL.path)
                try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/shapes.shx"))
            } catch {
                throw OutputError.refused(path: folder.path, reason: SystemFault.reason(of: error))
            }
            mended = folder
        } else {
            mended = nil
        }
        let (opened, message) = Shapelib.run { [target] in SHPOpenLL(target, "rb", &hooks) }
        guard let opened else {
            throw FormatError.malformed(
                .init(path),
                found: message ?? Wording("a damaged header", "损坏的文件头"),
                expected: Wording("a Shapefile with its .shx", "带有 .shx 的 Shapefile"))
        }
        handle = opened
        self.path = path
        var records: Int32 = 0
        SHPGetInfo(opened, &records, nil, nil, nil)
        count = Int(records)
        // One object is reused from record to record; nothing of it leaves `geometry(_:)`.
        SHPSetFastModeReadObject(opened, 1)
    }

    deinit { SHPClose(handle) }

    /// The geometry of a record; `nil` for a null shape and for one without positions.
    func geometry(_ record: Int) throws -> Geometry? {
        let place = FormatError.Place(path, feature: Int64(record))
        let (read, message) = Shapelib.run { SHPReadObject(handle, Int32(record)) }
        guard let read else {
            throw FormatError.malformed(
                place, found: message ?? Wording("a damaged record", "损坏的记录"),
                expected: Wording("a shape within the file", "文件范围内的图形"))
        }
        defer { SHPDestroyObject(read) }
        let shape = read.pointee
        let type = shape.nSHPType
        if type == SHPT_NULL || shape.nVertices == 0 { return nil }
        let geometry: Geometry?
        switch type {
        case SHPT_POINT, SHPT_POINTZ, SHPT_POINTM:
            geometry = positions(shape, 0..<1).first.map { .point($0) }
        case SHPT_MULTIPOINT, SHPT_MULTIPOINTZ, SHPT_MULTIPOINTM:
            geometry = .multiPoint(positions(shape, 0..<Int(shape.nVertices)))
        case SHPT_ARC, SHPT_ARCZ, SHPT_ARCM:
            let paths = try parts(shape, place)
            geometry = paths.count == 1 ? .lineString(paths[0]) : .multiLineString(paths)
        case SHPT_POLYGON, SHPT_POLYGONZ, SHPT_POLYGONM:
            geometry = ShapeRings.geometry(try parts(shape, place))
        default:
            let name = String(cString: SHPTypeName(type))
            throw FormatError.unsupported(
                place, what: Wording("shapes of type \(name) cannot be read", "无法读取类型为 \(name) 的图形"))
        }
        return try geometry?.checked(at: place)
    }

    private func parts(_ shape: SHPObject, _ place: FormatError.Place) throws -> [[Coordinate]] {
        let total = Int(shape.nVertices)
        guard shape.nParts > 0, let starts = shape.panPartStart else {
            return [positions(shape, 0..<total)]
        }
        let count = Int(shape.nParts)
        var result: [[Coordinate]] = []
        result.reserveCapacity(count)
        for part in 0..<count {
            let start = Int(starts[part])
            let end = part + 1 < count ? Int(starts[part + 1]) : total
            guard start >= 0, start <= end, end <= total else {
                throw FormatError.malformed(
                    place,
                    found: Wording("a part from vertex \(start) to \(end)", "从顶点 \(start) 到 \(end) 的部件"),
                    expected: Wording("parts within \(total)", "不超出 \(total) 个顶点的部件"))
            }
            if start < end { result.append(positions(shape, start..<end)) }
        }
        return result
    }

    private func positions(_ shape: SHPObject, _ range: Range<Int>) -> [Coordinate] {
        guard let x = shape.padfX, let y = shape.padfY else { return [] }
        let hasHeights = (SHPT_POINTZ...SHPT_MULTIPOINTZ).contains(shape.nSHPType)
        guard hasHeights, let z = shape.padfZ else { return range.map { Coordinate(x: x[$0], y: y[$0]) } }
        return range.map { Coordinate(x: x[$0], y: y[$0], z: z[$0].isFinite ? z[$0] : nil) }
    }
}
