/// A fixed number of plain values on the heap, owned by one holder, checked at every access.
///
/// The ordering jumps about in its graph and writes at every step; an array would ask at each write whether it is shared.
/// The indices come from the ordering's own invariants, never from a caller.
struct Buffer<Element: BitwiseCopyable>: ~Copyable {
    private let base: UnsafeMutablePointer<Element>
    let count: Int

    init(repeating element: Element, count: Int) {
        base = .allocate(capacity: max(count, 1))
        base.initialize(repeating: element, count: count)
        self.count = count
    }

    deinit { base.deallocate() }

    subscript(index: Int32) -> Element {
        @inline(__always) get {
            precondition(UInt(bitPattern: Int(index)) < UInt(bitPattern: count), "index outside the buffer")
            return base[Int(index)]
        }
        @inline(__always) _modify {
            precondition(UInt(bitPattern: Int(index)) < UInt(bitPattern: count), "index outside the buffer")
            yield &base[Int(index)]
        }
    }
}
