/// How many leak zones and street corners each district gets for a city of so many junctions.
struct CityPlan: Sendable, Equatable {
    /// A district's share of the plan.
    struct Share: Sendable, Equatable {
        var zones: Int
        var junctionsPerZone: Int
    }

    let oldTown: Share
    let east: Share
    let mountains: Share

    /// Shares the junctions out: four parts in ten to each district of the plain, two to the mountains, in
    /// zones of about 300 junctions (some 1,000 to 2,000 connections).
    init(junctions: Int) {
        func share(_ part: Double, atLeast zones: Int, mains: Int) -> Share {
            let nodes = Double(junctions) * part
            let count = max(zones, Int((nodes / 300).rounded()))
            return Share(zones: count, junctionsPerZone: max(9, Int(nodes / Double(count)) - mains))
        }
        oldTown = share(0.4, atLeast: 3, mains: 7)
        east = share(0.4, atLeast: 2, mains: 7)
        mountains = share(0.2, atLeast: 2, mains: 2)
    }
}
