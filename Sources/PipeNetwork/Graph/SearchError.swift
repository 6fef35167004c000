import InputOutput

/// What can be wrong with a question to a network.
public enum SearchError: Error, Hashable, Sendable {
    /// No element has this id.
    case unknownElement(String, expected: Wording, nearest: [String])
    /// The element is tied to no node, so no search can begin there.
    case notOnTheNetwork(String, kind: String)
    /// The place is far from every pipe.
    case farFromPipes(x: Double, y: Double, nearest: String?, distance: Double?, limit: Double)
    /// Nothing of the kind that was asked for is there.
    case noneOfKind(String)
    /// No way leads from one to the other past the barriers.
    case noWay(from: String, to: String)
}

extension SearchError: ExplainedError {
    /// One sentence: what, where, what to do.
    public var explanation: Wording {
        switch self {
        case .unknownElement(let id, let expected, let nearest)
        where nearest.first?.hasPrefix(id + "#") == true:
            let pieces = Wording(quoting: nearest, inQuotes: true)
            return Wording(
                "'\(id.quotable)' is a pipe that was split where others join it or a device sits in it; name the piece: "
                    + "\(pieces.english) (expected \(expected.english))",
                "“\(id.quotable)”是一条管段，已在与其他管段相接或设备所在处打断；请指明其中一段：\(pieces.chinese)"
                    + "（应为\(expected.chinese)）")
        case .unknownElement(let id, let expected, let nearest):
            return Wording(
                "'\(id.quotable)' is not in the network; expected \(expected.english)",
                "管网中没有“\(id.quotable)”；应为\(expected.chinese)") + .suggestion(nearest)
        case .notOnTheNetwork(let id, let kind):
            let element = ElementWord.element(kind, id.quotable)
            return Wording(
                "\(element.english) lies too far from any pipe to be tied to one",
                "\(element.chinese)距所有管段过远，无法挂接")
        case .farFromPipes(let x, let y, let nearest, let distance, let limit):
            let hint = nearest.flatMap { id in
                distance.map {
                    Wording(
                        "; the nearest is '\(id.quotable)', \($0.rounded()) m away",
                        "；最近的管段为“\(id.quotable)”，相距 \($0.rounded()) m")
                }
            }
            return Wording(
                "the place \(x), \(y) is outside the network: no pipe within \(limit.rounded()) m",
                "位置 \(x), \(y) 在管网之外：\(limit.rounded()) m 范围内没有管段")
                + (hint ?? .empty)
                + Wording(
                    "; check the order (easting or longitude first) and the reference system",
                    "；请检查坐标顺序（横坐标或经度在前）与坐标参考系")
        case .noneOfKind(let kind):
            return Wording("the network has no \(kind)", "管网中没有\(ElementWord.kind(kind).chinese)")
        case .noWay(let from, let to):
            return Wording(
                "no way leads from '\(from.quotable)' to '\(to.quotable)' past the barriers; "
                    + "fewer barriers may open one",
                "受阻隔限制，从“\(from.quotable)”到“\(to.quotable)”没有通路；减少阻隔或可连通")
        }
    }

    /// ``Remedy/checkNetwork`` for what a check of the network names with its place.
    public var remedy: Remedy? {
        if case .notOnTheNetwork = self { return .checkNetwork }
        return nil
    }
}

extension Wording {
    /// Ids that may have been meant; empty without any.
    package static func suggestion(_ nearest: [String]) -> Wording {
        if nearest.isEmpty { return .empty }
        let names = Wording(quoting: nearest, inQuotes: true)
        return Wording("; did you mean \(names.english)?", "；是否为\(names.chinese)？")
    }
}
