/// What water is accounted for as one: a zone, or the whole city.
public enum BalanceArea: Hashable, Sendable {
    /// The zone of this id.
    case zone(String)
    /// All zones together, as one: what passes between them is neither its input nor its export.
    case city
}

/// An area of a scheme with what it consists of.
struct AreaMembers: Hashable, Sendable {
    /// Which area it is.
    let area: BalanceArea
    /// What it is called: the zone, or the city as if it were one.
    let zone: Zone
    /// Positions of the leaf zones it stands for, ascending.
    let leaves: [Int]
}

extension ZoneScheme {
    /// The scheme's zones in their order and, where it is wanted, the whole city last.
    ///
    /// - Parameter city: what the city is called; `nil` leaves it out.
    func areas(withCity city: Zone?) -> [AreaMembers] {
        let leaves = leaves
        var areas = zones.indices.map { place in
            AreaMembers(area: .zone(zones[place].id), zone: zones[place], leaves: leaves[place])
        }
        if let city {
            let all = leaves.indices.filter { leaves[$0].contains($0) }
            areas.append(AreaMembers(area: .city, zone: city, leaves: all))
        }
        return areas
    }
}
