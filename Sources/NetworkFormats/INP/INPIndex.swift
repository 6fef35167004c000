/// Ids as ranges of the file's bytes, found by hash: no string is made to look up a name.
struct INPIndex: Sendable {
    private var ids: [Range<Int>] = []
    /// 0 for a free slot; else the upper half of the id's hash and, in the lower half, its entry plus 1. The
    /// hash tells almost all other ids apart without a look at their bytes.
    private var slots: [UInt64] = Array(repeating: 0, count: 64)
    private var lastFound = -1

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
        let hash = Self.hash(word, in: bytes)
        let slot = slot(of: word, hash, in: bytes)
        if slots[slot] != 0 { return Self.entry(slots[slot]) }
        ids.append(word)
        slots[slot] = hash & Self.tagMask | UInt64(ids.count)
        return nil
    }

    /// The entry of `word`. Files name elements mostly in the order in which they defined them, so the entry after the
    /// last one found is looked at first: it is near in memory, where a slot is not.
    mutating func find(_ word: Range<Int>, in bytes: [UInt8]) -> Int? {
        if lastFound + 1 < ids.count, isEqual(ids[lastFound + 1], word, in: bytes) {
            lastFound += 1
            return lastFound
        }
        let found = slots[slot(of: word, Self.hash(word, in: bytes), in: bytes)]
        if found == 0 { return nil }
        lastFound = Self.entry(found)
        return lastFound
    }

    private static let tagMask: UInt64 = 0xFFFF_FFFF_0000_0000

    private static func entry(_ slot: UInt64) -> Int { Int(slot & ~tagMask) - 1 }

    /// The slot where `word` is, or the free one where it belongs. At least half of all slots are free, so
    /// the walk ends.
    private func slot(of word: Range<Int>, _ hash: UInt64, in bytes: [UInt8]) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            let found = slots[slot]
            if (found ^ hash) & Self.tagMask == 0, isEqual(ids[Self.entry(found)], word, in: bytes) { break }
            slot = (slot + 1) & mask
        }
        return slot
    }

    /// FNV-1a of all bytes but the last, mixed once more (Stafford's finalizer) because ids that count up differ in few
    /// bits. The last byte moves the slot by less than 16: ten ids that count up share a line or two of the cache.
    private static func hash(_ word: Range<Int>, in bytes: [UInt8]) -> UInt64 {
        guard let last = word.last else { return 0 }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in word.lowerBound..<last { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
        hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
        hash ^= hash >> 31
        let byte = UInt64(bytes[last])
        return hash & ~0xF ^ byte << 40 | byte & 0xF
    }

    private func isEqual(_ a: Range<Int>, _ b: Range<Int>, in bytes: [UInt8]) -> Bool {
        guard a.count == b.count else { return false }
        // Ids of one file differ at their ends.
        var offset = a.count
        while offset > 0 {
            offset -= 1
            if bytes[a.lowerBound + offset] != bytes[b.lowerBound + offset] { return false }
        }
        return true
    }

    private mutating func resize(to size: Int, _ bytes: [UInt8]) {
        slots = Array(repeating: 0, count: size)
        for (entry, word) in ids.enumerated() {
            let hash = Self.hash(word, in: bytes)
            slots[slot(of: word, hash, in: bytes)] = hash & Self.tagMask | UInt64(entry + 1)
        }
    }
}
