import Synchronization

/// The reference systems that were read, by the text that defined them.
///
/// A bounded number: a program that is given ever new definitions must not grow without end.
final class ReferenceSystemCache: Sendable {
    static let shared = ReferenceSystemCache()

    private static let capacity = 256
    /// Longer texts are read each time.
    private static let longestText = 16_384
    private let systems = Mutex<[String: CoordinateReferenceSystem]>([:])

    /// The system that `definition` defined before.
    func system(_ definition: String) -> CoordinateReferenceSystem? {
        systems.withLock { $0[definition] }
    }

    /// Keeps a system; when there are too many, all are forgotten.
    func keep(_ system: CoordinateReferenceSystem, for definition: String) {
        guard definition.utf8.count <= Self.longestText else { return }
        systems.withLock { systems in
            if systems.count >= Self.capacity { systems.removeAll() }
            systems[definition] = system
        }
    }
}
