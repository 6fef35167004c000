import InputOutput
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

    @OptionGroup var output: LanguageOption

    func run() throws {
        let city = try SampleCity(junctions: junctions, seed: seed, days: days)
        let summary = try city.write(to: URL(fileURLWithPath: folder)) { step, share in
            Terminal.progress(step.wording, share)
        }
        Terminal.endProgress()
        try Terminal.show(
            Wording(
                "\(folder): \(summary.junctions) junctions, \(summary.pipes) pipes, \(summary.customers) customers, "
                    + "\(summary.zones) zones, \(summary.flowMeters) flow meters",
                "\(folder)：\(summary.junctions) 个节点，\(summary.pipes) 条管段，\(summary.customers) 个用户，"
                    + "\(summary.zones) 个分区，\(summary.flowMeters) 台流量计"))
    }
}

extension SampleCity.Step {
    /// What is being done, for a progress line.
    fileprivate var wording: Wording {
        switch self {
        case .drawing: Wording(rawValue, "绘制城市")
        case .flowing: Wording(rawValue, "计算水流")
        case .map: Wording(rawValue, "写出图层")
        case .readings: Wording(rawValue, "写出读数")
        case .truth: Wording(rawValue, "写出真值")
        }
    }
}
