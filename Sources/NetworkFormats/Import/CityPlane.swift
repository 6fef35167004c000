import Geospatial
import InputOutput

/// Whether lengths that are measured in a plane are lengths on the ground: Web Mercator makes every pipe at 37° a quarter
/// too long, a plane in feet three times.
struct CityPlane {
    /// How wrong lengths may be: 0.2 %. The planes of surveys are made for less: UTM's scale is between 0.9996 and 1.001
    /// in its own zone, a Gauss-Krüger zone of 3° stays below 1.0004.
    static let tolerance = 0.002

    /// The plane to keep the city in.
    var crs: CoordinateReferenceSystem
    /// What to say when it is not the one that was wanted.
    var note: Wording?

    /// The plane `wanted` when lengths in it are true at the places, or the recommended plane there.
    ///
    /// - Parameters:
    ///   - places: some places, in `source`.
    /// - Throws: `GeospatialError` when there is no plane for the places, as towards the poles.
    init(
        _ wanted: CoordinateReferenceSystem, at places: [Coordinate], in source: CoordinateReferenceSystem,
        _ transforms: TransformCache
    ) throws {
        crs = wanted
        guard let first = places.first, wanted.kind != .local, source.kind != .local else { return }
        let toGeographic = try transforms.transform(from: source, to: .wgs84)
        let why: Wording
        if wanted.isGeographic {
            why = Wording(
                "\(wanted) is longitude and latitude, in which lengths cannot be measured",
                "\(wanted) 是经纬度，无法量取长度")
        } else {
            guard let wrong = try Self.error(of: wanted, at: places, in: source, transforms) else { return }
            let percent = Self.percent(wrong)
            why = Wording(
                "lengths in \(wanted) are \(percent.english) at this place",
                "\(wanted) 中的长度在此处\(percent.chinese)")
        }
        let place = try toGeographic(first)
        let plane = try CoordinateReferenceSystem.recommendedProjected(
            forLongitude: place.x, latitude: place.y)
        crs = plane
        note =
            why
            + Wording(
                ": the city is kept in \(plane), and lengths are measured there",
                "：城市改用 \(plane)，长度在其中量取")
    }

    /// By how much lengths in a plane are wrong at the places, as a part of the true length; `nil` within the tolerance,
    /// and when the plane does not reach there, which the check of its area of use tells.
    static func error(
        of plane: CoordinateReferenceSystem, at places: [Coordinate], in source: CoordinateReferenceSystem,
        _ transforms: TransformCache
    ) throws -> Double? {
        guard plane.kind == .projected, source.kind != .local else { return nil }
        let toPlane = try transforms.transform(from: source, to: plane)
        let toGeographic = try transforms.transform(from: plane, to: .wgs84)
        var worst = 0.0
        // Five of them: a city is small beside the change of any plane's scale.
        let step = max(1, places.count / 5)
        for index in stride(from: 0, to: places.count, by: step) {
            guard places[index].isFinite, let position = try? toPlane(places[index]),
                let scale = try? plane.lengthScale(at: position, toGeographic), scale.worst.isFinite
            else { continue }
            if abs(scale.worst - 1) > abs(worst) { worst = scale.worst - 1 }
        }
        return abs(worst) > tolerance ? worst : nil
    }

    /// Such as "25 % too long".
    static func percent(_ error: Double) -> Wording {
        let percent = min(abs(error) * 100, 1e9)
        let digits = percent >= 10 ? percent.rounded() : (percent * 10).rounded() / 10
        let text = digits == digits.rounded() ? String(Int(digits)) : String(digits)
        return Wording("\(text) % too \(error > 0 ? "long" : "short")", "偏\(error > 0 ? "长" : "短") \(text) %")
    }
}
