/// What a link does in a solved state. The raw values are those of EPANET's binary results.
public enum LinkState: UInt8, Hashable, Sendable, Codable {
    /// A pump that runs but cannot lift to the head behind it; no flow.
    case cannotDeliverHead = 0
    /// Shut for now: a full tank takes nothing, an empty one gives nothing; also a pipe whose tank was the last source of
    /// what lies behind it.
    case temporarilyClosed = 1
    /// Closed.
    case closed = 2
    /// Open.
    case open = 3
    /// A valve that regulates.
    case active = 4
    /// A pump that delivers more than its curve covers.
    case exceedsMaximumFlow = 5
    /// A flow control valve, fully open, whose flow stays below its setting.
    case cannotDeliverFlow = 6
    /// A pressure valve, fully open because its setting contradicts others.
    case cannotDeliverPressure = 7

    /// Whether water cannot pass.
    public var isClosed: Bool { rawValue <= LinkState.closed.rawValue }
}
