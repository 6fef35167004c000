import Foundation
import InputOutput

/// A number as people type it into an audit file: with separators of thousands, full-width digits, a sign of either kind.
///
/// Nothing is guessed: `12,345` may be twelve thousand or twelve and a third, and is refused with both readings.
enum AuditNumber {
    /// The number, or a sentence that says what was found and what to write instead.
    static func parse(_ text: String) -> Result<Double, Refusal> {
        // No number is longer, and no pattern is tried on a whole file.
        guard text.utf8.count <= 80 else { return .failure(Refusal(what: noNumber(text))) }
        let plain = plain(text)
        // Not Yams' own reading of numbers: 1_000, 0x10 and 1:30 are numbers there.
        if plain.contains(/^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$/),
            let value = Double(plain), value.isFinite
        {
            return .success(value)
        }
        if plain.contains(/^[+-]?[1-9][0-9]{0,2}(,[0-9]{3}){2,}(\.[0-9]+)?$/)
            || plain.contains(/^[+-]?[1-9][0-9]{0,2},[0-9]{3}\.[0-9]+$/)
            || plain.contains(/^[+-]?[1-9][0-9]{0,2}([ '][0-9]{3})+(\.[0-9]+)?$/)
        {
            let digits = plain.filter { !", '".contains($0) }
            if let value = Double(digits), value.isFinite { return .success(value) }
        }
        return .failure(Refusal(what: refusal(text, plain)))
    }

    /// Why a text is no number.
    struct Refusal: Error {
        var what: Wording
    }

    private static func refusal(_ text: String, _ plain: String) -> Wording {
        let found = text.quotable
        if plain.contains(/^[+-]?[1-9][0-9]{0,2},[0-9]{3}$/) {
            let whole = plain.replacing(",", with: "")
            let decimal = plain.replacing(",", with: ".")
            return Wording(
                "found '\(found)', which may be \(whole) or \(decimal); write it without the comma",
                "实际为：“\(found)”，可能是 \(whole) 或 \(decimal)；请勿使用逗号")
        }
        if plain.contains(/^[+-]?[0-9]+,[0-9]+$/) {
            let decimal = plain.replacing(",", with: ".")
            return Wording(
                "found '\(found)'; write the decimal mark as a point: \(decimal)",
                "实际为：“\(found)”；小数点请写作：\(decimal)")
        }
        if let percent = plain.firstMatch(of: /^([+-]?[0-9.]+)\s*%$/) {
            return Wording(
                "found '\(found)'; write the number alone: \(percent.1)", "实际为：“\(found)”；只写数字：\(percent.1)")
        }
        if let amount = plain.firstMatch(of: /^([+-]?[0-9][0-9.,]*)\s*([^0-9.,\s].*)$/), !plain.contains("_")
        {
            let unit = String(amount.2).quotable
            return Wording(
                "found '\(found)'; expected a number, with '\(unit)' as its unit if it is one",
                "实际为：“\(found)”；应为数值，若“\(unit)”为单位请写在单位一项")
        }
        return noNumber(text)
    }

    private static func noNumber(_ text: String) -> Wording {
        let found = text.quotable
        return Wording("found '\(found)'; expected a number", "实际为：“\(found)”；应为数值")
    }

    /// ASCII digits and signs for full-width and typographic ones, one kind of blank, none at the ends.
    private static func plain(_ text: String) -> String {
        var plain = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{FF01}"..."\u{FF5E}":
                if let ascii = Unicode.Scalar(scalar.value - 0xFEE0) { plain.unicodeScalars.append(ascii) }
            case "\u{2212}", "\u{2012}", "\u{2013}": plain += "-"
            case "\u{A0}", "\u{2009}", "\u{202F}", "\u{3000}", "\t": plain += " "
            case "\u{2019}": plain += "'"
            default: plain.unicodeScalars.append(scalar)
            }
        }
        return plain.trimmingCharacters(in: .whitespaces)
    }
}
