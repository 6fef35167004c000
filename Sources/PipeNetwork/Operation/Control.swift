/// What a control or a rule does to a link.
public enum LinkAction: Hashable, Sendable, Codable {
    /// Opens it; a pump runs at speed 1 whatever its own is, as in EPANET, and a valve no longer regulates.
    case open
    /// Closes it.
    case close
    /// Makes a valve regulate by the setting it has.
    case activate
    /// Gives it a setting, in the unit of ``Valve/setting`` or ``Pump/speed``. A pump of speed 0 stands still; a valve
    /// begins to regulate.
    case set(Double)
}

/// A simple control: one link is changed when one condition comes true; EPANET's `[CONTROLS]`.
public struct Control: Hashable, Sendable, Codable {
    /// The id of the link that is changed.
    public var link: String
    /// What is done to it.
    public var action: LinkAction
    /// When it is done.
    public var condition: Condition
    /// Whether the control acts at all.
    public var isEnabled: Bool

    /// When a control acts.
    public enum Condition: Hashable, Sendable, Codable {
        /// The level of a tank (m above its bottom) or the pressure head of a junction (m) is at or above a value.
        case above(node: String, value: Double)
        /// The level of a tank (m above its bottom) or the pressure head of a junction (m) is at or below a value.
        case below(node: String, value: Double)
        /// A time since the start of the simulation, s.
        case time(Double)
        /// A time of day, s since midnight; every day.
        case clockTime(Double)
    }

    /// A control.
    public init(link: String, action: LinkAction, condition: Condition, isEnabled: Bool = true) {
        self.link = link
        self.action = action
        self.condition = condition
        self.isEnabled = isEnabled
    }
}
