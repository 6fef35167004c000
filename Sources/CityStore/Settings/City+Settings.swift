import GRDB
import InputOutput

extension City {
    /// What the city is called and what its reports take for granted.
    ///
    /// - Throws: ``CityError/unreadableRow(table:fid:reason:)`` for settings that were damaged.
    public func settings() throws -> CitySettings {
        try read { db in try Metadata.decode("settings", CitySettings.self, db) ?? CitySettings() }
    }

    /// Sets what is said and keeps the rest.
    ///
    /// - Parameter settings: what is `nil` stays as it is.
    /// - Returns: all settings now.
    /// - Throws: ``SettingsError``, `CityError`; nothing is changed then.
    @discardableResult
    public func set(_ settings: CitySettings) throws -> CitySettings {
        try importing { writer in
            let stored = try Metadata.decode("settings", CitySettings.self, writer.db) ?? CitySettings()
            let now = settings.filled(from: stored)
            try now.validate()
            try Metadata.encode("settings", now, writer.db)
            return now
        }
    }
}
