import Foundation

extension ReadingsWriter {
    /// When which zone's pressure was lowered, as the crew that turned the valve noted it: a row a step, local
    /// times, half-open. The depth of a step is for the pressure points to say.
    func writeStepTests(to url: URL) throws(SampleCityError) {
        let file = try TextFile(url)
        file.buffer.append("zone,from,to\n")
        if let test = water.stepTest {
            for steps in test.steps {
                file.buffer.append(model.zones[test.zone].id)
                for step in [steps.lowerBound, steps.upperBound] {
                    file.buffer.append(",")
                    file.buffer.append(
                        day: start.advanced(byDays: step / DiurnalShape.stepsPerDay),
                        secondOfDay: step % DiurnalShape.stepsPerDay * 900)
                }
                file.buffer.append("\n")
            }
        }
        try file.close()
    }
}
