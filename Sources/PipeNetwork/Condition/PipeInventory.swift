/// Length of pipe by zone, diameter, material and age.
public struct PipeInventory: Sendable, Hashable {
    /// Pipes that share all of these.
    public struct Key: Sendable, Hashable, Comparable {
        /// The group that was given for the pipe, such as its zone; -1 for none.
        public var group: Int32
        /// Nominal diameter, mm; the inner one rounded where the source states none, 0 where neither is known.
        public var dn: Int
        /// Material, as the source says it; empty when unknown.
        public var material: String
        /// Decade of the year it was laid in, such as 1990; 0 when unknown.
        public var decade: Int

        /// By group, then diameter, material and decade.
        public static func < (a: Key, b: Key) -> Bool {
            (a.group, a.dn, a.material, a.decade) < (b.group, b.dn, b.material, b.decade)
        }
    }

    /// How much pipe there is.
    public struct Amount: Sendable, Hashable {
        /// Number of pipes.
        public var pipes = 0
        /// Length, m; pipes of unknown length have no part in it.
        public var length = 0.0
        /// Volume, m³, where the diameter is known.
        public var volume = 0.0
        /// Length times age, m·years, of pipes whose year is known.
        public var lengthYears = 0.0
        /// Length of pipes whose year is known, m.
        public var datedLength = 0.0

        /// Nothing.
        public init() {}

        /// Mean age weighted by length, years; `nil` when no pipe states its year.
        public var meanAge: Double? { datedLength > 0 ? lengthYears / datedLength : nil }

        static func += (a: inout Amount, b: Amount) {
            a.pipes += b.pipes
            a.length += b.length
            a.volume += b.volume
            a.lengthYears += b.lengthYears
            a.datedLength += b.datedLength
        }
    }

    /// What there is, by key.
    public let amounts: [Key: Amount]

    /// Counts the pipes of `network`.
    ///
    /// - Parameters:
    ///   - network: the network.
    ///   - groupOfNode: a number for each node; a pipe belongs to the group of both its ends, or to none (-1).
    ///   - year: the year that ages are reckoned to.
    public init(_ network: Network, groupOfNode: [Int32]? = nil, year: Int) {
        let links = network.links
        let (dns, materials, years) = (
            links.attributes.column("dn"), links.attributes.column("material"),
            links.attributes.column("year")
        )
        var amounts: [Key: Amount] = [:]
        for link in 0..<links.count where links.kinds[link] == .pipe {
            var key = Key(group: -1, dn: 0, material: "", decade: 0)
            if let groupOfNode {
                let (a, b) = (groupOfNode[Int(links.start[link])], groupOfNode[Int(links.end[link])])
                if a == b { key.group = a }
            }
            if link < dns.count, let dn = dns[link].number, dn > 0, dn < 1e6 {
                key.dn = Int(dn.rounded())
            } else if links.diameter[link] > 0, links.diameter[link] < 1000 {
                key.dn = Int((links.diameter[link] * 1000).rounded())
            }
            if link < materials.count { key.material = materials[link].text ?? "" }
            var amount = Amount()
            amount.pipes = 1
            let length = links.length[link]
            if length > 0 {
                amount.length = length
                if links.diameter[link] > 0 {
                    amount.volume = length * .pi / 4 * links.diameter[link] * links.diameter[link]
                }
            }
            if link < years.count, let laid = years[link].number, (1800...2200).contains(laid) {
                key.decade = Int(laid) / 10 * 10
                amount.lengthYears = amount.length * Double(max(0, year - Int(laid)))
                amount.datedLength = amount.length
            }
            amounts[key, default: Amount()] += amount
        }
        self.amounts = amounts
    }

    /// The amounts of all pipes that share a property, in its order.
    public func amounts<Property: Hashable & Comparable>(
        by property: (Key) -> Property
    ) -> [(value: Property, amount: Amount)] {
        var sums: [Property: Amount] = [:]
        // In a fixed order: a sum must not depend on how a dictionary was seeded.
        let ordered = amounts.sorted {
            ($0.key.group, $0.key.dn, $0.key.material, $0.key.decade) < (
                $1.key.group, $1.key.dn, $1.key.material, $1.key.decade
            )
        }
        for (key, amount) in ordered { sums[property(key), default: Amount()] += amount }
        return sums.sorted { $0.key < $1.key }.map { (value: $0.key, amount: $0.value) }
    }
}
