import CGEOS

extension Geometry {
    /// Whether a geometry obeys the rules of the Simple Features model.
    public enum Validity: Hashable, Sendable {
        /// It does.
        case valid
        /// It does not; `at` is where GEOS found the fault, `nil` when the geometry could not even be built.
        case invalid(reason: String, at: Coordinate?)
    }

    /// Whether the geometry obeys the rules of the Simple Features model: closed rings that do not cross
    /// themselves, holes inside their area, paths of two positions or more.
    public var validity: Validity {
        do throws(GeospatialError) {
            return try withGEOS("validity") { context, one throws(GeospatialError) in
                var reason: UnsafeMutablePointer<CChar>?
                var location: OpaquePointer?
                let answer = GEOSisValidDetail_r(context.handle, one, 0, &reason, &location)
                defer {
                    if let reason { GEOSFree_r(context.handle, reason) }
                }
                let place = location.flatMap { try? GEOSObject($0, of: "validity", in: context) }
                guard try !context.truth(answer, "validity") else { return .valid }
                let text = reason.map { String(cString: $0) } ?? "invalid"
                guard case .point(let at)? = try place?.value(of: "validity") else {
                    return .invalid(reason: text, at: nil)
                }
                return .invalid(reason: text, at: at)
            }
        } catch .geos(_, let message) {
            return .invalid(reason: message, at: nil)
        } catch .nonFiniteCoordinate(let index, let coordinate) {
            return .invalid(
                reason: "position \(index) is (\(coordinate.x), \(coordinate.y)), not finite", at: nil)
        } catch {
            return .invalid(reason: error.description, at: nil)
        }
    }

    /// A valid geometry that covers what this one meant to, by GEOS's "structure" method: rings are repaired
    /// each by itself, then areas are merged and holes cut out. Parts that collapse are dropped.
    ///
    /// Meant for single features; large invalid collections can take long.
    /// - Throws: ``GeospatialError/geos(operation:message:)`` when the geometry cannot even be built, for example
    ///   from a ring that is not closed.
    public func madeValid() throws(GeospatialError) -> Geometry {
        try construct("make valid") { handle, one in
            guard let parameters = GEOSMakeValidParams_create_r(handle) else { return nil }
            defer { GEOSMakeValidParams_destroy_r(handle, parameters) }
            _ = GEOSMakeValidParams_setMethod_r(handle, parameters, GEOS_MAKE_VALID_STRUCTURE)
            _ = GEOSMakeValidParams_setKeepCollapsed_r(handle, parameters, 0)
            return GEOSMakeValidWithParams_r(handle, one, parameters)
        }
    }
}
