import TestSupport
import Testing
import WaterLoss

@Suite("The score of inputs")
struct InputValidityTests {
    @Test("Scores of chance are the weighted mean that whole numbers give")
    func brute() throws {
        var random = SplitMix(121)
        for _ in 0..<300 {
            let chosen = AuditInput.allCases.filter { _ in Bool.random(using: &random) }
            guard !chosen.isEmpty else { continue }
            var grades: [AuditInput: Double] = [:]
            var (sum, total) = (0, 0)
            for input in chosen {
                let grade = Int.random(in: 1...10, using: &random)
                let weight = Int(try #require(InputValidity.weights[input]))
                grades[input] = Double(grade)
                sum += weight * grade
                total += weight
            }
            let found = try #require(InputValidity(grades: grades, applicable: Set(chosen)))
            #expect(isNear(found.score, Double(10 * sum) / Double(total), 1e-12))
            let tier: InputValidity.Tier =
                10 * sum <= 25 * total
                ? .one
                : 10 * sum <= 50 * total
                    ? .two : 10 * sum <= 70 * total ? .three : 10 * sum <= 90 * total ? .four : .five
            #expect(found.tier == tier)
        }
    }

    @Test("One grade for everything is that score, whatever applies; a better grade never lowers it")
    func monotone() throws {
        for grade in 1...10 {
            for count in 1...AuditInput.allCases.count {
                let inputs = AuditInput.allCases.prefix(count)
                var grades = Dictionary(uniqueKeysWithValues: inputs.map { ($0, Double(grade)) })
                let even = try #require(InputValidity(grades: grades, applicable: Set(inputs)))
                #expect(isNear(even.score, Double(10 * grade), 1e-12))
                grades[inputs[count - 1]] = 10
                let better = try #require(InputValidity(grades: grades, applicable: Set(inputs)))
                #expect(better.score >= even.score - 1e-12)
            }
        }
    }

    @Test("Grades of inputs that do not apply are not looked at")
    func notApplicable() throws {
        let plain = InputValidity(grades: [.mains: 7], applicable: [.mains])
        let more = InputValidity(grades: [.mains: 7, .prices: 1, .imported: 10], applicable: [.mains])
        #expect(plain == more && plain?.score == 70 && plain?.tier == .three)
    }
}
