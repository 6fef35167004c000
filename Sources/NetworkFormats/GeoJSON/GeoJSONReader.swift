import Geospatial
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
        try cursor.expect(UInt8(ascii: "{"), "a GeoJSON object")
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
        guard cursor.isAtEnd() else { throw cursor.failure(expected: "the end of the file") }
        guard let type else {
            cursor.offset = start
            throw cursor.failure(
                found: "an object without type", expected: "a FeatureCollection, a Feature or a geometry")
        }
        if cursor.matches(type.range, "FeatureCollection") {
            guard hasFeatures else {
                cursor.offset = start
                throw cursor.failure(found: "a FeatureCollection without features", expected: "its features")
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
            throw cursor.failure(
                found: "features in a \(try cursor.string(type))", expected: "type FeatureCollection")
        }
        return crs
    }

    private mutating func readFeatures() throws {
        try cursor.expect(UInt8(ascii: "["), "an array of features")
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
        try cursor.expect(UInt8(ascii: "{"), "a feature object")
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
            throw cursor.failure(found: "an object that is no Feature", expected: "type Feature")
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
                found: "\(features.count) features of \(properties.count) different properties",
                expected: "no more than \(cursor.maximumValues) values in a file of this size; "
                    + "split it by kind")
        }
    }

    /// The `crs` member of the 2008 specification: a name, or the still older EPSG code.
    private mutating func readCRS() throws {
        if cursor.peek() == UInt8(ascii: "n"), cursor.take("null") {
            crs = .unknown
            return
        }
        let start = cursor.offset
        try cursor.expect(UInt8(ascii: "{"), "a crs object or null")
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
            throw cursor.failure(found: "a crs without a name", expected: "a named crs; give --crs")
        }
        crs = .named(named)
    }
}
