/// Brings the many spellings of a unit to one: ASCII, lower case, no blanks, `/` for "per", `m3` for cubic metre.
struct UnitSpelling {
    /// The normal spelling.
    let text: String
    /// The spelling as found, without blanks and brackets, for the few units where case decides (ML and mL).
    let original: String

    private static let replacements: [(String, String)] = [
        // A word comes before the shorter words inside it.
        ("立方英尺", "ft3"), ("立方米", "m3"), ("立方", "m3"), ("平方厘米", "cm2"), ("方", "m3"),
        ("公吨", "t"), ("吨", "t"), ("千克力", "kgf"), ("公斤力", "kgf"), ("公斤", "kgf"),
        ("兆帕", "mpa"), ("千帕", "kpa"), ("巴", "bar"), ("米水柱", "mh2o"), ("水柱", ""),
        ("百万升", "ml"), ("兆升", "ml"), ("毫升", "milliliter"), ("升", "l"), ("加仑", "gal"),
        ("厘米", "cm"), ("毫米", "mm"), ("英尺", "ft"), ("千米", "km"), ("公里", "km"), ("米", "m"),
        ("每小时", "/h"), ("每秒", "/s"), ("每分钟", "/min"), ("每分", "/min"), ("每天", "/d"), ("每日", "/d"),
        ("小时", "h"), ("分钟", "min"), ("时", "h"), ("秒", "s"), ("分", "min"), ("天", "d"), ("日", "d"),
        ("万", "10k"), ("³", "3"), ("²", "2"), ("㎥", "m3"), ("㎡", "m2"), ("／", "/"), ("（", "("), ("）", ")"),
        ("^", ""), ("**", ""), ("₂", "2"), ("⁻", "-"), ("¹", "1"), ("·", ""), ("⋅", ""),
        ("cubicmetres", "m3"), ("cubicmeters", "m3"), ("cubicmetre", "m3"), ("cubicmeter", "m3"),
        ("cubicfeet", "ft3"), ("cubicfoot", "ft3"), ("cu.m", "m3"), ("cum", "m3"), ("cbm", "m3"),
        ("cu.ft", "ft3"), ("cuft", "ft3"), ("litres", "l"), ("liters", "l"), ("litre", "l"), ("liter", "l"),
        ("gallons", "gal"), ("gallon", "gal"), ("usgal", "gal"), ("per", "/"),
        ("seconds", "s"), ("second", "s"), ("sec", "s"), ("minutes", "min"), ("minute", "min"),
        ("hours", "h"),
        ("hour", "h"), ("hr", "h"), ("days", "d"), ("day", "d"),
    ]

    init(_ text: String) {
        var kept = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case " ", "\t", "\u{A0}", "\u{3000}", "\u{FEFF}", "[", "]", "\"", "【", "】": continue
            // Full-width ASCII.
            case "\u{FF01}"..."\u{FF5E}":
                if let ascii = Unicode.Scalar(scalar.value - 0xFEE0) { kept.unicodeScalars.append(ascii) }
            default: kept.unicodeScalars.append(scalar)
            }
        }
        if kept.hasPrefix("("), kept.hasSuffix(")") { kept = String(kept.dropFirst().dropLast()) }
        original = kept
        var normal = kept.lowercased()
        for (found, replacement) in UnitSpelling.replacements where normal.contains(found) {
            normal = normal.split(separator: found, omittingEmptySubsequences: false).joined(
                separator: replacement)
        }
        self.text = normal
    }
}
