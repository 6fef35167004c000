import Testing

@testable import SampleCity

@Suite("Numbers and text without a locale")
struct TextTests {
    @Test("The readings start on Monday, 2024-03-04")
    func firstDay() {
        #expect(SampleCity.firstMonday.description == "2024-03-04")
        #expect(SampleCity.firstMonday.weekday == 1)
    }

    @Test(
        "Decimal numbers of whole units",
        arguments: [
            (0, 2, "0.00"), (5, 2, "0.05"), (-5, 2, "-0.05"), (12_345, 2, "123.45"), (-100, 1, "-10.0"),
            (7, 0, "7"),
        ])
    func decimals(units: Int, places: Int, text: String) {
        var buffer = TextBuffer()
        buffer.append(units: units, decimals: places)
        #expect(buffer.string == text)
    }

    @Test("SplitMix64 gives its published sequence")
    func splitMix() {
        // Reference values for state 1234567, Rosetta Code, "Pseudo-random numbers/Splitmix64".
        var reference = RandomSource(state: 1_234_567)
        let outputs = (0..<3).map { _ in reference.next() }
        #expect(
            outputs == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
        var first = RandomSource(seed: 1)
        var second = RandomSource(seed: 1)
        var other = RandomSource(seed: 2)
        let values = (0..<5).map { _ in first.next() }
        #expect(values == (0..<5).map { _ in second.next() })
        #expect(values != (0..<5).map { _ in other.next() })
        #expect(Set(values).count == 5)
    }

    @Test("Random numbers have the moments they should")
    func moments() {
        var random = RandomSource(seed: 42)
        let count = 40_000
        let normals = (0..<count).map { _ in random.normal() }
        let noises = (0..<count).map { RandomSource.noise(9, $0, 3) }
        for values in [normals, noises] {
            let mean = values.reduce(0, +) / Double(count)
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
            // Four standard errors.
            #expect(abs(mean) < 4 / Double(count).squareRoot())
            #expect(abs(variance - 1) < 4 * (2 / Double(count)).squareRoot())
        }
        let errors = (0..<2_000).map { _ in random.meterError(halfWidth: 0.02) }
        #expect(errors.allSatisfy { abs($0) <= 0.02 })
        #expect(errors.contains { abs($0) > 0.015 })
    }

    @Test("Late, lost and doubled rows")
    func rowOrder() {
        var rows = RowFaults()
        rows.missing = 1..<3
        rows.duplicate = 4
        rows.late = 6
        #expect(rows.order(steps: 15) == [0, 3, 4, 4, 5, 10, 11, 12, 13, 6, 7, 8, 9, 14])
    }

    @Test("JSON puts commas and escapes where they belong")
    func json() {
        var json = JSONText()
        json.begin("{")
        json.key("a")
        json.begin("[")
        json.value(1)
        json.breakLine()
        json.value(0.1)
        json.end("]")
        json.key("b")
        json.value("q\"\\")
        json.end("}")
        let text = json.takeText().string
        #expect(text == "{\"a\":[1,\n0.1],\"b\":\"q\\\"\\\\\"}")
    }
}
