import Foundation

/// One object for each thread, made on first use and released when its thread ends.
///
/// GEOS and PROJ contexts must not be used by two threads at once and are too dear to make for each call.
/// The object is handed to a body and never leaves it, so that no task can carry it across a suspension.
final class ThreadOwned<Object: AnyObject>: Sendable {
    private let key: pthread_key_t?
    private let make: @Sendable () -> Object

    /// - Parameter make: makes the object of a thread that has none yet.
    init(_ make: @escaping @Sendable () -> Object) {
        self.make = make
        var key = pthread_key_t()
        let status = pthread_key_create(&key) { pointer in
            let stored: UnsafeMutableRawPointer? = pointer
            if let stored { Unmanaged<AnyObject>.fromOpaque(stored).release() }
        }
        // A process has a limited number of keys. Without one every call makes its own object: slow, correct.
        self.key = status == 0 ? key : nil
    }

    deinit {
        if let key { pthread_key_delete(key) }
    }

    /// Runs `body` with this thread's object.
    func with<Result, Failure: Error>(
        _ body: (Object) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard let key else { return try body(make()) }
        if let stored = pthread_getspecific(key) {
            return try body(Unmanaged<Object>.fromOpaque(stored).takeUnretainedValue())
        }
        let object = make()
        let pointer = Unmanaged.passRetained(object)
        if pthread_setspecific(key, pointer.toOpaque()) != 0 { pointer.release() }
        return try body(object)
    }
}
