import Telemetry

/// What the headings of readings' files are called, in lower case.
enum ColumnWords {
    static let time: Set<String> = [
        "timestamp", "time", "datetime", "date", "date time", "date_time", "date/time", "utc", "local time",
        "reading time", "read time", "reading date", "read date", "时间", "日期", "采集时间", "采集日期", "读数时间", "读表时间",
        "抄表时间", "抄表日期", "抄表日", "记录时间", "数据时间", "时刻", "日期时间", "上报时间", "时间戳",
    ]
    /// Of two columns of times one may hold the day and the other the time of day.
    static let day: Set<String> = ["date", "日期", "采集日期", "抄表日期", "reading date", "read date"]
    static let timeOfDay: Set<String> = ["time", "时间", "时刻", "采集时间", "抄表时间", "reading time", "read time"]

    static let id: Set<String> = [
        "id", "meter", "meter_id", "meterid", "meter id", "element", "element_id", "element id", "sensor",
        "sensor_id", "sensor id", "tag", "point", "表号", "编号", "水表编号", "水表号", "表编号", "设备编号", "设备号", "测点",
        "测点编号", "点号",
        "户号", "用户编号",
    ]
    static let unit: Set<String> = ["unit", "units", "单位"]
    static let kind: Set<String> = ["kind", "type", "quantity", "类型", "类别", "种类"]

    /// Values of no kind in particular.
    static let value: Set<String> = ["value", "val", "值", "数值", "数据", "测量值", "采集值"]
    /// Values of one kind or the other.
    static let kinds: [String: Set<ReadingKind>] = {
        let words: [(ReadingKind, [String])] = [
            (
                .flow,
                [
                    "flow", "flow rate", "flow_rate", "flowrate", "instantaneous flow", "流量", "瞬时流量", "瞬时",
                    "瞬时值",
                ]
            ),
            (
                .register,
                [
                    "reading", "register", "index", "meter reading", "totalizer", "totaliser", "total flow",
                    "cumulative",
                    "cumulative flow", "accumulated flow", "current reading", "end reading",
                    "closing reading", "register reading", "counter", "读数", "示数", "表读数", "抄表读数",
                    "抄见数", "本月抄见数", "本期抄见数",
                    "表底", "止码", "止数", "本期止码", "本次止码", "本次读数", "本期读数", "本月读数", "本次抄见数", "本次示数", "本期示数",
                    "累计流量", "累计", "累积流量", "累计值", "累计水量", "正向累计", "正向累计流量", "净累计流量", "净累计",
                ]
            ),
            (
                .consumption,
                [
                    "consumption", "usage", "use", "volume", "billed", "billed volume", "水量", "用水量", "用量",
                    "本期水量",
                    "本期用量", "本次水量", "本月水量", "本月用量", "实用水量", "计费水量", "开账水量", "抄见水量",
                ]
            ),
            (.pressure, ["pressure", "压力", "压强", "水压"]), (.level, ["level", "water level", "水位", "液位"]),
        ]
        var kinds: [String: Set<ReadingKind>] = [:]
        for (kind, words) in words { for word in words { kinds[word, default: []].insert(kind) } }
        return kinds
    }()
    /// What a reading is worth; every word below such a heading must be known.
    static let quality: Set<String> = [
        "quality", "quality code", "quality_code", "qualitycode", "data quality", "qc", "flag", "flags",
        "validity",
        "opc quality", "read type", "read_type", "readtype", "reading type", "reading_type", "readingtype",
        "质量", "质量码",
        "质量戳", "数据质量", "有效性", "抄表方式", "抄表类型", "读数类型", "抄表状态", "抄表情况", "读数状态", "数据状态",
    ]
    /// A yes or no to whether a reading is estimated, or good.
    static let estimated: Set<String> = [
        "estimated", "is_estimated", "is estimated", "estimate", "估抄", "是否估抄", "估读",
    ]
    static let valid: Set<String> = ["valid", "is_valid", "is valid", "有效", "是否有效"]
    /// Remarks, which say something of a reading now and then.
    static let remark: Set<String> = [
        "status", "state", "remark", "remarks", "note", "notes", "comment", "comments", "状态", "备注", "说明",
        "设备状态",
    ]
    /// What a logger writes about itself; a name may have a unit in brackets behind it.
    static let device: Set<String> = [
        "battery", "battery voltage", "batt", "voltage", "signal", "signal strength", "rssi", "csq", "snr",
        "rsrp",
        "temperature", "temp", "water temperature", "firmware", "imei", "record", "record no", "no", "no.",
        "#", "index no",
        "电池", "电池电压", "电池电量", "电压", "电量", "信号", "信号强度", "信号值", "温度", "水温", "序号", "行号", "固件", "版本",
    ]

    /// Beginnings of rows that sum up the rows above.
    static let totals: Set<String> = [
        "total", "totals", "sum", "subtotal", "grand total", "average", "avg", "mean", "min", "max",
        "minimum", "maximum",
        "count", "合计", "总计", "小计", "累计", "平均", "平均值", "最大", "最大值", "最小", "最小值", "总和", "求和",
    ]

    /// Ends of headings that say what the column before is worth: `M1_quality`, `M1 状态`.
    private static let qualityEnds = [
        "quality code", "quality", "status", "validity", "flag", "qc", "质量码", "质量戳", "质量", "有效性", "状态",
    ]

    /// The element whose readings a column is about: the one that its heading names before a word for
    /// quality.
    static func element(ofQuality heading: String) -> String? {
        let word = heading.lowercased()
        for end in qualityEnds where word.hasSuffix(end) && word.count > end.count {
            let name = heading.dropLast(end.count)
            let trimmed = name.reversed().drop { " _-.:/".contains($0) }.reversed()
            return trimmed.isEmpty ? nil : String(trimmed)
        }
        return nil
    }

    /// What a heading of a column of times is called without signs and the name of a zone: `Date-time CET` is a `date time`.
    static func timeWord(_ heading: String) -> String {
        let word = word(heading)
        if time.contains(word) { return word }
        let zones: Set<String> = [
            "utc", "gmt", "cet", "cest", "est", "edt", "cst", "cdt", "pst", "pdt", "local", "lst", "bst",
        ]
        return word.split { $0 == " " || $0 == "-" || $0 == "_" || $0 == "." }
            .filter { !zones.contains(String($0)) }.joined(separator: " ")
    }

    /// A heading without a bracket at its end, in lower case and with blanks for underscores.
    static func word(_ heading: String) -> String {
        ReadingsHeader.bracket(heading).name.lowercased().replacing("_", with: " ")
    }
}
