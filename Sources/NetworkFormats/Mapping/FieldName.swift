/// A name of a field of some layer, and what it may stand for: a known word, one with its unit behind it, or one that a
/// Shapefile cut.
struct FieldName {
    let name: String
    /// Without case, spaces and marks.
    let key: String

    init(_ name: String) {
        self.name = name
        key = NameGuess.normalized(name)
    }

    /// The unit of `field` that stands behind a known word, as in `diameter_mm`, `power (kW)` or `管径（毫米）`.
    func unit(of field: ElementField) -> String? {
        guard field.dimension != .none else { return nil }
        let key = key.filter { !"[]【】".contains($0) }.replacing("³", with: "3")
        for word in (NameGuess.fields[field] ?? []).sorted(by: { $0.count > $1.count }) {
            guard key.hasPrefix(word), let unit = Self.units[String(key.dropFirst(word.count))],
                field.factor(fromUnit: unit) != nil
            else { continue }
            return unit
        }
        return nil
    }

    /// Whether a DBF table may have cut the name: it holds ten bytes, of which a Chinese sign takes two or three.
    var mayBeCut: Bool {
        if name.utf8.count == name.count { return name.count == 10 }
        let wide = name.utf8.count { $0 & 0xC0 == 0x80 } / 2
        return (9...10).contains(name.utf8.count) || (name.count + wide) == 10
    }

    /// Whether the name is the beginning of a word for `field`.
    func begins(_ field: ElementField, of tool: SourceTool?) -> Bool {
        let words = (tool?.fields[field] ?? []) + (NameGuess.fields[field] ?? [])
        return words.contains { $0.count > key.count && $0.hasPrefix(key) }
    }

    /// Whether the name looks like that of a state that is open or shut.
    var looksLikeStatus: Bool {
        ["status", "isopen", "isclosed", "openclose", "openshut", "启闭", "开关", "状态"].contains(
            where: key.contains)
            || ["state", "open", "closed", "shut", "opened"].contains(key)
    }

    /// Units as they stand in names.
    private static let units: [String: String] = [
        "mm": "mm", "cm": "cm", "m": "m", "km": "km", "ft": "ft", "feet": "ft", "in": "in", "inch": "in",
        "inches": "in", "meters": "m", "metres": "m", "毫米": "mm", "厘米": "cm", "米": "m", "公里": "km",
        "千米": "km",
        "lps": "L/s", "ls": "L/s", "l/s": "L/s", "lpers": "L/s", "m3h": "m3/h", "m3/h": "m3/h",
        "m3perh": "m3/h",
        "cmh": "m3/h", "m3d": "m3/d", "m3/d": "m3/d", "m3perd": "m3/d", "cmd": "m3/d", "m3s": "m3/s",
        "m3/s": "m3/s", "m3pers": "m3/s", "cms": "m3/s", "mld": "ML/d", "gpm": "gpm", "mgd": "mgd",
        "cfs": "cfs",
        "w": "W", "watt": "W", "watts": "W", "kw": "kW", "mw": "MW", "hp": "hp", "瓦": "W", "千瓦": "kW",
    ]
}
