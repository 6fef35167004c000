import Foundation
import Testing

@testable import Reports

/// The scripts of the live map, by a JavaScript engine where one is installed.
@Suite("The map's script")
struct PageScriptTests {
    private static let node = ["/usr/bin/node", "/usr/local/bin/node", "/opt/homebrew/bin/node"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// What the engine prints for a program, and whether it ended well.
    private func run(_ program: String, _ arguments: [String] = []) throws -> (output: String, isFine: Bool) {
        let process = Process()
        process.executableURL = URL(filePath: try #require(Self.node))
        process.arguments = arguments + ["-"]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(program.utf8))
        try input.fileHandleForWriting.close()
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (String(decoding: said, as: UTF8.self), process.terminationStatus == 0)
    }

    @Test("is one closure that a browser can read", .enabled(if: PageScriptTests.node != nil))
    func syntax() throws {
        let checked = try run(MapScript.text, ["--check"])
        #expect(checked.isFine, "\(checked.output)")
        #expect(MapScript.text.hasPrefix("(function () {\n'use strict';\n"))
        #expect(MapScript.text.hasSuffix("start();\n})();"))
    }

    /// Pipes' places by the functions that the page uses, against Pythagoras and against all pipes one by one.
    @Test(
        "finds the nearest pipe that a search of all finds, at 2,000 places",
        .enabled(if: PageScriptTests.node != nil))
    func nearest() throws {
        let functions = [PackageResources.map_data_js, PackageResources.map_index_js]
            .map { EmbeddedText($0).text }.joined()
        let program = """
            'use strict';
            \(functions)
            let state = 7;
            const random = () => { state = (state * 1103515245 + 12345) % 2147483648; return state / 2147483648; };
            const pipes = { first: [0], x: [], y: [], count: 300, box: { west: 0, south: 0, east: 1000, north: 700 } };
            for (let pipe = 0; pipe < pipes.count; pipe += 1) {
              const corners = 2 + Math.floor(random() * 3);
              for (let v = 0; v < corners; v += 1) {
                pipes.x.push(random() * 1000);
                pipes.y.push(random() * 700);
              }
              pipes.first.push(pipes.x.length);
            }
            // From the formula with the area of the triangle, not with the share along the line.
            function away(pipe, x, y) {
              let least = Infinity;
              for (let v = pipes.first[pipe]; v + 1 < pipes.first[pipe + 1]; v += 1) {
                const [ax, ay, bx, by] = [pipes.x[v], pipes.y[v], pipes.x[v + 1], pipes.y[v + 1]];
                const length = Math.hypot(bx - ax, by - ay);
                const ends = Math.min(Math.hypot(x - ax, y - ay), Math.hypot(x - bx, y - by));
                const isBeside = (x - ax) * (bx - ax) + (y - ay) * (by - ay) > 0
                  && (x - bx) * (ax - bx) + (y - by) * (ay - by) > 0;
                const height = Math.abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length;
                least = Math.min(least, isBeside ? height : ends);
              }
              return least;
            }
            const index = indexOf(pipes);
            let wrong = 0;
            let none = 0;
            for (let place = 0; place < 2000; place += 1) {
              const [x, y, reach] = [random() * 1100 - 50, random() * 800 - 50, random() * 20];
              let best = Infinity;
              for (let pipe = 0; pipe < pipes.count; pipe += 1) best = Math.min(best, away(pipe, x, y));
              const found = index.nearest(x, y, reach);
              if (found < 0) {
                none += 1;
                if (best < reach - 1e-9) wrong += 1;
              } else if (Math.abs(away(found, x, y) - best) > 1e-9) wrong += 1;
            }
            console.log(wrong === 0 && none > 100 && none < 1900 ? 'all' : `${wrong} wrong, ${none} none`);
            """
        let said = try run(program)
        #expect(said.isFine && said.output == "all\n", "\(said.output)")
    }

    @Test(
        "steps along a pipe no wider than asked, corners included", .enabled(if: PageScriptTests.node != nil))
    func walk() throws {
        let program = """
            'use strict';
            \(EmbeddedText(PackageResources.map_index_js).text)
            const seen = [];
            walk({ first: [0, 3], x: [0, 30, 30], y: [0, 40, 45] }, 0, 10, (x, y) => seen.push(`${x},${y}`));
            console.log(seen.join(' '));
            """
        // 40 m in four steps of (7.5, 10), then one of 5 m.
        let said = try run(program)
        #expect(said.output == "0,0 7.5,10 15,20 22.5,30 30,40 30,45\n", "\(said.output)")
    }
}
