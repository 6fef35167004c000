import Foundation
import PipeNetwork
import Testing

@Suite("Time steps")
struct TimeOptionsTests {
    /// Hydraulic, rule, pattern and report step of a file, and those that EPANET 2.3.5's toolkit tells of it.
    @Test(
        "Steps are simulated as EPANET 2.3.5 simulates them",
        arguments: [
            ([7200, 0, 3600, 3600], [3600, 360, 3600, 3600]),
            ([3600, 0, 1800, 3600], [1800, 180, 1800, 3600]),
            ([3600, 0, 0, 3600], [3600, 360, 3600, 3600]), ([3600, 0, 3600, 600], [600, 60, 3600, 600]),
            ([3600, 0, 3600, 0], [3600, 360, 3600, 3600]),
            ([3600, 300, 3600, 3600], [3600, 300, 3600, 3600]),
            ([3600, 10800, 3600, 3600], [3600, 3600, 3600, 3600]),
            ([0, 0, 3600, 3600], [3600, 360, 3600, 3600]),
        ] as [([Double], [Double])])
    func simulated(given: [Double], expected: [Double]) {
        var times = TimeOptions()
        times.hydraulicStep = given[0]
        times.ruleStep = given[1] > 0 ? given[1] : nil
        times.patternStep = given[2]
        times.reportStep = given[3]
        let steps = times.simulated
        #expect([steps.hydraulicStep, steps.ruleStep, steps.patternStep, steps.reportStep] == expected)
    }

    @Test("A report that would start after the end starts at 0")
    func reportStart() {
        var times = TimeOptions()
        times.reportStart = 18000
        #expect(times.simulated.reportStart == 0)
        times.duration = 36000
        #expect(times.simulated.reportStart == 18000)
    }

    @Test("Options and times come back from JSON, and what an older version wrote has today's defaults")
    func coding() throws {
        var options = HydraulicOptions()
        options.extraTrials = 3
        options.requiredPressure = 20
        options.written = ["TRIALS": "200"]
        let json = try JSONEncoder().encode(options)
        #expect(try JSONDecoder().decode(HydraulicOptions.self, from: json) == options)
        #expect(try JSONDecoder().decode(HydraulicOptions.self, from: Data("{}".utf8)) == HydraulicOptions())
        var times = TimeOptions()
        times.ruleStep = 60
        times.duration = 1
        #expect(try JSONDecoder().decode(TimeOptions.self, from: JSONEncoder().encode(times)) == times)
        #expect(try JSONDecoder().decode(TimeOptions.self, from: Data("{}".utf8)) == TimeOptions())
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(TimeOptions.self, from: Data(#"{"duration": "long"}"#.utf8))
        }
    }
}
