import Testing

/// 500 of the networks that `Tests/Fuzz` makes 20,000 of, and those that broke a law or did not converge once.
@Suite("Random networks with every valve, pump and demand law")
struct LawfulNetworkTests {
    @Test("Whatever converges obeys every law and names what it does not deliver; nearly all converge")
    func lawful() throws {
        var unconverged: [UInt64] = []
        for seed in UInt64(1)...500 {
            let run = try LawRun(seed: seed)
            #expect(run.states > 0)
            #expect(run.violations == [], "seed \(seed)")
            if !run.unconverged.isEmpty { unconverged.append(seed) }
        }
        // Valves that hold pressures can contradict each other, so that no state is lawful.
        #expect(unconverged.count <= 2, "\(unconverged)")
    }

    @Test(
        "Networks whose solve once ended in no lawful state have one",
        arguments: [
            // A pressure valve that no water reaches, shut with nothing against it.
            668, 1088, 1182, 1269, 1392, 2148, 3343, 4720,
            // A valve held open against its pressure.
            525, 2224, 2650, 3001,
            // A breaker at the jump of its law, or at a full tank.
            254, 374, 494, 562, 684, 1192, 3611, 4707,
            // Emitters and demands that follow a power of the pressure above 1.
            26, 233, 1664, 1805, 4405,
            // Inflows that cannot leave a part, and pipes at full tanks that do.
            2401, 2897, 3947, 4185, 4251,
        ] as [UInt64])
    func mended(seed: UInt64) throws {
        let run = try LawRun(seed: seed)
        #expect(run.violations == [])
        #expect(run.unconverged == [])
    }

    @Test(
        "Where no state is found that obeys every law none is called converged",
        arguments: [1649, 4119, 8537, 8920, 9081] as [UInt64])
    func unsolved(seed: UInt64) throws { #expect(try LawRun(seed: seed).violations == []) }
}
