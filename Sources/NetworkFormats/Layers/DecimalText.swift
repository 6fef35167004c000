/// Numbers as text, for formats that are read by people and by programs of any locale.
enum DecimalText {
    /// Appends `value` with at most `decimals` digits after the point and without trailing zeros.
    ///
    /// Rounds to nearest on the scaled value; numbers too large for that are written in full.
    static func append(_ value: Double, decimals: Int, to bytes: inout [UInt8]) {
        let decimals = min(max(decimals, 0), 15)
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (value * scale).rounded()
        guard abs(scaled) < 9_007_199_254_740_992, var number = Int64(exactly: abs(scaled)) else {
            bytes.append(contentsOf: value.description.utf8)
            return
        }
        if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
        var places = decimals
        while places > 0, number % 10 == 0 {
            number /= 10
            places -= 1
        }
        let start = bytes.count
        var written = 0
        while number > 0 || written <= places {
            if written == places, places > 0 { bytes.append(UInt8(ascii: ".")) }
            bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
            number /= 10
            written += 1
        }
        bytes[start...].reverse()
    }

    /// The number that `bytes` spell in decimal, such as `-12.5` or `1e-3`; `nil` for anything else.
    static func parse(_ bytes: ArraySlice<UInt8>) -> Double? {
        var digits: UInt64 = 0
        var seen = 0
        var decimals = 0
        var hasPoint = false
        var offset = bytes.startIndex
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative || bytes.first == UInt8(ascii: "+") { offset += 1 }
        while offset < bytes.endIndex {
            let byte = bytes[offset]
            if byte.isDigit {
                digits = digits &* 10 &+ UInt64(byte - UInt8(ascii: "0"))
                seen += 1
                if hasPoint { decimals += 1 }
            } else if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
            } else {
                return general(bytes)
            }
            offset += 1
        }
        // 10^15 and 10^22 are exact as doubles, so one division rounds correctly (Clinger 1990).
        guard seen > 0, seen <= 15, decimals < powersOfTen.count else { return general(bytes) }
        let value = Double(digits) / powersOfTen[decimals]
        return isNegative ? -value : value
    }

    private static func general(_ bytes: ArraySlice<UInt8>) -> Double? {
        // `Double` would also take hexadecimal, nan and inf.
        let allowed = bytes.allSatisfy { $0.isDigit || "+-.eE".utf8.contains($0) }
        guard allowed, let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite else {
            return nil
        }
        return value
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]
}
