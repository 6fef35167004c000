import TestSupport
import Testing
import WaterLoss

@Suite("A line by the median of slopes")
struct TheilSenLineTests {
    private func line(_ points: [(Double, Double)]) -> TheilSenLine? {
        TheilSenLine(points.map { (x: $0.0, y: $0.1) })
    }

    /// The definition, written without looking: slopes of all pairs, sorted; middle, and the ranks of Sen's limits.
    private func byDefinition(_ points: [(Double, Double)]) -> (Double, ClosedRange<Double>) {
        var slopes: [Double] = []
        for a in points {
            for b in points where b.0 > a.0 { slopes.append((b.1 - a.1) / (b.0 - a.0)) }
        }
        slopes.sort()
        let count = slopes.count
        let middle = count % 2 == 1 ? slopes[count / 2] : (slopes[count / 2 - 1] + slopes[count / 2]) / 2
        let n = Double(points.count)
        // Without ties in y: Var S = n(n − 1)(2n + 5)/18.
        let reach = 1.959964 * (n * (n - 1) * (2 * n + 5) / 18).squareRoot()
        let low = max(1, Int(((Double(count) - reach) / 2).rounded(.down)))
        let high = min(count, Int(((Double(count) + reach) / 2).rounded(.up)) + 1)
        return (middle, slopes[low - 1]...slopes[high - 1])
    }

    @Test("Slope and limits are those of the definition, whatever the order of the points")
    func brute() throws {
        var random = SplitMix(51)
        for count in [4, 5, 9, 16, 31] {
            for _ in 0..<10 {
                let points = (0..<count).map { (Double($0), random.normal() + 0.2 * Double($0)) }
                let (middle, limits) = byDefinition(points)
                let found = try #require(line(points.shuffled(using: &random)))
                #expect(isNear(found.slope.value, middle, 1e-12))
                #expect(isNear(found.slope.lower, limits.lowerBound, 1e-12))
                #expect(isNear(found.slope.upper, limits.upperBound, 1e-12))
                #expect(found.count == count)
            }
        }
    }

    @Test("Points at one x make no slope among themselves")
    func samePlace() throws {
        // x 0, 0, 1, 1; y 0, 2, 3, 7: slopes 3, 7, 1, 5 sorted 1, 3, 5, 7: median 4.
        let found = try #require(line([(0, 0), (0, 2), (1, 3), (1, 7)]))
        #expect(found.slope.value == 4)
        // y − 4x: 0, 2, −1, 3: median 1.
        #expect(found.intercept == 1)
        #expect(line([(1, 0), (1, 1), (1, 2), (1, 3)]) == nil)
    }

    @Test("Equal values make the limits narrower, as their correction says")
    func ties() throws {
        // Ten nights of which half are equal: Var S = (10·9·25 − 5·4·15)/18 = 108.33 and not 125. N = 45:
        // 1.96·√108.33 = 20.40, ranks 12.3 and 32.7 + 1, so 12 and 34; with 125 they would be 11 and 35.
        let y = [3.0, 1, 3, 3, 8, 3, 5, 6, 3, 9]
        var slopes: [Double] = []
        for a in 0..<10 { for b in (a + 1)..<10 { slopes.append((y[b] - y[a]) / Double(b - a)) } }
        slopes.sort()
        let found = try #require(line(y.enumerated().map { (Double($0.offset), $0.element) }))
        #expect(isNear(found.slope.lower, slopes[11]))
        #expect(isNear(found.slope.upper, slopes[33]))
        #expect(slopes[10] < slopes[11] || slopes[33] < slopes[34])
    }

    @Test("Shifts, scales and slants act on the line as they must")
    func equivariance() throws {
        var random = SplitMix(52)
        let points = (0..<15).map { _ in (random.normal(), random.normal()) }
        let plain = try #require(line(points))
        // y' = −2y + 3x + 5.
        let moved = try #require(line(points.map { ($0.0, -2 * $0.1 + 3 * $0.0 + 5) }))
        #expect(isNear(moved.slope.value, -2 * plain.slope.value + 3, 1e-10))
        #expect(isNear(moved.slope.lower, -2 * plain.slope.upper + 3, 1e-10))
        #expect(isNear(moved.slope.upper, -2 * plain.slope.lower + 3, 1e-10))
        #expect(isNear(moved.value(at: 2), -2 * plain.value(at: 2) + 11, 1e-9))
    }

    @Test("Of fourteen points four may be anything")
    func breakdown() throws {
        // 10·9/2 = 45 of 91 slopes stay true. Those of a wild point to its left and to its right differ in sign, so some
        // of the others lie below and some above, and the 46th is a true one.
        var random = SplitMix(53)
        for _ in 0..<20 {
            var points = (0..<14).map { (Double($0), 0.5 * Double($0)) }
            for place in (0..<14).shuffled(using: &random).prefix(4) {
                points[place].1 = Double.random(in: -1e6...1e6, using: &random)
            }
            #expect(isNear(line(points)?.slope.value, 0.5))
        }
    }
}
