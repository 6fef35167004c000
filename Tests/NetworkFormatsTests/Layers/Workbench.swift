import Foundation
import Geospatial
import NetworkFormats

/// A folder for one test's files, removed afterwards.
final class Workbench: Sendable {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "layers-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    @discardableResult
    func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        try Data(bytes).write(to: folder.appendingPathComponent(name))
        return path(name)
    }

    func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
    }

    func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    /// The full path of a program; `nil` when it is not installed.
    static func program(_ name: String) -> String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// What a program prints.
    static func run(_ name: String, _ arguments: [String]) throws -> String {
        guard let path = program(name) else { return "" }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }
}

/// What a call threw, as a ``FormatError``.
func formatError(_ body: () throws -> Void) -> FormatError? {
    do {
        try body()
        return nil
    } catch {
        return error as? FormatError
    }
}

/// Pseudo-random numbers that are the same on every run (Knuth's MMIX generator).
struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}

/// Damaged copies of `bytes`: changed, cut and doubled bytes.
func mutations(of bytes: [UInt8], count: Int) -> [[UInt8]] {
    var dice = Dice(state: UInt64(bytes.count))
    var results = (0..<bytes.count).map { Array(bytes[..<$0]) }
    for _ in 0..<count {
        var copy = bytes
        for _ in 0..<Int.random(in: 1...4, using: &dice) {
            let index = Int.random(in: copy.indices, using: &dice)
            switch Int.random(in: 0..<4, using: &dice) {
            case 0: copy[index] = UInt8.random(in: 0...255, using: &dice)
            case 1: copy[index] = [0, 0x7F, 0x80, 0xFF].randomElement(using: &dice) ?? 0
            case 2: copy.insert(copy[index], at: index)
            default: if copy.count > 1 { copy.remove(at: index) }
            }
        }
        results.append(copy)
    }
    return results
}
