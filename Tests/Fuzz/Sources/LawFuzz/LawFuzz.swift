import Foundation
import PipeNetwork
import Springline

/// Solves random networks and holds every law against their states: `LawFuzz [COUNT] [FIRST SEED] [FOLDER]`.
///
/// The exit code is 1 when a state that says it converged breaks a law. States that say that they did not converge are
/// counted. With a folder, the networks that failed are written there as INP files.
@main
enum LawFuzz {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let count = arguments.first.flatMap { UInt64($0) } ?? 20_000
        let first = arguments.dropFirst().first.flatMap { UInt64($0) } ?? 1
        let folder = arguments.dropFirst(2).first
        var (states, unlawful, unconverged) = (0, 0, 0)
        for seed in first..<first + count {
            let run = try LawRun(seed: seed)
            states += run.states
            if run.violations.isEmpty, run.unconverged.isEmpty { continue }
            unlawful += run.violations.isEmpty ? 0 : 1
            unconverged += run.unconverged.isEmpty ? 0 : 1
            let times = run.unconverged.map { "\(Int($0)) s" }.joined(separator: ", ")
            print("seed \(seed): \(run.violations.first ?? "not converged at \(times)")")
            if let folder { try INPFile.write(run.network, path: "\(folder)/seed\(seed).inp") }
        }
        let share = Double(unconverged) / Double(max(1, count)) * 100
        print(
            "\(count) networks, \(states) states: \(unlawful) networks with an unlawful state, \(unconverged) "
                + "(\(String(format: "%.2f", share)) %) with one that did not converge")
        if unlawful > 0 { exit(1) }
    }
}
