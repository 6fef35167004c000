import ArgumentParser
import Foundation
import Springline

struct SampleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample",
        abstract: "Write a made-up city with readings and planted leaks, as an analyst would receive it.")

    @Argument(help: "The folder to write; made when it is not there.")
    var folder: String

    @Option(help: "About how many junctions.")
    var junctions = 1500

    @Option(help: "The same seed gives the same bytes.")
    var seed: UInt64 = 1

    @Option(help: "Days of readings, from Monday 2024-03-04.")
    var days = 30

    func run() throws {
        let city = try SampleCity(junctions: junctions, seed: seed, days: days)
        let summary = try city.write(to: URL(fileURLWithPath: folder)) { step, share in
            Terminal.progress(step.rawValue, share)
        }
        Terminal.endProgress()
        try Terminal.show(
            """
            \(folder): \(summary.junctions) junctions, \(summary.pipes) pipes, \(summary.customers) customers, \
            \(summary.zones) zones, \(summary.flowMeters) flow meters
            """)
    }
}
