import Foundation
import Geospatial
import PipeNetwork

/// From the network's coordinates to places on the drawing, whole numbers 4000 across.
struct MapFrame {
    /// Width of the drawing in its units.
    let width = 4000.0
    /// Height of the drawing in its units.
    let height: Double
    /// Metres in one unit of the drawing.
    let metresPerUnit: Double

    private let middleX: Double
    private let middleY: Double
    private let scaleX: Double
    private let scaleY: Double

    /// The frame around a network; `nil` when nothing in it has a place.
    init?(_ network: Network) {
        guard let box = network.extent, box.minX.isFinite, box.maxX.isFinite, box.minY.isFinite,
            box.maxY.isFinite
        else { return nil }
        middleX = (box.minX + box.maxX) / 2
        middleY = (box.minY + box.maxY) / 2
        // A degree of longitude shrinks towards the poles; on a page the rest of the projection does not show.
        let isGeographic = network.crs?.isGeographic ?? false
        let metresY = isGeographic ? 111_320 : network.crs?.metresPerUnit ?? 1
        let metresX = isGeographic ? metresY * max(cos(middleY * .pi / 180), 0.01) : metresY
        let across = max((box.maxX - box.minX) * metresX, 1)
        let up = max((box.maxY - box.minY) * metresY, 1)
        let margin = 180.0
        let shape = min(max(up / across, 0.45), 1.15)
        height = (shape * (width - 2 * margin) + 2 * margin).rounded()
        metresPerUnit = max(across / (width - 2 * margin), up / (height - 2 * margin))
        scaleX = metresX / metresPerUnit
        scaleY = metresY / metresPerUnit
    }

    /// The place of an easting or longitude.
    func x(_ x: Double) -> Double { width / 2 + (x - middleX) * scaleX }

    /// The place of a northing or latitude; a drawing counts downwards.
    func y(_ y: Double) -> Double { height / 2 - (y - middleY) * scaleY }

    /// Metres east of the drawing's middle.
    func east(_ x: Double) -> Double { (x - middleX) * scaleX * metresPerUnit }

    /// Metres north of the drawing's middle.
    func north(_ y: Double) -> Double { (y - middleY) * scaleY * metresPerUnit }
}
