import Hydraulics

extension LinkState {
    /// The state's name in results for programs, such as `temporarily_closed`.
    public var key: String {
        switch self {
        case .cannotDeliverHead: "cannot_deliver_head"
        case .temporarilyClosed: "temporarily_closed"
        case .closed: "closed"
        case .open: "open"
        case .active: "active"
        case .exceedsMaximumFlow: "exceeds_maximum_flow"
        case .cannotDeliverFlow: "cannot_deliver_flow"
        case .cannotDeliverPressure: "cannot_deliver_pressure"
        }
    }
}
