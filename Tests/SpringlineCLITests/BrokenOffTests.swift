import Foundation
import Testing

@Suite("What breaks off leaves the city as it was")
struct BrokenOffTests {
    /// A grid of streets of 2 × `size`² pipes, east of the street that is there.
    static func grid(_ size: Int) -> [String] {
        (0..<size).flatMap { row in
            (0..<size).flatMap { column in
                let x = 501_000 + 100 * column
                let y = 4_060_000 + 100 * row
                return [
                    Springs.feature("H\(row)-\(column)", "[[\(x),\(y)],[\(x + 100),\(y)]]"),
                    Springs.feature("V\(row)-\(column)", "[[\(x),\(y)],[\(x),\(y + 100)]]"),
                ]
            }
        }
    }

    /// A limit on the size of files stands for a full disk: SQLite's write fails half-way all the same. The signal of
    /// the limit is ignored, as a full disk sends none. The shell counts in blocks of 512 or 1024 bytes, so the limit
    /// is a size on which both agree that it is above the city's and below what the import needs.
    @Test("A full disk: the reason is said, the file is the same bytes, and nothing is left beside it")
    func fullDisk() throws {
        let springs = try Springs()
        try springs.makeStreet()
        try springs.writePipes("grid.geojson", Self.grid(60))
        let city = try springs.bytes("city.db")
        let names = try springs.names()
        let blocks = city.count / 512 + 40
        let outcome = try springs.shell(
            "trap '' XFSZ; ulimit -f \(blocks); springline import city.db grid.geojson >/dev/null")
        #expect(outcome.code == 1)
        #expect(
            outcome.reason.hasPrefix("Error: the city 'city.db' could not be read or written: SQLite says '"),
            "\(outcome.reason)")
        #expect(
            outcome.reason.hasSuffix("; the file is as it was before, make room on the disk and try again"))
        #expect(try springs.run("info", "city.db", "--format", "json").code == 0)
        #expect(try springs.bytes("city.db") == city)
        #expect(try springs.names() == names)
        #expect(try springs.run("import", "city.db", "grid.geojson").code == 0)
    }

    @Test("A full disk on the first import: no city, and nothing else, appears")
    func fullDiskAtFirst() throws {
        let springs = try Springs()
        try springs.writePipes("grid.geojson", Self.grid(60))
        let outcome = try springs.shell(
            "trap '' XFSZ; ulimit -f 2000; springline import city.db grid.geojson >/dev/null")
        #expect(outcome.code == 1)
        #expect(outcome.reason.contains("make room on the disk"), "\(outcome.reason)")
        #expect(try springs.names() == ["grid.geojson"])
    }

    @Test("A full disk for exported defects: no half a file")
    func fullDiskForExport() throws {
        let springs = try Springs()
        try springs.writePipes("grid.geojson", Self.grid(40))
        #expect(try springs.run("import", "city.db", "grid.geojson").code == 0)
        for ending in ["geojson", "gpkg", "shp", "json", "csv"] {
            let names = try springs.names()
            let outcome = try springs.shell(
                "trap '' XFSZ; ulimit -f 8; springline check city.db --output out.\(ending) >/dev/null")
            #expect(outcome.code == 1, "\(ending)")
            #expect(outcome.reason.hasPrefix("Error: out.\(ending)"), "\(outcome.errors)")
            #expect(try springs.names() == names, "\(ending)")
        }
    }

    /// The library that writes workbooks says nothing where its temporary files are cut off: the limit lies above the
    /// size of the workbook and below that of its largest sheet, so that only reading over the file tells.
    @Test("A full disk for a workbook: no half a file, whichever part did not fit", arguments: [2, 16])
    func fullDiskForWorkbook(blocks: Int) throws {
        let springs = try CommandLineTests.town()
        let names = try springs.names()
        let outcome = try springs.shell(
            "trap '' XFSZ; ulimit -f \(blocks); springline report city.db --output out.xlsx "
                + CommandLineTests.period.joined(separator: " ") + " >/dev/null")
        #expect(outcome.code == 1)
        #expect(outcome.reason.hasPrefix("Error: out.xlsx: cannot be written: "), "\(outcome.errors)")
        #expect(outcome.reason.hasSuffix("; nothing was left half-written."), "\(outcome.errors)")
        #expect(try springs.names() == names)
    }

    @Test("Output that cannot be written says so; a reader that leaves early is no matter")
    func fullOutput() throws {
        let springs = try Springs()
        try springs.makeStreet()
        for command in ["info city.db", "check city.db --format json", "zones list city.db"] {
            let full = try springs.shell("springline \(command) > /dev/full")
            #expect(full.code == 1)
            #expect(
                full.errors
                    == "Error: standard output: cannot be written: the disk is full; nothing was "
                    + "left half-written.\n")
        }
        #expect(try springs.shell("springline info city.db > /dev/full 2> /dev/full").code == 1)
    }

    /// The processes are killed at moments spread over the time that one import takes, so that some die while they
    /// read, some while they write. Whatever the moment, the result is one of two: all or nothing.
    @Test("A kill at any moment: the city opens and is what it was, or has the whole import")
    func kills() throws {
        let springs = try Springs()
        try springs.makeStreet()
        try springs.writePipes("grid.geojson", Self.grid(40))
        let before = try springs.bytes("city.db")
        let names = try springs.names()
        let pipesBefore = try pipes(springs)
        let start = Date()
        #expect(try springs.run("import", "city.db", "grid.geojson").code == 0)
        let duration = Date().timeIntervalSince(start)
        let pipesAfter = try pipes(springs)
        #expect(pipesAfter == pipesBefore + 3200)
        var killed = 0
        for step in 1...12 {
            try before.write(to: URL(fileURLWithPath: springs.path("city.db")))
            let running = try springs.start(Springs.executable(), ["import", "city.db", "grid.geojson"])
            let deadline = Date().addingTimeInterval(duration * Double(step) / 12)
            while running.process.isRunning, Date() < deadline { usleep(1000) }
            kill(running.process.processIdentifier, SIGKILL)
            let outcome = try springs.finish(running)
            let found = try pipes(springs)
            if outcome.code == 0 {
                #expect(found == pipesAfter)
            } else {
                killed += 1
                #expect(found == pipesBefore || found == pipesAfter)
                if found == pipesBefore { #expect(try springs.bytes("city.db") == before) }
            }
            // A journal without anything to restore may stay: the next import drops it.
            let strays = Set(try springs.names()).subtracting(names)
            #expect(strays.isSubset(of: ["city.db-journal"]))
        }
        #expect(killed > 0)
        let last = try springs.run("import", "city.db", "grid.geojson", "--prefix", "last-")
        #expect(last.code == 0, "\(last.errors)")
        #expect(try springs.names() == names)
    }

    private func pipes(_ springs: Springs) throws -> Int {
        let outcome = try springs.run("info", "city.db", "--format", "json")
        #expect(outcome.code == 0, "\(outcome.errors)")
        let facts = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        return try #require(facts?["pipe"] as? Int)
    }

    @Test("Imports at the same time wait for one another: none is lost")
    func together() throws {
        let springs = try Springs()
        try springs.makeStreet()
        let names = ["a", "b", "c"]
        for name in names { try springs.writePipes("\(name).geojson", Self.grid(8)) }
        let running = try names.map { name in
            try springs.start(
                Springs.executable(), ["import", "city.db", "\(name).geojson", "--prefix", "\(name)-"])
        }
        for one in running {
            let outcome = try springs.finish(one)
            #expect(outcome.code == 0, "\(outcome.errors)")
        }
        #expect(try pipes(springs) == 3 + 3 * 128)
    }
}
