import Foundation
import Testing

/// The built command in a folder of its own, as a person at a shell has it.
final class Springs: Sendable {
    /// What a run of the command left.
    struct Outcome: Sendable {
        var code: Int32
        var output: String
        var errors: String
        /// The last line on the error stream, where the reason stands.
        var reason: String { errors.split(separator: "\n").last.map(String.init) ?? "" }
    }

    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("springs-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The executable stands beside the test bundle, whatever the scratch path: SwiftPM builds both into one folder.
    static func executable() throws -> URL {
        let started = [Bundle.main.executableURL, URL(fileURLWithPath: CommandLine.arguments.first ?? "")]
        let bundles = (Bundle.allBundles + [Bundle.main]).map(\.bundleURL)
        for place in started.compactMap(\.self) + bundles {
            var folder = place.resolvingSymlinksInPath()
            for _ in 0..<5 {
                let candidate = folder.appendingPathComponent("springline")
                var isFolder: ObjCBool = false
                if FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder),
                    !isFolder.boolValue, FileManager.default.isExecutableFile(atPath: candidate.path)
                {
                    return candidate
                }
                folder.deleteLastPathComponent()
            }
        }
        throw MissingExecutable()
    }

    struct MissingExecutable: Error, CustomStringConvertible {
        var description: String { "the springline executable is not beside the test bundle; build it first" }
    }

    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    /// Writes a file into the folder.
    func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        let url = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    func bytes(_ name: String) throws -> Data {
        try Data(contentsOf: folder.appendingPathComponent(name))
    }

    func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    /// Runs the command in the folder, so that paths are as short as they are typed.
    @discardableResult
    func run(_ arguments: String...) throws -> Outcome { try run(arguments) }

    @discardableResult
    func run(_ arguments: [String]) throws -> Outcome {
        try finish(start(Self.executable(), arguments))
    }

    /// Runs a line of shell, where `springline` is the command.
    func shell(_ line: String) throws -> Outcome {
        let command = "springline() { '\(try Self.executable().path)' \"$@\"; }\n\(line)"
        return try finish(start(URL(fileURLWithPath: "/bin/sh"), ["-c", command]))
    }

    /// A program that runs, and the files its streams go to: a file never fills up as a pipe does.
    struct Running {
        var process: Process
        var output: URL
        var errors: URL
    }

    func start(_ program: URL, _ arguments: [String]) throws -> Running {
        let streams = FileManager.default.temporaryDirectory
            .appendingPathComponent("springs-\(UUID().uuidString)")
        let output = streams.appendingPathExtension("out")
        let errors = streams.appendingPathExtension("err")
        for url in [output, errors] { try Data().write(to: url) }
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        return Running(process: process, output: output, errors: errors)
    }

    func finish(_ running: Running) throws -> Outcome {
        running.process.waitUntilExit()
        defer {
            for url in [running.output, running.errors] { try? FileManager.default.removeItem(at: url) }
        }
        return Outcome(
            code: running.process.terminationStatus,
            output: String(decoding: try Data(contentsOf: running.output), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: running.errors), as: UTF8.self))
    }

    /// Expects that a command fails with this reason and that `city.db` stays as it is, byte for byte and alone:
    /// absent when it was absent.
    func expectRefusal(
        _ arguments: [String], code: Int32 = 1, _ reason: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let before = try? bytes("city.db")
        let names = try names()
        let outcome = try run(arguments)
        #expect(outcome.code == code, sourceLocation: sourceLocation)
        #expect(outcome.reason == reason, sourceLocation: sourceLocation)
        #expect(outcome.output.isEmpty, sourceLocation: sourceLocation)
        #expect((try? bytes("city.db")) == before, "the city changed", sourceLocation: sourceLocation)
        #expect(try self.names() == names, "files appeared or went", sourceLocation: sourceLocation)
    }
}
