/// How messages quote an input: on one line, without characters that steer a terminal, and not without end.
package enum Quotation {
    /// The most characters that are quoted, the mark of what is left out among them. Counted in Unicode scalars: one
    /// visible character can be made of any number of them.
    package static let limit = 80
    /// The most names that a list gives.
    package static let listLimit = 20
}

extension StringProtocol {
    /// The text as a message may repeat it: characters that steer a terminal become U+FFFD, and where it is longer than
    /// ``Quotation/limit`` its middle is left out.
    package var quotable: String {
        let scalars = unicodeScalars
        let limit = Quotation.limit
        // Only as many are counted as tell whether it is too long: the text may be a whole file.
        guard scalars.index(scalars.startIndex, offsetBy: limit + 1, limitedBy: scalars.endIndex) != nil
        else { return Self.visible(scalars) }
        let head = (limit - 1) / 2
        return Self.visible(scalars.prefix(head)) + "…" + Self.visible(scalars.suffix(limit - 1 - head))
    }

    private static func visible(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        for scalar in scalars { text.append(scalar.steersOutput ? "\u{FFFD}" : scalar) }
        return String(text)
    }
}

extension Collection where Element: StringProtocol {
    /// The names with commas between them, each as a message may repeat it, and how many more there are where they are
    /// more than ``Quotation/listLimit``.
    package var quotable: String { quotable(open: "", close: "") }

    /// The same with each name in single quotes.
    package var quotableInQuotes: String { quotable(open: "'", close: "'") }

    private func quotable(open: String, close: String) -> String {
        let names = prefix(Quotation.listLimit).map { open + $0.quotable + close }.joined(separator: ", ")
        let more = count - Quotation.listLimit
        return more > 0 ? names + " and \(more) more" : names
    }
}
