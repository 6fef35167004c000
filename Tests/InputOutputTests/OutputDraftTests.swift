import Foundation
import Testing

@testable import InputOutput

/// The register is one for the process, so these run one after the other.
@Suite("Outputs appear whole and replace no input", .serialized)
final class OutputDraftTests {
    private let folder: String

    init() throws {
        folder =
            FileManager.default.temporaryDirectory.appendingPathComponent("drafts-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        FilesOfRun.begin()
    }

    deinit {
        FilesOfRun.end()
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func path(_ name: String) -> String { folder + "/" + name }

    private func make(_ name: String, _ text: String = "old") throws -> String {
        try text.write(toFile: path(name), atomically: false, encoding: .utf8)
        return path(name)
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: path(name), encoding: .utf8)
    }

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    @Test("A finished file replaces the old one; nothing else is left")
    func replaces() throws {
        let file = try make("a.csv")
        try OutputFile.write("new".utf8, to: file)
        #expect(try text("a.csv") == "new")
        #expect(try names() == ["a.csv"])
    }

    @Test("A file that is given up leaves the old one and nothing else")
    func givenUp() throws {
        let file = try make("a.csv")
        do {
            let output = try OutputFile(file)
            try output.write("new")
            #expect(try names().count == 2)
        }
        #expect(try text("a.csv") == "old")
        #expect(try names() == ["a.csv"])
    }

    @Test("An input is refused by every name it has: its own, through a folder, a link, a hard link")
    func inputs() throws {
        let file = try make("a.gpkg")
        FilesOfRun.read(file)
        let soft = path("soft.gpkg")
        let hard = path("hard.gpkg")
        let linkedFolder = path("linked")
        try FileManager.default.createSymbolicLink(atPath: soft, withDestinationPath: file)
        try FileManager.default.linkItem(atPath: file, toPath: hard)
        try FileManager.default.createSymbolicLink(atPath: linkedFolder, withDestinationPath: folder)
        let before = try names()
        for name in [
            file, folder + "/../" + (folder as NSString).lastPathComponent + "/a.gpkg", soft, hard,
            linkedFolder + "/a.gpkg",
        ] {
            #expect(throws: OutputError.isInput(path: name, input: file)) { try OutputFile(name) }
        }
        #expect(try names() == before)
        #expect(try text("a.gpkg") == "old")
    }

    @Test("A name that becomes an input while the output is made is refused in the end")
    func late() throws {
        let output = try OutputFile(path("tests.csv"))
        try output.write("new")
        let input = try make("tests.csv")
        FilesOfRun.read(input)
        #expect(throws: OutputError.isInput(path: input, input: input)) { try output.finish() }
        #expect(try text("tests.csv") == "old")
        output.abandon()
        #expect(try names() == ["tests.csv"])
    }

    @Test("What SQLite keeps beside a database belongs to it", arguments: ["-journal", "-wal", "-shm"])
    func databases(_ ending: String) throws {
        let file = try make("a.gpkg")
        FilesOfRun.readDatabase(file)
        let beside = file + ending
        #expect(throws: OutputError.isInput(path: beside, input: file)) { try OutputFile(beside) }
    }

    @Test("Two outputs of one run do not take one name, unless the first was given up")
    func twice() throws {
        let first = try OutputFile(path("a.csv"))
        #expect(throws: OutputError.isOutput(path: path("a.csv"))) { try OutputFile(path("a.csv")) }
        first.abandon()
        try OutputFile.write("new".utf8, to: path("a.csv"))
        #expect(throws: OutputError.isOutput(path: path("a.csv"))) { try OutputFile(path("a.csv")) }
        #expect(try text("a.csv") == "new")
    }

    @Test("A companion that is an input is refused before anything is made")
    func companions() throws {
        let index = try make("a.shx")
        FilesOfRun.read(index)
        #expect(throws: OutputError.isInput(path: index, input: index)) {
            try OutputDraft(of: path("a.shp"), companions: ["shx"])
        }
        #expect(try names() == ["a.shx"])
    }

    @Test("A city is refused also where no run is begun")
    func cities() throws {
        FilesOfRun.end()
        var header = Data("SQLite format 3\0".utf8) + Data(count: 84)
        header.replaceSubrange(68..<72, with: Data("SPLN".utf8))
        try header.write(to: URL(fileURLWithPath: path("city.db")))
        #expect(throws: OutputError.isCity(path: path("city.db"))) { try OutputFile(path("city.db")) }
        let file = try make("a.csv")
        FilesOfRun.read(file)
        try OutputFile.write("new".utf8, to: file)
        #expect(try text("a.csv") == "new")
    }

    @Test("The draft of a killed program is removed by the next output, that of a living one is not")
    func abandoned() throws {
        // What a killed program leaves has no lock.
        let stem = ".springline-0123456789abcdef"
        for ending in [".gpkg", ".gpkg-journal", ".shx"] { _ = try make(stem + ending) }
        try FileManager.default.createDirectory(
            atPath: path(".springline-00000000000000ff/readings"), withIntermediateDirectories: true)
        _ = try make(".springline-notes")
        let living = try OutputFile(path("living.csv"))
        let draft = try names().filter {
            ![stem, ".springline-n", ".springline-00"].contains(where: $0.hasPrefix)
        }
        #expect(draft.count == 1)
        try OutputFile.write("new".utf8, to: path("a.csv"))
        #expect(Set(try names()) == Set(draft + [".springline-notes", "a.csv"]))
        try living.finish()
        #expect(try names() == [".springline-notes", "a.csv", "living.csv"])
    }

    @Test("A new file is not put over one that came to be meanwhile")
    func asNew() throws {
        let draft = try OutputDraft(of: path("city.db"))
        _ = try make("city.db")
        #expect(throws: OutputError.self) { try draft.publishAsNew() }
        draft.abandon()
        #expect(try text("city.db") == "old")
        #expect(try names() == ["city.db"])
    }

    @Test("A folder's files appear together; given up, nothing does, not even the folders made for it")
    func folders() throws {
        do {
            let draft = try DraftFolder(for: path("x/y/city"))
            try "1".write(toFile: draft.temporaryPath + "/a", atomically: false, encoding: .utf8)
        }
        #expect(try names() == [])
        let draft = try DraftFolder(for: path("city"))
        try FileManager.default.createDirectory(
            atPath: draft.temporaryPath + "/readings", withIntermediateDirectories: true)
        try "1".write(toFile: draft.temporaryPath + "/readings/a", atomically: false, encoding: .utf8)
        try draft.publish()
        #expect(try names() == ["city"])
        #expect(try text("city/readings/a") == "1")
    }

    @Test("The reasons of the system name a full disk")
    func reasons() {
        #expect(SystemFault.reason(ENOSPC).english == "the disk is full")
        #expect(SystemFault.reason(EDQUOT).english.hasPrefix("the disk is full"))
        let cause = NSError(domain: NSPOSIXErrorDomain, code: Int(ENOSPC))
        let wrapped = NSError(domain: NSCocoaErrorDomain, code: 512, userInfo: [NSUnderlyingErrorKey: cause])
        #expect(SystemFault.reason(of: wrapped).english == "the disk is full")
    }
}
