/// The id of a piece of a pipe that the topology split: `P1#2` is the second piece of `P1`.
package struct PieceID {
    /// The id of the pipe that was split; itself the id of a piece when that was split again.
    package let whole: String
    /// The number of the piece.
    package let number: Int

    /// `nil` for an id that the topology did not make.
    package init?(_ id: String) {
        guard let mark = id.utf8.lastIndex(of: UInt8(ascii: "#")), mark != id.startIndex else { return nil }
        // By bytes: a mark with an accent over it is one letter, and no mark.
        let digits = id.utf8[id.utf8.index(after: mark)...]
        guard !digits.isEmpty, digits.allSatisfy({ $0 &- 48 < 10 }), let number = Int(Substring(digits))
        else { return nil }
        whole = String(id[..<mark])
        self.number = number
    }
}
