import Foundation
import Synchronization

/// The files that this run of a program reads and writes, so that no output replaces an input or another output.
///
/// Whoever opens a file for reading says so with ``read(_:)``; every output is opened through ``OutputDraft``, which asks
/// here. A program that runs once, such as a command line, calls ``begin()`` first. A service that never does may write
/// over what it has read, since it knows its files; a city's file is refused all the same.
public enum FilesOfRun {
    private struct Register {
        /// Files read, and by what name.
        var inputs: [FileIdentity: String] = [:]
        /// Places beside a database that belong to it, whether or not there is a file now.
        var reserved: [String: String] = [:]
        /// Places that an output has taken.
        var outputs: Set<String> = []
    }

    private static let register = Mutex<Register?>(nil)

    /// From now on the run's files are remembered; what was remembered before is forgotten.
    public static func begin() {
        register.withLock { $0 = Register() }
    }

    /// Nothing is remembered any more.
    package static func end() {
        register.withLock { $0 = nil }
    }

    /// The file at `path` is an input of this run.
    package static func read(_ path: String) {
        register.withLock { register in
            guard register != nil, let file = FileIdentity(path) else { return }
            register?.inputs[file] = path
        }
    }

    /// The SQLite file at `path` is an input of this run, with the files that SQLite keeps beside it.
    package static func readDatabase(_ path: String) {
        read(path)
        register.withLock { register in
            for ending in ["-journal", "-wal", "-shm"] {
                register?.reserved[FileIdentity.place(of: path + ending)] = path
            }
        }
    }

    /// Why no output may be written to `path`; `nil` when one may.
    static func objection(to path: String) -> OutputError? {
        if CityMark.isOn(path) { return .isCity(path: path) }
        return register.withLock { register in
            guard let register else { return nil }
            if let file = FileIdentity(path), let input = register.inputs[file] {
                return .isInput(path: path, input: input)
            }
            if let database = register.reserved[FileIdentity.place(of: path)] {
                return .isInput(path: path, input: database)
            }
            return nil
        }
    }

    /// An output takes `path` for itself.
    static func claim(_ path: String) throws(OutputError) {
        let place = FileIdentity.place(of: path)
        let isNew = register.withLock { register in
            register?.outputs.insert(place).inserted ?? true
        }
        if !isNew { throw .isOutput(path: path) }
    }

    /// The output that took `path` was not written.
    static func release(_ path: String) {
        register.withLock { _ = $0?.outputs.remove(FileIdentity.place(of: path)) }
    }
}
