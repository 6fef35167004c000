import CPROJ

extension CoordinateReferenceSystem {
    /// A dialect of well-known text.
    public enum WellKnownTextFlavour: Hashable, Sendable {
        /// WKT 1 as ESRI writes it: the content of a Shapefile's `.prj`.
        case esri
        /// WKT 2, ISO 19162:2019.
        case wkt2
    }

    /// The system as well-known text, on one line.
    /// - Throws: ``GeospatialError/unknownReferenceSystem(definition:message:)`` when PROJ cannot express it.
    public func wkt(_ flavour: WellKnownTextFlavour = .esri) throws(GeospatialError) -> String {
        try PROJContext.current.with { context throws(GeospatialError) in
            let object = try Self.makeObject(definition, in: context)
            let type = flavour == .esri ? PJ_WKT1_ESRI : PJ_WKT2_2019
            let text = "MULTILINE=NO".withCString { option in
                var options: [UnsafePointer<CChar>?] = [option, nil]
                return proj_as_wkt(context.handle, object.pointer, type, &options).map { String(cString: $0) }
            }
            guard let text else {
                throw .unknownReferenceSystem(definition: definition, message: context.message())
            }
            return text
        }
    }
}
