import Foundation

/// Times and memory of this process: what ``GraphTiming`` measures with, and goes with it.
enum SolveTiming {
    /// Greatest memory of the process so far, MB.
    static func peakMemory() -> Double {
        // What getrusage tells may be the peak of the program that started this one.
        if let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kilobytes = line.split(separator: " ").dropLast().last.flatMap({ Double($0) })
        {
            return kilobytes / 1024
        }
        var usage = rusage()
        #if os(Linux)
            guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return .nan }
            return Double(usage.ru_maxrss) / 1024
        #else
            guard getrusage(RUSAGE_SELF, &usage) == 0 else { return .nan }
            return Double(usage.ru_maxrss) / 1_048_576
        #endif
    }
}
