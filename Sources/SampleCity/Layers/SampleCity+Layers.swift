import Foundation

extension SampleCity {
    func writeLayers(
        _ model: CityModel, ids: CityIDs, to directory: URL, progress: (Double) -> Void
    ) throws(SampleCityError) {
    }
}
