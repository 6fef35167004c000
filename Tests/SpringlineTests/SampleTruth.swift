import Foundation

/// What a sample city's `truth.json` says of its zones.
struct SampleTruth: Decodable {
    struct Day: Decodable {
        var date: String
        var input_m3, export_m3, storage_change_m3, metered_m3, unmetered_m3, loss_m3: Double
    }

    struct Zone: Decodable {
        var id: String
        var dead_meter: Bool
        var days: [Day]
    }

    var zones: [Zone]

    init(folder: URL) throws {
        let data = try Data(contentsOf: folder.appendingPathComponent("truth.json"))
        self = try JSONDecoder().decode(SampleTruth.self, from: data)
    }

    /// The planted loss of a zone over seven days from a local date, m³.
    func weeklyLoss(zone: String, from date: String) -> Double? {
        guard let days = zones.first(where: { $0.id == zone })?.days,
            let first = days.firstIndex(where: { $0.date == date }), first + 7 <= days.count
        else { return nil }
        return days[first..<first + 7].reduce(0) { $0 + $1.loss_m3 }
    }
}

/// A folder for one test, removed when the test lets go of it.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("springline-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }
}
