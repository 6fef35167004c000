import Geospatial

/// A thing of the utility at a point of the map: a station, a meter, a hydrant, a customer.
public struct Asset: Hashable, Sendable, Codable {
    /// What the thing is.
    public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
        /// A plant that puts water into the network (水厂).
        case waterworks
        /// A pump station that lifts pressure for a district (加压泵站).
        case boosterStation = "booster_station"
        /// A pump station of a tall building or an estate (二次供水泵站).
        case secondarySupplyStation = "secondary_supply_station"
        /// A place where pressure is logged (测压点).
        case pressurePoint = "pressure_point"
        /// A meter, of a main or of a customer (水表, 流量计).
        case meter
        /// A hydrant (消火栓).
        case hydrant
        /// A valve that is open or shut (阀门).
        case isolationValve = "isolation_valve"
        /// A place where a customer is served (用户).
        case customerPoint = "customer_point"

        /// Whether the thing sits in a pipe, so that the pipe is split there and the thing acts on one half.
        public var isInline: Bool { self == .meter || self == .isolationValve }
    }

    /// Where a thing is tied to the network.
    public enum Attachment: Hashable, Sendable, Codable {
        /// To a node: it draws from it, or measures it.
        case node(String)
        /// Into a link, at the end where `node` is: a meter that reads what passes there, a valve that shuts it.
        case link(String, node: String)
    }

    /// What it is.
    public var kind: Kind
    /// Its id, unique among assets of its kind.
    public var id: String
    /// Where it is, in the network's coordinate reference system.
    public var position: Coordinate?
    /// Where it is tied to the network; `nil` when it lies far from any pipe.
    public var attachment: Attachment?
    /// Whether an isolation valve is shut.
    public var isClosed: Bool
    /// Everything else the source said of it. Names that the balance reads: `connections`, `population`,
    /// `base_demand_m3_per_d`, `diameter`, `account`.
    public var attributes: [String: AttributeValue]

    /// A point asset.
    public init(
        kind: Kind, id: String, position: Coordinate? = nil, attachment: Attachment? = nil,
        isClosed: Bool = false, attributes: [String: AttributeValue] = [:]
    ) {
        self.kind = kind
        self.id = id
        self.position = position
        self.attachment = attachment
        self.isClosed = isClosed
        self.attributes = attributes
    }
}
