/// Ids of a file as bytes, numbered in the order of their first appearance, with no string made for a row.
struct IdTable {
    /// Bytes of all ids in a row; id `i` is `offsets[i] ..< offsets[i + 1]`.
    private var bytes: [UInt8] = []
    private var offsets: [Int] = [0]
    /// Numbers plus one, by hash; 0 is free. The size is a power of two, at most half full.
    private var slots = [Int32](repeating: 0, count: 64)
    private var last = 0

    /// How many ids there are.
    var count: Int { offsets.count - 1 }

    /// The number of an id.
    mutating func index(_ buffer: [UInt8], _ range: Range<Int>) -> (index: Int, isNew: Bool) {
        // Files go meter by meter, or time by time through the meters in one order.
        for guess in [last, last + 1 < count ? last + 1 : 0]
        where guess < count && equals(guess, buffer, range) {
            last = guess
            return (guess, false)
        }
        var slot = IdTable.hash(buffer, range) & (slots.count - 1)
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if equals(index, buffer, range) {
                last = index
                return (index, false)
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        let index = count
        bytes.append(contentsOf: buffer[range])
        offsets.append(bytes.count)
        slots[slot] = Int32(index + 1)
        if 2 * count > slots.count { grow() }
        last = index
        return (index, true)
    }

    private func equals(_ index: Int, _ buffer: [UInt8], _ range: Range<Int>) -> Bool {
        let start = offsets[index]
        guard offsets[index + 1] - start == range.count else { return false }
        var at = 0
        while at < range.count {
            if bytes[start + at] != buffer[range.lowerBound + at] { return false }
            at &+= 1
        }
        return true
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: 4 * slots.count)
        for index in 0..<count {
            var slot = IdTable.hash(bytes, offsets[index]..<offsets[index + 1]) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(index + 1)
        }
    }

    /// FNV-1a, folded, for the low bits choose the slot.
    private static func hash(_ buffer: [UInt8], _ range: Range<Int>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for at in range { hash = (hash ^ UInt64(buffer[at])) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7FFF_FFFF)
    }
}
