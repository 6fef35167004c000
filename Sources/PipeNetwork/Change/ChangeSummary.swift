import InputOutput

/// What a change set does, in numbers a table: `pipe`, `junction`, `meter`, ….
public struct ChangeSummary: Hashable, Sendable, Codable {
    /// The numbers of one table. An element that moved and has other values counts in both.
    public struct Counts: Hashable, Sendable, Codable {
        /// Elements that are new.
        public var added = 0
        /// Elements that are gone.
        public var removed = 0
        /// Elements drawn elsewhere.
        public var moved = 0
        /// Elements with other values.
        public var reattributed = 0
        /// Links with other ends, assets tied to something else.
        public var reconnected = 0

        /// No changes.
        public init() {}

        /// Whether nothing changed.
        public var isEmpty: Bool { self == Counts() }
    }

    /// The numbers, by table.
    public var tables: [String: Counts] = [:]
    /// Pipes that became several.
    public var splits = 0
    /// Whether patterns, curves, options or controls changed.
    public var settingsChanged = false

    /// A summary of nothing.
    public init() {}

    /// The numbers of `set`; what moved less than `still` m did not move.
    public init(_ set: ChangeSet, still: Double = ChangeTolerance().still) {
        add(set.nodes, still)
        add(set.links, still)
        add(set.assets, still)
        splits = set.splits.count
        settingsChanged = set.settings != nil
    }

    /// The numbers of a network that is all new.
    public init(allNew network: Network) {
        for kind in network.nodes.kinds {
            tables[kind == .junction ? "junction" : kind == .tank ? "tank" : "reservoir", default: .init()]
                .added += 1
        }
        for kind in network.links.kinds {
            tables[kind == .pipe ? "pipe" : kind == .pump ? "pump" : "valve", default: .init()].added += 1
        }
        for kind in network.assets.kinds { tables[kind.rawValue, default: .init()].added += 1 }
    }

    private mutating func add<Element: NetworkElement>(_ changes: ElementChanges<Element>, _ still: Double) {
        for element in changes.added { tables[element.layer, default: Counts()].added += 1 }
        for element in changes.removed { tables[element.layer, default: Counts()].removed += 1 }
        for change in changes.changed {
            var counts = tables[change.after.layer] ?? Counts()
            if change.isMoved(beyond: still) { counts.moved += 1 }
            if change.isReconnected { counts.reconnected += 1 }
            if !change.fields.isEmpty { counts.reattributed += 1 }
            tables[change.after.layer] = counts
        }
        tables = tables.filter { !$0.value.isEmpty }
    }

    /// One line in English: `pipe: 2 added, 1 removed; meter: 1 moved`; `no changes` for none.
    public var text: String { wording.english }

    /// One line: `pipe: 2 added, 1 removed; meter: 1 moved`; `no changes` for none.
    public var wording: Wording {
        var parts = tables.sorted { $0.key < $1.key }.map { table, counts in
            let words: [(Int, Wording)] = [
                (counts.added, Wording("added", "新增")), (counts.removed, Wording("removed", "删除")),
                (counts.moved, Wording("moved", "移位")),
                (counts.reattributed, Wording("re-attributed", "属性变更")),
                (counts.reconnected, Wording("reconnected", "连接变更")),
            ]
            let numbers = words.filter { $0.0 > 0 }.map { number, word in
                Wording("\(number) \(word.english)", "\(word.chinese) \(number)")
            }
            return ElementWord.kind(table) + Wording(": ", "：")
                + .joined(numbers, separator: Wording(", ", "，"))
        }
        if splits > 0 { parts.append(Wording("\(splits) pipes split", "\(splits) 条管段打断")) }
        if settingsChanged { parts.append(Wording("settings changed", "设置变更")) }
        return parts.isEmpty ? Wording("no changes", "没有变化") : .joined(parts)
    }
}

extension ChangeSet {
    /// A pipe that became several, or the other way round.
    public struct Split: Hashable, Sendable, Codable {
        /// The pipe that is gone.
        public var pipe: String
        /// The pieces that are there in its place, in the order of the network.
        public var pieces: [String]

        /// A split.
        public init(pipe: String, pieces: [String]) {
            self.pipe = pipe
            self.pieces = pieces
        }
    }

    /// Pipes that the topology split where something new meets them: the whole is gone, its pieces are new.
    public var splits: [Split] { Self.splits(of: links.removed, into: links.added) }

    /// Pieces that became one pipe again: ``Split/pipe`` is new, the pieces are gone.
    public var merges: [Split] { Self.splits(of: links.added, into: links.removed) }

    private static func splits(of wholes: [SurveyedFeatures.Element], into parts: [SurveyedFeatures.Element])
        -> [Split]
    {
        var pieces: [String: [String]] = [:]
        for part in parts {
            for name in Set([PieceID(part.id)?.whole, part.sourceID].compactMap(\.self)) where name != part.id
            {
                pieces[name, default: []].append(part.id)
            }
        }
        return wholes.compactMap { whole in pieces[whole.id].map { Split(pipe: whole.id, pieces: $0) } }
    }

    /// The numbers of the set in one line.
    public var summary: ChangeSummary { ChangeSummary(self) }
}
