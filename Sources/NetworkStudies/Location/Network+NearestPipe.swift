import Geospatial
import PipeNetwork

extension Network {
    /// The pipe nearest to a place.
    ///
    /// - Throws: `SearchError/farFromPipes`, which names the nearest of all.
    func nearestPipe(
        to place: Coordinate, within limit: Double, by locator: PipeLocator
    ) throws(SearchError) -> PipeLocator.Hit {
        if let hit = locator.nearest(to: place, within: limit) { return hit }
        let nearest = locator.nearest(to: place)
        throw .farFromPipes(
            x: place.x, y: place.y, nearest: nearest.map { links.ids[$0.link] }, distance: nearest?.distance,
            limit: limit)
    }

    /// A place half-way along a link; `nil` without a path.
    package func midpoint(ofLink row: Int) -> Coordinate? {
        let path = path(ofLink: row)
        guard let line = try? Polyline(path), let point = try? line.interpolate(at: line.length / 2)
        else {
            return path.first
        }
        return point
    }
}
