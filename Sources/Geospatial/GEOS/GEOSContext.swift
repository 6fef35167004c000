import CGEOS

/// Owns one GEOS context and keeps GEOS's last error message. Belongs to one thread at a time.
final class GEOSContext {
    /// The C context; `nil` only when there is no memory for one.
    let handle: GEOSContextHandle_t?
    private var lastMessage: String?

    /// The context of the current thread.
    static let current = ThreadOwned { GEOSContext() }

    init() {
        handle = GEOS_init_r()
        guard let handle else { return }
        _ = GEOSContext_setErrorMessageHandler_r(
            handle,
            { text, owner in
                guard let owner, let text else { return }
                let message = String(cString: text)
                Unmanaged<GEOSContext>.fromOpaque(owner).takeUnretainedValue().lastMessage = message
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit {
        if let handle { GEOS_finish_r(handle) }
    }

    /// The error of the operation that just failed, with GEOS's message, which is used up.
    func failure(_ operation: String) -> GeospatialError {
        .geos(operation: operation, message: takeMessage())
    }

    /// GEOS's last message, without its closing full stop.
    func takeMessage() -> String {
        defer { lastMessage = nil }
        guard handle != nil else { return "no memory for a GEOS context" }
        var text = (lastMessage ?? "GEOS gave no reason")[...]
        while let last = text.last, last.isWhitespace || last == "." { text.removeLast() }
        return String(text)
    }

    /// The answer of a GEOS predicate, which is 0, 1 or, for an exception, 2.
    func truth(_ answer: CChar, _ operation: String) throws(GeospatialError) -> Bool {
        guard answer == 0 || answer == 1 else { throw failure(operation) }
        return answer == 1
    }
}

/// Owns one GEOS geometry and keeps its context alive.
final class GEOSObject {
    let pointer: OpaquePointer
    let context: GEOSContext

    /// Takes ownership of `pointer`; throws the message of `operation` when GEOS returned none.
    init(_ pointer: OpaquePointer?, of operation: String, in context: GEOSContext) throws(GeospatialError) {
        guard let pointer else { throw context.failure(operation) }
        self.pointer = pointer
        self.context = context
    }

    deinit { GEOSGeom_destroy_r(context.handle, pointer) }
}

extension Geometry {
    /// Runs `body` with the geometry in GEOS's form, on this thread's context.
    func withGEOS<Result>(
        _ operation: String,
        _ body: (GEOSContext, OpaquePointer) throws(GeospatialError) -> Result
    ) throws(GeospatialError) -> Result {
        try GEOSContext.current.with { context throws(GeospatialError) in
            let object = try GEOSObject(self, for: operation, in: context)
            return try withExtendedLifetime(object) { () throws(GeospatialError) in
                try body(context, object.pointer)
            }
        }
    }

    /// Runs `body` with both geometries in GEOS's form, on this thread's context.
    func withGEOS<Result>(
        _ operation: String, and other: Geometry,
        _ body: (GEOSContext, OpaquePointer, OpaquePointer) throws(GeospatialError) -> Result
    ) throws(GeospatialError) -> Result {
        try withGEOS(operation) { context, one throws(GeospatialError) in
            let object = try GEOSObject(other, for: operation, in: context)
            return try withExtendedLifetime(object) { () throws(GeospatialError) in
                try body(context, one, object.pointer)
            }
        }
    }
}
