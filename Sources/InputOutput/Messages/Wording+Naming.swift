extension Wording {
    /// Names as a message may repeat them, with commas between them; see `Collection.quotable`.
    ///
    /// - Parameter inQuotes: whether each name stands in quotes.
    package init(quoting names: some Collection<some StringProtocol>, inQuotes: Bool = false) {
        let more = names.count - Quotation.listLimit
        let shown = names.prefix(Quotation.listLimit).map(\.quotable)
        self.init(
            inQuotes ? names.quotableInQuotes : names.quotable,
            shown.map { inQuotes ? "“\($0)”" : $0 }.joined(separator: "、")
                + (more > 0 ? "等，另有 \(more) 个" : ""))
    }

    /// Choices, such as "a or b".
    package init(choiceOf words: [String]) {
        self.init(words.joined(separator: " or "), words.joined(separator: " 或 "))
    }

    /// An expectation: "more than 0".
    package static func moreThan(_ limit: String) -> Wording {
        Wording("more than \(limit)", "大于 \(limit) 的数")
    }

    /// An expectation: "1 or more".
    package static func atLeast(_ limit: String) -> Wording { Wording("\(limit) or more", "不小于 \(limit) 的数") }

    /// An expectation: "between 0 and 1".
    package static func between(_ low: String, _ high: String) -> Wording {
        Wording("between \(low) and \(high)", "\(low) 至 \(high) 之间的数")
    }

    /// An expectation: "0 to 9".
    package static func range(_ low: String, _ high: String) -> Wording {
        Wording("\(low) to \(high)", "\(low) 至 \(high)")
    }
}
