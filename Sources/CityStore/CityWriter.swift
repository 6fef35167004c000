import GRDB
import LeakZones
import PipeNetwork

/// Writes into a city within the one transaction of ``City/importing(_:)``.
///
/// Each call happens as a whole: when one throws and the error is caught inside the import, what it had written is
/// taken back and the import may go on.
public struct CityWriter {
    let db: Database

    /// The network as it is in the middle of the import.
    public func network() throws -> Network { try NetworkReader(db).network() }

    /// The zones as they are in the middle of the import, on the rows of `network`.
    public func zones(for network: Network) throws -> ZoneScheme { try City.zones(for: network, db) }

    /// Runs `body` so that it leaves nothing behind when it throws.
    func atomically<T>(_ body: () throws -> T) throws -> T {
        var result: T?
        try db.inSavepoint {
            result = try body()
            return .commit
        }
        guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
        return result
    }
}
