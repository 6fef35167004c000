import Foundation
import Testing

/// Model files as other programs leave them, read by the commands that read a model.
@Suite("Model files in other encodings and with flaws")
struct ModelEncodingTests {
    /// A model in GBK: the junction 节点, the pipe 主管.
    private func chinese() throws -> Springs {
        let springs = try Springs()
        let (node, pipe): ([UInt8], [UInt8]) = ([0xBD, 0xDA, 0xB5, 0xE3], [0xD6, 0xF7, 0xB9, 0xDC])
        var bytes = Array("[JUNCTIONS]\n".utf8) + node + Array(" 10 5\n[RESERVOIRS]\nR 60\n[PIPES]\n".utf8)
        bytes += pipe + Array(" R ".utf8) + node + Array(" 500 200 120\n[OPTIONS]\nUNITS LPS\n".utf8)
        bytes += Array("[COORDINATES]\nR 500000 3400000\n".utf8) + node + Array(" 500100 3400000\n".utf8)
        try springs.write("town.inp", bytes)
        return springs
    }

    @Test("What is told is used without a word; what is guessed is said; what is wrong is refused")
    func solve() throws {
        let springs = try chinese()
        let told = try springs.run("solve", "town.inp", "--encoding", "gb2312", "--output", "a.csv")
        #expect(told.code == 0 && told.errors == "a.csv\n", "\(told.errors)")
        let states = try #require(String(data: springs.bytes("a.csv"), encoding: .utf8))
        #expect(states.contains("0,true,junction,节点,head,") && states.contains("主管"))
        let guessed = try springs.run("solve", "town.inp")
        #expect(guessed.errors.hasPrefix("town.inp: read as GB18030"), "\(guessed.errors)")
        try springs.expectRefusal(
            ["solve", "town.inp", "--encoding", "utf-8"],
            "Error: town.inp:2: the text from here on is not UTF-8; state the encoding that the file has")
    }

    @Test("The same option works where a model is imported, traced and isolated")
    func others() throws {
        let springs = try chinese()
        let refusal = "the text from here on is not UTF-8; state the encoding that the file has"
        for arguments in [
            ["import", "city.db", "town.inp", "--crs", "EPSG:4548"], ["isolate", "town.inp", "--pipe", "主管"],
            ["trace", "town.inp", "--kind", "sources", "--from", "节点"],
            ["zones", "propose", "town.inp", "--elements", "主管"],
        ] {
            let outcome = try springs.run(arguments + ["--encoding", "utf-8"])
            #expect(outcome.reason.hasSuffix(refusal), "\(arguments): \(outcome.errors)")
            let told = try springs.run(arguments + ["--encoding", "gbk"])
            #expect(!told.errors.contains("encoding"), "\(arguments): \(told.errors)")
        }
    }

    @Test("What is read in spite of a flaw is said on the error stream, and results stay clean")
    func remarks() throws {
        let springs = try Springs()
        try springs.write("town.inp", "exported by a tool\n[TAGS]\nNODE GONE x\n" + Springs.model)
        let outcome = try springs.run("solve", "town.inp", "--format", "json")
        #expect(outcome.code == 0)
        #expect(
            outcome.errors.contains(
                "town.inp:1: left out, for it stands before the first section: 'exported by"))
        #expect(outcome.errors.contains("[TAGS]: left out, for no section defines these nodes: 'GONE'"))
        #expect(outcome.output.hasPrefix("{"))
    }
}
