/// Readings of one element in time order: flat arrays, SI inside, a missing reading simply not there.
public struct ReadingSeries: Equatable, Sendable {
    /// Id of the meter, pipe, tank or node that was read.
    public let element: String
    /// What was measured.
    public let kind: ReadingKind
    /// How consumption is meant; says nothing for the other kinds.
    public let consumptionForm: ConsumptionForm
    /// Seconds since 1970 UTC, strictly increasing.
    public let times: [Int64]
    /// A value for each time, finite: flow m³/s, register m³, level m, pressure m of water, consumption m³/s or m³.
    public let values: [Double]

    /// A series of readings known to be clean; raw readings go through
    /// ``cleaned(element:kind:form:times:values:maximumFlow:)`` first.
    ///
    /// - Throws: ``TelemetryError/lengthsDiffer(element:times:values:)``,
    ///   ``TelemetryError/notIncreasing(element:position:)``.
    public init(
        element: String, kind: ReadingKind, form: ConsumptionForm = .volume, times: [Int64], values: [Double]
    ) throws(TelemetryError) {
        guard times.count == values.count else {
            throw .lengthsDiffer(element: element, times: times.count, values: values.count)
        }
        var at = 0
        while at < times.count {
            if !values[at].isFinite || (at > 0 && times[at] <= times[at - 1]) {
                throw .notIncreasing(element: element, position: at)
            }
            at += 1
        }
        self.init(trusted: element, kind, form, times, values)
    }

    init(
        trusted element: String, _ kind: ReadingKind, _ form: ConsumptionForm, _ times: [Int64],
        _ values: [Double]
    ) {
        self.element = element
        self.kind = kind
        consumptionForm = form
        self.times = times
        self.values = values
    }

    /// How many readings there are.
    public var count: Int { times.count }

    /// The time of the first reading.
    public var start: Timestamp? { times.first.map(Timestamp.init) }

    /// The time of the last reading.
    public var last: Timestamp? { times.last.map(Timestamp.init) }

    /// The usual distance of two readings in seconds: the median difference, sampled in long series; `nil` for fewer
    /// than two readings.
    public var nominalStep: Int64? { ReadingSeries.nominalStep(times) }

    static func nominalStep(_ times: [Int64]) -> Int64? {
        guard times.count >= 2 else { return nil }
        // A thousand differences, evenly spread, tell the step as well as all of them.
        let differences = times.count - 1
        let stride = max(1, differences / 1000)
        var sample: [Int64] = []
        sample.reserveCapacity(differences / stride + 1)
        var at = 0
        while at < differences {
            sample.append(times[at + 1] - times[at])
            at += stride
        }
        sample.sort()
        return sample[(sample.count - 1) / 2]
    }

    /// Position of the first time at or after `time`.
    static func lowerBound(_ times: [Int64], _ time: Int64) -> Int {
        var low = 0
        var high = times.count
        while low < high {
            let middle = (low + high) / 2
            if times[middle] < time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func require(_ expected: ReadingKind...) throws(TelemetryError) {
        if !expected.contains(kind) { throw .wrongKind(element: element, found: kind, expected: expected) }
    }
}
