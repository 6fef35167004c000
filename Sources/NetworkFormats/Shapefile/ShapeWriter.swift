import CShapelib
import Foundation
import Geospatial
import InputOutput

/// A `.shp` and its `.shx` being written under a temporary name; owns shapelib's handle.
final class ShapeWriter {
    private var handle: SHPHandle?
    private let draft: OutputDraft
    private let path: String
    private let type: Int32
    private let hasHeights: Bool

    /// Creates the files. `geometryClass` decides the shape type, which is one for the whole file; `nil`
    /// makes a file that can only hold null shapes.
    init(_ path: String, _ geometryClass: GeometryClass?, hasHeights: Bool) throws {
        let flat: Int32 =
            switch geometryClass?.multiple {
            case nil: SHPT_NULL
            case .multiPoint: geometryClass == .point ? SHPT_POINT : SHPT_MULTIPOINT
            case .multiLineString: SHPT_ARC
            case .multiPolygon: SHPT_POLYGON
            default:
                throw FormatError.unsupported(
                    .init(path),
                    what: Wording(
                        "a Shapefile holds points, lines or areas, not a mix; use a GeoPackage",
                        "一个 Shapefile 只能存放点、线、面之一，不能混合；请改用 GeoPackage"))
            }
        self.path = path
        self.hasHeights = hasHeights
        type = flat == SHPT_NULL || !hasHeights ? flat : flat + (SHPT_POINTZ - SHPT_POINT)
        draft = try OutputDraft(of: Self.sibling("shp", path), companions: ["shx"])
        var hooks = Shapelib.hooks()
        let (type, temporaryPath) = (type, draft.temporaryPath)
        let (created, message) = Shapelib.run { SHPCreateLL(temporaryPath, type, &hooks) }
        guard let created else {
            throw OutputError.refused(path: path, reason: message ?? SystemFault.reason())
        }
        handle = created
    }

    deinit {
        if let handle { SHPClose(handle) }
        draft.abandon()
    }

    /// Writes one shape; `nil` is a null shape.
    func append(_ geometry: Geometry?, at place: FormatError.Place) throws {
        guard let handle else { return }
        guard let geometry else {
            return try write(SHPCreateSimpleObject(SHPT_NULL, 0, nil, nil, nil), handle)
        }
        try geometry.checkFinite(at: place)
        let parts = try parts(geometry, place)
        var starts: [Int32] = []
        var x: [Double] = []
        var y: [Double] = []
        var z: [Double] = []
        for part in parts {
            starts.append(Int32(truncatingIfNeeded: x.count))
            for position in part {
                x.append(position.x)
                y.append(position.y)
                if hasHeights { z.append(position.z ?? 0) }
                guard hasHeights || position.z == nil else {
                    throw FormatError.unsuitableValue(
                        place, found: Wording("a height", "高程"),
                        expected: Wording(
                            "none, as the file was opened for shapes without", "没有高程，因为文件是按无高程图形创建的"))
                }
            }
        }
        guard !x.isEmpty else { return try write(SHPCreateSimpleObject(SHPT_NULL, 0, nil, nil, nil), handle) }
        let isPath = [SHPT_ARC, SHPT_ARCZ, SHPT_POLYGON, SHPT_POLYGONZ].contains(type)
        try write(
            SHPCreateObject(
                type, -1, isPath ? Int32(truncatingIfNeeded: starts.count) : 0, isPath ? starts : nil, nil,
                Int32(truncatingIfNeeded: x.count), x, y, hasHeights ? z : nil, nil), handle)
    }

    private func write(_ object: UnsafeMutablePointer<SHPObject>?, _ handle: SHPHandle) throws {
        defer { SHPDestroyObject(object) }
        let (index, message) = Shapelib.run { SHPWriteObject(handle, -1, object) }
        guard index >= 0, message == nil else {
            throw OutputError.refused(
                path: path, reason: message ?? Wording("shapelib refused the shape", "shapelib 拒绝写入该图形"))
        }
    }

    /// The paths of a geometry, rings the way ESRI's description wants them: areas clockwise, holes not.
    private func parts(_ geometry: Geometry, _ place: FormatError.Place) throws -> [[Coordinate]] {
        switch (geometry, type) {
        case (.point(let position), SHPT_POINT), (.point(let position), SHPT_POINTZ),
            (.point(let position), SHPT_MULTIPOINT), (.point(let position), SHPT_MULTIPOINTZ):
            return [[position]]
        case (.multiPoint(let path), SHPT_MULTIPOINT), (.multiPoint(let path), SHPT_MULTIPOINTZ),
            (.lineString(let path), SHPT_ARC), (.lineString(let path), SHPT_ARCZ):
            return [path]
        case (.multiLineString(let paths), SHPT_ARC), (.multiLineString(let paths), SHPT_ARCZ):
            return paths.filter { !$0.isEmpty }
        case (.polygon(let polygon), SHPT_POLYGON), (.polygon(let polygon), SHPT_POLYGONZ):
            return Self.rings([polygon])
        case (.multiPolygon(let polygons), SHPT_POLYGON), (.multiPolygon(let polygons), SHPT_POLYGONZ):
            return Self.rings(polygons)
        default:
            let name = String(cString: SHPTypeName(type))
            throw FormatError.unsuitableValue(
                place,
                found: Wording("a \(geometry.geometryClass.rawValue)", geometry.geometryClass.rawValue),
                expected: Wording("a shape for a file of type \(name)", "适合 \(name) 类型文件的图形"))
        }
    }

    private static func rings(_ polygons: [Polygon]) -> [[Coordinate]] {
        polygons.flatMap { polygon in
            [RingOrientation.oriented(polygon.exterior, counterclockwise: false)]
                + polygon.holes.map { RingOrientation.oriented($0, counterclockwise: true) }
        }.filter { !$0.isEmpty }
    }

    /// Writes the headers and closes both files.
    func close() throws {
        guard let open = handle else { return }
        handle = nil
        let (_, message) = Shapelib.run { SHPClose(open) }
        if let message { throw OutputError.refused(path: path, reason: message) }
    }

    /// Gives the closed files their names.
    func publish() throws {
        try draft.publish()
    }

    /// The path with another ending.
    static func sibling(_ ending: String, _ path: String) -> String {
        NSString(string: path).deletingPathExtension + "." + ending
    }
}
