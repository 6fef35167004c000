import Foundation

/// What `balance --format json` promises, read strictly: a key that is missing is an error.
struct BalanceJSON: Decodable {
    struct Zone: Decodable {
        var id: String
        var periods: [Period]
    }

    struct Period: Decodable {
        // The keys are a promise to other programs and are spelled as they are there.
        var from: String
        var to: String
        var input_m3: Double?
        var export_m3: Double?
        var storage_change_m3: Double?
        var metered_m3: Double?
        var unmetered_m3: Double?
        var loss_m3: Double?
        var loss_ci95_m3: Double?
        var coverage: Double
        var flags: [String]
    }

    var zones: [Zone]

    init(_ text: String) throws {
        self = try JSONDecoder().decode(BalanceJSON.self, from: Data(text.utf8))
    }
}
