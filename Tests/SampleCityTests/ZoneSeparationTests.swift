import Testing

@testable import SampleCity

@Suite("Districts that bend keep apart")
struct ZoneSeparationTests {
    /// Large districts bend far: of this city the eastern one once ran over the old town's outline.
    @Test(
        "The old town's outlines end before the east begins",
        arguments: [(20_000, 5), (1_500, 1), (30_000, 2)])
    func districtsDoNotOverlap(junctions: Int, seed: Int) throws {
        let model = try SampleCity(junctions: junctions, seed: UInt64(seed), days: 2).model()
        let oldTown = model.zones.filter { $0.district == .oldTown }.flatMap(\.ring).map(\.x).max()
        let east = model.zones.filter { $0.district == .east }.flatMap(\.ring).map(\.x).min()
        #expect(try #require(oldTown) < #require(east))
    }
}
