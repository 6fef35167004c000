import Foundation
import Springline

/// Meters and a long CSV file of what they read, a row a reading.
struct ReadingsFixture: Sendable {
    /// The file.
    let csv: String
    private let network: Network

    /// `meters` meters, each read `count` times, every quarter of an hour.
    init(meters: Int, count: Int) throws {
        csv = try Scratch.newPath(".csv")
        var network = Network()
        try network.add(Junction(id: "A"))
        for meter in 0..<meters {
            try network.add(Asset(kind: .meter, id: "M\(meter)", attachment: .node("A")))
        }
        self.network = network
        let start = Timestamp(1_709_510_400)  // 2024-03-04T00:00:00Z
        let times = (0..<count).map { (start + 900 * Int64($0)).description }
        var text = "id,time,value\n"
        text.reserveCapacity(40 * meters * count)
        for meter in 0..<meters {
            for reading in 0..<count { text += "M\(meter),\(times[reading]),\(meter + reading).25\n" }
        }
        try Data(text.utf8).write(to: URL(fileURLWithPath: csv))
    }

    /// A new city file with the meters and no readings.
    func emptyCity() throws -> City {
        try City.importing(at: Scratch.newPath(".db")) { try $0.replaceNetwork(network) }.city
    }
}
