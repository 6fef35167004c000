import Geospatial

/// What a file states of its reference system.
enum ReferenceSystemText {
    /// The system of a code, or else of a text; `nil` when both only say that it is not defined.
    ///
    /// GDAL and QGIS write a system called "Undefined Cartesian SRS" or "Undefined geographic SRS", under a number of their
    /// own (99999), where they know none. To take that for metres, or for degrees, would be a guess.
    /// - Throws: `GeospatialError` for a system that is not known.
    static func stated(code: String?, text: String?) throws -> CoordinateReferenceSystem? {
        let text = text ?? ""
        if let code, let crs = try? CoordinateReferenceSystem(code) { return isUndefined(crs) ? nil : crs }
        if isBlank(text) || isNamedUndefined(text) { return nil }
        let crs = try CoordinateReferenceSystem(text)
        return isUndefined(crs) ? nil : crs
    }

    private static func isBlank(_ text: String) -> Bool {
        let word = text.lowercased().filter { !$0.isWhitespace && $0 != "\0" }
        return word.isEmpty || word == "undefined" || word == "unknown" || word == "none"
    }

    /// Whether the name in a well-known text, which is its first word in quotes, says that it is not defined: PROJ need not
    /// be able to read such a text.
    private static func isNamedUndefined(_ text: String) -> Bool {
        let parts = text.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
        return parts.count > 1 && parts[1].lowercased().hasPrefix("undefined")
    }

    private static func isUndefined(_ crs: CoordinateReferenceSystem) -> Bool {
        let name = crs.name.lowercased()
        return name.hasPrefix("undefined") || (crs.kind == .local && name.hasPrefix("unknown"))
    }
}
