/// A rule: actions that follow from several premises; EPANET's `[RULES]`.
///
/// Premises are judged from the first to the last, as EPANET does: an `or` is looked at only while everything before it
/// is false, and an `and` after something false makes the whole false.
public struct Rule: Hashable, Sendable, Codable {
    /// The rule's id.
    public var id: String
    /// What must hold.
    public var premises: [Premise]
    /// What is done when it holds.
    public var actions: [Action]
    /// What is done when it does not.
    public var otherwise: [Action]
    /// Of two rules that act on one link, the one of higher priority wins, and the earlier one of equals.
    public var priority: Double
    /// Whether the rule acts at all.
    public var isEnabled: Bool

    /// A rule.
    public init(
        id: String, premises: [Premise], actions: [Action], otherwise: [Action] = [], priority: Double = 0,
        isEnabled: Bool = true
    ) {
        self.id = id
        self.premises = premises
        self.actions = actions
        self.otherwise = otherwise
        self.priority = priority
        self.isEnabled = isEnabled
    }

    /// One action: what is done to one link.
    public struct Action: Hashable, Sendable, Codable {
        /// The id of the link.
        public var link: String
        /// What is done to it.
        public var action: LinkAction

        /// An action.
        public init(link: String, action: LinkAction) {
            self.link = link
            self.action = action
        }
    }

    /// One comparison.
    public struct Premise: Hashable, Sendable, Codable {
        /// How it joins what stands before it; the first premise is joined by `and`.
        public var connective: Connective
        /// What is compared.
        public var subject: Subject
        /// How.
        public var relation: Relation
        /// With what.
        public var value: Value

        /// A premise.
        public init(
            _ connective: Connective = .and, _ subject: Subject, _ relation: Relation, _ value: Value
        ) {
            self.connective = connective
            self.subject = subject
            self.relation = relation
            self.value = value
        }
    }

    /// How a premise joins what stands before it.
    public enum Connective: String, Hashable, Sendable, Codable {
        /// Both must hold.
        case and
        /// Either may hold.
        case or
    }

    /// What a premise looks at.
    public enum Subject: Hashable, Sendable, Codable {
        /// A quantity of a node.
        case node(String, NodeQuantity)
        /// A quantity of a link.
        case link(String, LinkQuantity)
        /// The sum of all demands, m³/s.
        case systemDemand
        /// Time since the start of the simulation, s.
        case time
        /// Time of day, s since midnight.
        case clockTime
    }

    /// What a premise asks of a node.
    public enum NodeQuantity: String, Hashable, Sendable, Codable {
        /// What is drawn there, m³/s; a tank's net inflow.
        case demand
        /// Total head, m.
        case head
        /// Pressure head, m.
        case pressure
        /// Level above the node's elevation, m.
        case level
        /// Time until a tank is full, s.
        case fillTime
        /// Time until a tank is empty, s.
        case drainTime
    }

    /// What a premise asks of a link.
    public enum LinkQuantity: String, Hashable, Sendable, Codable {
        /// Flow whatever its direction, m³/s.
        case flow
        /// Open, closed or active.
        case status
        /// Speed or setting, in the unit of ``Pump/speed`` or ``Valve/setting``.
        case setting
    }

    /// How two values compare.
    public enum Relation: String, Hashable, Sendable, Codable {
        /// Equal, or the status it is.
        case equal = "="
        /// Not equal.
        case notEqual = "<>"
        /// Less.
        case less = "<"
        /// Less or equal.
        case lessOrEqual = "<="
        /// Greater.
        case greater = ">"
        /// Greater or equal.
        case greaterOrEqual = ">="
    }

    /// What a premise compares with.
    public enum Value: Hashable, Sendable, Codable {
        /// A number in SI.
        case number(Double)
        /// A link's status.
        case status(LinkStatus)
    }
}
