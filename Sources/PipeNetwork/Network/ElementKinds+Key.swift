extension NodeKind {
    /// The kind's name for programs.
    public var key: String {
        switch self {
        case .junction: "junction"
        case .reservoir: "reservoir"
        case .tank: "tank"
        }
    }
}

extension LinkKind {
    /// The kind's name for programs.
    public var key: String {
        switch self {
        case .pipe: "pipe"
        case .pump: "pump"
        case .valve: "valve"
        }
    }
}
