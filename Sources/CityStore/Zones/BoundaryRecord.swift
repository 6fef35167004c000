/// A place where water passes from one zone to another, or to the outside, as the city keeps it.
public struct BoundaryRecord: Hashable, Sendable {
    /// What is known of the flow there.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// It is measured.
        case metered
        /// A shut valve keeps it at nothing.
        case closed
        /// It is not known: the zones' balances cannot be told apart.
        case open
    }

    /// Id of the link that crosses the border.
    public var link: String
    /// Id of the meter that reads its flow; `nil` for none, or when readings bear the link's id.
    public var meter: String?
    /// Id of the zone at the link's start; `nil` for the outside.
    public var fromZone: String?
    /// Id of the zone at the link's end; `nil` for the outside.
    public var toZone: String?
    /// What is known of the flow.
    public var kind: Kind
    /// 1 when the meter counts forward from start to end of the link, -1 when it sits the other way round.
    public var sign: Int

    /// A boundary.
    public init(
        link: String, meter: String? = nil, fromZone: String?, toZone: String?, kind: Kind, sign: Int = 1
    ) {
        self.link = link
        self.meter = meter
        self.fromZone = fromZone
        self.toZone = toZone
        self.kind = kind
        self.sign = sign
    }
}
