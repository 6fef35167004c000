import CArchive
import InputOutput

/// Unpacks gzip (RFC 1952), every member of it, and checks each member's CRC-32 and length.
///
/// libarchive unpacks gzip without a look at either, so a flipped bit becomes another number. Owns zlib's
/// state and frees it.
final class GzipFile {
    private let raw: RawFile
    private let state: UnsafeMutablePointer<z_stream>
    private var isInside = true

    /// What is wrong with the packed data.
    struct Damage: ExplainedError {
        let explanation: Wording
    }

    init?(_ raw: RawFile) {
        self.raw = raw
        state = .allocate(capacity: 1)
        state.initialize(to: z_stream())
        // 15 bits of window, plus 16 for gzip's own header and trailer.
        let status = inflateInit2_(state, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        if status != Z_OK { return nil }
    }

    deinit {
        inflateEnd(state)
        state.deallocate()
    }

    /// Unpacks up to `room` bytes; 0 at the end.
    func read(into place: UnsafeMutablePointer<UInt8>, room: Int) throws(Damage) -> Int {
        let room = UInt32(clamping: room)
        state.pointee.next_out = place
        state.pointee.avail_out = room
        while state.pointee.avail_out == room {
            guard let block = raw.next() else {
                throw Damage(explanation: Wording("it cannot be read on", "无法继续读取"))
            }
            if block.isEmpty {
                if isInside {
                    throw Damage(
                        explanation: Wording(
                            "the gzip data end in the middle; the file is cut off", "gzip 数据中途结束，文件被截断"))
                }
                return 0
            }
            if !isInside {
                guard try startsMember(block) else { continue }
            } else {
                try inflate(block)
            }
        }
        return Int(room - state.pointee.avail_out)
    }

    private func inflate(_ block: UnsafeBufferPointer<UInt8>) throws(Damage) {
        state.pointee.next_in = UnsafeMutablePointer(mutating: block.baseAddress)
        state.pointee.avail_in = UInt32(clamping: block.count)
        let status = CArchive.inflate(state, Z_NO_FLUSH)
        raw.putBack(Int(state.pointee.avail_in))
        switch status {
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END: isInside = false
        default:
            let what = state.pointee.msg.map { String(cString: $0) } ?? "error \(status)"
            throw Damage(
                explanation: Wording(
                    "the gzip data are damaged (\(what)); fetch the file again", "gzip 数据损坏（\(what)）；请重新获取文件")
            )
        }
    }

    /// Whether another member begins; zeros between and after members are padding, anything else is no gzip.
    private func startsMember(_ block: UnsafeBufferPointer<UInt8>) throws(Damage) -> Bool {
        guard let first = block.firstIndex(where: { $0 != 0 }) else { return false }
        raw.putBack(block.count - first)
        guard block[first] == 0x1F else {
            throw Damage(
                explanation: Wording(
                    "other data follow the gzip data; the file is damaged", "gzip 数据之后还有其他数据，文件损坏"))
        }
        inflateReset(state)
        isInside = true
        return true
    }
}
