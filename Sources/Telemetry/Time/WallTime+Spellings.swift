/// Spellings that programs write and that can mean one thing only.
extension WallTime {
    /// Reads a time that is not written as ``init(parsing:_:)`` wants it, but plainly:
    ///
    /// - `2024年3月4日 0:15`, `2024年3月4日 0时15分`, with 上午 or 下午 before the time;
    /// - `2024-03-04 12:15 AM`, `PM`: 12 AM is midnight, 12 PM is noon;
    /// - `20240304`, `20240304 0015`, `202403040015`, `20240304001500`;
    /// - `04-Mar-2024 00:15`, `4-Mar-24`, `Mar 4, 2024 00:15`, with an English month;
    /// - all of these, and the usual forms, with full-width digits and signs and with blanks of any kind.
    ///
    /// Dates such as `04/03/24`, `3/4/2024` or `4.3.2024` may mean several days and are read with their form only.
    init?(spelled bytes: [UInt8], _ range: Range<Int>, form: TimeForm? = nil) {
        guard range.count <= 64, range.lowerBound >= 0, range.upperBound <= bytes.count,
            var text = WallTime.plain(bytes[range])
        else { return nil }
        var half: Half?
        for (word, found) in WallTime.halves where half == nil {
            guard let place = WallTime.place(of: Array(word.utf8), in: text) else { continue }
            // The time follows 上午 or stands before AM; either way the word becomes a blank.
            text.replaceSubrange(place, with: [0x20])
            half = found
        }
        text = WallTime.trimmed(text)
        guard let ordered = WallTime.ordered(text, form),
            var time = WallTime(parsing: ordered, 0..<ordered.count)
        else { return nil }
        if let half {
            guard !time.isDateOnly, time.offset == nil else { return nil }
            let midnight = time.seconds - (time.seconds % 86_400 + 86_400) % 86_400
            let second = time.seconds - midnight
            // 13:00 PM is what some programs write for 1 PM; 13:00 AM and 0:30 PM are nonsense.
            if second >= 13 * 3600 {
                guard half == .afternoon else { return nil }
            } else if second < 3600 {
                guard half == .morning else { return nil }
            } else if half == .afternoon, second < 12 * 3600 {
                time.seconds += 12 * 3600
            } else if half == .morning, second >= 12 * 3600 {
                time.seconds -= 12 * 3600
            }
        }
        self = time
    }

    private enum Half { case morning, afternoon }

    private static let halves: [(String, Half)] = [
        ("上午", .morning), ("下午", .afternoon), ("am", .morning), ("pm", .afternoon),
        ("a.m.", .morning), ("p.m.", .afternoon),
    ]

