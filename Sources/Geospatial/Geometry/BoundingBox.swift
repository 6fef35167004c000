/// An axis-parallel rectangle, closed on all sides.
public struct BoundingBox: Hashable, Sendable {
    /// Smallest x.
    public var minX: Double
    /// Smallest y.
    public var minY: Double
    /// Largest x.
    public var maxX: Double
    /// Largest y.
    public var maxY: Double

    /// A box from its four limits.
    public init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
        self.minX = minX
        self.minY = minY
        self.maxX = maxX
        self.maxY = maxY
    }

    /// The smallest box that holds all `coordinates`; `nil` when there are none.
    public init?(_ coordinates: some Sequence<Coordinate>) {
        var box: BoundingBox?
        for coordinate in coordinates {
            if box == nil {
                box = BoundingBox(
                    minX: coordinate.x, minY: coordinate.y, maxX: coordinate.x, maxY: coordinate.y)
            } else {
                box?.expand(toInclude: coordinate)
            }
        }
        guard let box else { return nil }
        self = box
    }

    /// Grows the box so that it holds `coordinate`.
    public mutating func expand(toInclude coordinate: Coordinate) {
        minX = min(minX, coordinate.x)
        minY = min(minY, coordinate.y)
        maxX = max(maxX, coordinate.x)
        maxY = max(maxY, coordinate.y)
    }

    /// The box that holds both.
    public func union(_ other: BoundingBox) -> BoundingBox {
        BoundingBox(
            minX: min(minX, other.minX), minY: min(minY, other.minY),
            maxX: max(maxX, other.maxX), maxY: max(maxY, other.maxY))
    }

    /// The box with `margin` added on every side.
    public func expanded(by margin: Double) -> BoundingBox {
        BoundingBox(minX: minX - margin, minY: minY - margin, maxX: maxX + margin, maxY: maxY + margin)
    }

    /// Whether the boxes share at least a point.
    public func intersects(_ other: BoundingBox) -> Bool {
        minX <= other.maxX && other.minX <= maxX && minY <= other.maxY && other.minY <= maxY
    }

    /// Whether `coordinate` lies in the box or on its edge.
    public func contains(_ coordinate: Coordinate) -> Bool {
        coordinate.x >= minX && coordinate.x <= maxX && coordinate.y >= minY && coordinate.y <= maxY
    }

    /// Width, in the units of the coordinates.
    public var width: Double { maxX - minX }

    /// Height, in the units of the coordinates.
    public var height: Double { maxY - minY }

    /// The middle of the box.
    public var center: Coordinate { Coordinate(x: (minX + maxX) / 2, y: (minY + maxY) / 2) }
}
