/// Legitimate night use (LNU): what customers draw in the hour of the minimum night flow, m³/s.
///
/// Four published ways to estimate it, each a function of its own; ``NightUseEstimate`` adds the exceptional users.
/// Leakage of plumbing behind the meters, often taken as 0.25 L/(property·h), belongs to night use or to consumption
/// and not to the background leakage of the network.
public enum LegitimateNightUse {
    /// Litres per hour in m³/s.
    static let litrePerHour = 1 / 3_600_000.0

    /// Night use of one household, 1.7 L/h (UK practice).
    public static let householdRate = 1.7 * litrePerHour
    /// Night use of one other property, 8 L/h (UK practice).
    public static let nonHouseholdRate = 8 * litrePerHour
    /// Night use of one small non-domestic user beside active people, 50 L/h (*Water Loss Control*, p. 73).
    public static let smallNonDomesticRate = 50 * litrePerHour
    /// Share of the people who are up and use water in the hour, 6 % (*Water Loss Control*, p. 73).
    public static let activeShare = 0.06
    /// What one of them uses in that hour, 10 L: a flush (*Water Loss Control*, p. 73).
    public static let activeRate = 10 * litrePerHour
    /// What smart meters saw of homes in Italy, 1.3–2.5 L/h a user (University of Ferrara); the value is the middle.
    public static let smartMeterHouseholdRate =
        ConfidenceInterval(1.9, lower: 1.3, upper: 2.5).scaled(by: litrePerHour)
    /// What smart meters saw of other users in Italy, 3.3–7.1 L/h a user; the value is the middle.
    public static let smartMeterNonHouseholdRate =
        ConfidenceInterval(5.2, lower: 3.3, upper: 7.1).scaled(by: litrePerHour)

    /// Groups of non-household users by how much they draw at night, as Chinese guidance for DMAs transcribes them.
    public enum Group: String, CaseIterable, Sendable, Hashable {
        /// The lowest group, 0.7 L/h.
        case a
        /// 6.3 L/h.
        case b
        /// 10.4 L/h.
        case c
        /// 20.7 L/h.
        case d
        /// The highest group, 60.6 L/h.
        case e

        /// Night use of one user, m³/s.
        public var rate: Double {
            switch self {
            case .a: 0.7 * litrePerHour
            case .b: 6.3 * litrePerHour
            case .c: 10.4 * litrePerHour
            case .d: 20.7 * litrePerHour
            case .e: 60.6 * litrePerHour
            }
        }
    }

    /// By properties: households · 1.7 L/h + other properties · 8 L/h, m³/s (UK practice).
    public static func byProperties(
        households: Double, nonHouseholds: Double, householdRate: Double = householdRate,
        nonHouseholdRate: Double = nonHouseholdRate
    ) -> Double {
        households * householdRate + nonHouseholds * nonHouseholdRate
    }

    /// By people who are up: population · 6 % · 10 L/h + small non-domestic users · 50 L/h, m³/s
    /// (*Water Loss Control*, 2nd ed., p. 73).
    ///
    /// - Parameters:
    ///   - population: people.
    ///   - smallNonDomestic: small non-domestic users.
    ///   - activeShare: 0…1; a fraction, not a percentage.
    ///   - activeRate: of a person who is up, m³/s.
    ///   - smallNonDomesticRate: of such a user, m³/s.
    public static func byActivePeople(
        population: Double, smallNonDomestic: Double, activeShare: Double = activeShare,
        activeRate: Double = activeRate, smallNonDomesticRate: Double = smallNonDomesticRate
    ) -> Double {
        population * activeShare * activeRate + smallNonDomestic * smallNonDomesticRate
    }

    /// By groups: households · their rate + Σ users of the group · rate of the group, m³/s.
    public static func byGroups(
        households: Double, nonHouseholds: [Group: Double], householdRate: Double = householdRate
    ) -> Double {
        // In the order of the groups, so that the sum is the same bit for bit.
        Group.allCases.reduce(households * householdRate) { sum, group in
            sum + (nonHouseholds[group] ?? 0) * group.rate
        }
    }

    /// By smart meters: users · rate as metered elsewhere, m³/s, with the range as limits.
    ///
    /// The ranges are those of whole user groups, so they do not shrink with the number of users; the two groups are
    /// taken as independent.
    public static func bySmartMeters(
        households: Double, nonHouseholds: Double,
        householdRate: ConfidenceInterval = smartMeterHouseholdRate,
        nonHouseholdRate: ConfidenceInterval = smartMeterNonHouseholdRate
    ) -> ConfidenceInterval {
        householdRate.scaled(by: households) + nonHouseholdRate.scaled(by: nonHouseholds)
    }
}
