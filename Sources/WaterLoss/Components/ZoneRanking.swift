/// Zones in the order in which to look at them; those that their limits cannot tell apart share a rank.
public struct ZoneRanking: Hashable, Sendable {
    /// By what zones are ranked.
    public enum Criterion: String, Hashable, Sendable, CaseIterable {
        /// What the loss costs, currency.
        case money
        /// Loss per length and day, m³/(km·d).
        case perKilometreAndDay = "m3_per_km_d"
    }

    /// A zone's loss in a period.
    public struct Entry: Hashable, Sendable {
        /// The zone's id.
        public var zone: String
        /// Its loss, m³; `nil` where none is claimed.
        public var loss: ConfidenceInterval?
        /// Length of its mains, m.
        public var mains: Double
        /// What a m³ lost costs there, currency.
        public var costPerCubicMetre: Double
        /// Length of the period, d.
        public var days: Double

        /// A zone's loss.
        public init(
            zone: String, loss: ConfidenceInterval?, mains: Double, costPerCubicMetre: Double, days: Double
        ) {
            self.zone = zone
            self.loss = loss
            self.mains = mains
            self.costPerCubicMetre = costPerCubicMetre
            self.days = days
        }

        /// What is compared; `nil` where it is not known.
        public func figure(_ criterion: Criterion) -> ConfidenceInterval? {
            switch criterion {
            case .money: loss?.scaled(by: costPerCubicMetre)
            case .perKilometreAndDay:
                mains > 0 && days > 0 ? loss?.scaled(by: 1 / (mains / 1000) / days) : nil
            }
        }
    }

    /// A zone in its place.
    public struct Place: Hashable, Sendable {
        /// The zone's id.
        public let zone: String
        /// Its figure, currency or m³/(km·d).
        public let figure: ConfidenceInterval
        /// Its rank, from 1; zones of one group have the rank of the first of them, and the next group's rank counts
        /// them all.
        public let rank: Int
    }

    /// By what the zones are ranked.
    public let criterion: Criterion
    /// The zones, the worst first.
    public let places: [Place]
    /// Zones without a figure, by id; they are neither best nor worst.
    public let unranked: [String]

    /// Ranks zones: by falling figure, of equals by id. A zone joins the group before it while its difference to the
    /// *first* of that group lies within their combined limits √(h₁² + h₂²); comparing with the neighbour instead
    /// would chain unlike zones into one group.
    ///
    /// Limits are taken as independent: of two zones that share a meter they are not, and then the group is a guess on
    /// the narrow side.
    public init(_ entries: [Entry], by criterion: Criterion) {
        self.criterion = criterion
        let known = entries.compactMap { entry in entry.figure(criterion).map { (entry.zone, $0) } }
            .sorted { ($1.1.value, $0.0) < ($0.1.value, $1.0) }
        var places: [Place] = []
        var leader: Place?
        for (zone, figure) in known {
            var rank = places.count + 1
            if let leader, !(leader.figure - figure).excludes(0) { rank = leader.rank }
            let place = Place(zone: zone, figure: figure, rank: rank)
            if rank != leader?.rank { leader = place }
            places.append(place)
        }
        self.places = places
        unranked = entries.filter { $0.figure(criterion) == nil }.map(\.zone).sorted()
    }

    /// The zones by group, the worst first.
    public var groups: [[Place]] {
        places.reduce(into: []) { groups, place in
            if groups.last?.first?.rank == place.rank {
                groups[groups.count - 1].append(place)
            } else {
                groups.append([place])
            }
        }
    }
}
