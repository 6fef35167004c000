/// Ids as ranges of the file's bytes, found by hash: no string is made to look up a name.
struct INPIndex: Sendable {
    private var ids: [Range<Int>] = []
    private var slots: [Int32] = Array(repeating: -1, count: 64)

    /// Number of ids.
    var count: Int { ids.count }

    /// Makes room for `count` ids at once.
    mutating func reserveCapacity(_ count: Int, in bytes: [UInt8]) {
        ids.reserveCapacity(count)
        var size = slots.count
        while size <= count * 2 { size *= 2 }
        if size > slots.count { resize(to: size, bytes) }
    }

    /// Adds `word` and returns `nil`, or returns the entry that has this id already.
    mutating func insert(_ word: Range<Int>, in bytes: [UInt8]) -> Int? {
        if ids.count * 2 >= slots.count { resize(to: slots.count * 2, bytes) }
        let slot = slot(of: word, in: bytes)
        if slots[slot] >= 0 { return Int(slots[slot]) }
        slots[slot] = Int32(ids.count)
        ids.append(word)
        return nil
    }

    /// The entry of `word`.
    func find(_ word: Range<Int>, in bytes: [UInt8]) -> Int? {
        let entry = slots[slot(of: word, in: bytes)]
        return entry >= 0 ? Int(entry) : nil
    }

    /// The slot where `word` is, or the free one where it belongs. At least half of all slots are free, so
    /// the walk ends.
    private func slot(of word: Range<Int>, in bytes: [UInt8]) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash(word, in: bytes)) & mask
        while slots[slot] >= 0, !isEqual(ids[Int(slots[slot])], word, in: bytes) { slot = (slot + 1) & mask }
        return slot
    }

    /// FNV-1a, with the high bits folded in because the table looks at the low ones.
    private func hash(_ word: Range<Int>, in bytes: [UInt8]) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in word { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
        return hash ^ hash >> 32
    }

    private func isEqual(_ a: Range<Int>, _ b: Range<Int>, in bytes: [UInt8]) -> Bool {
        guard a.count == b.count else { return false }
        for offset in 0..<a.count where bytes[a.lowerBound + offset] != bytes[b.lowerBound + offset] {
            return false
        }
        return true
    }

    private mutating func resize(to size: Int, _ bytes: [UInt8]) {
        slots = Array(repeating: -1, count: size)
        for (entry, word) in ids.enumerated() { slots[slot(of: word, in: bytes)] = Int32(entry) }
    }
}
