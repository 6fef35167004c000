import InputOutput
import Telemetry

/// What to say of a time that cannot be read.
enum WrittenTime {
    /// The same in a file whose times are of a form that its first one shows.
    static func expected(_ text: String, like first: String) -> Wording {
        let name = Wording.named(first)
        return Wording("a time like \(name.english) in the rows before", "与前面各行\(name.chinese)写法相同的时间")
    }

    /// The same of a first time, which no form reads as one of the past.
    static func expected(_ text: String, beyond plausible: ClosedRange<Int64>) -> Wording {
        let forms = TimeForm.possible(text, within: Int64.min...Int64.max)
        guard let form = TimeForm.allCases.first(where: forms.contains), let reading = form.reading(of: text)
        else { return expected(text) }
        let usual = Wording("a time such as 2018-01-01 00:05:00", "时间，如 2018-01-01 00:05:00")
        return usual
            + Wording(
                "; as \(form.wording.english) it would be \(reading), which no reading can have yet",
                "；按\(form.wording.chinese)则为 \(reading)，不可能是已有读数的时间")
    }

    static func expected(_ text: String) -> Wording {
        let usual = Wording("a time such as 2018-01-01 00:05:00", "时间，如 2018-01-01 00:05:00")
        let isNumber = !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
        if isNumber, let value = Double(text) {
            if (20_000..<80_000).contains(value) {
                return usual
                    + Wording(
                        "; this looks like a spreadsheet's day number, and the rows before are written otherwise",
                        "；这像是电子表格的日期序号，而前面各行的写法不同")
            }
            if value > 1e8 {
                return usual
                    + Wording(
                        "; this looks like seconds since 1970, and the rows before are written otherwise",
                        "；这像是 1970 年以来的秒数，而前面各行的写法不同")
            }
        }
        let fields =
            text.split(whereSeparator: { " T".contains($0) }).first?.split { "/-.".contains($0) } ?? []
        if fields.count == 3, fields.allSatisfy({ $0.allSatisfy(\.isNumber) }), (fields.first?.count ?? 4) < 3
        {
            return usual
                + Wording(
                    "; day, month and year cannot be told apart here, and the rows before are written otherwise: "
                        + "write the year first, with four digits",
                    "；此处无法分清日、月、年，而前面各行的写法不同：请将四位年份写在最前")
        }
        if fields.count == 2, fields[0].count == 4 {
            return usual + Wording("; this is a month: give the day of the reading", "；这是月份，请给出读数的日期")
        }
        return usual
    }
}
