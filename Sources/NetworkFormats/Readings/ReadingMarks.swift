/// What a file says of a reading.
public enum ReadingMark: String, Hashable, Sendable, CaseIterable {
    /// It is one.
    case good
    /// It is none: the device or the historian says that it is wrong.
    case bad
    /// It was estimated; nobody read the meter.
    case estimated
}

/// What the words in a quality column, or in a column of remarks, say of a reading.
public struct ReadingMarks: Hashable, Sendable {
    /// Words of one's own, in lower case; they win over those that are known.
    public var own: [String: ReadingMark]

    /// The known words, and some of one's own, in any case.
    public init(_ own: [String: ReadingMark] = [:]) {
        self.own = Dictionary(own.map { ($0.key.lowercased(), $0.value) }) { first, _ in first }
    }

    private static let known: [String: ReadingMark] = {
        let words: [(ReadingMark, [String])] = [
            (
                .good,
                [
                    "good", "ok", "valid", "actual", "real", "normal", "measured", "read", "raw", "g", "a",
                    "192", "正常", "有效",
                    "良好", "好", "优", "实抄", "抄见", "实读", "见表", "正常抄表", "自报", "远传", "远传抄表", "人工", "人工抄表", "手抄",
                    "现场抄表",
                    "自动", "自动抄表",
                ]
            ),
            (
                .bad,
                [
                    "bad", "invalid", "error", "err", "fault", "failed", "suspect", "questionable",
                    "uncertain", "unreliable",
                    "rejected", "missing", "no data", "b", "异常", "无效", "错误", "故障", "坏", "坏值", "差", "可疑",
                    "不可信", "缺失", "缺测",
                    "未抄", "未见表", "离线", "通讯中断", "通信中断",
                ]
            ),
            (
                .estimated,
                [
                    "estimated", "estimate", "est", "est.", "e", "interpolated", "substituted", "calculated",
                    "filled",
                    "估", "估抄", "估读", "估计", "估算", "估水", "估收", "预估", "推算", "插补", "替代", "估表",
                ]
            ),
        ]
        var known: [String: ReadingMark] = [:]
        for (mark, words) in words { for word in words { known[word] = mark } }
        return known
    }()

    private static let yes: Set<String> = ["yes", "y", "true", "t", "1", "是", "√"]
    private static let no: Set<String> = ["no", "n", "false", "f", "0", "否", "×"]

    /// What a word says; `nil` for one that is not known. Nothing at all says that the reading is one.
    func mark(_ text: String, below column: MarkColumn.Meaning) -> ReadingMark? {
        let word = text.lowercased()
        if word.isEmpty || word == "-" { return .good }
        if let own = own[word] { return own }
        switch column {
        case .estimated:
            if Self.yes.contains(word) { return .estimated }
            if Self.no.contains(word) { return .good }
        case .valid:
            if Self.yes.contains(word) { return .good }
            if Self.no.contains(word) { return .bad }
        case .quality, .remark: break
        }
        return Self.known[word]
    }
}

/// A column that says what readings are worth.
struct MarkColumn {
    /// How its words are meant.
    enum Meaning {
        /// Every word says something.
        case quality
        /// A yes or no to whether the reading is estimated.
        case estimated
        /// A yes or no to whether it is good.
        case valid
        /// Some words say something.
        case remark
    }

    var cell: Int
    var meaning: Meaning

    /// The meaning of a heading; `nil` for any other column.
    static func meaning(_ word: String) -> Meaning? {
        if ColumnWords.quality.contains(word) { return .quality }
        if ColumnWords.estimated.contains(word) { return .estimated }
        if ColumnWords.valid.contains(word) { return .valid }
        return ColumnWords.remark.contains(word) ? .remark : nil
    }
}
