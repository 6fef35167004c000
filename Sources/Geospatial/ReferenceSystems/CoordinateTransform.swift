import InputOutput
import CPROJ

/// Takes positions from one reference system to another, offline, in easting, northing or longitude, latitude
/// order on both sides.
///
/// A transform owns its PROJ context and belongs to one thread or task at a time: make one for each.
/// Heights pass unchanged.
public final class CoordinateTransform {
    /// The system of what goes in.
    public let source: CoordinateReferenceSystem
    /// The system of what comes out.
    public let target: CoordinateReferenceSystem
    /// `nil` for the identity.
    private let operation: PROJObject?
    private let direction: PJ_DIRECTION
    let context: PROJContext

    /// A transform from `source` to `target`; equal systems give the identity.
    /// - Throws: ``GeospatialError/noTransform(from:to:message:)``.
    public init(
        from source: CoordinateReferenceSystem, to target: CoordinateReferenceSystem
    ) throws(GeospatialError) {
        self.source = source
        self.target = target
        context = PROJContext()
        direction = PJ_FWD
        guard source != target else {
            operation = nil
            return
        }
        guard let handle = context.handle,
            let raw = PROJObject(
                proj_create_crs_to_crs(handle, source.definition, target.definition, nil), in: context),
            let normal = PROJObject(proj_normalize_for_visualization(handle, raw.pointer), in: context)
        else {
            throw .noTransform(from: source.definition, to: target.definition, message: context.message())
        }
        operation = normal
    }

    /// The way back over the same operation.
    private init(reversing forward: CoordinateTransform) {
        source = forward.target
        target = forward.source
        operation = forward.operation
        context = forward.context
        direction = forward.direction == PJ_FWD ? PJ_INV : PJ_FWD
    }

    /// The way back, over the same operation and the same PROJ context, so for the same thread.
    public var inverse: CoordinateTransform { CoordinateTransform(reversing: self) }

    /// Whether positions come out as they go in.
    public var isIdentity: Bool { operation == nil }

    /// One position.
    /// - Throws: ``GeospatialError/transformFailed(index:coordinate:from:to:message:)`` with index 0.
    public func callAsFunction(_ coordinate: Coordinate) throws(GeospatialError) -> Coordinate {
        var one = coordinate
        let status = withUnsafeMutablePointer(to: &one.x) { x in
            withUnsafeMutablePointer(to: &one.y) { y in run(x: x, y: y, stride: 0, count: 1) }
        }
        guard coordinate.isFinite, one.isFinite else {
            throw failure(index: 0, coordinate: coordinate, status: status)
        }
        return one
    }

    /// All positions in place. On an error the array is as it was.
    /// - Throws: ``GeospatialError/transformFailed(index:coordinate:from:to:message:)`` for the first position
    ///   that is not finite or that PROJ cannot transform.
    public func transform(_ coordinates: inout [Coordinate]) throws(GeospatialError) {
        if let index = coordinates.firstIndex(where: { !$0.isFinite }) {
            throw failure(index: index, coordinate: coordinates[index], status: 0)
        }
        guard operation != nil, !coordinates.isEmpty else { return }
        var moved = coordinates
        let status = moved.withUnsafeMutableBytes { bytes -> Int32 in
            guard let base = bytes.baseAddress, let x = MemoryLayout<Coordinate>.offset(of: \.x),
                let y = MemoryLayout<Coordinate>.offset(of: \.y)
            else { return 0 }
            return run(
                x: (base + x).assumingMemoryBound(to: Double.self),
                y: (base + y).assumingMemoryBound(to: Double.self),
                stride: MemoryLayout<Coordinate>.stride, count: coordinates.count)
        }
        if let index = moved.firstIndex(where: { !$0.isFinite }) {
            throw failure(index: index, coordinate: coordinates[index], status: status)
        }
        coordinates = moved
    }

    /// Positions given as separate eastings (longitudes) and northings (latitudes), in place. On an error the
    /// arrays are as they were.
    /// - Throws: ``GeospatialError/unequalArrays(x:y:)``, or
    ///   ``GeospatialError/transformFailed(index:coordinate:from:to:message:)`` for the first position that
    ///   is not finite or that PROJ cannot transform.
    public func transform(x: inout [Double], y: inout [Double]) throws(GeospatialError) {
        guard x.count == y.count else { throw .unequalArrays(x: x.count, y: y.count) }
        if let index = x.indices.first(where: { !x[$0].isFinite || !y[$0].isFinite }) {
            throw failure(index: index, coordinate: Coordinate(x: x[index], y: y[index]), status: 0)
        }
        guard operation != nil, !x.isEmpty else { return }
        var movedX = x
        var movedY = y
        let count = x.count
        let status = movedX.withUnsafeMutableBufferPointer { xs in
            movedY.withUnsafeMutableBufferPointer { ys -> Int32 in
                guard let x = xs.baseAddress, let y = ys.baseAddress else { return 0 }
                return run(x: x, y: y, stride: MemoryLayout<Double>.stride, count: count)
            }
        }
        if let index = x.indices.first(where: { !movedX[$0].isFinite || !movedY[$0].isFinite }) {
            let coordinate = Coordinate(x: x[index], y: y[index])
            throw failure(index: index, coordinate: coordinate, status: status)
        }
        x = movedX
        y = movedY
    }

    /// A geometry with every position transformed.
    /// - Throws: ``GeospatialError/transformFailed(index:coordinate:from:to:message:)``; the index counts within
    ///   one path of the geometry.
    public func callAsFunction(_ geometry: Geometry) throws(GeospatialError) -> Geometry {
        isIdentity ? geometry : try geometry.mapCoordinates { c throws(GeospatialError) in try self(c) }
    }

    /// Transforms in place and returns PROJ's error number.
    private func run(
        x: UnsafeMutablePointer<Double>, y: UnsafeMutablePointer<Double>, stride: Int, count: Int
    ) -> Int32 {
        guard let operation else { return 0 }
        context.clearMessage()
        proj_errno_reset(operation.pointer)
        _ = proj_trans_generic(
            operation.pointer, direction, x, stride, count, y, stride, count, nil, 0, 0, nil, 0, 0)
        return proj_errno(operation.pointer)
    }

    private func failure(index: Int, coordinate: Coordinate, status: Int32) -> GeospatialError {
        let message =
            coordinate.isFinite
            ? context.message(error: status) : Wording("both numbers must be finite", "两个数都必须是有限数")
        return .transformFailed(
            index: index, coordinate: coordinate, from: source.definition, to: target.definition,
            message: message)
    }
}
