extension CoordinateTransform {
    /// Which of `coordinates`, given in the source system, lie outside the area of use of the source or the
    /// target system. The numbers of such points are the first sign of a wrong system or of swapped axes.
    ///
    /// A point that cannot be brought to longitude and latitude counts as outside. A system whose area is
    /// unknown holds every point.
    /// - Parameters:
    ///   - coordinates: positions in the source system.
    ///   - geographic: the transform from the source system to WGS 84, where the caller has it: to make one takes PROJ
    ///     tens of milliseconds. Made here when `nil`.
    /// - Returns: positions in `coordinates`, ascending.
    /// - Throws: ``GeospatialError/noTransform(from:to:message:)`` when the source has no way to longitude and
    ///   latitude.
    public func outsideAreaOfUse(
        _ coordinates: [Coordinate], geographic: CoordinateTransform? = nil
    ) throws(GeospatialError) -> [Int] {
        let areas = [source.areaOfUse, target.areaOfUse].compactMap { $0 }
        guard !areas.isEmpty, !coordinates.isEmpty else { return [] }
        var toDegrees = source.isGeographic ? nil : geographic
        if toDegrees == nil, !source.isGeographic {
            toDegrees = try CoordinateTransform(from: source, to: .wgs84)
        }
        return coordinates.indices.filter { index in
            let coordinate = coordinates[index]
            guard let position = toDegrees.map({ try? $0(coordinate) }) ?? coordinate, position.isFinite
            else { return true }
            return !areas.allSatisfy { $0.containsPosition(position) }
        }
    }
}

extension BoundingBox {
    /// Whether a box of degrees holds a position, also when the box crosses the 180th meridian.
    fileprivate func containsPosition(_ position: Coordinate) -> Bool {
        if contains(position) { return true }
        return maxX > 180 && contains(Coordinate(x: position.x + 360, y: position.y))
    }
}
