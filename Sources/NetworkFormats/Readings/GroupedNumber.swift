/// A number as a person or a program writes it, taken apart at its marks.
struct GroupedNumber {
    /// A mark between digits.
    private enum Mark: Equatable {
        case point, comma
        /// A blank or an apostrophe, which only ever groups.
        case blank, apostrophe
    }

    /// What a number says about the decimal mark.
    enum Reading: Equatable {
        /// It has none, or none that could be one.
        case none
        /// This one, for certain.
        case shown(DecimalMark)
        /// Perhaps this one, perhaps it groups digits.
        case open(DecimalMark)

        /// The mark to read it with.
        var mark: DecimalMark? {
            switch self {
            case .none: nil
            case .shown(let mark), .open(let mark): mark
            }
        }
    }

    private var isNegative = false
    private var marks: [Mark] = []
    /// Digits before, between and after the marks.
    private var groups: [String] = [""]
    private var exponent = ""

    /// Takes a text apart; `nil` when it is no number. Digits and marks may be full-width.
    init?(_ text: String) {
        var isFirst = true
        var scalars = Substring(text).unicodeScalars
        while let scalar = scalars.popFirst() {
            defer { isFirst = false }
            let plain =
                (0xFF01...0xFF5E).contains(scalar.value)
                ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
            switch plain {
            case "-", "\u{2212}", "\u{2013}":
                guard isFirst else { return nil }
                isNegative = true
            case "+": guard isFirst else { return nil }
            case "0"..."9": groups[groups.count - 1].unicodeScalars.append(plain)
            case ".": add(.point)
            case ",": add(.comma)
            case "'", "\u{2019}": add(.apostrophe)
            case " ", "\u{A0}", "\u{202F}", "\u{2009}", "\u{3000}": add(.blank)
            case "e", "E":
                exponent = String(scalars)
                let digits = exponent.drop { $0 == "+" || $0 == "-" }
                guard !digits.isEmpty, digits.count >= exponent.count - 1,
                    digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
                else { return nil }
                scalars = Substring().unicodeScalars
            default: return nil
            }
        }
        guard groups.contains(where: { !$0.isEmpty }) else { return nil }
    }

    private mutating func add(_ mark: Mark) {
        marks.append(mark)
        groups.append("")
    }

    /// Whether four digits and more stand in a row before the decimal mark.
    var isUngrouped: Bool { groups[0].count > 3 }

    /// What the number says of the decimal mark.
    ///
    /// - Parameter known: the file's mark, when it is known.
    /// - Returns: `nil` when the marks make no number, or none with the known mark.
    func decimalMark(_ known: DecimalMark?) -> Reading? {
        guard let last = marks.last else { return Reading.none }
        let own: DecimalMark? = last == .point ? .point : last == .comma ? .comma : nil
        let before = marks.dropLast()
        guard let own else { return isGrouped(upTo: marks.count) ? Reading.none : nil }
        if let known {
            if own == known {
                return isGrouped(upTo: marks.count - 1) && !before.contains(last) ? .shown(own) : nil
            }
            return isGrouped(upTo: marks.count) ? Reading.none : nil
        }
        if before.isEmpty {
            let mayGroup = exponent.isEmpty && isGrouped(upTo: 1)
            return mayGroup ? .open(own) : .shown(own)
        }
        // 1,000,012 or 1.234.567: the mark groups, so the other is the decimal one.
        if before.contains(last) { return isGrouped(upTo: marks.count) ? .shown(own.other) : nil }
        return isGrouped(upTo: marks.count - 1) ? .shown(own) : nil
    }

    /// Whether the first marks are all the same and stand before groups of three digits.
    private func isGrouped(upTo count: Int) -> Bool {
        guard count > 0 else { return true }
        guard marks[..<count].allSatisfy({ $0 == marks[0] }), (1...3).contains(groups[0].count),
            groups[0].first != "0"
        else { return false }
        return groups[1...count].allSatisfy { $0.count == 3 }
    }

    /// Whether comma or point group digits here.
    func isGroupedByMark(_ decimal: DecimalMark?) -> Bool {
        let grouping = isDecimal(decimal) ? marks.dropLast() : marks[...]
        return grouping.contains(.point) || grouping.contains(.comma)
    }

    /// Digits after the decimal mark; many for a number with an exponent, which says nothing of how it was
    /// rounded.
    func decimals(_ mark: DecimalMark?) -> Int {
        if !exponent.isEmpty { return 22 }
        return isDecimal(mark) ? groups[groups.count - 1].count : 0
    }

    /// The number; `nil` for one too large.
    func value(_ mark: DecimalMark?) -> Double? {
        var text = isNegative ? "-" : ""
        let whole = isDecimal(mark) ? groups.dropLast() : groups[...]
        text += whole.joined()
        if text.isEmpty || text == "-" { text += "0" }
        if isDecimal(mark), let last = groups.last, !last.isEmpty { text += "." + last }
        if !exponent.isEmpty { text += "e" + exponent }
        guard let value = Double(text), value.isFinite else { return nil }
        return value
    }

    private func isDecimal(_ mark: DecimalMark?) -> Bool {
        guard let mark, let last = marks.last else { return false }
        return last == (mark == .point ? .point : .comma)
    }
}
