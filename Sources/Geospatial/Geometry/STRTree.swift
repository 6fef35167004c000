import CGEOS

/// A spatial index over boxes: GEOS's sort-tile-recursive tree, packed once and then only queried.
///
/// It owns its GEOS context and belongs to one thread or task at a time.
public final class STRTree {
    /// How many boxes the tree was made of.
    public let count: Int
    private let boxes: [BoundingBox]
    private let context: GEOSContext
    private let tree: OpaquePointer
    private let isEmpty: Bool

    /// What the search for the nearest calls; GEOS hands it back to the distance callback.
    private typealias Distance = (Int) -> Double
    private typealias Visit = (Int) -> Void

    /// Stands for the position that the search starts from, which is no item of the tree.
    private static var probe: UnsafeRawPointer? { UnsafeRawPointer(bitPattern: UInt.max) }

    /// An index in which the box at position `i` of `boxes` is found as `i`. A box with a limit that is not
    /// finite, or whose lower limit exceeds the upper one, is never found.
    /// - Throws: ``GeospatialError/geos(operation:message:)``.
    public init(boxes: [BoundingBox]) throws(GeospatialError) {
        let context = GEOSContext()
        guard context.handle != nil, let tree = GEOSSTRtree_create_r(context.handle, 10) else {
            throw context.failure("spatial index")
        }
        var inserted = 0
        do throws(GeospatialError) {
            for (index, box) in boxes.enumerated() where box.isUsable {
                let envelope = try Self.envelope(box, context)
                GEOSSTRtree_insert_r(context.handle, tree, envelope.pointer, Self.item(index))
                inserted += 1
            }
            if inserted > 0, let box = boxes.first(where: \.isUsable) {
                // The tree packs itself at the first query; after this one it does not change any more.
                let envelope = try Self.envelope(box, context)
                GEOSSTRtree_query_r(context.handle, tree, envelope.pointer, { _, _ in }, nil)
            }
        } catch {
            GEOSSTRtree_destroy_r(context.handle, tree)
            throw error
        }
        self.count = boxes.count
        self.boxes = boxes
        self.context = context
        self.tree = tree
        isEmpty = inserted == 0
    }

    deinit { GEOSSTRtree_destroy_r(context.handle, tree) }

    /// The positions of the boxes that share at least a point with `box`, ascending.
    public func query(_ box: BoundingBox) -> [Int] {
        var found: [Int] = []
        forEach(in: box) { found.append($0) }
        found.sort()
        return found
    }

    /// Calls `body` with the position of each box that shares at least a point with `box`, in no particular
    /// order, without making an array.
    public func forEach(in box: BoundingBox, _ body: (Int) -> Void) {
        guard !isEmpty, box.isUsable, let envelope = try? Self.envelope(box, context) else { return }
        withoutActuallyEscaping(body) { body in
            var visit: Visit = body
            withUnsafeMutablePointer(to: &visit) { visit in
                GEOSSTRtree_query_r(
                    context.handle, tree, envelope.pointer,
                    { item, visit in
                        guard let visit else { return }
                        visit.assumingMemoryBound(to: Visit.self).pointee(STRTree.index(of: item))
                    }, visit)
            }
        }
    }

    /// The box nearest to `coordinate` and how far away it is, 0 when it holds the coordinate; `nil` when there
    /// is none or the coordinate is not finite.
    public func nearest(to coordinate: Coordinate) -> (index: Int, distance: Double)? {
        nearest(to: coordinate) { boxes[$0].distance(to: coordinate) }
    }

    /// The item nearest to `coordinate` by a distance of the caller's, such as that to the pipe in the box.
    /// - Parameters:
    ///   - coordinate: where the search starts.
    ///   - distance: the distance from `coordinate` to the item at a position. It must not be less than the
    ///     distance to the item's box, else nearer items can be missed; an item at a distance that is not a
    ///     number is passed over.
    /// - Returns: the position and its distance; `nil` when there is no item, or none at a finite distance.
    public func nearest(
        to coordinate: Coordinate, distance: (Int) -> Double
    ) -> (index: Int, distance: Double)? {
        let start = BoundingBox(
            minX: coordinate.x, minY: coordinate.y, maxX: coordinate.x, maxY: coordinate.y)
        guard !isEmpty, start.isUsable, let envelope = try? Self.envelope(start, context) else { return nil }
        return withoutActuallyEscaping(distance) { distance in
            var measure: Distance = distance
            let item = withUnsafeMutablePointer(to: &measure) { measure in
                GEOSSTRtree_nearest_generic_r(
                    context.handle, tree, Self.probe, envelope.pointer,
                    { one, two, result, measure in
                        guard let measure, let result else { return 0 }
                        let item = one == STRTree.probe ? two : one
                        let found = measure.assumingMemoryBound(to: Distance.self)
                            .pointee(STRTree.index(of: item))
                        result.pointee = found.isFinite ? found : .greatestFiniteMagnitude
                        return 1
                    }, measure)
            }
            guard let item else { return nil }
            let index = Self.index(of: item)
            let found = distance(index)
            return found.isFinite ? (index, found) : nil
        }
    }

    /// Items are positions plus one, because GEOS takes a null pointer for none.
    private static func item(_ index: Int) -> UnsafeMutableRawPointer? {
        UnsafeMutableRawPointer(bitPattern: index + 1)
    }

    private static func index(of item: UnsafeRawPointer?) -> Int { Int(bitPattern: item) - 1 }

    /// A GEOS line along the box's diagonal, which has the box as its envelope.
    private static func envelope(
        _ box: BoundingBox, _ context: GEOSContext
    ) throws(GeospatialError) -> GEOSObject {
        let corners = [box.minX, box.minY, box.maxX, box.maxY]
        let sequence = GEOSCoordSeq_copyFromBuffer_r(context.handle, corners, 2, 0, 0)
        guard let sequence else { throw context.failure("spatial index") }
        return try GEOSObject(
            GEOSGeom_createLineString_r(context.handle, sequence), of: "spatial index", in: context)
    }
}

extension BoundingBox {
    /// Shortest distance from the box to `coordinate`; 0 inside.
    func distance(to coordinate: Coordinate) -> Double {
        let dx = max(minX - coordinate.x, 0, coordinate.x - maxX)
        let dy = max(minY - coordinate.y, 0, coordinate.y - maxY)
        return (dx * dx + dy * dy).squareRoot()
    }

    /// Whether the box can be indexed: finite, and not turned inside out.
    fileprivate var isUsable: Bool {
        minX.isFinite && minY.isFinite && maxX.isFinite && maxY.isFinite && minX <= maxX && minY <= maxY
    }
}
