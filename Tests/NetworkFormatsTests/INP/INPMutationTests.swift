import NetworkFormats
import PipeNetwork
import Testing

@Suite("EPANET input files: mutants")
struct INPMutationTests {
    /// A small generator, so that a failure comes back with its seed.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }

        mutating func below(_ count: Int) -> Int { Int.random(in: 0..<max(1, count), using: &self) }
    }

    /// Files that have a row in every section: in SI, and in US units with other pressures and another formula.
    private static let originals = [
        INPSample.everything,
        INPSample.everything.replacing("Units CMH", with: "Units GPM\nPressure BAR\nSpecific Gravity 1.1")
            .replacing("Headloss H-W", with: "Headloss D-W"),
    ]

    private static let interesting = Array("[];\"-+.:*eE0179 \t\r\n".utf8) + [0, 0x80, 0xC3, 0xFF]

    /// Bytes changed, doubled, taken out and cut off.
    private func bytes(of text: String, _ generator: inout Generator) -> [UInt8] {
        let original = Array(text.utf8)
        var bytes = original
        for _ in 0...generator.below(8) {
            if bytes.isEmpty { bytes = original }
            let place = generator.below(bytes.count)
            let other = place + generator.below(min(bytes.count - place, 60))
            switch generator.below(5) {
            case 0: bytes[place] = Self.interesting[generator.below(Self.interesting.count)]
            case 1: bytes.insert(UInt8(generator.below(256)), at: place)
            case 2: bytes.removeSubrange(place..<other)
            case 3: bytes.insert(contentsOf: bytes[place..<other], at: other)
            default: bytes.removeSubrange(min(bytes.count - 1, other + 1)...)
            }
        }
        return bytes
    }

    /// Rows moved, doubled and given words of other rows: what still looks like a file.
    private func words(of text: String, _ generator: inout Generator) -> [UInt8] {
        var rows = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.split(separator: " ")
        }
        for _ in 0...generator.below(5) {
            let (row, other) = (generator.below(rows.count), generator.below(rows.count))
            let word = generator.below(rows[row].count)
            switch generator.below(4) {
            case 0: rows.swapAt(row, other)
            case 1: rows[row] = rows[other]
            case 2 where !rows[row].isEmpty: rows[row].remove(at: word)
            default:
                guard !rows[row].isEmpty, !rows[other].isEmpty else { continue }
                rows[row][word] = rows[other][generator.below(rows[other].count)]
            }
        }
        return Array(rows.map { $0.joined(separator: " ") }.joined(separator: "\n").utf8)
    }

    @Test(
        "Whatever is done to a file, it is read whole or refused with reasons, and what is read is written the same",
        arguments: 0..<20)
    func mutation(seed: UInt64) {
        var generator = Generator(state: seed &+ 1)
        for number in 0..<60 {
            let original = Self.originals[number % 2]
            let bytes = number % 4 < 2 ? bytes(of: original, &generator) : words(of: original, &generator)
            do {
                let network = try Network(inp: bytes, file: "mutant.inp")
                // A mutant that is read is a network like any other: it can be written and read again.
                guard let text = try? network.inp() else { continue }
                let again = try? Network(inp: text, file: "again.inp")
                #expect(again == network, "seed \(seed), mutant \(number)")
            } catch {
                #expect(!error.errors.isEmpty)
                #expect(error.errors.allSatisfy { $0.description.hasPrefix("mutant.inp") })
            }
        }
    }
}
