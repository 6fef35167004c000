/// What differs between two tables of elements, by key.
public struct ElementChanges<Element: NetworkElement>: Hashable, Sendable, Codable {
    /// An element that is in both and not the same.
    public struct Change: Hashable, Sendable, Codable {
        /// What it was.
        public var before: Element
        /// What it is.
        public var after: Element
        /// How far it has moved, m: the largest distance of a position of one drawing from the other, the ends of a link
        /// included; `nil` when it got its place or lost it.
        public var movement: Double?

        /// A change.
        public init(before: Element, after: Element, movement: Double? = 0) {
            self.before = before
            self.after = after
            self.movement = movement
        }

        /// Whether it moved further than `still` m, or got its place or lost it.
        public func isMoved(beyond still: Double) -> Bool { movement.map { $0 > still } ?? true }
    }

    /// Elements that only the new network has, in its order.
    public var added: [Element] = []
    /// Elements that only the old network had, in its order.
    public var removed: [Element] = []
    /// Elements of both that are not the same, in the order of the new.
    public var changed: [Change] = []
    /// How the rows of the new network follow from those of the old; what is new there is ``added``.
    public var order = RowOrder()
    /// How the rows of the old network follow from those of the new; what is new there is ``removed``.
    public var formerOrder = RowOrder()
    /// How many rows the old network had.
    public var rowsBefore = 0

    /// No change of nothing.
    public init() {}

    /// Whether both tables are the same.
    public var isEmpty: Bool {
        added.isEmpty && removed.isEmpty && changed.isEmpty && order.isUnchanged(rowsBefore)
    }

    /// What brings the old table back.
    public var inverse: ElementChanges {
        var inverse = ElementChanges()
        inverse.added = removed
        inverse.removed = added
        inverse.changed = changed.map {
            Change(before: $0.after, after: $0.before, movement: $0.movement)
        }
        inverse.order = formerOrder
        inverse.formerOrder = order
        inverse.rowsBefore = rowsBefore - removed.count + added.count
        return inverse
    }
}

extension ElementChanges.Change {
    /// A value that is another than before.
    public struct Field: Hashable, Sendable {
        /// Its name.
        public let name: String
        /// What it was; `.null` for nothing.
        public let before: AttributeValue
        /// What it is; `.null` for nothing.
        public let after: AttributeValue
    }

    /// The values that are not what they were, by name.
    public var fields: [Field] {
        let old = Dictionary(before.fields.map { ($0.name, $0.value) }) { first, _ in first }
        let new = Dictionary(after.fields.map { ($0.name, $0.value) }) { first, _ in first }
        return Set(old.keys).union(new.keys).sorted().compactMap { name in
            let (was, now) = (old[name] ?? .null, new[name] ?? .null)
            return was.isSame(as: now) ? nil : Field(name: name, before: was, after: now)
        }
    }

    /// Whether it is connected with other nodes, or lies in another link.
    public var isReconnected: Bool { before.ends != after.ends }
}
