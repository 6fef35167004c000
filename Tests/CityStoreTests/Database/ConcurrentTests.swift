import Foundation
import PipeNetwork
import Telemetry
import Testing

@testable import CityStore

/// One file, several connections: as several programs have it open.
@Suite("Readers beside a writer")
struct ConcurrentTests {
    @Test("While one connection writes, the others see a whole state, never a mixture")
    func wholeStates() async throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let path = city.path
        // Two networks of which no row of one is in the other.
        func network(_ name: String) throws -> Network {
            var network = Network()
            for number in 0..<300 { try network.add(Junction(id: "\(name)\(number)")) }
            for number in 1..<300 {
                try network.add(
                    Pipe(id: "\(name)\(number)", start: "\(name)\(number - 1)", end: "\(name)\(number)"))
            }
            return network
        }
        let states = [try network("a"), try network("b")]
        try city.importing { try $0.replaceNetwork(states[0], validFrom: Timestamp(0)) }
        try await withThrowingTaskGroup(of: Int.self) { group in
            group.addTask {
                for step in 1...12 {
                    try city.importing { writer in
                        try writer.replaceNetwork(states[step % 2], validFrom: Timestamp(Int64(step)))
                        try writer.appendReadings(
                            of: "M", kind: .flow, times: [Int64(step)], values: [Double(step)])
                    }
                }
                return 0
            }
            for _ in 0..<2 {
                group.addTask {
                    var seen = 0
                    for _ in 0..<12 {
                        let other = try City(path: path, readOnly: true)
                        let found = try other.network()
                        if found != states[0], found != states[1] { return -1 }
                        seen += 1
                    }
                    return seen
                }
            }
            for try await result in group { #expect(result >= 0) }
        }
        #expect(try city.network() == states[0])
        #expect(try city.readings(of: "M", kind: .flow)?.times == Array(1...12))
        #expect(try city.versions().count == 13)
        #expect(try scratch.files() == ["city.db"])
    }

    @Test("Several writers of one series lose nothing, whatever order they come in")
    func writers() async throws {
        let scratch = try Scratch()
        let path = try scratch.city().path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 as Range<Int64> {
                group.addTask {
                    let city = try City(path: path)
                    for step in 0..<10 as Range<Int64> {
                        let times = (0..<20).map { 4 * (step * 20 + $0) + writer }
                        try city.importing {
                            try $0.appendReadings(
                                of: "M", kind: .level, times: times, values: times.map(Double.init))
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let city = try City(path: path, readOnly: true)
        let series = try #require(try city.readings(of: "M", kind: .level))
        #expect(series.times == Array(0..<800) && series.values == (0..<800).map(Double.init))
        #expect(try city.readingSeries().first?.count == 800)
    }

    @Test("A file that is cut or damaged anywhere is refused or read, and the process lives")
    func damagedFiles() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        try city.importing { try $0.replaceNetwork(SampleNetworks.rich()) }
        let whole = try Data(contentsOf: URL(filePath: city.path))
        let network = try city.network()
        var refused = 0
        for place in 0..<40 {
            var damaged = whole
            if place % 2 == 0 {
                // Pages from here on are gone.
                damaged = damaged.prefix(100 + place * whole.count / 40)
            } else {
                let start = place * whole.count / 40
                for offset in start..<min(whole.count, start + 600) { damaged[offset] = 0xA5 }
            }
            let path = scratch.path("damaged-\(place).db")
            try damaged.write(to: URL(filePath: path))
            do {
                let found = try City(path: path, readOnly: true).network()
                // What can be read of it is the network but for what the damaged page held.
                #expect(found.nodes.count <= network.nodes.count)
            } catch is CityError {
                refused += 1
            }
        }
        #expect(refused > 0)
    }
}
