import WaterLoss
import PipeNetwork
import Telemetry

/// How many there are who may use water at night.
public struct NightUsers: Sendable, Hashable {
    /// Households.
    public var households: Double
    /// Others: shops, offices, works.
    public var others: Double
    /// People, where their number is stated.
    public var population: Double

    /// Users.
    public init(households: Double = 0, others: Double = 0, population: Double = 0) {
        self.households = households
        self.others = others
        self.population = population
    }

    /// The users of a customer point: its `households`; where it states none its `connections`, or one. It is a household
    /// unless its `type` names another use.
    init(_ attributes: AttributeTable, _ row: Int) {
        let count = attributes[row, "households"].number ?? attributes[row, "connections"].number ?? 1
        let type = attributes[row, "type"].text?.lowercased() ?? ""
        let isHousehold =
            type.isEmpty || ["household", "resident", "domestic", "居民", "住宅"].contains { type.contains($0) }
        // "non-domestic", "非居民".
        let isDenied = type.hasPrefix("non") || type.hasPrefix("非")
        let counts = isHousehold && !isDenied
        self.init(
            households: counts ? count : 0, others: counts ? 0 : 1,
            population: attributes[row, "population"].number ?? 0)
    }

    /// How many users they are; one at least.
    var heads: Double { max(1, households + others) }

    static func += (sum: inout NightUsers, users: NightUsers) {
        sum.households += users.households
        sum.others += users.others
        sum.population += users.population
    }
}

/// What the customers of a zone use in its night windows, as they are read.
struct NightUseSum: Sendable, Hashable {
    /// Mean use of those read by the hour, m³/s.
    var flow = 0.0
    /// Sum of squares of their 95 % half-widths, m⁶/s².
    var variance = 0.0
    /// Sum of the half-widths they share, m³/s.
    var systematic = 0.0
    /// Those read by the hour.
    var read = NightUsers()
    /// The others.
    var unread = NightUsers()
    /// Those of them that are large enough to be exceptional at night, with their mean use, m³/s.
    var exceptional: [ZoneNightUse.ExceptionalUser] = []

    /// Adds a customer: its mean over the windows that are measured, or its head where nothing is.
    ///
    /// - Parameters:
    ///   - id: its meter.
    ///   - measure: its use in a period, where it is read by the hour.
    ///   - mean: its mean use in the whole period, m³/s, where that is known.
    mutating func add(
        _ users: NightUsers, id: String, _ measure: ((Period) -> MeasuredVolume)?, mean: Double?,
        in windows: [Period], minimumCoverage: Double
    ) {
        guard let measure else {
            // Who draws less than that by day and night together cannot draw more at night alone but in rare cases.
            if users.others > 0, let mean, mean >= ExceptionalNightUser.threshold {
                exceptional.append(.init(id: id, mean: mean))
            } else {
                unread += users
            }
            return
        }
        var (volume, random, shared, seconds) = (0.0, 0.0, 0.0, 0.0)
        for window in windows {
            let measured = measure(window)
            guard measured.coverage >= minimumCoverage else { continue }
            volume += measured.net
            random += (measured.randomHalfWidth ?? 0)
            shared += (measured.systematicHalfWidth ?? 0)
            seconds += Double(window.duration)
        }
        guard seconds > 0 else {
            unread += users
            return
        }
        read += users
        flow += volume / seconds
        // The same meter errs alike every night.
        variance += (random / seconds) * (random / seconds)
        systematic += shared / seconds
    }

    static func + (a: NightUseSum, b: NightUseSum) -> NightUseSum {
        var sum = a
        sum.flow += b.flow
        sum.variance += b.variance
        sum.systematic += b.systematic
        sum.read += b.read
        sum.unread += b.unread
        sum.exceptional += b.exceptional
        return sum
    }
}
