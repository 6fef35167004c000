import CPROJ

extension CoordinateTransform {
    /// How far the result of a transform can be trusted.
    public enum Accuracy: Hashable, Sendable {
        /// No error beyond rounding: the systems share a datum, or are the same.
        case exact
        /// The authority states an accuracy, m.
        case stated(metres: Double)
        /// PROJ knows no published shift between the two datums, or lacks its grid, and takes them as equal.
        /// Harmless between WGS 84 and CGCS2000, which agree to better than a metre; off by up to some
        /// hundreds of metres for older datums, for which the surveyor has local parameters.
        case ballpark
        /// There is a shift, but nothing is known about its accuracy.
        case unknown
    }

    /// How far results can be trusted, by the operation that PROJ prefers among those that work without
    /// downloads. Another operation may serve a position outside that one's area.
    /// - Throws: ``GeospatialError/noTransform(from:to:message:)``.
    public func accuracy() throws(GeospatialError) -> Accuracy {
        guard !isIdentity else { return .exact }
        let from = try CoordinateReferenceSystem.makeObject(source.definition, in: context)
        let to = try CoordinateReferenceSystem.makeObject(target.definition, in: context)
        guard let handle = context.handle, let factory = proj_create_operation_factory_context(handle, nil)
        else {
            throw .noTransform(from: source.definition, to: target.definition, message: context.message())
        }
        defer { proj_operation_factory_context_destroy(factory) }
        proj_operation_factory_context_set_grid_availability_use(
            handle, factory, PROJ_GRID_AVAILABILITY_DISCARD_OPERATION_IF_MISSING_GRID)
        // Areas of use need only overlap, as in the transform itself.
        proj_operation_factory_context_set_spatial_criterion(
            handle, factory, PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION)
        guard let list = proj_create_operations(handle, from.pointer, to.pointer, factory) else {
            throw .noTransform(from: source.definition, to: target.definition, message: context.message())
        }
        defer { proj_list_destroy(list) }
        guard let best = PROJObject(proj_list_get(handle, list, 0), in: context) else {
            throw .noTransform(from: source.definition, to: target.definition, message: context.message())
        }
        if proj_coordoperation_has_ballpark_transformation(handle, best.pointer) != 0 { return .ballpark }
        if Self.isConversion(best) { return .exact }
        let metres = proj_coordoperation_get_accuracy(handle, best.pointer)
        if metres == 0 { return .exact }
        return metres > 0 ? .stated(metres: metres) : .unknown
    }

    /// Whether an operation only projects or unprojects, within one datum.
    private static func isConversion(_ operation: PROJObject) -> Bool {
        if operation.type == PJ_TYPE_CONVERSION { return true }
        guard operation.type == PJ_TYPE_CONCATENATED_OPERATION else { return false }
        let handle = operation.context.handle
        let count = proj_concatoperation_get_step_count(handle, operation.pointer)
        return count > 0
            && (0..<count).allSatisfy { index in
                let step = proj_concatoperation_get_step(handle, operation.pointer, index)
                return PROJObject(step, in: operation.context).map(isConversion) ?? false
            }
    }
}
