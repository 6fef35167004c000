import Telemetry

/// The headings of a file of readings and what they say.
struct ReadingsHeader {
    /// A column of readings in a wide file.
    struct Column {
        var cell: Int
        var id: String
        var unit: ReadingUnit
    }

    /// Positions of the columns of a long file.
    struct Long {
        var id: Int
        var time: Int
        var value: Int
        var unit: Int?
        var kind: Int?
        /// The unit of rows that name none.
        var valueUnit: ReadingUnit
    }

    enum Shape {
        case wide(time: Int, columns: [Column])
        case long(Long)
    }

    let headings: [String]
    let shape: Shape

    private static let timeWords: Set<String> = [
        "timestamp", "time", "datetime", "date", "date time", "date_time", "date/time", "utc", "时间", "日期",
        "采集时间",
        "读数时间", "抄表时间", "抄表日期", "记录时间", "数据时间", "时刻", "日期时间",
    ]
    private static let idWords: Set<String> = [
        "id", "meter", "meter_id", "meterid", "meter id", "element", "element_id", "element id", "sensor",
        "sensor_id",
        "tag", "point", "表号", "编号", "水表编号", "水表号", "表编号", "设备编号", "设备号", "测点", "测点编号", "点号", "户号", "用户编号",
    ]
    private static let valueWords: Set<String> = [
        "value", "reading", "val", "值", "数值", "读数", "示数", "表读数", "抄表读数", "抄见数", "流量", "瞬时流量", "累计流量", "压力",
        "水位", "液位",
        "水量", "用水量",
    ]
    private static let unitWords: Set<String> = ["unit", "units", "单位"]
    private static let kindWords: Set<String> = ["kind", "type", "quantity", "类型", "类别", "种类"]

    /// Reads the headings.
    ///
    /// Long when an id, a time and a value column are all there by name; else wide, with the first column named like a
    /// time (or the first column of all, if it has no name) as the time and every other named column as an element.
    init(_ headings: [String], path: String, kind: ReadingKind, unit: ReadingUnit) throws(ReadingsFileError) {
        self.headings = headings
        let parts = headings.map { ReadingsHeader.split($0, kind) }
        let words = parts.map { $0.name.lowercased() }
        func position(_ vocabulary: Set<String>) -> Int? { words.firstIndex { vocabulary.contains($0) } }

        if let id = position(Self.idWords), let time = position(Self.timeWords),
            let value = position(Self.valueWords)
        {
            let own = try Self.unit(parts[value], headings[value], path, kind) ?? unit
            shape = .long(
                Long(
                    id: id, time: time, value: value, unit: position(Self.unitWords),
                    kind: position(Self.kindWords), valueUnit: own))
            return
        }

        let named = position(Self.timeWords)
        guard let time = named ?? (words.first?.isEmpty == true ? 0 : nil) else {
            throw .noTimeColumn(path: path, headings: headings)
        }
        var columns: [Column] = []
        var seen: Set<String> = []
        for cell in headings.indices where cell != time && !headings[cell].isEmpty {
            let part = parts[cell]
            guard seen.insert(part.name).inserted else { throw .repeatedColumn(path: path, id: part.name) }
            let own = try Self.unit(part, headings[cell], path, kind) ?? unit
            columns.append(Column(cell: cell, id: part.name, unit: own))
        }
        if columns.isEmpty { throw .noValueColumn(path: path) }
        shape = .wide(time: time, columns: columns)
    }

    /// Name and unit of a heading such as `M12 [m3/h]`.
    ///
    /// Square brackets at the end always hold a unit; round ones only if it is one, for ids have round brackets too.
    private static func split(_ heading: String, _ kind: ReadingKind) -> (name: String, unit: String?) {
        for (open, close) in [("[", "]"), ("(", ")"), ("（", "）"), ("【", "】")] {
            guard heading.hasSuffix(close), let at = heading.lastIndex(of: Character(open)) else { continue }
            let unit = String(heading[heading.index(after: at)...].dropLast())
            if open == "(" || open == "（", ReadingUnit(parsing: unit, for: kind) == nil { continue }
            let name = String(heading[..<at])
            let end = name.lastIndex { $0 != " " }.map { name.index(after: $0) } ?? name.startIndex
            return (String(name[..<end]), unit)
        }
        return (heading, nil)
    }

    private static func unit(
        _ part: (name: String, unit: String?), _ heading: String, _ path: String, _ kind: ReadingKind
    ) throws(ReadingsFileError) -> ReadingUnit? {
        guard let text = part.unit else { return nil }
        guard let unit = ReadingUnit(parsing: text, for: kind) else {
            throw .unknownUnit(path: path, heading: heading, unit: text, kind: kind)
        }
        return unit
    }
}