    private static let names = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december",
    ]

    /// Lower case, ASCII where there is ASCII for it, one blank for any run of blanks; `nil` for text that is
    /// no UTF-8.
    private static func plain(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var plain = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{FF01}"..."\u{FF5E}":
                if let ascii = Unicode.Scalar(scalar.value - 0xFEE0) { plain.unicodeScalars.append(ascii) }
            case "年", "月": plain += "-"
            case "日", "号": plain += " "
            case "时", "点": plain += ":"
            case "分": plain += ":"
            case "秒": continue
            case _ where scalar.properties.isWhitespace: plain += " "
            default: plain.unicodeScalars.append(scalar)
            }
        }
        return trimmed(Array(plain.lowercased().utf8))
    }

    /// Without blanks at both ends and more than one in a row, and with minutes after `0:` (of `0时`).
    private static func trimmed(_ text: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = []
        for byte in text where byte != 0x20 || (kept.last.map { $0 != 0x20 } ?? false) { kept.append(byte) }
        while kept.last == 0x20 { kept.removeLast() }
        if kept.last == 0x3A {
            // `15分` ends a time, `0时` is one.
            if kept.count(where: { $0 == 0x3A }) == 1 { kept += [0x30, 0x30] } else { kept.removeLast() }
        }
        return kept
    }

    /// Where a word stands in a text.
    private static func place(of word: [UInt8], in text: [UInt8]) -> Range<Int>? {
        guard text.count >= word.count else { return nil }
        for start in 0...(text.count - word.count) where text[start..<start + word.count].elementsEqual(word)
        {
            return start..<start + word.count
        }
        return nil
    }

    /// The text with its date as `yyyy-mm-dd` and its time with colons; `nil` when it may mean several days.
    private static func ordered(_ text: [UInt8], _ form: TimeForm?) -> [UInt8]? {
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        let lead = text.prefix(while: isDigit).count
        if lead == text.count || text[lead] == 0x20 {
            // 20240304, 20240304 0015, 202403040015, 20240304001500.
            var digits = Array(text[..<lead])
            let rest = lead < text.count ? Array(text[(lead + 1)...]) : []
            if !rest.isEmpty, rest.count == 4 || rest.count == 6, rest.allSatisfy(isDigit), lead == 8 {
                digits += rest
            } else if !rest.isEmpty {
                guard lead == 8 else { return nil }
                return date(digits) + [0x20] + rest
            }
            switch digits.count {
            case 8: return date(digits)
            case 12: return date(digits) + [0x20] + digits[8..<10] + [0x3A] + digits[10..<12]
            case 14:
                return date(digits) + [0x20] + digits[8..<10] + [0x3A] + digits[10..<12] + [0x3A]
                    + digits[12..<14]
            default: return nil
            }
        }
        if lead == 4 { return text }
        if lead == 0 { return monthLed(text) }
        guard lead == 1 || lead == 2 else { return nil }
        // A month by its name: 04-mar-2024.
        let parts = text.split(separator: 0x20, maxSplits: 1)
        guard let first = parts.first else { return nil }
        let fields = first.split(omittingEmptySubsequences: false) { byte in
            !isDigit(byte) && !(0x61...0x7A).contains(byte)
        }
        if fields.count == 3, let form, Set(first.filter { !isDigit($0) }).count == 1,
            let numbers = form.numbers(fields)
        {
            return parts.count == 1 ? numbers : numbers + [0x20] + Array(parts[1])
        }
        guard fields.count == 3, let month = month(fields[1]), let year = year(fields[2]) else { return nil }
        let date = year + [0x2D] + month + [0x2D] + Array(fields[0])
        return parts.count == 1 ? date : date + [0x20] + Array(parts[1])
    }

    /// `mar 4, 2024 00:15`: the month by its name goes first.
    private static func monthLed(_ text: [UInt8]) -> [UInt8]? {
        let parts = text.split(separator: 0x20, maxSplits: 3).map(Array.init)
        guard parts.count >= 3, let month = month(parts[0][...]), let year = year(parts[2][...]) else {
            return nil
        }
        var day = parts[1]
        if day.last == 0x2C { day.removeLast() }
        guard (1...2).contains(day.count), day.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let date = year + [0x2D] + month + [0x2D] + day
        return parts.count == 3 ? date : date + [0x20] + parts[3]
    }

    /// The number of an English month, short or whole.
    private static func month(_ word: ArraySlice<UInt8>) -> [UInt8]? {
        let name = String(decoding: word, as: UTF8.self)
        guard name.utf8.count >= 3,
            let number = names.firstIndex(where: {
                $0 == name || $0.prefix(3) == name || name == "sept" && $0.hasPrefix("sept")
            })
        else { return nil }
        return Array("\(number + 1)".utf8)
    }

    /// A year of four or two digits, of four.
    private static func year(_ digits: ArraySlice<UInt8>) -> [UInt8]? {
        guard digits.count == 4 || digits.count == 2, digits.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(String(decoding: digits, as: UTF8.self))
        else { return nil }
        return Array("\(digits.count == 2 ? century(number) : number)".utf8)
    }

    private static func date(_ digits: [UInt8]) -> [UInt8] {
        Array(digits[0..<4]) + [0x2D] + digits[4..<6] + [0x2D] + digits[6..<8]
    }
}

extension TimeForm {
    /// Three fields of digits as `yyyy-mm-dd`; `nil` when they are no date of this form.
    fileprivate func numbers(_ fields: [ArraySlice<UInt8>]) -> [UInt8]? {
        let values = fields.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        guard values.count == 3, fields.allSatisfy({ $0.count <= 4 }),
            let day = WallTime.day(values[0], values[1], values[2], fields[2].count, self)
        else { return nil }
        return Array("\(LocalDate(daysSince1970: day))".utf8)
    }
}
