import Foundation

/// Numbers as people read them: as many digits as the number is good for.
enum Figure {
    /// From here on a number has more digits than are known of it, and its power of ten says more.
    private static let longest = 1e15

    /// Fixed decimals without separators: `-1234.5`; `0` never carries a sign; `1e+308` for what is no quantity.
    static func plain(_ value: Double, decimals: Int) -> String {
        guard value.isFinite else { return "-" }
        if abs(value) >= longest { return String(format: "%.6g", value) }
        let text = String(format: "%.\(max(0, decimals))f", value)
        let isZero = !text.contains { ("1"..."9").contains($0) }
        return isZero && text.hasPrefix("-") ? String(text.dropFirst()) : text
    }

    /// Fixed decimals, thousands separated: `−12,345.6`.
    static func grouped(_ value: Double, decimals: Int) -> String {
        guard value.isFinite else { return "–" }
        if abs(value) >= longest { return plain(value, decimals: decimals) }
        var text = Substring(plain(value, decimals: decimals))
        let isNegative = text.first == "-"
        if isNegative { text.removeFirst() }
        let point = text.firstIndex(of: ".") ?? text.endIndex
        var whole = ""
        for (place, digit) in text[..<point].enumerated() {
            let remaining = text.distance(from: text.startIndex, to: point) - place
            if place > 0, remaining % 3 == 0 { whole += "," }
            whole.append(digit)
        }
        return (isNegative ? "−" : "") + whole + text[point...]
    }

    /// A volume in m³: whole from 100 on, one decimal below.
    static func volume(_ value: Double) -> String {
        value == 0 ? "0" : grouped(value, decimals: abs(value) >= 99.95 ? 0 : 1)
    }

    /// Three significant digits or so: `0.42`, `4.20`, `42.0`, `420`.
    static func rate(_ value: Double) -> String {
        let size = abs(value)
        return grouped(value, decimals: size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2)
    }

    /// The same with the sign of what rose: `+4.20`; what rounds to nothing has none.
    static func signed(_ value: Double) -> String {
        let text = rate(value)
        return value > 0 && text.contains { ("1"..."9").contains($0) } ? "+" + text : text
    }

    /// Four significant digits, and whole numbers from a thousand on.
    static func significant(_ value: Double) -> String {
        grouped(value, decimals: significantDecimals(value))
    }

    /// The decimals of ``significant(_:)``.
    static func significantDecimals(_ value: Double) -> Int {
        switch abs(value) {
        case 1000...: 0
        case 100...: 1
        case 10...: 2
        default: 3
        }
    }

    /// Percent with one decimal, without the sign.
    static func percent(_ value: Double) -> String { grouped(value, decimals: 1) }

    /// `value` rounded to a thousandth: a litre of a cubic metre.
    static func toThousandth(_ value: Double) -> Double {
        let scaled = (value * 1000).rounded() / 1000
        return scaled.isFinite ? scaled : value
    }
}
