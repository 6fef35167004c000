/// A piece of an input as a message quotes it: on one line, without characters that steer a terminal, and where it is
/// longer than ``limit`` characters with its middle left out.
///
/// ```swift
/// "line 3: found '\(Excerpt(cell))', expected a number"
/// ```
package struct Excerpt: Sendable, Hashable, CustomStringConvertible {
    /// The most characters that are quoted, the mark of what is left out among them. Counted in Unicode scalars: one
    /// visible character can be made of any number of them.
    package static let limit = 80

    /// What is quoted.
    package let description: String

    /// An excerpt of `text`.
    package init(_ text: some StringProtocol) {
        let scalars = text.unicodeScalars
        // Only as many as tell whether it is too long are counted: the text may be a whole file.
        guard scalars.index(scalars.startIndex, offsetBy: Self.limit + 1, limitedBy: scalars.endIndex) != nil
        else {
            description = Self.visible(scalars)
            return
        }
        let head = (Self.limit - 1) / 2
        description =
            Self.visible(scalars.prefix(head)) + "…" + Self.visible(scalars.suffix(Self.limit - 1 - head))
    }

    /// Steering characters by their number, so that the person sees that they are there.
    private static func visible(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = ""
        for scalar in scalars {
            if scalar.steersOutput {
                text += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
