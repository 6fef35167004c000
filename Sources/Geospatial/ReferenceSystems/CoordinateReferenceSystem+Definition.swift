import InputOutput
import CPROJ

extension CoordinateReferenceSystem {
    /// The system of an EPSG code.
    /// - Throws: ``GeospatialError/unknownReferenceSystem(definition:message:)`` or
    ///   ``GeospatialError/unsupportedReferenceSystem(definition:found:)``.
    public init(epsg: Int) throws(GeospatialError) {
        try self.init("EPSG:\(epsg)")
    }

    /// The system that `definition` describes.
    ///
    /// Well-known text without a code, such as a Shapefile's `.prj`, is looked up among EPSG's systems; a match
    /// of at least 90 % by PROJ's measure gives the ``epsg`` code.
    /// - Parameter definition: `EPSG:4548` or another authority's code, a bare EPSG code, WKT 1 (GDAL or ESRI),
    ///   WKT 2, PROJJSON, an OGC URN, or a PROJ string.
    /// - Throws: ``GeospatialError/unknownReferenceSystem(definition:message:)`` or
    ///   ``GeospatialError/unsupportedReferenceSystem(definition:found:)``.
    ///
    /// What was read once is kept: to look a definition up among EPSG's systems takes tens of milliseconds, and an import of
    /// many files names the same few.
    public init(_ definition: String) throws(GeospatialError) {
        if let known = ReferenceSystemCache.shared.system(definition) {
            self = known
            return
        }
        self = try PROJContext.current.with { context throws(GeospatialError) in
            try Self.read(definition, in: context)
        }
        ReferenceSystemCache.shared.keep(self, for: definition)
    }

    private static func read(
        _ text: String, in context: PROJContext
    ) throws(GeospatialError) -> CoordinateReferenceSystem {
        let definition = normalized(text)
        let object = try makeObject(definition, in: context)
        if let known = identifier(of: object), known == ("OGC", "CRS84") {
            // WGS 84 in the order that every coordinate here has anyway.
            return try read("EPSG:4326", in: context)
        }
        if let code = epsgCode(of: object, definition: definition) {
            let canonical = "EPSG:\(code)"
            let known = definition == canonical ? object : try makeObject(canonical, in: context)
            return try describe(known, definition: canonical, epsg: code)
        }
        return try describe(object, definition: definition, epsg: nil)
    }

    /// The PROJ object of a definition that has been normalised before.
    static func makeObject(
        _ definition: String, in context: PROJContext
    ) throws(GeospatialError) -> PROJObject {
        context.clearMessage()
        guard !definition.isEmpty else {
            throw .unknownReferenceSystem(
                definition: definition, message: Wording("the definition is empty", "定义为空"))
        }
        guard let handle = context.handle,
            let object = PROJObject(proj_create(handle, definition), in: context)
        else { throw .unknownReferenceSystem(definition: definition, message: context.message()) }
        guard proj_is_crs(object.pointer) != 0 else {
            throw .unsupportedReferenceSystem(definition: definition, found: typeName(object.type))
        }
        return object
    }

    /// Bare codes get their authority; PROJ strings are marked as a system, not an operation.
    private static func normalized(_ text: String) -> String {
        let blank: (Character) -> Bool = { $0.isWhitespace || $0 == "\u{FEFF}" || $0 == "\0" }
        var trimmed = text[...]
        while let first = trimmed.first, blank(first) { trimmed.removeFirst() }
        while let last = trimmed.last, blank(last) { trimmed.removeLast() }
        if !trimmed.isEmpty, trimmed.allSatisfy({ $0.isASCII && $0.isNumber }) { return "EPSG:\(trimmed)" }
        if trimmed.hasPrefix("+"), !trimmed.contains("+type=crs") { return "\(trimmed) +type=crs" }
        if trimmed.prefix(5).lowercased() == "epsg:" { return "EPSG:" + trimmed.dropFirst(5) }
        return String(trimmed)
    }

    private static func identifier(of object: PROJObject) -> (String, String)? {
        guard let authority = proj_get_id_auth_name(object.pointer, 0),
            let code = proj_get_id_code(object.pointer, 0)
        else { return nil }
        return (String(cString: authority), String(cString: code))
    }

