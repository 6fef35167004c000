import Foundation
import Telemetry

/// A believable city of springs, made up from a seed: pipes on the map, leak zones, meters and what they read,
/// planted leaks, and the truth about all of it.
///
/// The same numbers give the same city, byte for byte.
public struct SampleCity: Sendable, Hashable {
    /// How many junctions a city may be asked for.
    public static let allowedJunctions = 150...1_200_000
    /// How many days of readings may be asked for.
    public static let allowedDays = 2...1_100

    /// Monday, 2024-03-04: the day on which the readings start unless you ask otherwise.
    public static let firstMonday = LocalDate(daysSince1970: 19_786)

    /// About how many junctions the city has; streets come in whole blocks.
    public let junctions: Int
    /// What the city is drawn from.
    public let seed: UInt64
    /// How many days of readings there are.
    public let days: Int
    /// The first of those days.
    public let start: LocalDate

    /// A city to be written.
    ///
    /// - Parameters:
    ///   - junctions: about how many junctions; ``allowedJunctions``
    ///   - seed: the same seed gives the same city
    ///   - days: how many days are read; ``allowedDays``
    ///   - start: the first day of the readings; a Monday unless you ask otherwise
    /// - Throws: ``SampleCityError`` when a number is out of its range.
    public init(
        junctions: Int, seed: UInt64 = 1, days: Int = 30,
        start: LocalDate = SampleCity.firstMonday
    ) throws(SampleCityError) {
        guard Self.allowedJunctions.contains(junctions) else {
            throw .junctionsOutOfRange(asked: junctions, allowed: Self.allowedJunctions)
        }
        guard Self.allowedDays.contains(days) else {
            throw .daysOutOfRange(asked: days, allowed: Self.allowedDays)
        }
        self.junctions = junctions
        self.seed = seed
        self.days = days
        self.start = start
    }

    /// The city on the ground.
    func model() -> CityModel {
        CityBuilder.build(plan: CityPlan(junctions: junctions), seed: seed, days: days)
    }

    /// Where its water goes.
    func water(in model: CityModel) -> CityWater {
        CityWater(model, days: days, firstWeekday: start.weekday - 1, seed: seed)
    }
}
