import Geospatial
import InputOutput
import PipeNetwork

/// A layer of a GIS file as read, or about to be written: fields, and features with a geometry and a value a field.
public struct FeatureLayer: Sendable {
    /// The layer's name: the table of a GeoPackage, the base name of a Shapefile or GeoJSON file.
    public var name: String
    /// The reference system of the geometries; `nil` when the file does not say.
    public var crs: CoordinateReferenceSystem?
    /// The fields, in the file's order.
    public var fields: [FeatureField]
    /// The features, in the file's order; those without a geometry included.
    public var features: [Feature]
    /// What a person should know of how it was read: sentences without the name of the file.
    public var remarks: [Wording] = []

    /// A layer from its parts.
    public init(
        name: String, crs: CoordinateReferenceSystem?, fields: [FeatureField], features: [Feature] = []
    ) {
        self.name = name
        self.crs = crs
        self.fields = fields
        self.features = features
    }

    /// Position of the field called `name`: an exact match first, then one that differs only in case.
    public func fieldIndex(_ name: String) -> Int? {
        fields.firstIndex { $0.name == name }
            ?? fields.firstIndex { $0.name.lowercased() == name.lowercased() }
    }
}

/// A field of a layer.
public struct FeatureField: Hashable, Sendable {
    /// What a field can hold.
    public enum Kind: String, Sendable {
        /// Text.
        case text
        /// Whole numbers.
        case integer
        /// Numbers.
        case real
        /// Truth values.
        case boolean
    }

    /// The field's name as the file spells it.
    public var name: String
    /// What the field holds.
    public var kind: Kind
    /// The width to write text with, in bytes, where the format has fixed widths (DBF).
    public var width: Int?

    /// A field.
    public init(_ name: String, _ kind: Kind, width: Int? = nil) {
        self.name = name
        self.kind = kind
        self.width = width
    }
}

/// A feature of a layer.
public struct Feature: Sendable, Hashable {
    /// The record number (Shapefile, from 0; GeoJSON, position from 0) or row id (SQLite) that errors name.
    public var id: Int64
    /// The geometry; `nil` where the record has none.
    public var geometry: Geometry?
    /// A value for each field of the layer.
    public var values: [AttributeValue]

    /// A feature from its parts.
    public init(id: Int64, geometry: Geometry?, values: [AttributeValue]) {
        self.id = id
        self.geometry = geometry
        self.values = values
    }
}