    private static func epsgCode(of object: PROJObject, definition: String) -> Int? {
        if let (authority, code) = identifier(of: object) {
            // A code inside a text is only a claim; a code by itself, or in a URN, is the definition.
            if !definition.contains("["), !definition.contains("{") {
                return authority == "EPSG" ? Int(code) : nil
            }
        }
        // A bound system carries its own datum shift, which EPSG's system would lose.
        guard object.type != PJ_TYPE_BOUND_CRS, let handle = object.context.handle else { return nil }
        var confidences: UnsafeMutablePointer<Int32>?
        guard let matches = proj_identify(handle, object.pointer, "EPSG", nil, &confidences) else {
            return nil
        }
        defer {
            proj_list_destroy(matches)
            proj_int_list_destroy(confidences)
        }
        guard let confidences, proj_list_get_count(matches) > 0, confidences[0] >= 90,
            let best = PROJObject(proj_list_get(handle, matches, 0), in: object.context),
            let (_, code) = identifier(of: best)
        else { return nil }
        return Int(code)
    }

    private static func describe(
        _ object: PROJObject, definition: String, epsg: Int?
    ) throws(GeospatialError) -> CoordinateReferenceSystem {
        let (plane, kind) = try horizontal(object, definition: definition)
        return CoordinateReferenceSystem(
            definition: definition, name: object.name, epsg: epsg, kind: kind,
            metresPerUnit: kind == .geographic ? nil : linearUnit(of: plane),
            areaOfUse: area(of: object), ellipsoid: ellipsoid(of: plane) ?? .wgs84)
    }

    /// The part of the system that gives the plane coordinates, and its kind.
    private static func horizontal(
        _ object: PROJObject, definition: String
    ) throws(GeospatialError) -> (PROJObject, Kind) {
        let context = object.context
        switch object.type {
        case PJ_TYPE_GEOGRAPHIC_2D_CRS, PJ_TYPE_GEOGRAPHIC_3D_CRS: return (object, .geographic)
        case PJ_TYPE_PROJECTED_CRS: return (object, .projected)
        case PJ_TYPE_ENGINEERING_CRS: return (object, .local)
        case PJ_TYPE_COMPOUND_CRS:
            let part = proj_crs_get_sub_crs(context.handle, object.pointer, 0)
            if let part = PROJObject(part, in: context) {
                return try horizontal(part, definition: definition)
            }
        case PJ_TYPE_BOUND_CRS:
            let base = proj_get_source_crs(context.handle, object.pointer)
            if let base = PROJObject(base, in: context) {
                return try horizontal(base, definition: definition)
            }
        default: break
        }
        throw .unsupportedReferenceSystem(definition: definition, found: typeName(object.type))
    }

    private static func linearUnit(of object: PROJObject) -> Double? {
        let handle = object.context.handle
        guard let system = proj_crs_get_coordinate_system(handle, object.pointer),
            let system = PROJObject(system, in: object.context)
        else { return nil }
        var factor = 0.0
        let found = proj_cs_get_axis_info(handle, system.pointer, 0, nil, nil, nil, &factor, nil, nil, nil)
        return found != 0 && factor > 0 ? factor : nil
    }

    private static func area(of object: PROJObject) -> BoundingBox? {
        let unknown = -1000.0
        var west = unknown
        var south = unknown
        var east = unknown
        var north = unknown
        let found = proj_get_area_of_use(
            object.context.handle, object.pointer, &west, &south, &east, &north, nil)
        guard found != 0, west > unknown, south > unknown, east > unknown, north > unknown else { return nil }
        return BoundingBox(minX: west, minY: south, maxX: east < west ? east + 360 : east, maxY: north)
    }

    private static func ellipsoid(of object: PROJObject) -> Ellipsoid? {
        let handle = object.context.handle
        guard let pointer = proj_get_ellipsoid(handle, object.pointer),
            let found = PROJObject(pointer, in: object.context)
        else { return nil }
        var axis = 0.0
        var inverseFlattening = 0.0
        guard proj_ellipsoid_get_parameters(handle, found.pointer, &axis, nil, nil, &inverseFlattening) != 0
        else { return nil }
        return Ellipsoid(semiMajorAxis: axis, inverseFlattening: inverseFlattening)
    }

    private static func typeName(_ type: PJ_TYPE) -> Wording {
        switch type {
        case PJ_TYPE_GEOCENTRIC_CRS: Wording("geocentric system", "地心坐标系")
        case PJ_TYPE_VERTICAL_CRS: Wording("vertical system", "高程系")
        case PJ_TYPE_TEMPORAL_CRS: Wording("temporal system", "时间系")
        case PJ_TYPE_CONVERSION, PJ_TYPE_TRANSFORMATION, PJ_TYPE_CONCATENATED_OPERATION,
            PJ_TYPE_OTHER_COORDINATE_OPERATION:
            Wording("coordinate operation", "坐标运算")
        case PJ_TYPE_ELLIPSOID: Wording("ellipsoid", "椭球")
        default: Wording("definition without a usable system", "没有可用坐标系的定义")
        }
    }
}
