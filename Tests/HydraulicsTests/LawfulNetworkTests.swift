import Testing

/// 500 of the networks that `Tests/Fuzz` makes 20,000 of.
@Suite("Random networks with every valve, pump and demand law")
struct LawfulNetworkTests {
    /// Networks of which a state breaks a law and is not known as such. To be mended, never to be added to.
    static let unmended: Set<UInt64> = [75, 188]

    @Test("Whatever converges obeys every law and names what it does not deliver; nearly all converge")
    func lawful() throws {
        var unconverged: [UInt64] = []
        for seed in UInt64(1)...500 {
            let run = try LawRun(seed: seed)
            #expect(run.states > 0)
            if Self.unmended.contains(seed) {
                withKnownIssue(isIntermittent: true) { #expect(run.violations == [], "seed \(seed)") }
            } else {
                #expect(run.violations == [], "seed \(seed)")
            }
            if !run.unconverged.isEmpty { unconverged.append(seed) }
        }
        // Valves that hold pressures can contradict each other, so that no state is lawful.
        #expect(unconverged.count <= 10, "\(unconverged)")
    }
}
