import Springline
import Testing

@Suite("A map that was filled in and does what no network does")
struct SolveDoubtsTests {
    private func run(_ elements: String, completes: Bool = true) throws -> (
        run: SolveRun, summary: SolveSummary
    ) {
        let folder = try TemporaryFolder()
        let text = "[RESERVOIRS]\nR 30\n" + elements + "\n[OPTIONS]\nUNITS LPS\nHEADLOSS H-W\n[END]\n"
        try text.write(toFile: folder.path("m.inp"), atomically: true, encoding: .utf8)
        let run = try SolveRun(path: folder.path("m.inp"), completes: completes)
        return (run, try run.run())
    }

    /// 3.5 L/s through 20 mm are 11.1 m/s; over 0.2 m they cost little.
    private let fast = "[JUNCTIONS]\nJ 0 3.5\n[PIPES]\nP R J 0.2 20 130"

    @Test("is told which pipe, how fast, and that the map gave its diameter")
    func velocity() throws {
        let (run, summary) = try run(fast)
        let doubts = try #require(run.doubts(of: summary))
        #expect(!doubts.isRefused)
        #expect(
            doubts.remarks.map(\.english) == [
                "doubtful: P has 11.1 m/s, which no network has; its diameter of 20 mm is the map's"
            ])
        #expect(doubts.remarks[0].chinese.contains("11.1 m/s"))
    }

    @Test("is left alone when nothing was to be filled in, and when it does what networks do")
    func ordinary() throws {
        let (plain, summary) = try run(fast, completes: false)
        #expect(plain.doubts(of: summary) == nil)
        let (calm, other) = try run("[JUNCTIONS]\nJ 0 3.5\n[PIPES]\nP R J 100 100 130")
        #expect(calm.doubts(of: other)?.remarks.isEmpty == true)
    }

    /// 200 kW on 1 L/s lift 200,000 / (9.81 · 1000 · 0.001) = 20,400 m.
    @Test("is refused when the figures are no results, with the pump whose power makes them")
    func power() throws {
        let error = #expect(throws: RequestError.self) {
            try run("[JUNCTIONS]\nJ 0 1\n[PUMPS]\nU R J POWER 200")
        }
        let text = error?.description ?? ""
        #expect(text.contains("what was filled in makes no network of this map, and nothing is written"))
        #expect(text.contains("pump U puts 200.0 kW into the water"))
    }
}
