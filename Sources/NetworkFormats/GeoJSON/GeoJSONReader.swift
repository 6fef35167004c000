import Geospatial
import InputOutput
import PipeNetwork

/// Reads the features of one GeoJSON text.
struct GeoJSONReader {
    /// What the text says about its reference system.
    enum ReferenceSystem: Equatable {
        /// Nothing, which means WGS 84.
        case unstated
        /// `"crs": null`, which means that it is not known.
        case unknown
        /// A name.
        case named(String)
    }

    /// The features read so far.
    var features: [Feature] = []
    /// Their fields.
    var properties = GeoJSONProperties()

    private var cursor: JSONCursor
    private var crs = ReferenceSystem.unstated

    init(_ cursor: JSONCursor) {
        self.cursor = cursor
    }

    /// Reads the whole text.
    mutating func read() throws -> ReferenceSystem {
        _ = cursor.peek()
        let start = cursor.offset
        try cursor.expect(UInt8(ascii: "{"), Wording("a GeoJSON object", "GeoJSON 对象"))
        var isFirst = true
        var type: JSONCursor.Text?
        var hasFeatures = false
        while let key = try cursor.nextKey(&isFirst) {
            if cursor.matches(key.range, "features") {
                hasFeatures = true
                try readFeatures()
            } else if cursor.matches(key.range, "crs") {
                try readCRS()
            } else if cursor.matches(key.range, "type"), cursor.peek() == UInt8(ascii: "\"") {
                type = try cursor.text()
            } else {
                try cursor.skipValue()
            }
        }
        guard cursor.isAtEnd() else { throw cursor.failure(expected: Wording("the end of the file", "文件结尾")) }
        guard let type else {
            cursor.offset = start
            throw cursor.failure(
                found: Wording("an object without type", "没有 type 的对象"),
                expected: Wording(
                    "a FeatureCollection, a Feature or a geometry", "FeatureCollection、Feature 或几何对象"))
        }
        if cursor.matches(type.range, "FeatureCollection") {
            guard hasFeatures else {
                cursor.offset = start
                throw cursor.failure(
                    found: Wording("a FeatureCollection without features", "没有要素的 FeatureCollection"),
                    expected: Wording("its features", "其要素"))
            }
        } else if !hasFeatures {
            cursor.offset = start
            cursor.feature = 0
            if cursor.matches(type.range, "Feature") {
                try readFeature()
            } else {
                features.append(
                    Feature(id: 0, geometry: try cursor.geometry()?.checked(at: cursor.place), values: []))
            }
        } else {
            cursor.offset = type.range.lowerBound
            let name = try cursor.string(type)
            throw cursor.failure(
                found: Wording("features in a \(name)", "\(name) 中的要素"),
                expected: Wording("type FeatureCollection", "类型 FeatureCollection"))
        }
        return crs
    }

    private mutating func readFeatures() throws {
        try cursor.expect(UInt8(ascii: "["), Wording("an array of features", "要素数组"))
        var isFirst = true
        while try cursor.nextElement(&isFirst) {
            cursor.feature = Int64(features.count)
            try readFeature()
        }
        cursor.feature = nil
    }

    private mutating func readFeature() throws {
        _ = cursor.peek()
        let start = cursor.offset
        try cursor.expect(UInt8(ascii: "{"), Wording("a feature object", "要素对象"))
        var isFirst = true
        var isFeature = false
        var geometry: Geometry?
        var identifier = AttributeValue.null
        properties.begin()
        while let key = try cursor.nextKey(&isFirst) {
            if cursor.matches(key.range, "geometry") {
                geometry = try cursor.geometry()
            } else if cursor.matches(key.range, "properties") {
                try properties.read(&cursor)
            } else if cursor.matches(key.range, "type") {
                isFeature = cursor.matches(try cursor.text().range, "Feature")
            } else if cursor.matches(key.range, "id") {
                identifier = try GeoJSONProperties.value(&cursor)
            } else {
                try cursor.skipValue()
            }
        }
        guard isFeature else {
            cursor.offset = start
            throw cursor.failure(
                found: Wording("an object that is no Feature", "不是 Feature 的对象"),
                expected: Wording("type Feature", "类型 Feature"))
        }
        properties.setIdentifier(identifier)
        features.append(
            Feature(
                id: Int64(features.count), geometry: try geometry?.checked(at: cursor.place),
                values: properties.row))
        // Features that leave most fields out take room for each nevertheless.
        guard features.count * properties.count <= cursor.maximumValues else {
            cursor.offset = start
            throw cursor.failure(
                found: Wording(
                    "\(features.count) features of \(properties.count) different properties",
                    "\(features.count) 个要素、\(properties.count) 个不同属性"),
                expected: Wording(
                    "no more than \(cursor.maximumValues) values in a file of this size; split it by kind",
                    "此大小的文件至多 \(cursor.maximumValues) 个值；请按类别拆分"))
        }
    }

    /// The `crs` member of the 2008 specification: a name, or the still older EPSG code.
    private mutating func readCRS() throws {
        if cursor.peek() == UInt8(ascii: "n"), cursor.take("null") {
            crs = .unknown
            return
        }
        let start = cursor.offset
        try cursor.expect(UInt8(ascii: "{"), Wording("a crs object or null", "crs 对象或 null"))
        var isFirst = true
        var named: String?
        while let key = try cursor.nextKey(&isFirst) {
            guard cursor.matches(key.range, "properties"), cursor.peek() == UInt8(ascii: "{") else {
                try cursor.skipValue()
                continue
            }
            cursor.offset += 1
            var isFirstInner = true
            while let inner = try cursor.nextKey(&isFirstInner) {
                if cursor.matches(inner.range, "name") {
                    named = try cursor.string(try cursor.text())
                } else if cursor.matches(inner.range, "code"),
                    case .integer(let code) = try GeoJSONProperties.value(&cursor)
                {
                    named = "EPSG:\(code)"
                } else {
                    try cursor.skipValue()
                }
            }
        }
        guard let named else {
            cursor.offset = start
            throw cursor.failure(
                found: Wording("a crs without a name", "没有名称的 crs"),
                expected: Wording("a named crs", "有名称的 crs"), remedy: .stateReferenceSystem)
        }
        crs = .named(named)
    }
}
