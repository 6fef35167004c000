import InputOutput
import CPROJ

/// Owns one PROJ context: offline, and keeping PROJ's last message. Belongs to one thread at a time.
final class PROJContext {
    /// The C context; `nil`, which PROJ reads as its default context, is never handed out.
    let handle: OpaquePointer?
    private var lastMessage: String?

    /// The context of the current thread.
    static let current = ThreadOwned { PROJContext() }

    init() {
        handle = proj_context_create()
        guard let handle else { return }
        // Results must not depend on whether a grid could be downloaded today.
        proj_context_set_enable_network(handle, 0)
        proj_log_level(handle, PJ_LOG_ERROR)
        proj_log_func(handle, Unmanaged.passUnretained(self).toOpaque()) { owner, _, text in
            guard let owner, let text else { return }
            Unmanaged<PROJContext>.fromOpaque(owner).takeUnretainedValue().lastMessage = String(cString: text)
        }
    }

    deinit {
        if let handle { proj_context_destroy(handle) }
    }

    /// Forgets earlier messages, so that the next one belongs to the next call.
    func clearMessage() { lastMessage = nil }

    /// PROJ's message for what just failed.
    func message(error code: Int32? = nil) -> Wording {
        if let lastMessage { return Wording(verbatim: Self.trimmed(lastMessage)) }
        guard let handle else { return Wording("no memory for a PROJ context", "内存不足，无法建立 PROJ 环境") }
        let code = code ?? proj_context_errno(handle)
        if code != 0, let text = proj_context_errno_string(handle, code) {
            return Wording(verbatim: Self.trimmed(String(cString: text)))
        }
        return Wording("PROJ gave no reason", "PROJ 未说明原因")
    }

    private static func trimmed(_ message: String) -> String {
        var text = message[...]
        while let last = text.last, last.isWhitespace || last == "." { text.removeLast() }
        return String(text)
    }
}

/// Owns one PROJ object (a reference system, a part of one, or an operation) and keeps its context alive.
final class PROJObject {
    let pointer: OpaquePointer
    let context: PROJContext

    /// Takes ownership of `pointer`; `nil` when PROJ returned none.
    init?(_ pointer: OpaquePointer?, in context: PROJContext) {
        guard let pointer else { return nil }
        self.pointer = pointer
        self.context = context
    }

    deinit { proj_destroy(pointer) }

    /// PROJ's type of the object.
    var type: PJ_TYPE { proj_get_type(pointer) }

    /// The object's name.
    var name: String { proj_get_name(pointer).map { String(cString: $0) } ?? "" }
}
